// Our own page of a discussion or of a comment.

import { attendReading } from "./reading.js";
import { ask, query } from "./asking.js";
import { attribute, closest, find, forever, listen } from "./dom.js";
import { writing } from "./firstuse.js";
import { kept } from "./memory.js";
import { placeOf } from "./places.js";
import { attendPrinting } from "./printing.js";

/** The page's own address, with the place in the log it must have reached. */
function addressNow(reached) {
  const asked = new URLSearchParams(location.search);
  if (reached)
    asked.set("at", reached);
  return location.pathname + (asked.size ? "?" + asked : "");
}

function beginPage() {
  const main = find(document.documentElement, "main");
  const section = main && find(main, ".thread[data-site]");
  if (!section)
    return;
  const thread = {
    element: main,
    shadow: main,
    outside: document.body,
    keysFrom: document,
    signal: forever,
    id: attribute(section, "data-story"),
    key: "page " + attribute(section, "data-story"),
    language: document.documentElement.lang,
    fetchAgain: async (reached) => (await ask(addressNow(reached), forever)).text,
    // In the language of this page.
    goTo: (id) => location.assign("/comments/" + id + query({ lang: new URLSearchParams(location.search).get("lang") })),
  };
  thread.use = (name, target) => use(thread, name, target);
  attendReading(thread);
  attendPrinting(thread);
  listen(main, "click", forever, (event) => follow(thread, event));
  listen(main, "toggle", forever, ({ target }) => open(thread, target), { capture: true });
  if (kept("sessionStorage", "parley-sought"))
    thread.use("showSought");
  // A form that came back with a mistake is open already.
  const composer = find(main, ".composer");
  if (composer)
    open(thread, composer);
}

/** What the second script brings. Without it a link leads where it leads, and a form is sent as the browser does it. */
async function use(thread, name, target) {
  try {
    await (await writing())[name](thread, target);
  } catch (failure) {
    console.error("parley:", failure);
    if (target?.href)
      location.assign(target.href);
  }
}

function open(thread, details) {
  if (details.open && details.classList.contains("composer"))
    thread.use("write", details);
}

function follow(thread, event) {
  const link = closest(event.target, "a.share, a.reply, .text blockquote a");
  if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  if (link.classList.contains("share"))
    thread.use("copy", link);
  else if (link.classList.contains("reply"))
    thread.use("reply", link);
  else if (placeOf(link)?.comment)
    thread.use("showSource", link);
  else
    return;
  event.preventDefault();
}

// It may come before the page is whole.
if (document.readyState === "loading")
  listen(document, "DOMContentLoaded", forever, beginPage);
else
  beginPage();
