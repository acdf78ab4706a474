// A reply begins with the words that were selected in the comment it answers, linked to where they stand.

import { dispatch, find } from "./dom.js";

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
