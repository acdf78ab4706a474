// Finds words in what is shown, whatever their case and accents, also in what is folded. Fetched on first use.

import { append, attribute, closest, find, findAll, focus, listen, remove } from "./dom.js";
import { part } from "./forms.js";
import { inPlace, jump } from "./moving.js";
import { mark, rangeOf, readWords, unfold } from "./words.js";

/** Each letter without its case and accents; as many letters as before. */
function fold(text) {
  let folded = "";
  for (let at = 0; at < text.length; at++)
    folded += text[at].normalize("NFD")[0].toLowerCase()[0];
  return folded;
}

/** Everywhere the words stand, in reading order. */
function findWords(thread, words) {
  const sought = fold(words);
  const ranges = [];
  const places = findAll(thread.shadow, ".thread .comment :is(.name, .text)");
  for (let at = 0; sought && at < places.length; at++) {
    const { text, nodes } = readWords(places[at]);
    const folded = fold(text);
    for (let from = folded.indexOf(sought); from >= 0; from = folded.indexOf(sought, from + sought.length))
      ranges[ranges.length] = rangeOf(nodes, from, from + sought.length);
  }
  return ranges;
}

/** Opens the line to type into; typed words are shown at once, and Enter leads from one to the next. */
export async function showFind(thread) {
  const line = find(thread.outside, ".find") ?? (await part(thread, "find"));
  const box = find(line, "input");
  if (!line.isConnected) {
    attendFind(thread, line, box, find(line, "output"));
    append(thread.outside, line);
  }
  focus(box);
}

function attendFind(thread, line, box, told) {
  const numbers = new Intl.NumberFormat(thread.locale);
  let [ranges, here] = [[], -1];
  const go = (by) => {
    if (ranges.length === 0)
      return;
    here = (here + by + ranges.length) % ranges.length;
    const article = closest(ranges[here].startContainer.parentElement, ".comment");
    unfold(ranges[here].startContainer.parentElement);
    jump(thread, article);
    focus(box);
    mark("source", ranges[here]);
    told.textContent = numbers.format(here + 1) + " / " + numbers.format(ranges.length);
  };
  const close = () => {
    const on = ranges[here] && closest(ranges[here].startContainer.parentElement, ".comment");
    inPlace(thread, () => remove(line));
    mark("found");
    mark("source");
    if (on)
      focus(on);
  };
  listen(box, "input", thread.signal, () => {
    [ranges, here] = [findWords(thread, box.value), -1];
    mark("found", ...ranges);
    mark("source");
    told.textContent = box.value && numbers.format(ranges.length);
  });
  listen(line, "submit", thread.signal, (event) => {
    event.preventDefault();
    go(event.submitter && attribute(event.submitter, "data-by") === "-1" ? -1 : 1);
  });
  listen(line, "keydown", thread.signal, (event) => {
    event.stopPropagation();
    if (event.key === "Escape")
      close();
    else if (event.key === "Enter" && event.shiftKey) {
      event.preventDefault();
      go(-1);
    }
  });
  listen(find(line, "[type=button]"), "click", thread.signal, close);
}
