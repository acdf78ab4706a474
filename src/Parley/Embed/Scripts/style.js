// One constructed style sheet for all threads of a page: no style element, no style attribute, nothing for a strict
// policy to mind.

import { ask } from "./asking.js";
import { forever } from "./dom.js";
import { settings } from "./settings.js";

let sheet = null;

async function fetchSheet() {
  try {
    const made = new CSSStyleSheet();
    // It belongs to all threads of the page, so no thread that leaves ends the fetch.
    made.replaceSync((await ask(settings.style, forever)).text);
    return made;
  } catch {
    sheet = null;
  }
}

/** Fetches the sheet, once. Nothing stands for one that did not come, so that it can be begun now and awaited later. */
export function styleSheet() {
  sheet ??= fetchSheet();
  return sheet;
}
