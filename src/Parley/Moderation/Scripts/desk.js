// Keys press what stands on the page; nothing here decides by itself.
const typing = (element) => element.matches("input:not([type=radio],[type=checkbox]),textarea,select");

const press = (key) => {
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return false;
  if (target.type === "radio") target.checked = true;
  else target.click();
  return true;
};

const step = (by) => {
  const links = [...document.querySelectorAll(".cases a")];
  const at = links.findIndex((link) => link.getAttribute("aria-current"));
  links[at + by]?.click();
};

const actions = {
  j: () => step(1),
  k: () => step(-1),
  i: () => document.querySelector("[data-pick=this]")?.click(),
  e: () => document.querySelector("[data-focus=e]")?.focus(),
  "?": () => document.querySelector(".keys > summary").click(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") document.activeElement?.blur();
  if (typing(event.target)) return;
  const key = event.key.toLowerCase();
  const act = actions[key];
  if (act) act();
  else if (!press(key)) return;
  event.preventDefault();
});

// One press is one decision, however often the key repeats.
for (const form of document.querySelectorAll("form"))
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form")) delete form.dataset.sent;
});

const undo = document.querySelector("form.undo");
if (undo) setTimeout(() => undo.querySelector("button")?.remove(), Math.max(0, undo.dataset.until - undo.dataset.now));

document.querySelector(".cases [aria-current]")?.scrollIntoView({ block: "nearest" });
