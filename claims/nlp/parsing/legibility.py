"""Blanking the passages that no rule can read, without changing the length of the text.

Endless words, runs of punctuation, control characters and lone surrogates become spaces or question marks.
Every offset still points into the text as it was given, and later rules stay simple and fast.
"""

import re

LONGEST_WORD_LETTERS = 60
LONGEST_RUN_MARKS = 8
ENDLESS_WORD = re.compile(rf"\S{{{LONGEST_WORD_LETTERS + 1},}}")
RUN_OF_MARKS = re.compile(rf"[^\w\s]{{{LONGEST_RUN_MARKS + 1},}}")
CONTROL_CHARACTERS = {code: " " for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\r\t"}
SURROGATES = dict.fromkeys(range(55296, 57344), "?")
REPLACEMENTS = {**CONTROL_CHARACTERS, **SURROGATES}


def blank_illegible(text: str) -> str:
    """Return a text of the same length in which illegible passages are blank."""
    text = text.translate(REPLACEMENTS)
    text = RUN_OF_MARKS.sub(lambda match: _blank_rest(match.group(), LONGEST_RUN_MARKS), text)
    return ENDLESS_WORD.sub(lambda match: _blank_rest(match.group(), LONGEST_WORD_LETTERS), text)


def _blank_rest(run: str, length: int) -> str:
    return run[:length] + " " * (len(run) - length)
