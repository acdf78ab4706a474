// Signing in from a publisher's page: in a window of Parley's own, which hands the sign-in back by a code that counts for
// this page alone. Where the two windows lost each other, the reader types it.

import { ask } from "./asking.js";
import { append, closest, find, findAll, listen, prepend, replace, setAttributes } from "./dom.js";
import { complain, field, part, word } from "./forms.js";
import { exchange, forget, identity, known, leave } from "./identity.js";
import { root } from "./settings.js";

const WINDOW = "popup,width=480,height=720";

/** The text of a path, asked for by whoever this browser can prove to be here. */
export async function readAs(thread, path) {
  const writer = await identity(thread);
  const proof = writer && { headers: { Authorization: "Bearer " + writer.token } };
  return (await ask(path, thread.signal, proof ?? {})).text;
}

/** Says above a form who is writing, and lets readers sign in or out. */
export async function showWriter(thread, form) {
  let writer;
  try {
    writer = await identity(thread);
  } catch (failure) {
    complain(form, failure.words ?? (await word(thread, "notSent")), null);
  }
  const former = find(form, ".writer");
  const isSignedIn = writer?.kind === "account";
  const line = await part(thread, isSignedIn ? "signed-in" : "sign-in");
  if (former)
    replace(former, ...line.childNodes);
  else
    prepend(form, line);
  const shown = former ?? line;
  const name = find(form, ".pair .field");
  if (name)
    name.hidden = isSignedIn;
  if (isSignedIn)
    find(shown, "bdi").textContent = writer.name;
  listen(find(shown, "button"), "click", thread.signal, () => (isSignedIn ? change(thread, form, () => leave(thread.signal, false)) : open(thread, form, shown)));
  if (writer?.guest)
    await offer(thread, form, shown, writer.guest);
}

/** Offers to make what this browser wrote as a guest the reader's own: only they know whether it was them. */
async function offer(thread, form, line, guest) {
  const offered = await part(thread, "guest");
  find(offered, "bdi").textContent = guest;
  listen(find(offered, "button"), "click", thread.signal, () => change(thread, form, () => claim(thread)));
  append(line, offered);
}

async function claim(thread) {
  await exchange(thread.signal, "claim", {});
  forget();
}

/** Changes who is writing here, and says who it is now. */
async function change(thread, form, action) {
  try {
    await action();
  } catch (failure) {
    complain(form, failure.words ?? (await word(thread, "notSent")), null);
    return;
  }
  await showWriter(thread, form);
}

/** Signs out because the publisher's page says so; forms that are open say it too. */
export async function signOut(thread) {
  setAttributes(thread.element, { token: null });
  await leave(thread.signal, true);
  const lines = thread.shadow ? findAll(thread.shadow, ".writer") : [];
  for (let at = 0; at < lines.length; at++)
    await showWriter(thread, closest(lines[at], "form"));
}

async function open(thread, form, line) {
  // Opened while the press still counts as the reader's; where it leads is known a moment later.
  const opened = window.open("about:blank", "_blank", WINDOW);
  try {
    const { address: path, ticket, secret } = await exchange(thread.signal, "hand-over", {});
    const address = root + path + "&lang=" + thread.language;
    const typed = await part(thread, "code");
    replace(line, ...typed.childNodes);
    setAttributes(find(line, "a"), { href: address });
    const take = (code) => enter(thread, form, line, opened, { ticket, secret, code });
    listen(window, "message", thread.signal, ({ origin, data }) => {
      if (origin === root && data?.parley === "hand-over" && data.ticket === ticket)
        take(data.code);
    });
    listen(find(line, "button"), "click", thread.signal, () => take(field(line, "code").value));
    listen(field(line, "code"), "keydown", thread.signal, (event) => {
      if (event.key !== "Enter")
        return;
      event.preventDefault();
      take(field(line, "code").value);
    });
    if (opened)
      opened.location = address;
  } catch (failure) {
    opened?.close();
    complain(form, failure.words ?? (await word(thread, "notSent")), null);
  }
}

async function enter(thread, form, line, opened, { ticket, secret, code }) {
  try {
    known(await exchange(thread.signal, "hand-over/" + ticket, { secret, code }));
  } catch (failure) {
    complain(line, failure.words ?? (await word(thread, "notSent")), "code");
    return;
  }
  opened?.close();
  await showWriter(thread, form);
}
