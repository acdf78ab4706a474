// Words not sent yet, kept in this browser over reloads, and the name last written under. Neither proves anything to
// anyone. Where a browser refuses to keep things, writing works without.

import { native } from "./pristine.js";
import { settings } from "./settings.js";

const NAME = "parley-name " + settings.site;

const keyOf = (thread, parent) => "parley-draft " + thread.key + " " + (parent ?? "");

function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key, text) {
  try {
    if (text)
      localStorage.setItem(key, text);
    else
      localStorage.removeItem(key);
  } catch {
    // Full, or forbidden: the words are still in the form.
  }
}

export const draftFor = (thread, parent) => native.parse(recall(keyOf(thread, parent)) ?? "{}");

export const keepDraft = (thread, parent, draft) => store(keyOf(thread, parent), draft && native.stringify(draft));

export const lastName = () => recall(NAME) ?? "";

export const keepName = (name) => store(NAME, name);
