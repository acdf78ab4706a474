// What this browser keeps for its reader alone. Nothing of it proves anything to anyone; where a browser refuses to keep
// things, reading goes on without.

/** A text kept in a storage ("localStorage", "sessionStorage"), or nothing. */
export function kept(area, key, text, action = "getItem") {
  try {
    return window[area][action](key, text);
  } catch {
    // Full, or forbidden.
  }
}

/** Keeps a text; null or none at all takes it away. */
export const keep = (area, key, text) => kept(area, key, text, text ? "setItem" : "removeItem");
