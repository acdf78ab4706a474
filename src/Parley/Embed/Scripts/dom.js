// The page, by functions that no library of the host can have replaced. Our scripts call no method of an element, list or
// text directly where a host might have put its own in place; loops are plain.

import { native } from "./pristine.js";

const FRAGMENT = 11;

const kindOf = (node) => (node.nodeType === FRAGMENT ? native.DocumentFragment : native.Element);

export const find = (within, selector) => kindOf(within).querySelector(within, selector);

/** All matches as a list that can be walked by number. */
export const findAll = (within, selector) => kindOf(within).querySelectorAll(within, selector);

export const closest = native.Element.closest;

export const append = (parent, ...children) => kindOf(parent).append(parent, ...children);

export const replace = (parent, ...children) => kindOf(parent).replaceChildren(parent, ...children);

export const attribute = native.Element.getAttribute;

export const after = native.Element.after;

export const prepend = native.Element.prepend;

export const remove = native.Element.remove;

export const clone = (node) => native.Node.cloneNode(node, true);

export const rectangle = native.Element.getBoundingClientRect;

/** Sets attributes; null takes one away. */
export function setAttributes(element, attributes) {
  const names = Object.keys(attributes);
  for (let at = 0; at < names.length; at++) {
    const value = attributes[names[at]];
    if (value === null)
      native.Element.removeAttribute(element, names[at]);
    else
      native.Element.setAttribute(element, names[at], value);
  }
  return element;
}

export function make(name, attributes = {}, ...children) {
  const element = setAttributes(native.Document.createElement(document, name), attributes);
  if (children.length > 0)
    append(element, ...children);
  return element;
}

/** The signal of what does not end before the page does. */
export const forever = new AbortController().signal;

/** Listens until the signal says that the element has gone. */
export const listen = (target, type, signal, action, options = {}) =>
  native.EventTarget.addEventListener(target, type, action, { ...options, signal });

export const focus = (element) => native.HTMLElement.focus(element, { preventScroll: true });

/** At once, whatever the page says of smooth scrolling: what was asked for should be there. */
export const scrollTo = (element, block) => native.Element.scrollIntoView(element, { block, behavior: "instant" });

/** Lets the browser draw, or do whatever else waits, between two pieces of work: no task of ours is to take long. */
export const pause = () =>
  new Promise((resolve) => {
    requestAnimationFrame(() => native.setTimeout(resolve, 0));
    // A page out of sight draws nothing.
    native.setTimeout(resolve, 100);
  });

export const dispatch = native.EventTarget.dispatchEvent;

/** Tells the publisher's page, for its analytics. */
export function tell(element, name, detail) {
  dispatch(element, new CustomEvent("parley:" + name, { bubbles: true, composed: true, detail }));
}
