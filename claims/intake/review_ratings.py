"""The rating of a fact-check in words, or else its number with the scale."""

import re
from typing import Any

from claims.intake.fact_check_entries import MalformedEntry
from claims.intake.review_values import as_objects, as_text, as_values

MAX_RATING_CHARACTERS = 300
_WORD_KEYS = ("alternateName", "name", "ratingValue", "ratingExplanation", "description")
_NUMBER_KEYS = ("alternateName", "name")
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?%?")


def rating_text(value: Any) -> str:
    """Return the words of a rating, or of the first that has any, or else a number. Raises `MalformedEntry`."""
    ratings = as_objects(value) or [{"alternateName": item} for item in as_values(value)]
    text = next(filter(None, map(_words, ratings)), "") or next(filter(None, map(_number, ratings)), "")
    if not text:
        raise MalformedEntry("no_rating")
    return text


def _words(rating: dict[str, Any]) -> str:
    texts = (as_text(rating.get(key), MAX_RATING_CHARACTERS) for key in _WORD_KEYS)
    return next((text for text in texts if text and not _NUMBER.fullmatch(text)), "")


def _number(rating: dict[str, Any]) -> str:
    texts = (as_text(rating.get(key), MAX_RATING_CHARACTERS) for key in _NUMBER_KEYS)
    return _number_of_scale(rating) or next((text for text in texts if text and not text.startswith("-")), "")


def _number_of_scale(rating: dict[str, Any]) -> str:
    """Return "2 of 5"; empty if the number is not on its scale, as in -1 of -1, which means that there is none."""
    texts = [as_text(rating.get(key), 40) for key in ("ratingValue", "worstRating", "bestRating")]
    value, worst, best = (_as_number(text) for text in texts)
    if value is None or value < (0 if worst is None else worst):
        return ""
    if best is None:
        return texts[0]
    return f"{texts[0]} of {texts[2]}" if value <= best and best > (0 if worst is None else worst) else ""


def _as_number(text: str) -> float | None:
    return float(text.replace(",", ".").rstrip("%")) if _NUMBER.fullmatch(text) else None
