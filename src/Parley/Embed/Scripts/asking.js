// Asking Parley for something: in time or not at all.

import { listen } from "./dom.js";
import { native } from "./pristine.js";
import { root } from "./settings.js";

/** A reader who sees nothing for this long should hear why, in milliseconds. */
const PATIENCE = 10000;

/** Parley answered, and said no. */
export class Refused extends Error {
  constructor(status, problem) {
    super("Parley answered " + status);
    this.status = status;
    /** What to tell the reader; nothing when it was not Parley that answered. */
    this.words = problem.detail;
    this.code = problem.code;
    this.field = problem.field;
  }
}

/**
 * Asks for a path of Parley's and gives the answer with its text.
 * @throws {Refused} when the answer is no; any other error means that nobody answered.
 */
export async function ask(path, signal, options = {}) {
  const limit = new AbortController();
  const giveUp = () => limit.abort();
  const timer = native.setTimeout(giveUp, PATIENCE);
  listen(signal, "abort", limit.signal, giveUp);
  try {
    const answer = await native.fetch(root + path, { credentials: "omit", ...options, signal: limit.signal });
    const text = await answer.text();
    if (!answer.ok)
      throw new Refused(answer.status, problemIn(text));
    return { text, headers: answer.headers };
  } finally {
    native.clearTimeout(timer);
  }
}

function problemIn(text) {
  try {
    return native.parse(text) ?? {};
  } catch {
    // A proxy on the way answered in its own words, which are not for readers.
    return {};
  }
}

/** The same with JSON both ways. */
export async function askJson(path, signal, method, body, options = {}) {
  const answer = await ask(path, signal, {
    ...options,
    method,
    headers: { ...options.headers, ...(body ? { "Content-Type": "application/json" } : {}) },
    body: body ? native.stringify(body) : undefined,
  });
  return { value: answer.text ? native.parse(answer.text) : null, headers: answer.headers };
}

/** A query string without what is null. */
export function query(pairs) {
  let text = "";
  const names = Object.keys(pairs);
  for (let at = 0; at < names.length; at++)
    if (pairs[names[at]])
      text += (text ? "&" : "?") + names[at] + "=" + encodeURIComponent(pairs[names[at]]);
  return text;
}
