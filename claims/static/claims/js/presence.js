// Send a heartbeat every few seconds while the page is visible and its user is active.

const IDLE_MILLISECONDS = 10 * 60_000; // the time without activity after which heartbeats stop
const WRITING_MILLISECONDS = 20_000; // the time after the last input that counts as writing

const activityEvents = ["pointermove", "pointerdown", "keydown", "scroll", "input"];
const presence = () => document.querySelector("[data-presence]");

let lastActivity = Date.now();
let lastInput = 0;
let lastResponse = "";

function recordActivity() {
  const wasIdle = Date.now() - lastActivity > IDLE_MILLISECONDS;
  lastActivity = Date.now();
  if (wasIdle) sendHeartbeat();
}

function sendHeartbeat() {
  if (!document.hidden && presence()) htmx.trigger(presence(), "look");
}

for (const name of activityEvents) document.addEventListener(name, recordActivity, { capture: true, passive: true });
document.addEventListener("input", () => (lastInput = Date.now()));
document.addEventListener("visibilitychange", sendHeartbeat);

document.addEventListener("htmx:configRequest", ({ target, detail }) => {
  if (target !== presence()) return;
  detail.parameters.activity = Date.now() - lastInput < WRITING_MILLISECONDS ? "writing" : "looking";
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target === presence() && (document.hidden || Date.now() - lastActivity > IDLE_MILLISECONDS)) event.preventDefault();
});

/** Do not swap in an unchanged response, so that screen readers announce it once. */
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target !== presence() || detail.isError) return;
  const response = detail.xhr.responseText;
  if (response === lastResponse) detail.shouldSwap = false;
  lastResponse = response;
});
