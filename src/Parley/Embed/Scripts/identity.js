// Who is writing, as far as this browser can prove it. What proves it is the publisher's own token, or an HttpOnly cookie
// that belongs to this publisher's site; no script can read it. Either is changed for a token that lives five minutes, here
// and nowhere else.

import { Refused, askJson } from "./asking.js";
import { attribute } from "./dom.js";
import { IGNORING } from "./ignoring.js";
import { keep } from "./memory.js";
import { settings } from "./settings.js";

/** A token that has less left than this would end on its way, in milliseconds. */
const MARGIN = 15000;

let writer = null;

/** The reader signed out here: until the page is loaded anew, what it says of them is not asked for. */
let hasLeft = false;

/** Keeps what the answer to a first post said. Its token does not end, and is gone with the page. */
export function remain(token, author) {
  writer = { token, personId: author.id, name: author.name, kind: "guest", until: Infinity };
}

/** Forgets a token that was refused. */
export function forget() {
  writer = null;
}

/** Keeps what an exchange gave; null for nobody. */
export function known(value) {
  if (value)
    keep("localStorage", IGNORING, "1");
  writer = value && { ...value, until: Date.now() + value.expiresIn * 1000 };
  return writer;
}

/** Asks for what cookies and tokens are exchanged for; from a publisher's page they count nowhere else. */
export async function exchange(signal, path, body) {
  const options = { credentials: "include", headers: { "Parley-Exchange": "1" } };
  return (await askJson("/embed/" + settings.site + "/" + path, signal, "POST", body, options)).value;
}

/** Signs out here. The page that says so itself may name somebody else at once. */
export async function leave(signal, isByPage) {
  await exchange(signal, "leave", {});
  writer = null;
  hasLeft = !isByPage;
}

/** The writer: { token, personId, name, kind }; null for somebody new. */
export async function identity(thread) {
  if (writer && writer.until > Date.now() + MARGIN)
    return writer;
  return known((await bringToken(thread)) ?? (await exchange(thread.signal, "token", null)));
}

/** Signs in whom the publisher's page names; null when it names nobody. */
async function bringToken({ element, signal }) {
  if (hasLeft)
    return null;
  let refused = null;
  const sources = [() => attribute(element, "token"), () => element.tokenSource?.()];
  for (let at = 0; at < sources.length; at++) {
    const token = await sources[at]();
    if (!token)
      continue;
    try {
      return await exchange(signal, "enter", { token });
    } catch (failure) {
      if (!(failure instanceof Refused && failure.code === "publisher-token"))
        throw failure;
      // It had its time, or was used up before a reload: the page may give a fresh one.
      refused = failure;
    }
  }
  if (!refused)
    return null;
  const kept = await exchange(signal, "token", null);
  if (kept?.kind !== "account")
    throw refused;
  return kept;
}
