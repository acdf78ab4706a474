// The browser's own functions, untouched by the page.
//
// Libraries of another age replace fetch, JSON or methods of elements with ones that only nearly do the same, and some of
// them do it before this script runs. Where a function is not the browser's own any more, an empty frame lends a whole
// untouched set. The rest of our scripts reaches the page through dom.js, which stands on this file.

const apply = Reflect.apply;

/** Whether a function is the browser's. A replaced one shows its source instead. */
function isNative(one) {
  return /\{\s*\[native code\]\s*\}\s*$/.test(Function.prototype.toString.call(one));
}

/** Every method of the browser our scripts call on the page, by the type that has it. */
const METHODS = {
  CustomElementRegistry: ["define"],
  Document: ["createElement"],
  DocumentFragment: ["append", "querySelector", "querySelectorAll", "replaceChildren"],
  Element: [
    "after", "append", "attachShadow", "closest", "getAttribute", "getBoundingClientRect", "prepend", "querySelector",
    "querySelectorAll", "remove", "removeAttribute", "replaceChildren", "scrollIntoView", "setAttribute",
  ],
  EventTarget: ["addEventListener", "dispatchEvent"],
  HTMLElement: ["focus"],
  History: ["pushState", "replaceState"],
  Node: ["cloneNode"],
};

const FUNCTIONS = ["fetch", "setTimeout", "clearTimeout"];

/** Calls an action with each type and method; ends early and says so when it answers false. */
function eachMethod(action) {
  const types = Object.keys(METHODS);
  for (let type = 0; type < types.length; type++) {
    const names = METHODS[types[type]];
    for (let at = 0; at < names.length; at++)
      if (action(types[type], names[at]) === false)
        return false;
  }
  return true;
}

/** One replaced function is enough to trust none. */
function isUntouched() {
  for (let at = 0; at < FUNCTIONS.length; at++)
    if (!isNative(window[FUNCTIONS[at]]))
      return false;
  return isNative(JSON.parse) && isNative(JSON.stringify)
    && eachMethod((type, name) => isNative(window[type].prototype[name]));
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

/** The browser's own: functions by their names, methods as functions that take their object first, by their types. */
export const native = {
  fetch: (address, options) => apply(realm.fetch, realm, [address, options]),
  setTimeout: (action, milliseconds) => apply(realm.setTimeout, realm, [action, milliseconds]),
  clearTimeout: (timer) => apply(realm.clearTimeout, realm, [timer]),
  parse: realm.JSON.parse,
  stringify: realm.JSON.stringify,
  setHtml: (self, value) => apply(Object.getOwnPropertyDescriptor(realm.Element.prototype, "innerHTML").set, self, [value]),
};

eachMethod((type, name) => {
  const own = realm[type].prototype[name];
  native[type] ??= {};
  native[type][name] = (self, ...rest) => apply(own, self, rest);
});
