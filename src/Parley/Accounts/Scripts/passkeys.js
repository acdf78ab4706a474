// What a provider answered is sent on without a press.
document.querySelector("form[data-go-on]")?.submit();

// A part of the page that uses a passkey stays hidden until a browser comes that knows them.
const known = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;

for (const part of known ? document.querySelectorAll("[data-passkey]") : []) {
  const form = part.querySelector("form");
  const failed = part.querySelector("[role=alert]");
  part.hidden = false;
  form.addEventListener("submit", async event => {
    if (form.elements.credential.value) return;
    event.preventDefault();
    if (failed) failed.hidden = true;
    try {
      const answer = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams(), credentials: "same-origin" });
      if (!answer.ok) throw new Error(answer.status);
      const { options, state } = await answer.json();
      const credential = part.dataset.passkey === "get"
        ? await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
        : await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
      form.elements.state.value = state;
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      if (failed) failed.hidden = false;
    }
  });
}
