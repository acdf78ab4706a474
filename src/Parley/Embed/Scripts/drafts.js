// Words not sent yet, kept in this browser over reloads, and the name last written under. Neither proves anything to
// anyone.

import { keep, kept } from "./memory.js";
import { native } from "./pristine.js";

const keyOf = (thread, parent) => "parley-draft " + thread.key + " " + (parent ?? "");

const nameKey = (thread) => "parley-name " + thread.site;

export const draftFor = (thread, parent) => native.parse(kept("localStorage", keyOf(thread, parent)) ?? "{}");

export const keepDraft = (thread, parent, draft) => keep("localStorage", keyOf(thread, parent), draft && native.stringify(draft));

export const lastName = (thread) => kept("localStorage", nameKey(thread)) ?? "";

export const keepName = (thread, name) => keep("localStorage", nameKey(thread), name);
