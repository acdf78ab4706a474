// One key each, only where nothing is being typed. In an embed they belong to the discussion while the focus is in it; on
// our own page to the whole of it. Whoever does not want them turns them off in the list that "?" shows.

import { append, closest, find, listen, remove } from "./dom.js";
import { keep, kept } from "./memory.js";
import { focused, isRoot, step, toParent, toUnread } from "./moving.js";
import { partOf } from "./parts.js";

const OFF = "parley-keys-off";

const isAny = () => true;

const KEYS = {
  j: (thread) => step(thread, 1, isAny),
  k: (thread) => step(thread, -1, isAny),
  J: (thread) => step(thread, 1, isRoot),
  K: (thread) => step(thread, -1, isRoot),
  n: toUnread,
  p: toParent,
  r: (thread) => focused(thread) && find(focused(thread), ".reply")?.click(),
};

function showKeys(thread) {
  const dialog = partOf(thread, ".keys");
  const tick = find(dialog, "input");
  tick.checked = !kept("localStorage", OFF);
  listen(tick, "change", thread.signal, () => keep("localStorage", OFF, tick.checked ? null : "1"));
  listen(dialog, "close", thread.signal, () => remove(dialog));
  append(thread.outside, dialog);
  dialog.showModal();
}

export function attendKeys(thread, signal) {
  listen(thread.keysFrom, "keydown", signal, (event) => {
    const from = event.composedPath()[0];
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || from.isContentEditable
      || (from.tagName && closest(from, "input, textarea, select, dialog")))
      return;
    const act = event.key === "?" ? showKeys : !kept("localStorage", OFF) && KEYS[event.key];
    if (!act)
      return;
    event.preventDefault();
    event.stopPropagation();
    act(thread);
  });
}
