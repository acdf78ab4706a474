// One constructed style sheet for all threads of a page: no style element, no style attribute, nothing for a strict
// policy to mind.

import { ask } from "./asking.js";
import { settings } from "./settings.js";

/** The sheet belongs to all threads of the page, so no thread that leaves ends the fetch. */
const lasting = new AbortController().signal;

let sheet = null;

async function fetchSheet() {
  try {
    const made = new CSSStyleSheet();
    made.replaceSync((await ask(settings.style, lasting)).text);
    return made;
  } catch {
    sheet = null;
    return null;
  }
}

/** Fetches the sheet, once. Null stands for one that did not come, so that it can be begun now and awaited later. */
export function styleSheet() {
  sheet ??= fetchSheet();
  return sheet;
}
