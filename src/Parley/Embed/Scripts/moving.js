// Moving through what is shown, and back to where the reader was. Comments stand below each other in reading order, so
// "next" is the first one further down that fits.

import { attribute, closest, find, findAll, focus, rectangle, scrollTo, setAttributes } from "./dom.js";

/** A comment that begins above this line is the one being read; in pixels. */
const EDGE = 48;

const isSeen = (article) => article.checkVisibility?.() ?? true;

/** The comment that has the focus, or something in it. */
export function focused(thread) {
  const active = thread.shadow.getRootNode().activeElement;
  return active && closest(active, ".comment");
}

/** The uppermost comment in sight, and where it stands. */
export function anchorIn(thread) {
  const articles = findAll(thread.shadow, ".thread .comment");
  for (let at = 0; at < articles.length; at++) {
    const { top, bottom } = rectangle(articles[at]);
    if (bottom > 0 && isSeen(articles[at]))
      return top < innerHeight ? { id: articles[at].id, top } : null;
  }
  return null;
}

/** Puts a remembered comment back at its height. */
export function restore(thread, anchor) {
  const article = anchor && find(thread.shadow, "#" + anchor.id);
  if (article)
    scrollBy({ top: rectangle(article).top - anchor.top, behavior: "instant" });
}

/** Changes the discussion without moving what is being read. */
export function inPlace(thread, change) {
  const anchor = anchorIn(thread);
  change();
  restore(thread, anchor);
}

/** Goes to a comment; "back" returns from there. */
export function jump(thread, article) {
  thread.before = anchorIn(thread);
  article.classList.add("read");
  setAttributes(article, { tabindex: "-1" });
  scrollTo(article, "start");
  focus(article);
}

export function back(thread) {
  const { before } = thread;
  thread.before = anchorIn(thread);
  restore(thread, before);
}

/**
 * Goes up (-1) or down (1) to the first comment that fits.
 * @param {(article: HTMLElement) => boolean} fits
 * @returns {boolean} whether there was one.
 */
export function step(thread, by, fits) {
  const on = focused(thread);
  const here = on ? rectangle(on).top : -EDGE;
  // A focus the reader has scrolled away from is not where they are.
  const edge = here > -EDGE && here < innerHeight ? here : EDGE;
  const all = findAll(thread.shadow, ".thread .comment");
  for (let at = by > 0 ? 0 : all.length - 1; all[at]; at += by)
    if ((rectangle(all[at]).top - edge) * by > 1 && isSeen(all[at]) && fits(all[at])) {
      jump(thread, all[at]);
      return true;
    }
  return false;
}

export const isRoot = (article) => closest(article, "li").parentElement.parentElement.id === "thread";

/** Goes to the next comment the reader has not seen, after the last one to the first. */
export function toUnread(thread) {
  if (step(thread, 1, ({ classList }) => classList.contains("fresh") && !classList.contains("read")))
    return;
  const first = find(thread.shadow, ".fresh:not(.read)");
  if (first)
    jump(thread, first);
}

/** The item a comment answers: the turn before it in a conversation, else whose branch it stands in. */
function itemAbove(article) {
  const item = closest(article, "li");
  const branch = closest(item, ".branch");
  return (branch?.classList.contains("talk") && item.previousElementSibling) || (branch && closest(branch, "li"));
}

/** Goes to the comment that this one answers, on this page or its own. */
export function toParent(thread) {
  const here = focused(thread);
  if (!here)
    return;
  const link = find(here, ".to");
  const above = link ? find(thread.shadow, "#" + /[^#]*$/.exec(attribute(link, "href"))[0]) : itemAbove(here);
  if (above)
    jump(thread, link ? above : find(above, ".comment"));
  else
    link?.click();
}

/** Opens the place to write. */
export function toWriting(thread) {
  const composer = find(thread.shadow, ".composer");
  if (!composer)
    return;
  thread.before = anchorIn(thread);
  composer.open = true;
  scrollTo(composer, "start");
  focus(find(composer, "textarea, summary"));
}
