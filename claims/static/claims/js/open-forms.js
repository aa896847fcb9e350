// What opens takes the focus: the first field of folded details, of a form that HTMX loads, or of the page. What is
// typed while a form is loaded goes into that field. Escape closes what was opened and returns the focus.

const FIELDS = "input:not([type=hidden], [type=submit], [type=button]), textarea, select";
const CHOICES = "select, [type=checkbox], [type=radio], [type=file], [type=date], [type=datetime-local]";
const LOADING_MILLISECONDS = 10_000; // the time after which a form that does not come no longer takes what is typed

let loading = null; // the form that is being loaded: { xhr, from, opener, target, replaced, typed, until, arrived }
const returns = new WeakMap(); // what to close and focus again, by the container that was opened

const isLoading = () => loading !== null && Date.now() < loading.until;
const isFree = (field) => field.checkVisibility() && !field.disabled && !field.readOnly && field.tabIndex >= 0;

/** The field that the form names, its first field for text, or its first field. */
function firstField(container) {
  const fields = [container, ...container.querySelectorAll(FIELDS)].filter((field) => field.matches(FIELDS) && isFree(field));
  return fields.find((field) => field.autofocus) ?? fields.find((field) => !field.matches(CHOICES)) ?? fields[0];
}

function enterForm(container, field, record) {
  container.dataset.opened = "";
  returns.set(container, record);
  field.focus();
}

/** Open details with fields at once, so that the next key is text already. */
function openDetails(event) {
  const details = event.target.closest?.("summary")?.parentElement;
  if (!details?.matches("details") || details.open || event.defaultPrevented) return;
  event.preventDefault();
  const from = document.activeElement;
  details.open = true;
  const field = firstField(details);
  if (field) enterForm(details, field, { from });
}

// Forms that HTMX loads ------------------------------------------------------------------------------

function startLoading({ detail }) {
  if (detail.requestConfig.verb !== "get" || !detail.elt.matches("a")) return;
  const { elt, target, xhr } = detail;
  loading = {
    xhr, from: document.activeElement, opener: elt.getAttribute("hx-get"), target, replaced: target.cloneNode(true), typed: "",
    until: Date.now() + LOADING_MILLISECONDS,
  };
}

/** Keep what is typed while a form is loaded. */
function holdText(event) {
  if (!isLoading() || event.ctrlKey || event.metaKey || event.key === "Tab") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.key === "Backspace") loading.typed = loading.typed.slice(0, -1);
  else if (event.key.length === 1) loading.typed += event.key;
}

function enterLoadedForm({ target }) {
  const field = loading?.arrived && firstField(target);
  if (!field) return;
  const { typed, ...record } = loading;
  loading = null;
  enterForm(record.target.isConnected ? record.target : target, field, record);
  if (!typed || field.matches(CHOICES)) return;
  field.setRangeText(typed, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** End the request that failed, or that loaded something without a field. */
function endLoading({ xhr }) {
  if (xhr === loading?.xhr) loading = null;
}

// Escape ---------------------------------------------------------------------------------------------

const firstOption = (select) => Math.max([...select.options].findIndex((option) => option.defaultSelected), 0);

function isChanged(field) {
  if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
  if (field.matches("select")) return field.selectedIndex !== firstOption(field);
  return field.value !== field.defaultValue;
}

/** Close what was opened. Details keep what was typed; a loaded form with changes asks for a second Escape. */
function closeForm(container) {
  const { from, opener, replaced } = returns.get(container);
  if (replaced && !("escaped" in container.dataset) && [...container.querySelectorAll(FIELDS)].some(isChanged)) {
    container.dataset.escaped = "";
    return showStatus(sentence("escape_again"));
  }
  delete container.dataset.opened;
  let target = container.querySelector("summary");
  if (replaced) {
    container.replaceWith(replaced);
    htmx.process(replaced);
    target = [...replaced.querySelectorAll("[hx-get]")].find((link) => link.getAttribute("hx-get") === opener);
  } else {
    container.open = false;
  }
  if (from === document.body) document.activeElement.blur();
  else (from?.isConnected ? from : target)?.focus();
}

/** Leave a field; the claim in focus gets the focus again. */
function leaveField(field) {
  field.blur();
  field.closest("[data-claim-card][data-focused]")?.focus({ preventScroll: true });
}

function onEscape(event) {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const container = event.target.closest?.("[data-opened]");
  if (container && returns.has(container)) closeForm(container);
  else if (event.target.matches?.(FIELDS)) leaveField(event.target);
}

document.addEventListener("keydown", holdText, true);
document.addEventListener("keydown", onEscape);
document.addEventListener("click", openDetails);
document.addEventListener("input", ({ target }) => delete target.closest?.("[data-opened]")?.dataset.escaped);
document.addEventListener("htmx:beforeRequest", startLoading);
document.addEventListener("htmx:load", enterLoadedForm);
document.addEventListener("htmx:beforeSwap", ({ detail }) => detail.xhr === loading?.xhr && (loading.arrived = true));
document.addEventListener("htmx:afterRequest", ({ detail }) => !detail.successful && endLoading(detail));
document.addEventListener("htmx:afterSettle", ({ detail }) => endLoading(detail));
if (document.activeElement === document.body) document.querySelector("[autofocus]")?.focus();
