// Messages can be put away, and a request that failed on its way says so.

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
  setTimeout(() => message.matches(":hover, :focus-within") ? fade(message) : message.remove(), LASTING);
}

/** What is said again takes the place of what was said before: a page that polls would fill the screen. */
function replaceSame(message) {
  const before = [...document.querySelectorAll(".message[data-watched]")];
  before.find((other) => other.textContent === message.textContent)?.remove();
}

const watch = () => document.querySelectorAll(".message:not([data-watched])").forEach((message) => {
  replaceSame(message);
  message.dataset.watched = "";
  fade(message);
});

document.addEventListener("click", (event) => {
  event.target.closest?.("[data-message-close]")?.closest(".message").remove();
});

document.addEventListener("htmx:responseError", () => put("Something went wrong here and this was not done. Try again.", "error"));
document.addEventListener("htmx:sendError", () => put("The desk cannot be reached. Check the connection and try again.", "error"));

watch();
new MutationObserver(watch).observe(document.body, { childList: true, subtree: true });
