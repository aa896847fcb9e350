// The sentences of scripts, in the language of the page, as the page brings them (templatetags/script_words.py).

const WORDS = JSON.parse(document.getElementById("script-words")?.textContent ?? "{}");

/** The sentence of this name, with its %(placeholders)s filled. */
const sentence = (name, values = {}) => WORDS[name].replace(/%\((\w+)\)s/g, (_, key) => values[key]);
