// The sentences of scripts in the language of the page; the page provides them (templatetags/script_words.py).

const WORDS = JSON.parse(document.getElementById("script-words")?.textContent ?? "{}");

/** Return the sentence with this name, with its %(placeholders)s filled in. */
const sentence = (name, values = {}) => WORDS[name].replace(/%\((\w+)\)s/g, (_, key) => values[key]);
