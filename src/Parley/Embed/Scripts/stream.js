// What happens meanwhile, from Parley. One stream for a browser and a site: of all tabs that have it open, the one that
// holds a lock listens and tells the others. A tab out of sight lets go after a while, and catches up when it is seen.

import { query } from "./asking.js";
import { forever, listen } from "./dom.js";
import { native } from "./pristine.js";
import { root } from "./settings.js";

/** All in milliseconds. */
const HIDDEN_FOR = 30000;
const SILENT_FOR = 50000;
const GATHERING = 150;
const SOONEST = 4000;
const LATEST = 300000;

/** A line that was lost so many times in a row is told of: most come back at once. */
const LOSSES = 3;

/** Stories on one stream; Parley takes no more. */
const MOST_STORIES = 20;

const KINDS = ["changes", "reset", "readers", "beat"];

const PLACE = /^(\d+)\.(\d+)$/;

/** Whether one place in the log, "transaction.sequence", comes before another. */
function isBefore(one, other) {
  const [a, b] = [PLACE.exec(one), PLACE.exec(other)];
  const at = a[1] === b[1] ? 2 : 1;
  return a[at].length === b[at].length ? a[at] < b[at] : a[at].length < b[at].length;
}

/** The stream of one site, as this tab has it. */
function makeStream(site) {
  const listeners = new Set();
  /** Stories told of so far; and those of other tabs, each with the place from which it wants to know. */
  let told = new Map();
  const others = new Map();
  let [failures, heardAt, isLeading, channel, source, leaving, opening, at] = [0, 0];

  function deliver(frame) {
    for (const listener of listeners) {
      listener.at = frame.at ?? listener.at;
      listener.hear(frame);
    }
  }

  /** Tells all threads of all tabs. */
  function pass(frame) {
    channel?.postMessage({ frame });
    deliver(frame);
  }

  function open() {
    const stories = new Map(others);
    for (const listener of listeners)
      stories.set(listener.id, listener.at);
    let [after, names, count] = [null, "", 0];
    for (const [story, wanted] of stories) {
      if (++count > MOST_STORIES)
        break;
      names += (names ? "," : "") + story;
      const from = told.has(story) ? at : wanted;
      if (from && (!after || isBefore(from, after)))
        after = from;
    }
    source?.close();
    const mine = (source = new EventSource(root + "/api/v1/live" + query({ site, stories: names, after })));
    heardAt = Date.now();
    for (let kind = 0; kind < KINDS.length; kind++)
      listen(mine, KINDS[kind], leaving.signal, ({ data, lastEventId }) => {
        [told, failures, heardAt, at] = [stories, 0, Date.now(), lastEventId || at];
        pass({ kind: KINDS[kind], data: native.parse(data), at });
      });
    // A browser itself comes back from a cut; an answer that is no stream ends it.
    listen(mine, "error", leaving.signal, () => {
      if (mine !== source)
        return;
      if (++failures === LOSSES)
        pass({ kind: "cut" });
      if (mine.readyState === 2)
        openSoon(Math.min(LATEST, SOONEST * 2 ** failures) * (0.5 + Math.random()));
    });
  }

  /** Tabs and threads that come at once share one opening. */
  function openSoon(delay) {
    native.clearTimeout(opening);
    opening = native.setTimeout(() => isLeading && open(), delay);
  }

  /** A line may be dead without anyone saying so. */
  function watch(signal) {
    native.setTimeout(() => {
      if (signal.aborted)
        return;
      if (source?.readyState === 1 && Date.now() - heardAt > SILENT_FOR)
        open();
      watch(signal);
    }, SILENT_FOR / 2);
  }

  function lead() {
    isLeading = true;
    told.clear();
    others.clear();
    channel?.postMessage({ ask: true });
    openSoon(GATHERING);
    watch(leaving.signal);
  }

  function want() {
    for (const listener of listeners)
      channel.postMessage({ story: listener.id, at: listener.at });
  }

  /** As the reader asked: at once, and told of at once when it is lost again. */
  function again() {
    if (!isLeading)
      return channel?.postMessage({ again: true });
    failures = LOSSES - 1;
    open();
  }

  function hearTab({ ask, again: isAskedAgain, story, at: from, frame }) {
    if (!isLeading)
      return frame ? deliver(frame) : ask && want();
    if (isAskedAgain)
      again();
    if (story && !others.has(story)) {
      others.set(story, from);
      if (!told.has(story))
        openSoon(GATHERING);
    }
  }

  function enter() {
    leaving = new AbortController();
    const { signal } = leaving;
    // Without locks (on a page that is not secure) each tab listens for itself.
    if (!navigator.locks)
      return lead();
    channel = new BroadcastChannel("parley-live " + site);
    channel.onmessage = ({ data }) => hearTab(data);
    want();
    const hold = () => {
      lead();
      return new Promise((resolve) => listen(signal, "abort", forever, resolve));
    };
    // It may leave before its turn comes.
    navigator.locks.request("parley-live " + site, { signal }, hold).catch(() => {});
  }

  function leave() {
    leaving?.abort();
    source?.close();
    channel?.close();
    [leaving, source, channel, isLeading] = [];
  }

  function look() {
    if (document.hidden)
      native.setTimeout(() => document.hidden && leave(), HIDDEN_FOR);
    else if (!leaving && listeners.size > 0)
      enter();
    else if (listeners.size === 0)
      leave();
  }

  listen(document, "visibilitychange", forever, look);
  listen(window, "pagehide", forever, leave);
  listen(window, "pageshow", forever, look);
  return {
    again,
    add(listener) {
      listeners.add(listener);
      if (isLeading)
        openSoon(GATHERING);
      else if (channel)
        want();
      else
        look();
    },
    remove(listener) {
      listeners.delete(listener);
      look();
    },
  };
}

const streams = {};

/**
 * Hears of a story until the signal says that nobody wants to. Gives what tries a lost line again.
 * @param {{ id: string, at: string, hear: Function }} listener - what it hears of, from which place on.
 */
export function hearOf(site, listener, signal) {
  const stream = (streams[site] ??= makeStream(site));
  stream.add(listener);
  listen(signal, "abort", forever, () => stream.remove(listener));
  return stream.again;
}
