// Keep unsaved text in this browser, so that a crash, an expired lease or an unreachable server loses no text. The
// fields of a form with `data-unsaved-key` are stored under the person and that key. A successful save deletes them,
// signing out deletes all of them, and the page of the claim offers to restore what is left.

const PREFIX = "unsaved.";
const RETRY_MILLISECONDS = 15_000; // the time after which a failed save is tried again
const SKIPPED_FIELDS = new Set(["csrfmiddlewaretoken", "version"]);

const person = () => document.body.dataset.person;
const forms = () => [...document.querySelectorAll("form[data-unsaved-key]")];

/** Use the storage; if it is full or forbidden, return the fallback. */
function withStorage(action, fallback) {
  try {
    return action(localStorage);
  } catch {
    return fallback;
  }
}

const keyOf = (element) => `${PREFIX}${person()}.${element.dataset.unsavedKey}`;
const versionOf = (form) => form.elements.version?.value ?? "";
const fieldsOf = (form) => Object.fromEntries([...new FormData(form)].filter(([name]) => !SKIPPED_FIELDS.has(name)));
const isEqual = (first, second) => JSON.stringify(first) === JSON.stringify(second);

const readRecord = (key) => withStorage((storage) => JSON.parse(storage.getItem(key)), null);
const deleteRecord = (key) => withStorage((storage) => storage.removeItem(key));

function writeRecord(form) {
  const record = { at: Date.now(), version: versionOf(form), fields: fieldsOf(form) };
  withStorage((storage) => storage.setItem(keyOf(form), JSON.stringify(record)));
}

// Saving --------------------------------------------------------------------------------------------

const sent = new WeakMap(); // the fields of the running request of each form

const formOf = (event) => event.target.closest?.("form[data-unsaved-key]");

document.addEventListener("input", (event) => {
  const form = formOf(event);
  if (form) writeRecord(form);
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = formOf(event);
  if (form) sent.set(form, fieldsOf(form));
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = formOf(event);
  if (!form) return;
  const status = event.detail.xhr?.status ?? 0; // refusals are swapped in, and HTMX counts them as successes
  if (status >= 200 && status < 300) {
    if (isEqual(sent.get(form), fieldsOf(form))) deleteRecord(keyOf(form));
  } else if (status === 0 || status >= 500) {
    showState(form, sentence("text_stored_here"));
    setTimeout(() => document.contains(form) && readRecord(keyOf(form)) && htmx.trigger(form, "input"), RETRY_MILLISECONDS);
  }
});

function showState(form, text) {
  const state = form.querySelector(".saved");
  if (state) state.textContent = text;
}

// Restoring -----------------------------------------------------------------------------------------

const timeOf = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: document.body.dataset.timeZone });

/** The text of a record: the contents of its text fields. */
const textOf = ({ fields }) => Object.entries(fields).filter(([name, value]) => name !== "rating" && value).map(([, value]) => value).join("\n\n");

/** Copy a record into the form, which then saves itself. */
function restoreRecord(form, record) {
  for (const [name, value] of Object.entries(record.fields)) {
    const field = form.elements[name];
    if (field) field.value = value;
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Offer to restore unsaved text. Without a form, because the person does not hold the claim, the text can be read. */
function offerRecord(offer) {
  const form = forms().find((candidate) => candidate.dataset.unsavedKey === offer.dataset.unsavedKey);
  const key = keyOf(offer);
  const record = readRecord(key);
  if (!record?.fields) return;
  if (form && isEqual(record.fields, fieldsOf(form))) return deleteRecord(key);
  const button = (name) => offer.querySelector(`[data-unsaved="${name}"]`);
  offer.querySelector("[data-unsaved-at]").textContent = timeOf(record.at);
  offer.querySelector("[data-unsaved-text]").textContent = textOf(record);
  offer.querySelector("[data-unsaved-changed]").hidden = !form || record.version === versionOf(form);
  offer.querySelector("[data-unsaved-no-form]").hidden = Boolean(form);
  button("restore").hidden = !form;
  button("restore").onclick = () => { offer.hidden = true; restoreRecord(form, record); form.querySelector("textarea").focus(); };
  button("discard").onclick = () => { offer.hidden = true; deleteRecord(key); };
  offer.hidden = false;
}

for (const offer of document.querySelectorAll("[data-unsaved-offer]")) offerRecord(offer);
