// The list of keys, where they can be turned off. Fetched on first use.

import { append, find, listen, remove, setAttributes } from "./dom.js";
import { part } from "./forms.js";
import { OFF } from "./keys.js";
import { keep, kept } from "./memory.js";

export async function showKeys(thread) {
  const dialog = await part(thread, "keys");
  // Closing is all this form does.
  setAttributes(find(dialog, "form"), { method: "dialog" });
  const tick = find(dialog, "input");
  tick.checked = !kept("localStorage", OFF);
  listen(tick, "change", thread.signal, () => keep("localStorage", OFF, tick.checked ? null : "1"));
  listen(dialog, "close", thread.signal, () => remove(dialog));
  append(thread.outside, dialog);
  dialog.showModal();
}
