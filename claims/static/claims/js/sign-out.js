// Delete unsaved text from this browser when its author signs out, and when it is old.

const PREFIX = "unsaved.";
const MAX_AGE_MILLISECONDS = 14 * 24 * 60 * 60 * 1000;

function clearUnsaved(isOver) {
  try {
    for (const key of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) {
      if (isOver(key)) localStorage.removeItem(key);
    }
  } catch {
    // storage is forbidden, so nothing was stored
  }
}

const age = (key) => Date.now() - (JSON.parse(localStorage.getItem(key))?.at ?? 0);

clearUnsaved((key) => age(key) > MAX_AGE_MILLISECONDS);
document.addEventListener("submit", ({ target }) => {
  if (new URL(target.action).pathname.endsWith("/logout/")) clearUnsaved(() => true);
}, true);
