"""Which language a text is in: English is known by its small words, others are named by py3langid."""

import re
from functools import cache
from importlib import import_module
from typing import Any

WORD = re.compile(r"[^\W\d_]+")
SMALL = frozenset(
    """the of and to in a is that for it was on with as be by at from he she they his her this are have has had but not
    an which or were we you their will would been who said its about more after i if there what when out so up into"""
    .split()
)  # fmt: skip
LANGUAGES = (
    "en fr de es it pt nl sv da no fi pl cs sk sl hr sr bs bg mk ro hu el tr ru uk be lt lv et ar he fa ur hi bn ta te"
    " th vi id ms tl sw zh ja ko ka hy az kk sq ca eu gl ga cy is mt"
)
LOOKED_AT, SHARE, FEW, SURE = 4000, 0.15, 12, 0.95


def language(text: str) -> str:
    """ISO 639-1 code of the text's language; "en" where it cannot be told."""
    words = [word.lower() for word in WORD.findall(text[:LOOKED_AT])]
    if len(words) < FEW and not _is_foreign_script(text[:LOOKED_AT]):
        return "en"
    if words and sum(word in SMALL for word in words) >= SHARE * len(words):
        return "en"
    code, sure = _identifier().classify(text[:LOOKED_AT])
    return str(code) if sure >= SURE or _is_foreign_script(text[:LOOKED_AT]) else "en"


def _is_foreign_script(text: str) -> bool:
    """Whether most letters are neither Latin nor near to it."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter > "\u024f" for letter in letters) > len(letters) / 2


@cache
def _identifier() -> Any:
    langid = import_module("py3langid.langid")
    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES.split())
    return identifier
