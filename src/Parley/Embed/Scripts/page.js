// Our own page of a discussion or of a comment.

import { attendReading } from "./reading.js";
import { ask, query } from "./asking.js";
import { attribute, closest, find, forever, listen } from "./dom.js";
import { writing } from "./firstuse.js";
import { copy } from "./sharing.js";

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
  attendReading(thread);
  listen(main, "click", forever, (event) => follow(thread, event));
  listen(main, "toggle", forever, ({ target }) => open(thread, target), { capture: true });
  // A form that came back with a mistake is open already.
  const composer = find(main, ".composer");
  if (composer)
    open(thread, composer);
}

function open(thread, details) {
  // Without the second script the form is sent as the browser does it.
  if (details.open && details.classList.contains("composer"))
    writing().then(({ write }) => write(thread, details), () => {});
}

function follow(thread, event) {
  const link = closest(event.target, "a.share, a.reply");
  if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  event.preventDefault();
  if (link.classList.contains("share"))
    copy(thread, link);
  else
    writing()
      .then(({ reply }) => reply(thread, link))
      .catch(() => location.assign(link.href));
}

// It may come before the page is whole.
if (document.readyState === "loading")
  listen(document, "DOMContentLoaded", forever, beginPage);
else
  beginPage();
