// <parley-thread>: when it begins, and that it ends without a trace.

import { attribute, find, forever, listen, replace, tell } from "./dom.js";
import { follow, remembered } from "./history.js";
import { commentIn, storyOf } from "./places.js";
import { writing } from "./firstuse.js";
import { native } from "./pristine.js";
import { settings } from "./settings.js";
import { adopt, attend, go, goBack, land, lastPlace, read, show } from "./thread.js";

/** Nothing is fetched until the element is within one screen of view. */
const ONE_SCREEN = "100% 0px";

async function begin(thread) {
  thread.shadow ??= native.Element.attachShadow(thread.element, { mode: "open" });
  thread.keysFrom = thread.shadow;
  attend(thread);
  // An element that was moved when it was half filled, or had a form open whose listeners are lost, fetches all again.
  const isIncluded = find(thread.shadow, ".ground:not([aria-busy]) .thread") && !find(thread.shadow, "form");
  if (isIncluded)
    await adopt(thread);
  const wanted = beginning(thread);
  if (wanted)
    await arrive(thread, wanted);
  else if (!isIncluded)
    await show(thread, lastPlace(thread));
}

/** Where the reader wants to begin: where they were, or at a comment the address names; null for the start. */
function beginning(thread) {
  const named = commentIn(location.hash);
  return remembered(thread) ?? (named && { place: { comment: named }, named });
}

/** Goes to where an entry of the history, or the page's address, says. */
async function arrive(thread, wanted) {
  if (!(wanted.named && thread.place && land(thread, wanted.named)))
    await goBack(thread, wanted);
}

function whenNear(thread, action) {
  const watch = new IntersectionObserver(
    (seen) => {
      if (!seen[seen.length - 1].isIntersecting)
        return;
      watch.disconnect();
      action();
    },
    { rootMargin: ONE_SCREEN },
  );
  watch.observe(thread.element);
  listen(thread.signal, "abort", forever, () => watch.disconnect());
}

/** A step back or forward, or an address that names a comment now. */
function stepped(thread) {
  const wanted = beginning(thread);
  if (wanted && thread.shadow)
    arrive(thread, wanted);
}

/** Starts a thread in its element; it ends when the signal says so. */
function start(element, leaving) {
  const story = storyOf(element);
  const thread = {
    element,
    story,
    key: settings.site + " " + (story.storyId ?? story.url),
    language: story.language ?? settings.language,
    // Made when it is filled: until then the page may show what it put into the element itself.
    shadow: element.shadowRoot,
    signal: leaving.signal,
    place: null,
    id: null,
    fetchAgain: (reached) => read(thread, thread.place, reached),
    // What the page around us says of all elements ends there.
    get outside() {
      return find(this.shadow, ".ground");
    },
    goTo: (id) => go(thread, { comment: id }),
  };
  // For the publisher's own way out: the reader is signed out here too.
  element.signOut = async () => (await writing()).signOut(thread);
  follow(thread, () => stepped(thread));
  if (thread.shadow || beginning(thread) || attribute(element, "eager") !== null)
    begin(thread);
  else
    whenNear(thread, () => begin(thread));
}

export class ParleyThread extends HTMLElement {
  static observedAttributes = ["story-url", "story-id", "lang"];

  #leaving = null;

  connectedCallback() {
    this.#begin();
  }

  disconnectedCallback() {
    this.#leaving?.abort();
    this.#leaving = null;
  }

  /** Another story in the same place, as on a page that never reloads: nothing of the last one stays. */
  attributeChangedCallback(name, before, now) {
    if (!this.#leaving || before === now)
      return;
    this.disconnectedCallback();
    if (this.shadowRoot)
      replace(this.shadowRoot);
    this.#begin();
  }

  #begin() {
    if (this.#leaving)
      return;
    this.#leaving = new AbortController();
    try {
      start(this, this.#leaving);
    } catch (failure) {
      // The page around us is not to suffer.
      console.error("parley-thread:", failure);
      tell(this, "failed", { code: "unexpected", status: 0 });
    }
  }
}
