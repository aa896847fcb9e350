// How much time is left on a lease, kept right while the page stays open: `data-until` is its end.

const EVERY = 20_000; // milliseconds
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function left(milliseconds) {
  if (milliseconds <= 0) return "time is up";
  if (milliseconds < MINUTE) return "less than a minute left";
  if (milliseconds < 2 * HOUR) return `${Math.floor(milliseconds / MINUTE)} min left`;
  return `${Math.floor(milliseconds / HOUR)} hours left`;
}

function tell() {
  for (const element of document.querySelectorAll("[data-until]")) {
    element.textContent = left(new Date(element.dataset.until) - Date.now());
  }
}

setInterval(tell, EVERY);
document.addEventListener("htmx:load", tell);
tell();
