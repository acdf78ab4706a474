// A reply begins with the words that were selected in the comment it answers, linked to where they stand; and whoever
// follows that link sees them there. Fetched on first use.

import { closest, dispatch, find, findAll } from "./dom.js";
import { keep, kept } from "./memory.js";
import { jump } from "./moving.js";
import { placeOf } from "./places.js";
import { mark, rangeOf, readWords, unfold } from "./words.js";

/** The words looked for on a page that is still to come: "COMMENT words". */
const SOUGHT = "parley-sought";

/** Puts what was selected in a comment into the box, once. */
export function quoteInto(thread, box, article) {
  const { quoted } = thread;
  if (quoted?.article !== article || quoted.at < Date.now())
    return;
  thread.quoted = null;
  const name = (find(article, ".name")?.textContent ?? "").replace(/[\\[\]`*_<>]/g, "\\$&");
  const lines = "> " + quoted.text.replace(/\s*\n\s*/g, "\n> ");
  box.value = box.value + (box.value ? "\n\n" : "") + lines + "\n>\n> — [" + name + "](" + find(article, ".at").href + ")\n\n";
  dispatch(box, new Event("input", { bubbles: true }));
}

/** What a quotation says, without the line that names its author. */
function wordsOf(quotation, link) {
  const paragraphs = findAll(quotation, "p");
  let words = "";
  for (let at = 0; at < paragraphs.length; at++)
    if (paragraphs[at] !== closest(link, "p"))
      words += " " + paragraphs[at].textContent;
  return words || quotation.textContent;
}

/** Marks words of a comment where they stand; white space may differ. */
function markWords(article, words) {
  const { text, nodes } = readWords(find(article, ".text"));
  const pattern = words.replace(/^\s+|\s+$/g, "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s*");
  const found = pattern && new RegExp(pattern).exec(text);
  if (found)
    mark("source", rangeOf(nodes, found.index, found.index + found[0].length));
}

function showIn(thread, comment, words) {
  const article = find(thread.shadow, "#parley-" + comment);
  if (!article)
    return false;
  unfold(article);
  jump(thread, article);
  markWords(article, words);
  return true;
}

/** Leads from a quotation to its words: among what is shown, or where their comment stands. */
export async function showSource(thread, link) {
  const { comment } = placeOf(link);
  const words = wordsOf(closest(link, "blockquote"), link);
  if (showIn(thread, comment, words))
    return;
  // Our own page is another document then.
  keep("sessionStorage", SOUGHT, comment + " " + words);
  await thread.goTo(comment);
  showSought(thread);
}

/** Shows the words a quotation on the page before led to. */
export function showSought(thread) {
  const [, comment, words] = /^(\w+) (.*)$/s.exec(kept("sessionStorage", SOUGHT) ?? "") ?? [];
  if (comment && showIn(thread, comment, words))
    keep("sessionStorage", SOUGHT, null);
}
