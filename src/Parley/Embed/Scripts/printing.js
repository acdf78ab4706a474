// On paper "three hours ago" means nothing: while a page is being printed its times are whole.

import { findAll, forever, listen } from "./dom.js";
import { momentOf, tellTimes } from "./times.js";

export function attendPrinting(thread) {
  listen(window, "beforeprint", forever, () => {
    const whole = new Intl.DateTimeFormat(thread.locale, { dateStyle: "long", timeStyle: "short" });
    const times = findAll(thread.shadow, ".comment time");
    for (let at = 0; at < times.length; at++)
      times[at].textContent = whole.format(momentOf(times[at]));
  });
  listen(window, "afterprint", forever, () => tellTimes(thread.shadow, thread.locale));
}
