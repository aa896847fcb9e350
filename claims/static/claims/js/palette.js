// The palette: Ctrl and K, or the link "Search", open it with the focus in its field. It finds commands of the page
// here and everything else on the server. The arrows move through the results, and Escape returns the focus.

const MAX_COMMANDS = 6; // of those that have the typed words
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

const dialog = document.querySelector("[data-palette]");
const field = dialog?.querySelector("[type=search]");
let commands = [];

const found = dialog?.querySelector("#palette-results");
const results = () => [...dialog.querySelectorAll("[data-result]")].filter((result) => !result.closest("[data-stale]"));
const isOpenKey = ({ key, code }) => key.toLowerCase() === "k" || (key > "\u007f" && code === "KeyK");

function openPalette(event) {
  event.preventDefault();
  if (dialog.open) return field.select();
  if (document.querySelector("dialog[open]")) return;
  const detail = { commands: [] };
  document.dispatchEvent(new CustomEvent("palette:open", { detail }));
  commands = detail.commands.filter((command) => command.label);
  dialog.showModal();
  field.focus();
  field.select();
  showCommands();
}

/** Close the palette and leave its field at once: the next key is for the page. */
function closePalette() {
  dialog.close();
  if (dialog.contains(document.activeElement)) document.activeElement.blur();
}

function commandItem({ label, key, run }) {
  const item = document.createElement("li");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "result" });
  button.dataset.result = "";
  const keys = Object.assign(document.createElement("span"), { className: "row" });
  keys.append(...key.split(" ").filter(Boolean).map((one) => Object.assign(document.createElement("kbd"), { textContent: one })));
  button.append(label, keys);
  button.addEventListener("click", () => {
    closePalette();
    run();
  });
  item.append(button);
  return item;
}

/** What was found for the words before is no result of what is typed now. */
function onInput() {
  found.dataset.stale = "";
  showCommands();
}

/** Show the commands whose label has all typed words. */
function showCommands() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = commands.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
  const section = dialog.querySelector("[data-palette-commands]");
  section.hidden = !fitting.length;
  section.querySelector("ul").replaceChildren(...fitting.slice(0, MAX_COMMANDS).map(commandItem));
}

/** Move from the field through the results and back. */
function step(by) {
  const stops = [field, ...results()];
  const index = stops.indexOf(document.activeElement);
  stops[(Math.max(index, 0) + by + stops.length) % stops.length].focus();
}

/** Enter in the field opens the first result; typing on a result goes on in the field. */
function onPaletteKey(event) {
  if (event.key === "Escape") {
    event.preventDefault(); // the browser would empty the field first
    return closePalette();
  }
  if (event.key in STEPS) {
    event.preventDefault();
    return step(STEPS[event.key]);
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" && event.target === field && results().length) {
    event.preventDefault();
    results()[0].click();
  } else if (event.target !== field && (event.key.length === 1 && event.key.trim() || event.key === "Backspace")) {
    field.focus();
  }
}

if (dialog) {
  dialog.addEventListener("keydown", onPaletteKey);
  field.addEventListener("input", onInput);
  found.addEventListener("htmx:afterSwap", () => delete found.dataset.stale);
  document.addEventListener("keydown", (event) => (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && isOpenKey(event) && openPalette(event));
  document.addEventListener("click", (event) => {
    if (event.target === dialog) closePalette();
    else if (event.target.closest?.("[data-palette-open]") && !event.ctrlKey && !event.metaKey) openPalette(event);
  });
}
