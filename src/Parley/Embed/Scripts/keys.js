// One key each, only where nothing is being typed. In an embed they belong to the discussion while the focus is in it; on
// our own page to the whole of it. Whoever does not want them turns them off in the list that "?" shows.

import { closest, find, listen } from "./dom.js";
import { kept } from "./memory.js";
import { focused, isRoot, step, toParent, toUnread } from "./moving.js";

/** Where it is kept that this reader wants no keys. */
export const OFF = "parley-keys-off";

const isAny = () => true;

/** The list of keys is there for whoever turned them off, too. */
const HELP = (thread) => thread.use("showKeys");

const KEYS = {
  j: (thread) => step(thread, 1, isAny),
  k: (thread) => step(thread, -1, isAny),
  J: (thread) => step(thread, 1, isRoot),
  K: (thread) => step(thread, -1, isRoot),
  n: toUnread,
  p: toParent,
  "/": (thread) => thread.use("showFind"),
  r: (thread) => focused(thread) && find(focused(thread), ".reply")?.click(),
};

export function attendKeys(thread, signal) {
  const finds = find(thread.shadow, ".finds");
  if (finds) {
    finds.hidden = false;
    listen(finds, "click", signal, () => thread.use("showFind"));
  }
  listen(thread.keysFrom, "keydown", signal, (event) => {
    const from = event.composedPath()[0];
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || from.isContentEditable
      || (from.tagName && closest(from, "input, textarea, select, dialog")))
      return;
    const act = event.key === "?" ? HELP : !kept("localStorage", OFF) && KEYS[event.key];
    if (!act)
      return;
    event.preventDefault();
    event.stopPropagation();
    act(thread);
  });
}
