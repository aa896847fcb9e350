// What is typed and not yet saved is kept in this browser, so that neither a crash nor an expired lease nor a desk
// that is away loses a word. A form with `data-unsaved-key` is kept under the person, the claim and the form's name; the
// server's "saved" clears it, signing out clears all of it, and the next opening of the claim offers what is left.

const PREFIX = "words.";
const AGAIN = 15_000; // milliseconds after which a desk that was away is asked once more
const SKIPPED = new Set(["csrfmiddlewaretoken", "version"]);

const person = () => document.body.dataset.person;
const forms = () => [...document.querySelectorAll("form[data-unsaved-key]")];

/** Storage that may be full or forbidden: then words are kept by the open page alone. */
function store(action, fallback) {
  try {
    return action(localStorage);
  } catch {
    return fallback;
  }
}

const keyOf = (place) => `${PREFIX}${person()}.${place.dataset.unsavedKey}`;
const versionOf = (form) => form.elements.version?.value ?? "";
const written = (form) => Object.fromEntries([...new FormData(form)].filter(([name]) => !SKIPPED.has(name)));
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const kept = (key) => store((storage) => JSON.parse(storage.getItem(key)), null);
const forget = (key) => store((storage) => storage.removeItem(key));

function keep(form) {
  const record = { at: Date.now(), version: versionOf(form), fields: written(form) };
  store((storage) => storage.setItem(keyOf(form), JSON.stringify(record)));
}

// Saving --------------------------------------------------------------------------------------------

const sent = new WeakMap(); // for each form, what the request that is on its way carries

const formOf = (event) => event.target.closest?.("form[data-unsaved-key]");

document.addEventListener("input", (event) => {
  const form = formOf(event);
  if (form) keep(form);
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = formOf(event);
  if (form) sent.set(form, written(form));
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = formOf(event);
  if (!form) return;
  const status = event.detail.xhr?.status ?? 0; // a refusal is swapped in, and HTMX counts it as a success
  if (status >= 200 && status < 300) {
    if (same(sent.get(form), written(form))) forget(keyOf(form));
  } else if (status === 0 || status >= 500) {
    tell(form, sentence("text_kept"));
    setTimeout(() => document.contains(form) && kept(keyOf(form)) && htmx.trigger(form, "input"), AGAIN);
  }
});

function tell(form, text) {
  const place = form.querySelector(".saved");
  if (place) place.textContent = text;
}

// Offering ------------------------------------------------------------------------------------------

const clock = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });

/** The words of a record, as one reads them: what stands in its text fields. */
const told = ({ fields }) => Object.entries(fields).filter(([name, value]) => name !== "rating" && value).map(([, value]) => value).join("\n\n");

/** Put a record's values into the fields of the form, and let it save itself. */
function putBack(form, record) {
  for (const [name, value] of Object.entries(record.fields)) {
    const field = form.elements[name];
    if (field) field.value = value;
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Say at this place that words were left; without its form (the claim is not one's own now) they can be read. */
function offer(place) {
  const form = forms().find((one) => one.dataset.unsavedKey === place.dataset.unsavedKey);
  const key = keyOf(place);
  const record = kept(key);
  if (!record?.fields) return;
  if (form && same(record.fields, written(form))) return forget(key);
  const button = (name) => place.querySelector(`[data-unsaved="${name}"]`);
  place.querySelector("[data-unsaved-at]").textContent = clock(record.at);
  place.querySelector("[data-unsaved-text]").textContent = told(record);
  place.querySelector("[data-unsaved-changed]").hidden = !form || record.version === versionOf(form);
  place.querySelector("[data-unsaved-elsewhere]").hidden = Boolean(form);
  button("back").hidden = !form;
  button("back").onclick = () => { place.hidden = true; putBack(form, record); form.querySelector("textarea").focus(); };
  button("away").onclick = () => { place.hidden = true; forget(key); };
  place.hidden = false;
}

for (const place of document.querySelectorAll("[data-unsaved-offer]")) offer(place);
