// What this copy of the loader was served with. ScriptBundle puts SETTINGS in front of the joined scripts.

const script = document.currentScript;

export const settings = SETTINGS;

/** Where Parley is: as its operator said, or where this script came from. */
export const root = settings.root ?? new URL(script.src).origin;

/** What a strict policy of the page asks of the second script. */
export const nonce = script?.nonce ?? "";

/** A word of our own, "failed" or "again", for when Parley cannot be asked for it. */
export function say(language, word) {
  const known = settings.words;
  const words = known[language] ?? known[/^[^-]*/.exec(language)[0]] ?? known[settings.language] ?? known.en;
  return words[word === "failed" ? 0 : 1];
}
