"""Detecting the language of a text: a language that is read by its function words, others by py3langid."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

WORD = re.compile(r"[^\W\d_]+")
DETECTABLE_CODES = (
    "en fr de es it pt nl sv da no fi pl cs sk sl hr sr bs bg mk ro hu el tr ru uk be lt lv et ar he fa ur hi bn ta te"
    " th vi id ms tl sw zh ja ko ka hy az kk sq ca eu gl ga cy is mt"
)
MOST_CHARACTERS = 4000
LEAST_FUNCTION_WORD_SHARE = 0.15
LEAST_WORDS = 12
LEAST_CERTAINTY = 0.95
LEAST_SHORT_CERTAINTY = 0.5
LEAST_SHORT_WORDS = 4
LEAST_FREQUENT_WORD_SHARE = 0.25
"""The share of frequent words from which a short text may be in another language than the default one."""

OTHER_LETTER = re.compile("[^\u0000-\u024f]")


def detect_language(
    text: str,
    function_words: Mapping[str, frozenset[str]],
    default: str,
    frequent_words: frozenset[str] = frozenset(),
) -> str:
    """Return the ISO 639-1 code of a text's language, `default` if it cannot be determined.

    `function_words` holds the frequent small words of each language that is read, without those that others share.
    A short text is in the default language unless many of its words are `frequent_words` of the other languages.
    """
    start = text[:MOST_CHARACTERS]
    words = [word.lower() for word in WORD.findall(start)]
    is_other_script = _is_other_script(start)
    if len(words) < LEAST_WORDS and not is_other_script:
        is_other = _may_be_other(words, frequent_words, function_words.get(default, frozenset()))
        return _identify(start, default, least=LEAST_SHORT_CERTAINTY) if is_other else default
    for code, small in function_words.items():
        if words and sum(word in small for word in words) >= LEAST_FUNCTION_WORD_SHARE * len(words):
            return code
    return _identify(start, default, least=0.0 if is_other_script else LEAST_CERTAINTY)


def _identify(text: str, default: str, *, least: float) -> str:
    """Return the language that py3langid finds with a certainty, the default one below it."""
    code, certainty = _load_identifier().classify(text)
    return str(code) if certainty >= least else default


def _may_be_other(words: Sequence[str], frequent: frozenset[str], default: frozenset[str]) -> bool:
    """Whether a short text has many frequent words of other languages, and few of the default one."""
    others, ours = (sum(word in small for word in words) for small in (frequent, default))
    return len(words) >= LEAST_SHORT_WORDS and others >= LEAST_FREQUENT_WORD_SHARE * len(words) and others > 2 * ours


def _is_other_script(text: str) -> bool:
    """Whether most letters are not Latin."""
    if text.isascii():
        return False
    letters = "".join(filter(str.isalpha, text))
    return len(OTHER_LETTER.findall(letters)) > len(letters) / 2


@cache
def _load_identifier() -> Any:
    langid = import_module("py3langid.langid")
    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(DETECTABLE_CODES.split())
    return identifier
