// The quiet line that says why there is nothing to read, with a way to try again.

import { find, listen, make, prepend, remove, replace, tell } from "./dom.js";
import { say } from "./settings.js";

/** Says so in place of the discussion, or above it when it is there already. */
export function fail(thread, failure, again) {
  const button = make("button", { class: "button", type: "button" }, say(thread.language, "again"));
  const line = make("p", { class: "line notice", role: "status" }, (failure.words ?? say(thread.language, "failed")) + " ", button);
  listen(button, "click", thread.signal, () => {
    button.disabled = true;
    again();
  });
  const shown = find(thread.shadow, ".parley");
  clearNotice(thread);
  if (shown)
    prepend(shown, line);
  else
    replace(thread.shadow, make("div", { class: "ground" }, make("div", { class: "parley" }, line)));
  tell(thread.element, "failed", { code: failure.code ?? "unreachable", status: failure.status ?? 0 });
}

export function clearNotice(thread) {
  const line = find(thread.shadow, ".notice");
  if (line)
    remove(line);
}
