// A permalink in the clipboard. Fetched on first use.

import { tell } from "./dom.js";
import { wordOf } from "./parts.js";
import { placeOf } from "./places.js";
import { native } from "./pristine.js";

const COPIED_FOR = 2000;

/** Copies where a link leads, and says so in its place. */
export async function copy(thread, link) {
  const words = link.textContent;
  try {
    await navigator.clipboard.writeText(link.href);
    link.textContent = wordOf(thread, "copied");
  } catch {
    // Without leave to write the clipboard the address itself can be copied by hand.
    link.textContent = link.href;
    return;
  }
  native.setTimeout(() => (link.textContent = words), COPIED_FOR);
  tell(thread.element, "shared", { url: link.href, comment: placeOf(link)?.comment ?? null });
}
