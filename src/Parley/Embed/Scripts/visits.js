// What is new since the reader's last visit, and the branches they folded. Both stay in this browser.

import { append, closest, find, findAll, listen } from "./dom.js";
import { keep, kept } from "./memory.js";
import { partOf } from "./parts.js";

/** The stories remembered: whoever reads more than 200 of them forgets the oldest. */
const LAST = /(?:\w{13}:\w{13} ){0,200}$/;

/** The newest comment seen of each story, oldest story first: "STORY:COMMENT " each. Ids are in order of time. */
const SEEN = "parley-seen";

/** Where this visit began: the newest comment seen before it. */
const visitKey = (story) => "parley-visit " + story;

/** Marks a comment as new to this reader. */
export function markFresh(thread, article) {
  article.classList.add("fresh");
  const line = find(article, ".by");
  if (line && !find(line, ".new"))
    append(line, " ", partOf(thread, ".new"));
}

/** Marks what came since the last visit; remembers what is shown now. */
export function attendVisit(thread) {
  const { id } = thread;
  const all = kept("localStorage", SEEN) ?? "";
  let newest = new RegExp(id + ":(\\w+)").exec(all)?.[1] ?? "";
  const began = kept("sessionStorage", visitKey(id)) ?? newest;
  const articles = findAll(thread.shadow, ".thread .comment");
  for (let at = 0; at < articles.length; at++) {
    const own = articles[at].id.slice(-13);
    if (own > newest)
      newest = own;
    if (began && own > began)
      markFresh(thread, articles[at]);
  }
  keep("sessionStorage", visitKey(id), began || newest);
  if (newest)
    keep("localStorage", SEEN, LAST.exec(all.replace(new RegExp(id + ":\\w+ "), "") + id + ":" + newest + " ")[0]);
}

/** The comment a branch hangs from. */
const ownerOf = (branch) => find(closest(branch, "li"), ".comment").id + " ";

/** Folds again what was folded on this visit, and remembers what is. */
export function attendFolds(thread, signal) {
  const key = "parley-folds " + thread.id;
  let folded = kept("sessionStorage", key) ?? "";
  const branches = findAll(thread.shadow, ".branch");
  for (let at = 0; at < branches.length; at++)
    if (folded.indexOf(ownerOf(branches[at])) >= 0 && !find(branches[at], ":target"))
      branches[at].open = false;
  listen(thread.shadow, "toggle", signal, ({ target }) => {
    if (!target.classList.contains("branch"))
      return;
    folded = folded.replace(ownerOf(target), "") + (target.open ? "" : ownerOf(target));
    keep("sessionStorage", key, folded);
  }, { capture: true });
}
