// Back and forward within a discussion. Each step is an entry of the page's own history that says where in the discussion
// the reader was: the place, and the uppermost comment with its height on the screen. What the page keeps in its history
// stays beside it.

import { listen } from "./dom.js";
import { keep, kept } from "./memory.js";
import { anchorIn } from "./moving.js";
import { pageAddress } from "./places.js";
import { native } from "./pristine.js";

const isObject = (state) => state === null || typeof state === "object";

/** What the present entry says of this thread; null when it says nothing. */
function entryOf(thread) {
  const ours = isObject(history.state) && history.state?.parley;
  return ours && ours.key === thread.key ? ours : null;
}

const newState = (entry) => ({ ...history.state, parley: entry });

/** Begins an entry for a place. A comment has its fragment in the page's address, so that the address can be copied. */
export function enter(thread, place) {
  if (!isObject(history.state))
    return;
  const here = { ...entryOf(thread), key: thread.key, place: thread.place, anchor: anchorIn(thread) };
  native.History.replaceState(history, newState(here), "");
  const comment = place.landed ?? place.comment;
  const next = { key: thread.key, place, anchor: null, step: Date.now() };
  native.History.pushState(history, newState(next), "", comment ? "#parley-" + comment : pageAddress());
}

/** Hears of steps back and forward, and keeps the place when the reader leaves the page. */
export function follow(thread, onStep) {
  listen(window, "popstate", thread.signal, onStep);
  listen(window, "pagehide", thread.signal, () => leave(thread));
}

// While a page is being left its history can no longer be written, so the last place waits in the tab's own storage.

const leftKey = (thread) => "parley-left " + thread.key;

function leave(thread) {
  const anchor = thread.shadow && thread.place && anchorIn(thread);
  // Where the browser keeps nothing, the reader begins at the top again.
  keep("sessionStorage", leftKey(thread), anchor && native.stringify({ ...left(thread), place: thread.place, anchor }));
}

/** What tells one entry of the history from another one of the same page. */
const left = (thread) => ({ address: location.href, step: entryOf(thread)?.step ?? null });

/** Where the reader left this very entry, when coming back to it or loading it again; else nothing. */
function comingBack(thread) {
  const { type } = performance.getEntriesByType("navigation")[0] ?? {};
  if (type !== "reload" && type !== "back_forward")
    return;
  try {
    const before = native.parse(kept("sessionStorage", leftKey(thread)));
    const here = left(thread);
    if (before.address === here.address && before.step === here.step)
      return before;
  } catch {
    // Somebody else's words under our key.
  }
}

/** Where the present entry says the reader was. */
export function remembered(thread) {
  return (!thread.place && comingBack(thread)) || entryOf(thread);
}
