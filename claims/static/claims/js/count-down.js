// Count down to the moment at which a publication goes out (`data-goes-out`), then show the page anew, once, unless
// somebody is writing in it.

const SECOND_MILLISECONDS = 1000;
const GRACE_MILLISECONDS = 6000; // the time in which the desk puts out what is due

const timer = document.querySelector("[data-goes-out]");
const millisecondsLeft = () => new Date(timer.dataset.goesOut) - Date.now();

function countDown() {
  const left = millisecondsLeft();
  timer.textContent = left > 0 ? sentence("goes_out_in", { seconds: Math.ceil(left / SECOND_MILLISECONDS) }) : sentence("goes_out_now");
  if (left > -GRACE_MILLISECONDS) return;
  clearInterval(ticking);
  if (waits && !document.activeElement.matches("input, textarea, select")) location.reload();
}

const waits = timer && millisecondsLeft() > 0; // a page that was loaded later is not loaded again and again
const ticking = timer && setInterval(countDown, SECOND_MILLISECONDS);
if (timer) countDown();
