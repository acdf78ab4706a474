// Writing from a publisher's page: a comment, a reply, and what authors do with their own. Fetched on first use.

import { askJson } from "./asking.js";
import { after, append, attribute, closest, find, focus, listen, make, remove, replace, tell } from "./dom.js";
import { draftFor, keepDraft, keepName, lastName } from "./drafts.js";
import { readAs, showWriter, signOut } from "./entering.js";
import { provide } from "./firstuse.js";
import { field, figure, isContinued, lengthCounter, part, word } from "./forms.js";
import { showFind } from "./finding.js";
import { showKeys } from "./help.js";
import { identity, remain } from "./identity.js";
import { IGNORING, foldIgnored } from "./ignoring.js";
import { keep } from "./memory.js";
import { quoteInto, showSource } from "./quoting.js";
import { attendForm, send, showDone } from "./sending.js";
import { settings } from "./settings.js";
import { copy } from "./sharing.js";

const MINUTE = 60000;

/** The comment an action stands in. */
const articleOf = (link) => closest(link, ".comment");

const idOf = (article) => /^parley-(.*)/.exec(article.id)[1];

/** A key of its own for each text sent: sending again after a lost answer makes no second comment. */
function newKey() {
  const drawn = crypto.getRandomValues(new Uint32Array(4));
  let key = "";
  for (let at = 0; at < drawn.length; at++)
    key += drawn[at].toString(36);
  return key;
}

/** Fills a form for a new comment and lets it be sent. */
async function prepare(thread, form, parentId) {
  const [body, name, longer] = [field(form, "body"), field(form, "name"), field(form, "continued")];
  let key = newKey();
  attendForm(thread, form, () => post(thread, form, parentId, key));
  const draft = draftFor(thread, parentId);
  body.value = draft.body ?? "";
  longer.checked = draft.continued ?? false;
  name.value = lastName(thread);
  focus(body);
  showWriter(thread, form);
  const count = lengthCounter(thread, form);
  listen(form, "input", thread.signal, () => {
    key = newKey();
    count();
    keepDraft(thread, parentId, body.value && { body: body.value, continued: longer.checked });
  });
}

async function post(thread, form, parentId, key) {
  const { url, storyId } = thread.story;
  const body = {
    body: field(form, "body").value,
    name: field(form, "name").value,
    continued: isContinued(form),
    parentId,
    asItIs: form.isMeant,
  };
  const path = thread.id ? "/api/v1/stories/" + thread.id + "/comments" : "/api/v1/comments";
  const where = thread.id ? {} : { site: settings.site, storyUrl: url, storyId };
  const { value, headers } = await send(thread, "POST", path, { ...body, ...where }, { "Idempotency-Key": key });
  const { comment, authorToken } = value;
  if (authorToken)
    remain(authorToken, comment.author);
  keepDraft(thread, parentId, null);
  keepName(thread, body.name);
  tell(thread.element, "posted", { comment: comment.id, parent: comment.parentId, state: comment.state });
  if (comment.state === "held")
    replace(form, make("p", { role: "status" }, await word(thread, "held")));
  else
    await showDone(thread, headers, comment.id);
}

/** Brings the form into a composer that was opened. */
async function write(thread, composer) {
  const parentId = attribute(composer, "data-parent");
  const form = find(await part(thread, parentId ? "reply" : "comment"), "form");
  const place = find(composer, ".elsewhere");
  // Opened twice in a hurry.
  if (!place)
    return;
  after(place, form);
  remove(place);
  await prepare(thread, form, parentId);
}

/** Opens a reply below the comment it answers. */
async function reply(thread, link) {
  const article = articleOf(link);
  const open = article.nextElementSibling;
  if (open?.classList.contains("composer")) {
    open.open = true;
    const body = field(open, "body");
    if (body) {
      quoteInto(thread, body, article);
      focus(body);
    }
    return;
  }
  const composer = await part(thread, "reply");
  const invitation = find(composer, ".ask");
  const name = find(article, "bdi.name")?.textContent;
  invitation.textContent = name ? invitation.textContent.replace("{name}", () => name) : await word(thread, "nameless");
  composer.open = true;
  after(article, composer);
  await prepare(thread, find(composer, "form"), idOf(article));
  quoteInto(thread, field(composer, "body"), article);
}

