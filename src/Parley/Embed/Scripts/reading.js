// Everything that makes reading quicker, on our own page and in an embed alike. All of it is extra: the page is whole
// without it.

import { attribute, find, listen, pause } from "./dom.js";
import { attendKeys } from "./keys.js";
import { attendNews } from "./news.js";
import { attendSelection } from "./selecting.js";
import { attendThumb } from "./thumb.js";
import { attendTimes } from "./times.js";
import { attendFolds, attendVisit } from "./visits.js";

/** Keys first: a reader may press one at once. */
const EXTRAS = [attendKeys, attendTimes, attendThumb, attendSelection, attendFolds, attendVisit, attendNews];

/** How many of them, the first ones, need no story. */
const OF_ANY = 4;

/** Takes down what a drawing says of itself, before a reader can do anything with it. */
export function learn(thread) {
  const section = find(thread.shadow, ".thread");
  thread.site = attribute(section, "data-site");
  thread.at = attribute(section, "data-at");
  thread.locale = attribute(find(thread.shadow, "template.parts"), "data-locale");
}

/**
 * Attends to what was just drawn. A thread has: element; shadow, where it is drawn; outside, where a bar or a dialogue
 * goes; keysFrom, whose keys are ours; signal, id, language; fetchAgain(reached), which fetches what is shown as it is
 * now; goTo(id), which shows another comment; use(name, target), which does what the second script brings.
 */
export async function attendReading(thread) {
  thread.drawing?.abort();
  const drawing = (thread.drawing = new AbortController());
  const { signal } = drawing;
  listen(thread.signal, "abort", signal, () => drawing.abort());
  learn(thread);
  // A story nobody has written about yet has nothing to be told of.
  const count = thread.id ? EXTRAS.length : OF_ANY;
  for (let at = 0; at < count && !signal.aborted; at++)
    try {
      EXTRAS[at](thread, signal);
      await pause();
    } catch (failure) {
      // One of them missing leaves the discussion to read.
      console.error("parley:", failure);
    }
}
