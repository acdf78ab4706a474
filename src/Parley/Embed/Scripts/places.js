// Which part of a discussion an address means. A place is { comment, sort, after }: nothing for the first page, a cursor
// and an order for another one, a comment for that comment among what it answers and what answers it.

import { attribute, find } from "./dom.js";
import { query } from "./asking.js";
import { root, settings } from "./settings.js";

/** This page without its fragment. */
export const pageAddress = () => /^[^#]*/.exec(location.href)[0];

/** The article's address: as the element says, as the page says of itself, or as it was opened. */
function storyUrl(element) {
  const given = attribute(element, "story-url");
  if (given || attribute(element, "story-id"))
    return given && new URL(given, document.baseURI).href;
  const canonical = find(document.documentElement, "link[rel=canonical]");
  return canonical ? canonical.href : pageAddress();
}

/** What an element asks for, in the words of the API. */
export const storyOf = (element) => ({
  url: storyUrl(element),
  storyId: attribute(element, "story-id"),
  language: attribute(element, "lang"),
});

/** The path to ask Parley for a place; in this order of parameters a kept page is found at once. */
export function pathOf(story, place, reached) {
  return "/embed/" + settings.site + "/thread" + query({
    url: story.url,
    storyId: story.storyId,
    comment: place.comment,
    sort: place.sort,
    after: place.after,
    lang: story.language,
    at: reached,
  });
}

/** The comment a fragment names; nothing when it names none. */
export const commentIn = (hash) => /#parley-([0-9a-hjkmnp-tv-z]{13})$/i.exec(hash)?.[1];

/** The place a link of the discussion leads to; null for any other link. */
export function placeOf(link) {
  const comment = commentIn(link.hash);
  if (comment)
    return { comment };
  if (link.origin !== root)
    return null;
  const [, kind, id] = /^\/(comments|stories)\/([^/]+)$/.exec(link.pathname) ?? [];
  const wanted = new URLSearchParams(link.search);
  const after = wanted.get("after");
  if (kind === "comments")
    return { comment: id, after };
  return kind === "stories" ? { sort: wanted.get("sort"), after } : null;
}
