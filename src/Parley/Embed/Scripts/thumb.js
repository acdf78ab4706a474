// A bar under the thumb on a phone: next unread, next beginning, back to where I was, write. It leaves while the reader
// reads down and comes when they turn. Style sheets show it on touch screens alone.

import { append, attribute, closest, listen, rectangle, remove } from "./dom.js";
import { back, isRoot, step, toUnread, toWriting } from "./moving.js";
import { partOf } from "./parts.js";

/** A finger trembles by less than this, in pixels. */
const TREMBLE = 12;

const ACTIONS = { unread: toUnread, root: (thread) => step(thread, 1, isRoot), back, write: toWriting };

export function attendThumb(thread, signal) {
  const bar = partOf(thread, ".thumb");
  let height = scrollY;
  let isAway = false;
  const look = () => {
    // On a publisher's page the bar belongs to the discussion alone.
    const { top, bottom } = rectangle(thread.element);
    if (Math.abs(scrollY - height) > TREMBLE) {
      isAway = scrollY > height;
      height = scrollY;
    }
    bar.classList.toggle("away", isAway || top > innerHeight || bottom < 0);
  };
  listen(bar, "click", signal, ({ target }) => {
    const button = closest(target, "button");
    if (button)
      ACTIONS[attribute(button, "data-go")](thread);
    height = scrollY;
  });
  listen(window, "scroll", signal, look, { passive: true });
  listen(signal, "abort", thread.signal, () => remove(bar));
  append(thread.outside, bar);
  look();
}
