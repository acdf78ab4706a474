// Who is writing, as far as this browser can prove it. What proves it is an HttpOnly cookie that belongs to this
// publisher's site; no script can read it. It is changed for a token that lives five minutes, here and nowhere else.

import { askJson } from "./asking.js";
import { settings } from "./settings.js";

/** A token that has less left than this would end on its way, in milliseconds. */
const MARGIN = 15000;

let known = null;

/** Keeps what the answer to a first post said. Its token does not end, and is gone with the page. */
export function remain(token, author) {
  known = { token, personId: author.id, name: author.name, until: Infinity };
}

/** Forgets a token that was refused. */
export function forget() {
  known = null;
}

/** The writer: { token, personId, name }; null for somebody new. */
export async function identity(signal) {
  if (known && known.until > Date.now() + MARGIN)
    return known;
  const options = { credentials: "include", headers: { "Parley-Exchange": "1" } };
  const { value } = await askJson("/embed/" + settings.site + "/token", signal, "POST", null, options);
  known = value && {
    token: value.token,
    personId: value.personId,
    name: value.name,
    until: Date.now() + value.expiresIn * 1000,
  };
  return known;
}
