// What the stream says, on the page: a line that counts new comments and moves nothing, removals at once, edits of what
// is shown a little later, a closed thread closed.

import { after, append, find, findAll, listen, make, prepend, remove, replace, tell } from "./dom.js";
import { merge, refresh } from "./merging.js";
import { kept } from "./memory.js";
import { inPlace, jump } from "./moving.js";
import { countOf, partOf, wordOf } from "./parts.js";
import { native } from "./pristine.js";
import { hearOf } from "./stream.js";
import { tellTimes } from "./times.js";
import { nodesOf } from "./trust.js";
import { markFresh } from "./visits.js";

/** Edits are fetched at a random moment within this time, in milliseconds, so that not all readers ask at once. */
const WITHIN = 4000;

/** Among the ids of what changed: nobody knows what did. */
const ALL = "all";

const shownOf = (thread, id) => find(thread.shadow, "#" + id);

/** Shows how many wait, and how many read. Neither takes room. */
function showCounts(thread) {
  const { waiting, uncounted, readers, isCut } = thread.news;
  const count = waiting.size + uncounted;
  const button = find(thread.shadow, ".live button");
  // What was just drawn gets its line in a moment.
  if (!button)
    return;
  button.hidden = count === 0;
  button.textContent = countOf(thread, "new", count);
  find(thread.shadow, ".cut").hidden = !isCut;
  const line = find(thread.shadow, ".readers");
  if (line)
    line.textContent = readers ? countOf(thread, "readers", readers) : "";
}

/** Brings the page up with what changed, once for all that changes within a few seconds. */
function refreshSoon(thread) {
  const { news } = thread;
  news.timer ??= native.setTimeout(async () => {
    const { changed } = news;
    [news.timer, news.changed] = [null, new Set()];
    try {
      const nodes = nodesOf(await thread.fetchAgain(news.at));
      const articles = findAll(nodes, changed.has(ALL) ? ".thread .comment" : "none");
      for (let at = 0; at < articles.length; at++)
        (shownOf(thread, articles[at].id) ? changed : news.waiting).add(articles[at].id);
      inPlace(thread, () => {
        for (const id of changed)
          refresh(thread, nodes, id);
        openOrClose(thread, nodes);
      });
      drawnAgain(thread);
    } catch {
      // Parley cannot be reached. The stream tells when it can, and this is brought up then.
      for (const id of changed)
        news.changed.add(id);
    }
  }, Math.random() * WITHIN);
}

/** Closes or opens the place to write, as the page now has it. What is being written stays, but cannot be sent. */
function openOrClose(thread, nodes) {
  const [closed, composer] = [find(nodes, ".closed"), find(nodes, ".composer")];
  const shown = find(thread.shadow, ".closed");
  if (shown && composer && !closed) {
    after(shown, composer);
    remove(shown);
  } else if (closed && !shown) {
    const others = findAll(thread.shadow, ".composer, .acts .reply");
    for (let at = 0; at < others.length; at++) {
      if (at === 0)
        after(others[at], closed);
      const box = find(others[at], "textarea");
      if (!box?.value)
        remove(others[at]);
      else
        find(others[at], ".main").disabled = true;
    }
  }
}

/** After comments came in: their times, and how many still wait. */
export function drawnAgain(thread) {
  const { waiting } = thread.news;
  for (const id of waiting)
    if (shownOf(thread, id))
      waiting.delete(id);
  tellTimes(thread.shadow, thread.locale);
  // Whom this reader ignores is asked only where there may be somebody.
  kept("localStorage", "parley-fold") && thread.use("fold");
  showCounts(thread);
}

/** Puts the new comments into their places and goes to the first of them. */
async function openNews(thread) {
  const { news } = thread;
  const nodes = nodesOf(await thread.fetchAgain(news.at));
  const before = new Set();
  const old = findAll(thread.shadow, ".comment");
  for (let at = 0; at < old.length; at++)
    before.add(old[at].id);
  inPlace(thread, () => merge(thread, nodes));
  const now = findAll(thread.shadow, ".thread .comment");
  let first = null;
  for (let at = 0; at < now.length; at++)
    if (!before.has(now[at].id)) {
      markFresh(thread, now[at]);
      first ??= now[at];
    }
  const [elsewhere] = news.waiting;
  news.waiting.clear();
  news.uncounted = 0;
  drawnAgain(thread);
  if (first)
    jump(thread, first);
  else if (elsewhere)
    thread.goTo(elsewhere.slice(-13));
}

function hearStory(thread, { removed = [], comments = [], changed = [], new: count, thread: state }) {
  const { news } = thread;
  news.uncounted += count - comments.length;
  for (const one of removed) {
    const id = "parley-" + one;
    if (!news.waiting.delete(id) && shownOf(thread, id)) {
      // At once; why it went follows with the next drawing.
      inPlace(thread, () => replace(shownOf(thread, id), make("p", { class: "gone" }, wordOf(thread, "removed"))));
      news.changed.add(id);
    }
  }
  for (const one of comments)
    if (!shownOf(thread, "parley-" + one))
      news.waiting.add("parley-" + one);
  for (const one of changed)
    if (shownOf(thread, "parley-" + one))
      news.changed.add("parley-" + one);
  const wasOpen = news.isOpen;
  if (state)
    news.isOpen = state === "open";
  // A drawing for another reason may have shown it closed already.
  if (wasOpen && !news.isOpen)
    tell(thread.element, "closed", { storyId: thread.id });
  if (news.changed.size > 0 || (state && news.isOpen === !!find(thread.shadow, ".closed")))
    refreshSoon(thread);
}

function hear(thread, { kind, data, at }) {
  const { news } = thread;
  news.at = at ?? news.at;
  news.isCut = kind === "cut";
  if (kind === "readers" && data.story === thread.id)
    news.readers = data.count;
  for (const told of data?.stories ?? [])
    if (told.story === thread.id)
      hearStory(thread, told);
  if (kind === "reset") {
    news.changed.add(ALL);
    refreshSoon(thread);
  }
  showCounts(thread);
}

/** Hears what happens in the story from the place the page was built at. What waits outlasts another page of the story. */
export function attendNews(thread, signal) {
  const { at } = thread;
  const isNew = thread.news?.story !== thread.id;
  if (isNew)
    thread.news = { story: thread.id, at, waiting: new Set(), uncounted: 0, changed: new Set(), isOpen: !find(thread.shadow, ".closed") };
  const line = partOf(thread, ".live");
  listen(find(line, ".cut button"), "click", signal, () => {
    find(line, ".cut").hidden = true;
    thread.news.again();
  });
  listen(find(line, "button"), "click", signal, () => openNews(thread).catch(() => showCounts(thread)));
  prepend(find(thread.shadow, ".thread"), line);
  const bar = find(thread.shadow, ".bar");
  if (bar)
    append(bar, partOf(thread, ".readers"));
  drawnAgain(thread);
  if (isNew)
    thread.news.again = hearOf(thread.site, { id: thread.id, at, hear: (frame) => hear(thread, frame) }, thread.signal);
}