/** Lets an author edit, correct or delete a comment; says why not to anyone else. */
async function own(thread, link) {
  const article = articleOf(link);
  const former = article.nextElementSibling;
  if (former?.classList.contains("owned")) {
    remove(former);
    return;
  }
  const panel = make("div", { class: "owned" });
  after(article, panel);
  const writer = await identity(thread);
  const { value: comment } = await askJson("/api/v1/comments/" + idOf(article), thread.signal, "GET", null);
  if (!writer || writer.personId !== comment.author?.id) {
    replace(panel, make("p", { class: "line", role: "status" }, await word(thread, "notYours")), ...(await ignoringForm(thread, article, panel, writer)));
    return;
  }
  const until = Date.parse(comment.postedAt) + (await figure(thread, "data-edit-minutes")) * MINUTE;
  const change = Date.now() < until ? await edit(thread, comment) : await correct(thread, comment);
  replace(panel, change, await erase(thread, comment));
  const mail = writer.kind === "guest" && (await leaveMail(thread, comment));
  if (mail)
    append(panel, mail);
  listen(find(change, "[name=cancel]"), "click", thread.signal, () => remove(panel));
  focus(field(change, "body"));
}

/** What lets somebody known ignore the author of a comment. */
async function ignoringForm(thread, article, panel, writer) {
  if (!writer)
    return [];
  const form = await part(thread, "ignore");
  attendForm(thread, form, async () => {
    await send(thread, "POST", "/api/v1/comments/" + idOf(article) + "/ignore", null);
    keep("localStorage", IGNORING, "1");
    remove(panel);
    await foldHere(thread);
  });
  return [form];
}

const foldHere = (thread) => foldIgnored(thread, async (path) => (await send(thread, "GET", path, null)).value);

async function edit(thread, comment) {
  const form = await part(thread, "edit");
  field(form, "body").value = comment.body;
  field(form, "continued").checked = comment.foldedHtml !== null;
  listen(form, "input", thread.signal, lengthCounter(thread, form));
  attendForm(thread, form, async () => {
    const body = { body: field(form, "body").value, continued: isContinued(form), asItIs: form.isMeant };
    const { headers } = await send(thread, "PATCH", "/api/v1/comments/" + comment.id, body);
    tell(thread.element, "edited", { comment: comment.id });
    await showDone(thread, headers, comment.id);
  });
  return form;
}

async function correct(thread, comment) {
  const form = await part(thread, "correct");
  attendForm(thread, form, async () => {
    const body = { text: field(form, "body").value, asItIs: form.isMeant };
    const { headers } = await send(thread, "POST", "/api/v1/comments/" + comment.id + "/correction", body);
    tell(thread.element, "edited", { comment: comment.id });
    await showDone(thread, headers, comment.id);
  });
  return form;
}

/** Lets a guest leave an address to be told of answers; null where the site takes none. */
async function leaveMail(thread, comment) {
  const form = await part(thread, "mail");
  if (form)
    attendForm(thread, form, async () => {
      await send(thread, "POST", "/api/v1/comments/" + comment.id + "/mail", { mail: field(form, "mail").value });
      replace(form, make("p", { role: "status" }, await word(thread, "mailAsked")));
    });
  return form;
}

async function erase(thread, comment) {
  const sure = await part(thread, "delete");
  attendForm(thread, find(sure, "form"), async () => {
    const { headers } = await send(thread, "DELETE", "/api/v1/comments/" + comment.id, null);
    tell(thread.element, "deleted", { comment: comment.id });
    await showDone(thread, headers, comment.id);
  });
  return sure;
}

provide({ copy, fold: foldHere, write, reply, own, fetch: readAs, showFind, showKeys, showSource, signOut });
