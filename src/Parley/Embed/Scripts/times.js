// Times as a reader says them: "3 hours ago", in the reader's own clock, with the exact moment on hover or touch.

import { attribute, closest, findAll, listen, setAttributes } from "./dom.js";
import { native } from "./pristine.js";

/** Units with their seconds, largest first. What is older than a week has its date. */
const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];
const WEEK = 7 * 86400;

/** Times are brought up this often, in milliseconds. */
const EVERY = 30000;

/** A browser takes long to learn how a language tells times, so each way is learned when it is first needed. */
const learned = {};
const ago = (locale) => (learned["ago" + locale] ??= new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
const dates = (locale, options) => (learned[options.dateStyle + locale] ??= new Intl.DateTimeFormat(locale, options));

function relative(seconds, words) {
  for (let at = 0; at < UNITS.length; at++)
    if (seconds >= UNITS[at][1])
      return words.format(-Math.floor(seconds / UNITS[at][1]), UNITS[at][0]);
  return words.format(0, "minute");
}

export const momentOf = (time) => new Date(attribute(time, "datetime"));

/** Says all times within a part of the page, or of one that is to be shown. */
export function tellTimes(within, locale) {
  const times = findAll(within, ".comment time");
  for (let at = 0; at < times.length; at++) {
    const moment = momentOf(times[at]);
    const seconds = (Date.now() - moment) / 1000;
    const text = seconds < WEEK ? relative(seconds, ago(locale)) : dates(locale, { dateStyle: "medium" }).format(moment);
    // Written only when it differs, so that nothing is laid out again for nothing.
    if (times[at].textContent !== text)
      times[at].textContent = text;
  }
}

/** Goes on saying the times of what is shown, exactly to whoever points at one. */
export function attendTimes(thread, signal) {
  const again = () => {
    if (signal.aborted)
      return;
    if (!document.hidden)
      tellTimes(thread.shadow, thread.locale);
    native.setTimeout(again, EVERY);
  };
  again();
  listen(thread.shadow, "pointerover", signal, ({ target }) => {
    const time = closest(target, ".comment time");
    if (time && !time.title)
      setAttributes(time, { title: dates(thread.locale, { dateStyle: "full", timeStyle: "short" }).format(momentOf(time)) });
  });
  // A finger cannot hover: its first touch tells the exact moment, the next one follows the link.
  listen(thread.shadow, "click", signal, (event) => {
    const time = event.pointerType === "touch" && closest(event.target, ".comment time");
    if (time && time.textContent !== time.title) {
      event.preventDefault();
      time.textContent = time.title;
    }
  }, { capture: true });
}
