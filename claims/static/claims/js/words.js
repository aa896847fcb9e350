// The sentences of scripts in the language of the page; the page provides them (templatetags/script_words.py).
// The status line shows one of them, and screen readers say it.

const WORDS = JSON.parse(document.getElementById("script-words")?.textContent ?? "{}");

/** Return the sentence with this name, with its %(placeholders)s filled in. */
const sentence = (name, values = {}) => WORDS[name].replace(/%\((\w+)\)s/g, (_, key) => values[key]);

const STATUS_MILLISECONDS = 6000;
let statusTimer = 0;

/** Show a sentence in the status line for a while: why a key did nothing, or that a list has ended. */
function showStatus(text) {
  const line = document.querySelector("[data-status-line]");
  if (!line) return;
  line.textContent = text;
  clearTimeout(statusTimer);
  statusTimer = setTimeout(() => (line.textContent = ""), STATUS_MILLISECONDS);
}
