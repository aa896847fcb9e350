// Messages can be put away, and a request that failed on its way says so. One that can be undone
// (`data-undo`) leaves its button until the next one takes its place, and is back when that one is undone.

const DEEPEST = 30; // decisions in a row that can be undone without loading a page
const LASTING = 8000; // milliseconds; errors stay until they are put away

function put(text, tone) {
  const template = document.querySelector("[data-message-template]");
  const message = template.content.firstElementChild.cloneNode(true);
  message.dataset.tone = tone;
  message.querySelector("[data-message-text]").textContent = text;
  document.querySelector("#messages").append(message);
}

function fade(message) {
  if (message.dataset.tone === "error") return;
  setTimeout(() => message.matches(":hover, :focus-within") ? fade(message) : end(message), LASTING);
}

/** Gone; of what can be undone its button stays. */
function end(message) {
  if ("undo" in message.dataset) message.dataset.quiet = "";
  else message.remove();
}

/** What is said again takes the place of what was said before: a page that polls would fill the screen. */
function replaceSame(message) {
  const before = [...document.querySelectorAll(".message[data-watched]:not([data-undo])")];
  before.find((other) => other.textContent === message.textContent)?.remove();
}

const undoable = () => [...document.querySelectorAll(".message[data-undo]")];

/** Only the newest that can be undone is shown; the ones before wait behind it, `DEEPEST` at most. */
function stack() {
  const waiting = undoable();
  waiting.slice(0, -DEEPEST).forEach((message) => message.remove());
  waiting.forEach((message) => (message.hidden = message !== waiting.at(-1)));
}

const watch = () => document.querySelectorAll(".message:not([data-watched])").forEach((message) => {
  replaceSame(message);
  message.dataset.watched = "";
  fade(message);
  stack();
});

document.addEventListener("click", (event) => {
  event.target.closest?.("[data-message-close]")?.closest(".message").remove();
  stack();
});

document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (!(detail.xhr?.status >= 200 && detail.xhr.status < 300)) return; // HTMX counts a refusal as a success
  target.closest?.(".message[data-undo]")?.remove();
  stack();
});

document.addEventListener("htmx:responseError", () => put(sentence("server_error"), "error"));
document.addEventListener("htmx:sendError", () => put(sentence("server_unreachable"), "error"));

watch();
new MutationObserver(watch).observe(document.body, { childList: true, subtree: true });
