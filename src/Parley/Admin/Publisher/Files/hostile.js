// A page of another age: libraries that replaced what browsers now have of their own, plug-ins that take every key and
// click, and a script that moves other people's elements about.
"use strict";

(() => {
  const fail = (name) => () => {
    throw new Error(name + " was replaced by the page");
  };

  const prototypes = {
    Element: ["attachShadow", "closest", "append", "prepend", "remove", "after", "querySelector", "querySelectorAll", "setAttribute",
      "getAttribute", "removeAttribute", "replaceChildren", "scrollIntoView", "getBoundingClientRect", "matches"],
    DocumentFragment: ["querySelector", "querySelectorAll", "append", "replaceChildren"],
    EventTarget: ["dispatchEvent"],
    History: ["pushState", "replaceState"],
    HTMLElement: ["focus"],
    Array: ["map", "filter", "forEach", "find", "some", "every", "includes", "push", "join", "slice", "concat", "flat", "reduce"],
    String: ["trim", "startsWith", "endsWith", "includes", "padStart", "replaceAll", "split"],
    Function: ["bind"],
  };
  for (const [type, names] of Object.entries(prototypes))
    for (const name of names)
      window[type].prototype[name] = fail(type + "." + name);

  // Enumerable additions break every "for in".
  Object.prototype.extend = fail("extend");
  Array.prototype.each = fail("each");
  Array.prototype.toJSON = () => "[]";

  window.fetch = () => Promise.reject(new Error("fetch was replaced by the page"));
  window.setTimeout = () => 0;
  JSON.parse = fail("JSON.parse");
  JSON.stringify = fail("JSON.stringify");
  Object.assign = fail("Object.assign");

  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, action, options) {
    return listen.call(this, type, action && ((event) => action.call(this, event)), Boolean(options));
  };

  // Hot keys for the whole page, and links that ask first.
  for (const type of ["keydown", "keypress", "keyup"])
    listen.call(document, type, (event) => event.preventDefault());
  listen.call(document, "click", (event) => event.preventDefault());

  // A plug-in that wraps what it does not know.
  listen.call(document, "DOMContentLoaded", () => {
    const thread = document.getElementsByTagName("parley-thread")[0];
    const wrapper = document.createElement("div");
    thread.parentNode.insertBefore(wrapper, thread);
    wrapper.appendChild(thread);
  });
})();
