// Times as a reader says them: "3 hours ago", in the reader's own clock, with the exact moment on hover or touch.

import { attribute, closest, findAll, listen, setAttributes } from "./dom.js";
import { native } from "./pristine.js";

/** Units with their seconds, largest first. What is older than a week has its date. */
const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];
const WEEK = 7 * 86400;

/** Times are brought up this often, in milliseconds. */
const EVERY = 30000;

function relative(seconds, words) {
  for (let at = 0; at < UNITS.length; at++)
    if (seconds >= UNITS[at][1])
      return words.format(-Math.floor(seconds / UNITS[at][1]), UNITS[at][0]);
  return words.format(0, "minute");
}

function tellTimes(thread, tools) {
  const times = findAll(thread.shadow, ".comment time");
  for (let at = 0; at < times.length; at++) {
    const moment = new Date(attribute(times[at], "datetime"));
    const seconds = (Date.now() - moment) / 1000;
    const text = seconds < WEEK ? relative(seconds, tools.ago) : tools.day.format(moment);
    // Written only when it differs, so that nothing is laid out again for nothing.
    if (times[at].textContent !== text)
      times[at].textContent = text;
    if (!attribute(times[at], "title"))
      setAttributes(times[at], { title: tools.exact.format(moment) });
  }
}

/** A finger cannot hover: its first touch tells the exact moment, the next one follows the link. */
function tellExactly(event) {
  const time = event.pointerType === "touch" && closest(event.target, ".comment time");
  if (time && time.textContent !== time.title) {
    event.preventDefault();
    time.textContent = time.title;
  }
}

/** Says all times of what is shown now, and goes on saying them. */
export function attendTimes(thread, signal) {
  const { locale } = thread;
  const tools = {
    ago: new Intl.RelativeTimeFormat(locale, { numeric: "auto" }),
    day: new Intl.DateTimeFormat(locale, { dateStyle: "medium" }),
    exact: new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" }),
  };
  const again = () => {
    if (signal.aborted)
      return;
    if (!document.hidden)
      tellTimes(thread, tools);
    native.setTimeout(again, EVERY);
  };
  again();
  thread.tellTimes = () => tellTimes(thread, tools);
  listen(thread.shadow, "click", signal, tellExactly, { capture: true });
}
