// Sending what was written, and showing what came of it.

import { Refused, askJson, query } from "./asking.js";
import { find, listen, prepend, remove, replace } from "./dom.js";
import { calm, complain, field, isContinued, part, rest, word } from "./forms.js";
import { forget, identity } from "./identity.js";
import { land, show } from "./thread.js";
import { settings } from "./settings.js";
import { nodesOf } from "./trust.js";

/** Sends JSON as the reader. A token that has ended is renewed once. */
export async function send(thread, method, path, body, headers = {}) {
  for (let attempt = 1; ; attempt++) {
    const writer = await identity(thread);
    const proof = writer ? { Authorization: "Bearer " + writer.token } : {};
    try {
      return await askJson(path + query({ lang: thread.language }), thread.signal, method, body, {
        // So that the answer may bring a new guest's cookie; what is only read takes none along.
        credentials: method === "GET" ? "omit" : "include",
        headers: { ...headers, ...proof },
      });
    } catch (failure) {
      if (!(attempt === 1 && writer && failure instanceof Refused && failure.status === 401))
        throw failure;
      forget();
    }
  }
}

/** Shows the discussion with what was just done in it, and the comment it was done to. */
export async function showDone(thread, headers, id) {
  const reached = headers.get("Parley-Position");
  await show(thread, thread.place, reached);
  if (!land(thread, id) && (await show(thread, { comment: id }, reached)))
    land(thread, id);
}

async function preview(thread, form) {
  const body = { body: field(form, "body").value, continued: isContinued(form), site: settings.site };
  const { value } = await askJson("/api/v1/preview" + query({ lang: thread.language }), thread.signal, "POST", body);
  const before = find(form, ".preview");
  if (before)
    remove(before);
  const shown = await part(thread, "preview");
  replace(find(shown, ".text"), nodesOf(value.html + (value.foldedHtml ?? "")));
  prepend(form, shown);
}

/**
 * Lets a form be sent: its buttons rest meanwhile, and what is wrong is said in place with all words kept.
 * @param {(form: HTMLFormElement) => Promise<void>} action - what sending it does.
 */
export function attendForm(thread, form, action) {
  listen(form, "input", thread.signal, () => (form.isMeant = false));
  listen(form, "submit", thread.signal, async (event) => {
    event.preventDefault();
    calm(form);
    rest(form, true);
    try {
      await (event.submitter?.name === "preview" ? preview(thread, form) : action(form));
    } catch (failure) {
      // Asked to think again: sent once more without a change, it is meant.
      form.isMeant = failure.code === "nudge";
      complain(form, failure.words ?? (await word(thread, "notSent")), failure.field);
    } finally {
      rest(form, false);
    }
  });
}
