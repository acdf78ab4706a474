// Brings a page as it is now into the page as it is shown: what is there stays the same element in the same place, with
// its focus, its folds and whatever is being written in it.

import { after, append, attribute, closest, find, prepend, remove, replace } from "./dom.js";

/** The comment of an item; a branch off topic has it under one line. */
const commentOf = (item) => find(item, ":scope > .comment, :scope > .apart > .comment");

const branchOf = (item) => find(item, ":scope > .branch, :scope > .apart > .branch");

function mergeItem(item, fresh) {
  const [old, now, comment] = [branchOf(item), branchOf(fresh), commentOf(item)];
  if (now && !old) {
    dropMore(comment.parentElement);
    append(comment.parentElement, now);
    comment.classList.add("kin");
  } else if (now && attribute(old, "class") === attribute(now, "class")) {
    after(find(old, "summary"), find(now, "summary"));
    remove(find(old, "summary"));
    mergeList(find(old, "ol"), find(now, "ol"));
  } else if (now && !find(old, "form")) {
    // Replies have become a conversation, or the other way round.
    after(old, now);
    remove(old);
  }
}

function dropMore(parent) {
  const more = find(parent, ":scope > .more, :scope > li > .more");
  if (more)
    remove(closest(more, "li") === parent ? more : (closest(more, "li") ?? more));
}

/** Brings a list up: what is new gets its place, what has gone to another page stays. */
function mergeList(list, fresh) {
  let last = null;
  for (let item = fresh.firstElementChild, next; item; item = next) {
    next = item.nextElementSibling;
    const comment = commentOf(item);
    const shown = comment && find(list, ":scope > li > #" + comment.id + ", :scope > li > .apart > #" + comment.id);
    if (shown) {
      last = closest(shown, "li");
      mergeItem(last, item);
    } else if (comment) {
      last ? after(last, item) : prepend(list, item);
      last = item;
    } else {
      dropMore(list);
      append(list, item);
    }
  }
}

/** Brings in what another drawing of the same page has and this one has not. */
export function merge(thread, nodes) {
  const lists = ":scope > ol:not(.above)";
  const [shown, now] = [find(thread.shadow, ".thread"), find(nodes, ".thread")];
  const [list, fresh] = [find(shown, lists), find(now, lists)];
  if (list && fresh)
    mergeList(list, fresh);
  else if (fresh)
    append(shown, fresh);
  const [title, count] = [find(shown, "#thread-title"), find(now, "#thread-title")];
  if (title && count)
    title.textContent = count.textContent;
}

/** Shows a comment as it is now. */
export function refresh(thread, nodes, id) {
  const [shown, now] = [find(thread.shadow, "#" + id), find(nodes, "#" + id)];
  if (now)
    replace(shown, ...now.childNodes);
}
