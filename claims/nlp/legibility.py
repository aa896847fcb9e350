"""The text as it can be read: hurtful stretches blanked, the length unchanged.

Endless words, runs of punctuation, control characters and lone surrogates
become spaces or question marks, character for character. Every rule after
this one can then be simple, and every offset still points into the text as given.
"""

import re

WORD, MARKS = 60, 8  # letters kept of an endless word, marks kept of a run
ENDLESS = re.compile(rf"\S{{{WORD + 1},}}")
RUN = re.compile(rf"[^\w\s]{{{MARKS + 1},}}")
BREAKS = "\n\r\u2028\u2029"
CONTROL = {code: " " for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\r\t"}
HALVES = dict.fromkeys(range(55296, 57344), "?")
TABLE = {**CONTROL, **HALVES}


def legible(text: str) -> str:
    """The same number of characters, without what hurts a reader."""
    text = text.translate(TABLE)
    text = RUN.sub(lambda match: _blanked(match.group(), MARKS), text)
    return ENDLESS.sub(lambda match: _blanked(match.group(), WORD), text)


def _blanked(run: str, kept: int) -> str:
    return run[:kept] + " " * (len(run) - kept)
