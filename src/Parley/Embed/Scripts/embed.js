// The loader: one script and one element on the publisher's page. See docs/embed.md.

import { ParleyThread } from "./element.js";
import { native } from "./pristine.js";

// A page may load it twice; the first one stays.
if (!customElements.get("parley-thread"))
  native.CustomElementRegistry.define(customElements, "parley-thread", ParleyThread);
