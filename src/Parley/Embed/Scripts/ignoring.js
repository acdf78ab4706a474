// Folds what people wrote whom this reader ignores. The page is the same for everybody; who they are is asked for privately.

import { append, find, make } from "./dom.js";
import { keep } from "./memory.js";

/** Under which it is kept that this reader may ignore somebody. News asks for it too. */
export const IGNORING = "parley-fold";

/**
 * Folds the comments of a discussion that are to be folded and are not yet.
 * @param {(path: string) => Promise<object>} read - asks as the reader, in the language of the discussion.
 */
export async function foldIgnored(thread, read) {
  try {
    const { any, comments, words } = await read("/api/v1/stories/" + thread.id + "/ignored");
    keep("localStorage", IGNORING, any && "1");
    for (let at = 0; at < comments.length; at++) {
      const article = find(thread.shadow, "#parley-" + comments[at]);
      if (article && !find(article, ".ignored"))
        append(article, make("details", { class: "fold ignored" }, make("summary", {}, words), ...article.childNodes));
    }
  } catch {
    // They stay as they are for everybody.
  }
}
