// Keyboard shortcuts. A key activates the element whose `data-key` names it: "n", "?", or a sequence of two keys,
// "g q". Of several claim cards, only the card in focus reacts.

const SEQUENCE_MILLISECONDS = 1000; // the time within which the second key of a sequence must follow
const LEAVING_MILLISECONDS = 3000; // the time after which a page that did not follow takes keys again
const TYPING = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable], [data-opened]";

let first = "";
let timer = 0;
let leavingUntil = 0;

const isTyping = (target) => target instanceof Element && target.closest(TYPING) !== null;
const hasModifier = (event) => (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
const isVisible = (element) => element.checkVisibility({ visibilityProperty: true });
const isUsable = (element) => !element.disabled && (isVisible(element) || isVisible(element.closest("[data-keys-folded]") ?? element));
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
  const isField = element.matches("input, textarea, select");
  if (isField) element.focus();
  if (isField && !isChoice) return;
  const click = new MouseEvent("click", { bubbles: true, cancelable: true, composed: true });
  const isFollowed = element.dispatchEvent(click); // a script may have opened something in place of the page
  if (isFollowed && leavesPage(element)) holdKeys();
}

/** Whether a link or a button leads to another page, or loads this page again, without HTMX. */
function leavesPage(element) {
  if (element.matches("a[href]")) return !element.hasAttribute("hx-get") && !isAnchor(element);
  return element.type === "submit" && element.form?.method === "post" && ![element, element.form].some((owner) => owner.matches("[hx-post]"));
}

/** Whether a link leads to a place on this page. */
const isAnchor = (link) => link.hash !== "" && link.pathname + link.search === location.pathname + location.search;

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
  if (event.defaultPrevented || hasModifier(event) || isTyping(event.target)) return;
  if (Date.now() < leavingUntil) return event.preventDefault();
  if (event.key === "?") return showKeys(event);
  if (event.key === "Shift" || event.key === "AltGraph") return;
  const element = findElement(typedKey(event)) ?? findElement(latinKey(event));
  if (event.repeat && !element?.matches("[data-step]")) return; // a key held down may step, but decides once
  if (element) {
    event.preventDefault();
    rememberKey("");
    activate(element);
  } else {
    explainKey(typedKey(event), latinKey(event));
    rememberKey(latinKey(event) || typedKey(event));
  }
}

/** Say why a key does nothing: the claim comes first, the action is not possible now, or no action has this key. */
function explainKey(key, latin) {
  if (key.length !== 1 || key === " ") return;
  const elements = [...document.querySelectorAll("[data-key]")];
  const starts = (character) => character && elements.some((element) => element.dataset.key.startsWith(`${character} `));
  const pressed = starts(first) ? `${first} ${key}` : key;
  const named = elements.filter((element) => [pressed, latin].includes(element.dataset.key));
  if (pressed === key && starts(latin || key)) return;
  if (!named.length) showStatus(sentence("key_unknown", { key: pressed }));
  else if (named.every(isOnOtherCard) && !document.querySelector("[data-claim-card][data-focused]")) showStatus(sentence("key_needs_claim", { key: document.querySelector("[data-step=next]")?.dataset.key ?? "Tab" }));
  else showStatus(sentence("key_not_now", { action: labelOf(named[0]) }));
}

/** Take no more keys once the page is left: what is typed until the next page appears starts nothing here. */
function holdKeys() {
  leavingUntil = Date.now() + LEAVING_MILLISECONDS;
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

/** Tell the palette what can be done on this page now. */
function listCommands({ detail }) {
  const commands = activeElements().map((element) => [labelOf(element), element]);
  detail.commands = [...new Map(commands)].map(([label, element]) => ({
    label, key: element.dataset.key, run: () => activate(element),
  }));
}

document.addEventListener("palette:open", listCommands);
document.addEventListener("keydown", onKey);
addEventListener("beforeunload", holdKeys);
addEventListener("pageshow", () => (leavingUntil = 0));
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-keys-open]")) showKeys();
});
