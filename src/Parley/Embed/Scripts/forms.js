// Forms and dialogues, drawn by the server in the discussion's language and fetched once.

import { ask, query } from "./asking.js";
import { after, attribute, clone, find, findAll, focus, make, prepend, remove, setAttributes } from "./dom.js";
import { nodesOf } from "./trust.js";

const fetched = {};
let made = 0;

async function fetchForms(thread) {
  const path = "/embed/" + thread.site + "/compose" + query({ lang: thread.language });
  return nodesOf((await ask(path, thread.signal)).text);
}

async function formsOf(thread) {
  fetched[thread.language] ??= await fetchForms(thread);
  return fetched[thread.language];
}

/** Makes the ids in a form its own: several may be open at once. */
export function ownIds(nodes) {
  made++;
  const names = ["id", "for", "aria-describedby", "aria-labelledby"];
  for (let at = 0; at < names.length; at++) {
    const elements = findAll(nodes, "[" + names[at] + "]");
    for (let one = 0; one < elements.length; one++) {
      const value = attribute(elements[one], names[at]).replace(/\S+/g, "$&-" + made);
      setAttributes(elements[one], { [names[at]]: value });
    }
  }
  return nodes;
}

/** A form, or another part, to be put on the page; null for one the site has not. */
export async function part(thread, name) {
  const template = find(await formsOf(thread), "[data-form=" + name + "]");
  if (!template)
    return null;
  const nodes = ownIds(clone(template.content));
  const forms = findAll(nodes, "form");
  for (let at = 0; at < forms.length; at++)
    setAttributes(forms[at], { action: null, method: null });
  return nodes.firstElementChild;
}

export async function word(thread, name) {
  const words = find(await formsOf(thread), "[data-form=words]").content;
  return find(words, "[data-word=" + name + "]").textContent;
}

/** A number the server drew beside the forms. */
export async function figure(thread, name) {
  return Number(attribute((await formsOf(thread)).firstElementChild, name));
}

export const field = (form, name) => find(form, "[name=" + name + "]");

export const isContinued = (form) => field(form, "continued")?.checked ?? false;

/** What keeps the line under the box saying how much of the length is used. */
export function lengthCounter(thread, form) {
  const line = find(form, "[id^=write-length]");
  const usual = line.textContent;
  const numbers = new Intl.NumberFormat(thread.locale);
  const count = () => {
    const box = field(form, "body");
    const most = attribute(box, isContinued(form) ? "data-longest" : "data-max");
    line.textContent = box.value ? numbers.format(box.value.length) + " / " + numbers.format(most) : usual;
  };
  count();
  return count;
}

/** While a form is being sent its buttons rest. */
export function rest(form, isResting) {
  setAttributes(form, { "aria-busy": isResting ? "true" : null });
  const buttons = findAll(form, "button");
  for (let at = 0; at < buttons.length; at++)
    buttons[at].disabled = isResting;
}

/** Says what is wrong beside the field it is about, or above the form. */
export function complain(form, words, name) {
  calm(form);
  const about = name && field(form, name);
  const line = make("p", { class: "wrong", role: "alert", id: "wrong-" + ++made }, words);
  if (!about) {
    prepend(form, line);
    return;
  }
  after(about, line);
  setAttributes(about, { "aria-invalid": "true", "aria-describedby": line.id });
  focus(about);
}

export function calm(form) {
  const lines = findAll(form, ".wrong");
  for (let at = 0; at < lines.length; at++)
    remove(lines[at]);
  const wrong = findAll(form, "[aria-invalid]");
  for (let at = 0; at < wrong.length; at++)
    setAttributes(wrong[at], { "aria-invalid": null });
}
