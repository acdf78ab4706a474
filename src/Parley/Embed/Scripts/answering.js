// Writing on our own page. The forms there work without a script; this keeps drafts, counts, and brings previews, mistakes
// and the answer itself into the page that is being read. Fetched on first use.

import { ask, query } from "./asking.js";
import { after, closest, find, focus, forever, listen, remove, replace, setAttributes } from "./dom.js";
import { draftFor, keepDraft, keepName, lastName } from "./drafts.js";
import { provide } from "./firstuse.js";
import { complain, field, isContinued, lengthCounter, ownIds, rest } from "./forms.js";
import { showFind } from "./finding.js";
import { showKeys } from "./help.js";
import { foldIgnored } from "./ignoring.js";
import { merge } from "./merging.js";
import { inPlace, jump } from "./moving.js";
import { drawnAgain } from "./news.js";
import { wordOf } from "./parts.js";
import { native } from "./pristine.js";
import { quoteInto, showSought, showSource } from "./quoting.js";
import { copy } from "./sharing.js";
import { nodesOf } from "./trust.js";

const parentOf = (form) => field(form, "parentId")?.value ?? null;

/** Sends a form as the browser would, and gives the page that is the answer. */
async function send(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  const answer = await native.fetch(form.action, { method: "POST", body, credentials: "same-origin" });
  return { address: answer.redirected ? new URL(answer.url) : null, nodes: nodesOf(await answer.text()) };
}

/** Shows the new comment among the others, or on its own page when this one has no place for it. */
async function showPosted(thread, composer, address) {
  const form = find(composer, "form");
  const id = /[^/]*$/.exec(address.pathname)[0];
  keepDraft(thread, parentOf(form), null);
  keepName(thread, field(form, "name").value);
  const nodes = nodesOf(await thread.fetchAgain(address.searchParams.get("at")));
  inPlace(thread, () => merge(thread, nodes));
  const article = find(thread.shadow, "#parley-" + id);
  if (!article)
    return location.assign(address.href + "#parley-" + id);
  form.reset();
  composer.open = false;
  if (parentOf(form))
    remove(composer);
  drawnAgain(thread);
  jump(thread, article);
}

/** Shows what the server answered to a form: what is wrong with it, a preview, or that the words arrived and wait. */
function showAnswer(thread, form, nodes) {
  const fresh = find(nodes, "#write");
  if (!fresh)
    return replace(form, ...find(nodes, ".state").childNodes);
  ownIds(fresh);
  replace(form, ...fresh.childNodes);
  lengthCounter(thread, form);
  const first = find(form, "[autofocus], .preview, .wrong");
  if (first) {
    if (!first.autofocus)
      setAttributes(first, { tabindex: "-1" });
    focus(first);
  }
}

function attendForm(thread, composer, form) {
  listen(form, "input", thread.signal, () => {
    lengthCounter(thread, form)();
    const { value } = field(form, "body");
    keepDraft(thread, parentOf(form), value && { body: value, continued: isContinued(form) });
  });
  listen(form, "submit", thread.signal, async (event) => {
    event.preventDefault();
    const sending = send(form, event.submitter);
    rest(form, true);
    try {
      const { address, nodes } = await sending;
      rest(form, false);
      if (address)
        await showPosted(thread, composer, address);
      else
        showAnswer(thread, form, nodes);
    } catch {
      rest(form, false);
      complain(form, wordOf(thread, "notSent"), null);
    }
  });
}

/** Takes over a form that is open now. */
function write(thread, composer) {
  const form = find(composer, "form");
  if (form.taken)
    return;
  form.taken = true;
  const [body, name] = [field(form, "body"), field(form, "name")];
  const draft = draftFor(thread, parentOf(form));
  if (!body.value && draft.body) {
    body.value = draft.body;
    field(form, "continued").checked = draft.continued;
  }
  name.value ||= lastName(thread);
  attendForm(thread, composer, form);
  lengthCounter(thread, form);
  focus(body);
}

/** Opens a reply below the comment it answers. */
async function reply(thread, link) {
  const article = closest(link, ".comment");
  let composer = article.nextElementSibling;
  if (!composer?.classList.contains("composer")) {
    composer = ownIds(find(nodesOf((await ask(link.pathname + link.search, thread.signal)).text), ".composer"));
    after(article, composer);
  }
  composer.open = true;
  write(thread, composer);
  quoteInto(thread, field(composer, "body"), article);
  focus(field(composer, "body"));
}

const readOwn = async (path) => native.parse((await ask(path, forever, { credentials: "same-origin" })).text);

const foldHere = (thread) => foldIgnored(thread, (path) => readOwn(path + query({ lang: thread.language })));

provide({ copy, fold: foldHere, write, reply, showFind, showKeys, showSought, showSource });
