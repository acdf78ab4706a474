// How many comments each story of a list has: one request for many. CountScript puts SETTINGS in front of the joined scripts.
//
//   <span data-parley-count="https://courier.example/2026/11/tram"></span>      12 comments
//   <span data-parley-count-id="4711" data-parley-count-as="number"></span>    12

import { native } from "./pristine.js";
import { attribute, findAll } from "./dom.js";

const script = document.currentScript;

const root = SETTINGS.root ?? new URL(script.src).origin;

/** Stories in one request, and the length of its address that every proxy lets through. */
const MOST = 100;
const LONGEST = 6000;

/** How an element names its story in a request; null where it names none. */
function nameOf(element) {
  const id = attribute(element, "data-parley-count-id");
  if (id)
    return "storyId=" + encodeURIComponent(id);
  const url = attribute(element, "data-parley-count");
  return url && URL.canParse(url, document.baseURI) ? "url=" + encodeURIComponent(new URL(url, document.baseURI).href) : null;
}

function show(elements, counts) {
  for (let at = 0; at < counts.length; at++) {
    const { url, storyId, count, words } = counts[at];
    const named = elements[storyId ? "storyId=" + encodeURIComponent(storyId) : "url=" + encodeURIComponent(url)];
    for (let one = 0; named && one < named.length; one++)
      named[one].textContent = attribute(named[one], "data-parley-count-as") === "number" ? count : words;
  }
}

async function ask(names, elements) {
  try {
    const language = document.documentElement.lang;
    const path = "/api/v1/counts?site=" + SETTINGS.site + (language ? "&lang=" + encodeURIComponent(language) : "") + names;
    const answer = await native.fetch(root + path, { credentials: "omit" });
    if (answer.ok)
      show(elements, native.parse(await answer.text()).counts);
  } catch {
    // The list keeps what its publisher wrote there: a number too few is no reason to disturb the page.
  }
}

function count() {
  const marked = findAll(document.documentElement, "[data-parley-count], [data-parley-count-id]");
  const elements = Object.create(null);
  let names = "";
  let asked = 0;
  for (let at = 0; at < marked.length; at++) {
    const name = nameOf(marked[at]);
    if (name === null)
      continue;
    const known = elements[name];
    if (known) {
      known[known.length] = marked[at];
      continue;
    }
    elements[name] = [marked[at]];
    if (asked === MOST || (names && names.length + name.length > LONGEST)) {
      ask(names, elements);
      names = "";
      asked = 0;
    }
    names += "&" + name;
    asked++;
  }
  if (names)
    ask(names, elements);
}

if (document.readyState === "loading")
  native.listen(document, "DOMContentLoaded", count);
else
  count();

/** A page that shows more stories later says so. */
native.listen(document, "parley:count", count);
