// Keyboard shortcuts. Whatever carries `data-key` is pressed by that key: "n", "?", or two
// keys in turn, "g q". On a page with claim cards only the card in focus listens.

const PAUSE = 1000; // milliseconds within which the second key of a pair must come
const TYPING = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";

let first = "";
let timer = 0;

const isTyping = (target) => target instanceof Element && target.closest(TYPING) !== null;
const hasModifier = (event) => (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
const isSeen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled;
const isElsewhere = (element) => element.closest("[data-claim-card]:not([data-focused])") !== null;

/** All that can be pressed now, the open dialog before the card in focus before the page. */
function pressable() {
  const dialog = document.querySelector("dialog[open]");
  const focused = document.querySelector("[data-claim-card][data-focused]");
  const places = dialog ? [dialog] : [focused, document].filter(Boolean);
  const found = places.flatMap((place) => [...place.querySelectorAll("[data-key]")]);
  return [...new Set(found)].filter((element) => isSeen(element) && !isElsewhere(element));
}

function press(element) {
  const chosen = element.matches("[type=checkbox], [type=radio]");
  if (chosen || element.matches("input, textarea, select, [data-key-focus]")) element.focus();
  if (chosen || !element.matches("input, textarea, select, [data-key-focus]")) element.click();
}

/** The character that was typed; whether a letter is small is up to Shift alone, whatever Caps Lock says. */
function typed(event) {
  const { key, shiftKey } = event;
  if (key.length !== 1 || key.toLowerCase() === key.toUpperCase()) return key;
  return shiftKey ? key.toUpperCase() : key.toLowerCase();
}

/** The Latin letter at this place of the keyboard, for layouts whose letters are others. */
function latin(event) {
  const letter = event.key > "\u007f" && event.code.match(/^Key([A-Z])$/)?.[1];
  return letter ? (event.shiftKey ? letter : letter.toLowerCase()) : "";
}

function remember(key) {
  clearTimeout(timer);
  first = key;
  timer = setTimeout(() => (first = ""), PAUSE);
}

/** What to press for this key: the end of a pair that was begun, or the key alone. */
function match(key) {
  if (!key) return undefined;
  const elements = pressable();
  const pair = first && elements.find((element) => element.dataset.key === `${first} ${key}`);
  return pair || elements.find((element) => element.dataset.key === key);
}

function onKey(event) {
  if (event.key === "Escape" && isTyping(event.target)) return event.target.blur();
  if (event.defaultPrevented || hasModifier(event) || isTyping(event.target)) return;
  if (event.key === "?") return showKeys(event);
  if (event.key === "Shift" || event.key === "AltGraph") return;
  const element = match(typed(event)) ?? match(latin(event));
  if (event.repeat && !element?.matches("[data-step]")) return; // a key held down walks, and decides once
  if (element) {
    event.preventDefault();
    remember("");
    press(element);
  } else {
    remember(latin(event) || typed(event));
  }
}

function labelOf(element) {
  if (element.dataset.keyLabel) return element.dataset.keyLabel;
  const copy = element.cloneNode(true);
  for (const part of copy.querySelectorAll("kbd, .count")) part.remove();
  return element.getAttribute("aria-label") ?? copy.textContent.trim();
}

function row(label, key) {
  const item = document.createElement("li");
  item.className = "keys__item";
  const keys = document.createElement("span");
  keys.className = "row";
  keys.append(...key.split(" ").map((one) => Object.assign(document.createElement("kbd"), { textContent: one })));
  item.append(label, keys);
  return item;
}

/** Open the dialog with every key that works on this page at this moment. */
function showKeys(event) {
  const dialog = document.querySelector("[data-keys-dialog]");
  if (!dialog || dialog.open) return;
  event?.preventDefault();
  const known = new Map(pressable().map((element) => [element.dataset.key, labelOf(element)]));
  known.set("?", sentence("keys_list"));
  dialog.querySelector("[data-keys-list]").replaceChildren(...[...known].map(([key, label]) => row(label, key)));
  dialog.showModal();
}

document.addEventListener("keydown", onKey);
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-keys-open]")) showKeys();
});
