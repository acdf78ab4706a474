// What the server drew beside the discussion for scripts to show: scripts hold no markup and no words.

import { attribute, clone, find } from "./dom.js";

const drawn = (thread, selector) => find(find(thread.shadow, "template.parts").content, selector);

/** A copy of a part, to be put on the page. */
export const partOf = (thread, selector) => clone(drawn(thread, selector));

export const wordOf = (thread, name) => drawn(thread, "[data-word=" + name + "]").textContent;

/** A text about a number, in the form the language gives it. */
export function countOf(thread, name, number) {
  const forms = drawn(thread, "[data-count=" + name + "]");
  const form = new Intl.PluralRules(thread.locale).select(number);
  const text = attribute(forms, "data-" + form) ?? attribute(forms, "data-other");
  return text.replace("{n}", new Intl.NumberFormat(thread.locale).format(number));
}
