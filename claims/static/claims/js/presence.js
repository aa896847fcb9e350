// An open page says every few seconds that somebody is before it: while it is seen, and for as long as
// somebody does something there.

const IDLE = 10 * 60_000; // milliseconds without a sign of life, after which nobody counts as looking
const WRITING = 20_000; // milliseconds after the last letter

const signs = ["pointermove", "pointerdown", "keydown", "scroll", "input"];
const place = () => document.querySelector("[data-presence]");

let alive = Date.now();
let written = 0;
let shown = "";

function live() {
  const asleep = Date.now() - alive > IDLE;
  alive = Date.now();
  if (asleep) look();
}

function look() {
  if (!document.hidden && place()) htmx.trigger(place(), "look");
}

for (const sign of signs) document.addEventListener(sign, live, { capture: true, passive: true });
document.addEventListener("input", () => (written = Date.now()));
document.addEventListener("visibilitychange", look);

document.addEventListener("htmx:configRequest", ({ target, detail }) => {
  if (target !== place()) return;
  detail.parameters.activity = Date.now() - written < WRITING ? "writing" : "looking";
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target === place() && (document.hidden || Date.now() - alive > IDLE)) event.preventDefault();
});

/** What is the same as before is left as it is, so that it is read aloud once. */
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target !== place() || detail.isError) return;
  const answer = detail.xhr.responseText;
  if (answer === shown) detail.shouldSwap = false;
  shown = answer;
});
