// What this browser keeps for its reader alone. Nothing of it proves anything to anyone; where a browser refuses to keep
// things, reading goes on without.

/** Under which it is kept that this reader may ignore somebody: whoever has it not is not asked for. */
export const IGNORING = "parley-ignoring";

/** A text kept in a storage ("localStorage", "sessionStorage"), or null. */
export function kept(area, key) {
  try {
    return window[area].getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a text; null or none at all takes it away. */
export function keep(area, key, text) {
  try {
    if (text)
      window[area].setItem(key, text);
    else
      window[area].removeItem(key);
  } catch {
    // Full, or forbidden.
  }
}
