// The code goes to the publisher's page that opened this window, and to no other: its origin is named. That page closes
// the window once it is signed in.
(() => {
  "use strict";
  const { origin, ticket, code } = document.getElementById("hand-over").dataset;
  window.opener?.postMessage({ parley: "hand-over", ticket, code }, origin);
})();
