// One discussion on the page: what is shown, and what its links do.

import { ask } from "./asking.js";
import {
  append, attribute, closest, find, findAll, focus, listen, pause, remove, replace, scrollTo, setAttributes, tell,
} from "./dom.js";
import { writing } from "./firstuse.js";
import { enter } from "./history.js";
import { restore } from "./moving.js";
import { fail } from "./notice.js";
import { pathOf, placeOf } from "./places.js";
import { attendReading, learn } from "./reading.js";
import { styleSheet } from "./style.js";
import { tellTimes } from "./times.js";
import { nodesOf } from "./trust.js";

/** What each element shows, for one that is moved to another part of the page. */
const places = new WeakMap();

/** What an element showed before; the first page for a new one. */
export const lastPlace = (thread) => places.get(thread.element) ?? {};

/** Dresses the shadow root once. A sheet that did not come may come the next time something is shown. */
async function dress(thread, coming) {
  const sheet = await coming;
  if (sheet)
    thread.shadow.adoptedStyleSheets = [sheet];
}

/** The text of a place of the discussion; where not anyone may read, asked for as the reader. */
export async function read(thread, place, reached) {
  try {
    return (await ask(pathOf(thread.story, place, reached), thread.signal)).text;
  } catch (failure) {
    if (failure.status !== 401)
      throw failure;
    return (await writing()).fetch(thread, pathOf(thread.story, place, reached));
  }
}

/**
 * Shows a place of the discussion, and says whether it is there now. It is not when something else was asked for meanwhile.
 * @param {string} [reached] - the place in the log it must have reached: the reader just wrote.
 */
export async function show(thread, place, reached) {
  const style = styleSheet();
  const turn = (thread.turn = {});
  try {
    let shown = place, text;
    try {
      text = await read(thread, place, reached);
    } catch (failure) {
      // A permalink to a comment that has gone, or is of another discussion: the discussion is still worth reading.
      if (!(failure.status === 404 && place.comment && !thread.place))
        throw failure;
      shown = {};
      text = await read(thread, shown, reached);
    }
    await dress(thread, style);
    if (!(await pour(thread, nodesOf(text), turn)))
      return false;
    settle(thread, shown);
    return true;
  } catch (failure) {
    if (!thread.signal.aborted && thread.turn === turn)
      fail(thread, failure, () => show(thread, place, reached));
    return false;
  }
}

/** Comments laid out in one go: few enough for a slow phone to answer meanwhile. */
const AT_ONCE = 6;

/**
 * Fills the shadow root. The first time that goes branch by branch from the top; later the whole page changes at once, so
 * that no reader sees it half done. False when its turn is over.
 */
async function pour(thread, nodes, turn) {
  const isNew = !thread.place;
  await pause();
  tellTimes(nodes, attribute(find(nodes, "template.parts"), "data-locale"));
  const later = isNew ? takeLater(nodes) : [];
  isNew && tellSearchEngines(thread, nodes);
  const ground = setAttributes(find(nodes, ".ground"), { "aria-busy": "true" });
  let count = AT_ONCE;
  for (let at = -1; at < later.length; at++) {
    if (count >= AT_ONCE) {
      await pause();
      count = 0;
      if (thread.signal.aborted || thread.turn !== turn)
        return false;
    }
    if (at < 0) {
      replace(thread.shadow, nodes);
      know(thread);
      count = AT_ONCE;
    } else {
      append(later[at].parent, later[at].item);
      count += countIn(later[at].item);
    }
  }
  setAttributes(ground, { "aria-busy": null });
  return true;
}

/** They read the page itself, where nothing of another story may stay. */
function tellSearchEngines({ element }, nodes) {
  const [before, now] = [find(element, DATA), find(nodes, DATA)];
  before && remove(before);
  now && append(element, now);
}

const DATA = "[type$=json]";

const countIn = (item) => findAll(item, ".comment").length;

/** Takes out what comes after the first comments, in its order. */
function takeLater(nodes) {
  const later = [];
  const list = find(nodes, ".thread > ol:not(.above)");
  let count = 0;
  for (let item = list?.firstElementChild, next; item; item = next) {
    const parent = item.parentNode;
    next = item.nextElementSibling ?? (parent === list ? list.nextElementSibling : null);
    if (count >= AT_ONCE) {
      remove(item);
      later[later.length] = { item, parent };
    }
    count += countIn(item);
  }
  return later;
}

function know(thread) {
  const ground = find(thread.shadow, ".ground");
  thread.id = attribute(ground, "data-story");
  thread.language = attribute(ground, "lang");
  learn(thread);
  return ground;
}

