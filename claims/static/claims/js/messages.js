// Close messages, and report requests that failed. Of a message with an undo button (`data-undo`) the button stays
// until the next such message; it returns when that one is undone.

const MAX_UNDO_MESSAGES = 30; // decisions in a row that can be undone without loading a page
const MESSAGE_MILLISECONDS = 8000; // errors stay until they are closed

function addMessage(text, tone) {
  const template = document.querySelector("[data-message-template]");
  const message = template.content.firstElementChild.cloneNode(true);
  message.dataset.tone = tone;
  message.querySelector("[data-message-text]").textContent = text;
  document.querySelector("#messages").append(message);
}

function scheduleEnd(message) {
  if (message.dataset.tone === "error") return;
  setTimeout(() => message.matches(":hover, :focus-within") ? scheduleEnd(message) : endMessage(message), MESSAGE_MILLISECONDS);
}

/** Remove a message, or all of it but its undo button. */
function endMessage(message) {
  if ("undo" in message.dataset) message.dataset.quiet = "";
  else message.remove();
}

/** Remove an earlier message with the same text, so that a page that polls does not fill the screen. */
function removeDuplicate(message) {
  const earlier = [...document.querySelectorAll(".message[data-watched]:not([data-undo])")];
  earlier.find((other) => other.textContent === message.textContent)?.remove();
}

const undoMessages = () => [...document.querySelectorAll(".message[data-undo]")];

/** Show only the newest undo message, and keep at most `MAX_UNDO_MESSAGES`. */
function stackUndoMessages() {
  const stack = undoMessages();
  stack.slice(0, -MAX_UNDO_MESSAGES).forEach((message) => message.remove());
  stack.forEach((message) => (message.hidden = message !== stack.at(-1)));
}

const handleNewMessages = () => document.querySelectorAll(".message:not([data-watched])").forEach((message) => {
  removeDuplicate(message);
  message.dataset.watched = "";
  scheduleEnd(message);
  stackUndoMessages();
});

document.addEventListener("click", (event) => {
  event.target.closest?.("[data-message-close]")?.closest(".message").remove();
  stackUndoMessages();
});

document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (!(detail.xhr?.status >= 200 && detail.xhr.status < 300)) return; // HTMX counts a refusal as a success
  target.closest?.(".message[data-undo]")?.remove();
  stackUndoMessages();
});

document.addEventListener("htmx:responseError", () => addMessage(sentence("server_error"), "error"));
document.addEventListener("htmx:sendError", () => addMessage(sentence("server_unreachable"), "error"));

document.addEventListener("allauth.error", (event) => { // a passkey that was cancelled or does not work
  event.preventDefault();
  addMessage(sentence("passkey_failed"), "error");
});

handleNewMessages();
new MutationObserver(handleNewMessages).observe(document.body, { childList: true, subtree: true });
