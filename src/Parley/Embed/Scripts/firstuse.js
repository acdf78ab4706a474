// Writing is fetched when a reader first writes. The second script finds what it shares with this one on its own element,
// so that neither leaves anything in the page's global names. ScriptBundle puts SHARED behind the joined scripts.

import { append, listen, make } from "./dom.js";
import { nonce, root, settings } from "./settings.js";
import { scriptAddress } from "./trust.js";

let arrived = null;
let coming = null;

/** Called by the second script with what it brings. */
export function provide(functions) {
  arrived = functions;
}

function fetchScript() {
  return new Promise((resolve, reject) => {
    const script = make("script");
    // The browser drops the listeners with the element, which nothing holds once it has run.
    const { signal } = new AbortController();
    listen(script, "load", signal, () => resolve(arrived));
    listen(script, "error", signal, () => {
      coming = null;
      reject(new Error("Parley's second script did not come."));
    });
    script.parley = SHARED;
    script.nonce = nonce;
    script.src = scriptAddress(root + settings.composing);
    append(document.head, script);
  });
}

/** What the second script brings, by the names it provides it under. */
export function writing() {
  coming ??= fetchScript();
  return coming;
}
