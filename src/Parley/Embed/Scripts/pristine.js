// The browser's own functions, untouched by the page.
//
// Libraries of another age replace fetch, JSON or methods of elements with ones that only nearly do the same, and some of
// them do it before this script runs. Where a function is not the browser's own any more, an empty frame lends a whole
// untouched set. The rest of our scripts reaches the page through dom.js, which stands on this file.

const apply = Reflect.apply;

/** A method as a function that takes its object first: method("Element", "remove")(element). */
function methodOf(realm, type, name) {
  const own = realm[type].prototype[name];
  return own && ((self, ...rest) => apply(own, self, rest));
}

function setterOf(realm, type, name) {
  const { set } = Object.getOwnPropertyDescriptor(realm[type].prototype, name);
  return (self, value) => apply(set, self, [value]);
}

/** Whether a function is the browser's. A replaced one shows its source instead. */
function isNative(one) {
  return /\{\s*\[native code\]\s*\}\s*$/.test(Function.prototype.toString.call(one));
}

/** What old libraries like to replace; one of these is enough to trust none. */
const SUSPECTS = [
  ["Element", "attachShadow"], ["Element", "closest"], ["Element", "append"], ["Element", "remove"],
  ["Element", "querySelector"], ["Element", "querySelectorAll"], ["Element", "getAttribute"], ["Element", "setAttribute"],
  ["Element", "replaceChildren"], ["Element", "after"], ["Element", "scrollIntoView"], ["Element", "getBoundingClientRect"],
  ["DocumentFragment", "querySelector"], ["DocumentFragment", "querySelectorAll"], ["DocumentFragment", "append"],
  ["DocumentFragment", "replaceChildren"], ["Node", "cloneNode"], ["EventTarget", "addEventListener"],
  ["EventTarget", "dispatchEvent"], ["Document", "createElement"], ["History", "pushState"], ["History", "replaceState"],
  ["HTMLElement", "focus"], ["CustomElementRegistry", "define"],
];

function isUntouched() {
  const { fetch, setTimeout, clearTimeout, JSON } = window;
  if (!(isNative(fetch) && isNative(setTimeout) && isNative(clearTimeout) && isNative(JSON.parse) && isNative(JSON.stringify)))
    return false;
  for (let at = 0; at < SUSPECTS.length; at++)
    if (!isNative(window[SUSPECTS[at][0]].prototype[SUSPECTS[at][1]]))
      return false;
  return true;
}

function windowIn(parent) {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  parent.appendChild(frame);
  return frame;
}

/** This window, or one nobody has touched. That one stays in the page, out of sight: what it fetches would end with it. */
function chooseRealm() {
  try {
    if (isUntouched())
      return window;
    // The first frame lends the means to hide the second in a shadow root, where the page's styles cannot bring it to light.
    const scout = windowIn(document.documentElement);
    const clean = scout.contentWindow.Element.prototype;
    const holder = document.createElement("div");
    document.documentElement.appendChild(holder);
    const shadow = apply(clean.attachShadow, holder, [{ mode: "closed" }]);
    apply(clean.remove, scout, []);
    return windowIn(shadow).contentWindow ?? window;
  } catch {
    // Then the page's own functions have to do.
    return window;
  }
}

const realm = chooseRealm();

/** Every function of the browser our scripts call on the page. */
export const native = {
  fetch: (address, options) => apply(realm.fetch, realm, [address, options]),
  setTimeout: (action, milliseconds) => apply(realm.setTimeout, realm, [action, milliseconds]),
  clearTimeout: (timer) => apply(realm.clearTimeout, realm, [timer]),
  parse: realm.JSON.parse,
  stringify: realm.JSON.stringify,
  define: methodOf(realm, "CustomElementRegistry", "define"),
  createElement: methodOf(realm, "Document", "createElement"),
  attachShadow: methodOf(realm, "Element", "attachShadow"),
  closest: methodOf(realm, "Element", "closest"),
  getAttribute: methodOf(realm, "Element", "getAttribute"),
  setAttribute: methodOf(realm, "Element", "setAttribute"),
  removeAttribute: methodOf(realm, "Element", "removeAttribute"),
  setHtml: setterOf(realm, "Element", "innerHTML"),
  after: methodOf(realm, "Element", "after"),
  prepend: methodOf(realm, "Element", "prepend"),
  remove: methodOf(realm, "Element", "remove"),
  rectangle: methodOf(realm, "Element", "getBoundingClientRect"),
  scrollIntoView: methodOf(realm, "Element", "scrollIntoView"),
  focus: methodOf(realm, "HTMLElement", "focus"),
  clone: methodOf(realm, "Node", "cloneNode"),
  listen: methodOf(realm, "EventTarget", "addEventListener"),
  dispatch: methodOf(realm, "EventTarget", "dispatchEvent"),
  pushState: methodOf(realm, "History", "pushState"),
  replaceState: methodOf(realm, "History", "replaceState"),
  // Elements and fragments have these each of their own.
  inElement: {
    find: methodOf(realm, "Element", "querySelector"),
    findAll: methodOf(realm, "Element", "querySelectorAll"),
    append: methodOf(realm, "Element", "append"),
    replace: methodOf(realm, "Element", "replaceChildren"),
  },
  inFragment: {
    find: methodOf(realm, "DocumentFragment", "querySelector"),
    findAll: methodOf(realm, "DocumentFragment", "querySelectorAll"),
    append: methodOf(realm, "DocumentFragment", "append"),
    replace: methodOf(realm, "DocumentFragment", "replaceChildren"),
  },
};
