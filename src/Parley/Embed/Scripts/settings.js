// What this copy of the loader was served with. ScriptBundle puts SETTINGS in front of the joined scripts.

const script = document.currentScript;

export const settings = SETTINGS;

/** Where Parley is: as its operator said, or where this script came from. */
export const root = settings.root ?? new URL(script.src).origin;

/** What a strict policy of the page asks of the second script. */
export const nonce = script?.nonce ?? "";

/** Whether the publisher listed this page's origin, as far as this copy of the loader knows. */
export function isServedHere() {
  for (let at = 0; at < settings.origins.length; at++)
    if (settings.origins[at] === location.origin)
      return true;
  return false;
}

const WORDS = ["failed", "again", "notServed"];

/** A few words of our own, for when Parley cannot be asked for them. */
export function say(language, word) {
  const known = settings.words;
  const base = /^[^-]*/.exec(language)[0];
  const words = known[language] ?? known[base] ?? known[settings.language] ?? known.en;
  for (let at = 0; at < WORDS.length; at++)
    if (WORDS[at] === word)
      return words[at];
  return word;
}
