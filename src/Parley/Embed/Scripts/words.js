// Words where they stand in a comment: reading them, and marking some of them. Fetched on first use.

import { closest } from "./dom.js";

/** The letters of a comment, or of a part of it, with the nodes they stand in. */
export function readWords(within) {
  const walk = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = "";
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    nodes[nodes.length] = { node, from: text.length };
    text += node.data;
  }
  return { text, nodes };
}

/** From one letter up to another one. */
export function rangeOf(nodes, start, end) {
  const range = new Range();
  for (let at = 0; at < nodes.length; at++) {
    const { node, from } = nodes[at];
    if (from <= start && start < from + node.data.length)
      range.setStart(node, start - from);
    if (from < end)
      range.setEnd(node, Math.min(end - from, node.data.length));
  }
  return range;
}

/** Marks ranges under a name, in place of those it marked before. Nothing is written into the comments. */
export function mark(name, ...ranges) {
  if (window.Highlight)
    CSS.highlights.set("parley-" + name, new Highlight(...ranges));
}

/** Opens what is folded around an element. */
export function unfold(element) {
  for (let fold = closest(element, "details:not([open])"); fold; fold = closest(fold, "details:not([open])"))
    fold.open = true;
}
