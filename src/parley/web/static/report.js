// Makes the report page smoother; all of it works without this file, by anchors and :target.
// - an item and its words light up together under the pointer, and both scroll into view;
// - j and k step through the items in the order of the text, Escape clears.
// Ids are looked up, never written into markup.
"use strict";

const KEYS_OFF = "parley-keys-off";
const byId = (id) => document.getElementById(id);
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const order = [...new Set(Array.from(document.querySelectorAll(".words .at"), (at) => at.dataset.at))];

function currentItem() {
  const target = byId(decodeURIComponent(location.hash.slice(1)));
  return target?.dataset.at ?? (target?.hasAttribute("data-item") ? target.id : null);
}

function reveal(element) {
  element?.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
}

// The browser scrolls to the target; bring the other side into view where both sides show.
function revealBoth() {
  const item = currentItem();
  if (item && matchMedia("(min-width: 62rem)").matches) {
    reveal(byId(location.hash === `#${item}` ? `w-${item}` : item));
  }
}

function step(by) {
  const at = order.indexOf(currentItem());
  const next = at < 0 ? (by > 0 ? 0 : order.length - 1) : at + by;
  if (next < 0 || next >= order.length) return;
  location.replace(`#${order[next]}`);
  byId(order[next])?.focus({ preventScroll: true });
}

function clear() {
  if (!location.hash) return;
  location.replace("#-"); // names nothing: the target is cleared and nothing scrolls
  history.replaceState(null, "", location.pathname + location.search);
}

function near(event) {
  const over = event.target.closest?.("[data-i], [data-item]");
  const items = over?.dataset.i?.split(" ").slice(-1) ?? (over ? [over.id] : []);
  document.querySelectorAll(".near").forEach((e) => e.classList.remove("near"));
  for (const item of items) {
    byId(item)?.classList.add("near");
    document.querySelectorAll(`.words [data-i~="${CSS.escape(item)}"]`).forEach((e) => e.classList.add("near"));
  }
}

function keysAreOn() {
  return keysButton.getAttribute("aria-pressed") === "true";
}

function setKeys(on) {
  keysButton.setAttribute("aria-pressed", String(on));
  keysButton.textContent = on ? "keys on" : "keys off";
}

const keysHint = document.querySelector(".keys");
const keysButton = keysHint.querySelector("button");
keysHint.hidden = false;
setKeys(localStorage.getItem(KEYS_OFF) === null);
keysButton.addEventListener("click", () => {
  setKeys(!keysAreOn());
  if (keysAreOn()) localStorage.removeItem(KEYS_OFF);
  else localStorage.setItem(KEYS_OFF, "1");
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "Escape") clear();
  else if (!keysAreOn()) return;
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
});
document.addEventListener("pointerover", near);
window.addEventListener("hashchange", revealBoth);
window.addEventListener("load", revealBoth);