/** Takes over what stands in the shadow root, however it came there. */
export function settle(thread, place) {
  const isNew = !thread.place;
  thread.place = place;
  places.set(thread.element, place);
  const ground = know(thread);
  const detail = { storyId: thread.id, count: Number(attribute(ground, "data-count")), comment: place.comment ?? null };
  tell(thread.element, isNew ? "loaded" : "shown", detail);
  attendReading(thread);
}

/** Takes over what a publisher's server included, or what was shown before the element was moved. */
export async function adopt(thread) {
  settle(thread, lastPlace(thread));
  await dress(thread, styleSheet());
}

/** Brings a comment of this place into sight; false when it is not here. */
export function land(thread, id) {
  const article = find(thread.shadow, "#parley-" + id);
  if (!article)
    return false;
  for (let fold = closest(article, "details:not([open])"); fold; fold = closest(fold, "details:not([open])"))
    fold.open = true;
  const before = find(thread.shadow, ".found");
  if (before)
    before.classList.remove("found");
  article.classList.add("found");
  setAttributes(article, { tabindex: "-1" });
  scrollTo(article, "start");
  focus(article);
  return true;
}

/** Goes to a comment that is shown already. */
function goHere(thread, id) {
  enter(thread, { ...thread.place, landed: id });
  land(thread, id);
}

/** Goes to a place, as the reader asked. */
export async function go(thread, place) {
  enter(thread, place);
  setAttributes(thread.element, { "aria-busy": "true" });
  const isThere = await show(thread, place);
  setAttributes(thread.element, { "aria-busy": null });
  if (isThere && !(place.comment && land(thread, place.comment)))
    scrollTo(find(thread.shadow, ".parley"), "start");
}

/** Goes back to where an entry of the history says. */
export async function goBack(thread, { place, anchor }) {
  thread.turn = null;
  if (!(isShown(thread, place) || (await show(thread, place))))
    return;
  const comment = place.landed ?? place.comment;
  if (anchor)
    restore(thread, anchor);
  else if (comment)
    land(thread, comment);
}

const isShown = (thread, place) => thread.place && pathOf(thread.story, place) === pathOf(thread.story, thread.place);

/** What an action of a comment does; the second script brings those that write. */
async function use(thread, name, target) {
  try {
    await (await writing())[name](thread, target);
  } catch (failure) {
    fail(thread, failure, () => use(thread, name, target));
  }
}

function followLink(thread, event) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const link = closest(event.target, "a[href]");
  if (!link)
    return;
  const { classList } = link;
  const place = placeOf(link);
  // "More replies" leads on from a comment that is here; any other link to one that is here need not go anywhere.
  const isHere = place?.comment && !classList.contains("more") && find(thread.shadow, "#parley-" + place.comment);
  if (classList.contains("share"))
    thread.use("copy", link);
  else if (classList.contains("reply"))
    thread.use("reply", link);
  else if (classList.contains("yours"))
    thread.use("own", link);
  else if (place?.comment && closest(link, ".text blockquote"))
    thread.use("showSource", link);
  else if (isHere && !closest(link, ".text"))
    goHere(thread, place.comment);
  else if (place && !closest(link, ".text"))
    go(thread, place);
  else
    return;
  event.preventDefault();
}

/** Listens to what the reader does. The form of a composer is fetched when it is opened. */
export function attend(thread) {
  const { shadow, signal } = thread;
  thread.use = (name, target) => use(thread, name, target);
  listen(shadow, "click", signal, (event) => followLink(thread, event));
  listen(
    shadow,
    "toggle",
    signal,
    ({ target }) => {
      if (target.open && target.classList.contains("composer") && find(target, ".elsewhere"))
        thread.use("write", target);
    },
    { capture: true },
  );
  keepToOurselves(thread);
}

/** Words being typed are no shortcuts of the page, and what presses a control of ours is not the page's to prevent. */
function keepToOurselves({ shadow, signal }) {
  const types = ["keydown", "keypress", "keyup"];
  for (let at = 0; at < types.length; at++)
    listen(shadow, types[at], signal, (event) => {
      const presses = event.key === "Enter" || event.key === " ";
      if (closest(event.target, presses ? "input, textarea, button, summary, a" : "input, textarea"))
        event.stopPropagation();
    });
  listen(shadow, "click", signal, (event) => {
    if (closest(event.target, "input, textarea, button, summary, label"))
      event.stopPropagation();
  });
}

