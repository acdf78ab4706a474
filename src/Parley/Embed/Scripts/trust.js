// The one place where text becomes markup or a script's address, under one Trusted Types policy named "parley".

import { make } from "./dom.js";
import { native } from "./pristine.js";
import { root } from "./settings.js";

/** Markup comes from Parley alone, which made it safe; an address of a script must be Parley's. */
const rules = {
  createHTML: (markup) => markup,
  createScriptURL: (address) => {
    if (new URL(address).origin !== root)
      throw new TypeError("Not a script of Parley: " + address);
    return address;
  },
};

function makePolicy() {
  try {
    return window.trustedTypes ? window.trustedTypes.createPolicy("parley", rules) : rules;
  } catch {
    // The page's policy does not name ours. Without enforcement everything works; with it, reading says that it failed.
    return rules;
  }
}

const policy = makePolicy();

/** Markup as nodes that are in no page yet. */
export function nodesOf(markup) {
  const holder = make("template");
  native.setHtml(holder, policy.createHTML(markup));
  return holder.content;
}

export const scriptAddress = (address) => policy.createScriptURL(address);
