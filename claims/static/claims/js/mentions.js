// Complete the name of a colleague after an @ in a comment. The server returns the options; the focus stays in the text.
// The arrow keys choose, Enter or Tab takes the name, Escape closes the list.

const WAIT_MILLISECONDS = 120; // after the last key, before the server is asked
const NAME = /(?<![\p{L}\p{N}_@])@([\p{L}\p{N}][^@\n]{0,39})?$/u; // an @ and the beginning of a name before the caret

let request = null;
let timer = 0;

const listOf = (field) => document.getElementById(field.getAttribute("aria-controls"));
const optionsOf = (list) => [...list.querySelectorAll("[role=option]")];
const chosenIn = (list) => list.querySelector("[aria-selected=true]");
const nameBefore = (field) => field.value.slice(0, field.selectionStart).match(NAME);

function choose(field, option) {
  for (const each of optionsOf(listOf(field))) each.setAttribute("aria-selected", String(each === option));
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function close(field) {
  clearTimeout(timer);
  request?.abort();
  listOf(field).hidden = true;
  field.removeAttribute("aria-activedescendant");
}

/** Put the name in place of what was typed after the @. */
function take(field, option) {
  const found = nameBefore(field);
  close(field);
  if (!found) return;
  field.setRangeText(`@${option.dataset.name} `, field.selectionStart - found[0].length, field.selectionStart, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

async function ask(field, start) {
  request?.abort();
  request = new AbortController();
  const list = listOf(field);
  try {
    const answer = await fetch(`${list.dataset.url}?${new URLSearchParams({ q: start })}`, { signal: request.signal });
    if (!answer.ok) return close(field);
    list.innerHTML = await answer.text();
  } catch {
    return; // a newer request runs, or the server is away: the name can be typed in full
  }
  const [first] = optionsOf(list);
  list.hidden = !first;
  if (!first) return close(field);
  choose(field, first);
  showStatus(sentence("names_found", { count: optionsOf(list).length }));
}

function onInput({ target: field }) {
  if (!field.matches?.("[data-mentions]")) return;
  const found = nameBefore(field);
  if (!found) return close(field);
  clearTimeout(timer);
  timer = setTimeout(() => ask(field, found[1] ?? ""), WAIT_MILLISECONDS);
}

function onKey(event) {
  const field = event.target;
  if (!field.matches?.("[data-mentions]") || listOf(field).hidden || event.ctrlKey || event.metaKey || event.isComposing) return;
  const options = optionsOf(listOf(field));
  const at = options.indexOf(chosenIn(listOf(field)));
  const actions = {
    ArrowDown: () => choose(field, options[(at + 1) % options.length]),
    ArrowUp: () => choose(field, options[(at + options.length - 1) % options.length]),
    Enter: () => take(field, options[at]),
    Tab: () => take(field, options[at]),
    Escape: () => close(field),
  };
  if (!Object.hasOwn(actions, event.key) || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  actions[event.key]();
}

document.addEventListener("input", onInput);
document.addEventListener("keydown", onKey, { capture: true });
document.addEventListener("focusout", ({ target }) => target.matches?.("[data-mentions]") && close(target));
document.addEventListener("mousedown", (event) => {
  const option = event.target.closest?.("[data-mention-list] [role=option]");
  if (!option) return;
  event.preventDefault(); // the focus stays in the text
  take(document.querySelector(`[aria-controls="${option.parentElement.id}"]`), option);
});
