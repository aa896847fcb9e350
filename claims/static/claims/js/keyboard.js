// Keyboard shortcuts. A key activates the element whose `data-key` names it: "n", "?", or a sequence of two keys,
// "g q". Of several claim cards, only the card in focus reacts.

const SEQUENCE_MILLISECONDS = 1000; // the time within which the second key of a sequence must follow
const TYPING = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";

let first = "";
let timer = 0;

const isTyping = (target) => target instanceof Element && target.closest(TYPING) !== null;
const hasModifier = (event) => (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
const isUsable = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled;
const isOnOtherCard = (element) => element.closest("[data-claim-card]:not([data-focused])") !== null;

/** All elements with a key that works now: those of an open dialog, or of the card in focus and then of the page. */
function activeElements() {
  const dialog = document.querySelector("dialog[open]");
  const focused = document.querySelector("[data-claim-card][data-focused]");
  const containers = dialog ? [dialog] : [focused, document].filter(Boolean);
  const elements = containers.flatMap((container) => [...container.querySelectorAll("[data-key]")]);
  return [...new Set(elements)].filter((element) => isUsable(element) && !isOnOtherCard(element));
}

function activate(element) {
  const isChoice = element.matches("[type=checkbox], [type=radio]");
  if (isChoice || element.matches("input, textarea, select, [data-key-focus]")) element.focus();
  if (isChoice || !element.matches("input, textarea, select, [data-key-focus]")) element.click();
}

/** The typed character; Shift alone decides the case of a letter, and Caps Lock does not count. */
function typedKey(event) {
  const { key, shiftKey } = event;
  if (key.length !== 1 || key.toLowerCase() === key.toUpperCase()) return key;
  return shiftKey ? key.toUpperCase() : key.toLowerCase();
}

/** The Latin letter at this position of the keyboard, for layouts with other letters. */
function latinKey(event) {
  const letter = event.key > "\u007f" && event.code.match(/^Key([A-Z])$/)?.[1];
  return letter ? (event.shiftKey ? letter : letter.toLowerCase()) : "";
}

function rememberKey(key) {
  clearTimeout(timer);
  first = key;
  timer = setTimeout(() => (first = ""), SEQUENCE_MILLISECONDS);
}

/** The element for this key: the end of a sequence, or the key alone. */
function findElement(key) {
  if (!key) return undefined;
  const elements = activeElements();
  const sequence = first && elements.find((element) => element.dataset.key === `${first} ${key}`);
  return sequence || elements.find((element) => element.dataset.key === key);
}

function onKey(event) {
  if (event.key === "Escape" && isTyping(event.target)) return event.target.blur();
  if (event.defaultPrevented || hasModifier(event) || isTyping(event.target)) return;
  if (event.key === "?") return showKeys(event);
  if (event.key === "Shift" || event.key === "AltGraph") return;
  const element = findElement(typedKey(event)) ?? findElement(latinKey(event));
  if (event.repeat && !element?.matches("[data-step]")) return; // a key held down may step, but decides once
  if (element) {
    event.preventDefault();
    rememberKey("");
    activate(element);
  } else {
    rememberKey(latinKey(event) || typedKey(event));
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
  keys.append(...key.split(" ").map((character) => Object.assign(document.createElement("kbd"), { textContent: character })));
  item.append(label, keys);
  return item;
}

/** Open the dialog that lists all keys that work now. */
function showKeys(event) {
  const dialog = document.querySelector("[data-keys-dialog]");
  if (!dialog || dialog.open) return;
  event?.preventDefault();
  const labels = new Map(activeElements().map((element) => [element.dataset.key, labelOf(element)]));
  labels.set("?", sentence("keys_list"));
  dialog.querySelector("[data-keys-list]").replaceChildren(...[...labels].map(([key, label]) => row(label, key)));
  dialog.showModal();
}

document.addEventListener("keydown", onKey);
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-keys-open]")) showKeys();
});
