// Remembers which words of a comment are selected: a reply to it quotes them, and its action says so.

import { closest, find, listen } from "./dom.js";

/** A press that lets the selection go comes before the click that asks for the reply, by less than this in milliseconds. */
const GRACE = 600;

export function attendSelection(thread, signal) {
  const root = thread.shadow.getSelection ? thread.shadow : document;
  let shown = null;
  listen(document, "selectionchange", signal, () => {
    const { anchorNode, focusNode } = root.getSelection() ?? {};
    const text = /^\s*(.*?)\s*$/s.exec(root.getSelection())[1];
    const body = text && anchorNode?.parentElement && closest(anchorNode.parentElement, ".comment .text");
    shown?.classList.remove("quotes");
    shown = null;
    if (body && body.contains(focusNode)) {
      const article = closest(body, ".comment");
      thread.quoted = { article, text, at: Infinity };
      shown = find(article, ".reply");
      shown?.classList.add("quotes");
    } else if (thread.quoted?.at === Infinity)
      thread.quoted.at = Date.now() + GRACE;
  });
}
