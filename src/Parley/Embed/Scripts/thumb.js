// A bar under the thumb on a phone: next unread, next beginning, back to where I was, write. It leaves while the reader
// reads down and comes when they turn. Style sheets show it on touch screens alone.

import { append, attribute, closest, forever, listen, remove } from "./dom.js";
import { back, isRoot, step, toUnread, toWriting } from "./moving.js";
import { partOf } from "./parts.js";

/** A finger trembles by less than this, in pixels. */
const TREMBLE = 12;

const ACTIONS = { unread: toUnread, root: (thread) => step(thread, 1, isRoot), back, write: toWriting };

export function attendThumb(thread, signal) {
  if (!matchMedia("(pointer: coarse)").matches)
    return;
  const bar = partOf(thread, ".thumb");
  // Nothing is measured before the reader moves: measuring would have the whole page laid out at once.
  let [height, isAway, isSeen] = [];
  const show = () => bar.classList.toggle("away", isAway || !isSeen);
  // On a publisher's page the bar belongs to the discussion alone.
  const watch = new IntersectionObserver((seen) => {
    isSeen = seen[seen.length - 1].isIntersecting;
    show();
  });
  watch.observe(thread.element);
  listen(bar, "click", signal, ({ target }) => {
    const button = closest(target, "button");
    if (button)
      ACTIONS[attribute(button, "data-go")](thread);
    height = scrollY;
  });
  listen(window, "scroll", signal, () => {
    height ??= scrollY;
    if (Math.abs(scrollY - height) > TREMBLE) {
      isAway = scrollY > height;
      height = scrollY;
      show();
    }
  }, { passive: true });
  listen(signal, "abort", forever, () => {
    watch.disconnect();
    remove(bar);
  });
  show();
  append(thread.outside, bar);
}
