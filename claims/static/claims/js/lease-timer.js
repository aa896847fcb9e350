// How much time is left on a lease, kept right while the page stays open: `data-lease-expires` is its end.

const EVERY = 20_000; // milliseconds
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function left(milliseconds) {
  if (milliseconds <= 0) return sentence("time_is_up");
  if (milliseconds < MINUTE) return sentence("less_than_a_minute_left");
  if (milliseconds < 2 * HOUR) return sentence("minutes_left", { minutes: Math.floor(milliseconds / MINUTE) });
  return sentence("hours_left", { hours: Math.floor(milliseconds / HOUR) });
}

function tell() {
  for (const element of document.querySelectorAll("[data-lease-expires]")) {
    element.textContent = left(new Date(element.dataset.leaseExpires) - Date.now());
  }
}

setInterval(tell, EVERY);
document.addEventListener("htmx:load", tell);
tell();
