"""What a reading says, in words: `{% load passage_tags %}{{ appearance|claim_times }}`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import template

from claims.date_words import date_text
from claims.models import Appearance
from claims.quantity_words import Countable, quantity_text
from claims.source_notes import list_note_sentences
from claims.statements import describe_problem
from claims.text_positions import format_second, link_to_second

register = template.Library()

ASSERTION_LABELS = dict(Appearance.Assertion.choices)
END_MARKS = " .,;:!?\"'“”‘’"
HTML_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?|-W\d\d)?")
"""The values of dates that HTML knows: neither ranges nor quarters nor decades."""


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """A time that a claim names: its words in the text, the date they mean, and that date for the HTML of the page."""

    words: str
    date: str
    datetime: str


@register.filter
def claim_times(appearance: Appearance) -> list[ClaimTime]:
    """Return the times that a claim names."""
    return [_claim_time(_time_text(appearance, time), time["value"]) for time in appearance.times]


def _claim_time(words: str, value: str) -> ClaimTime:
    date = date_text(value)
    shown = "" if date.casefold() == words.casefold() else date
    return ClaimTime(words or date, shown if words else "", value if HTML_DATE.fullmatch(value) else "")


def _time_text(appearance: Appearance, time: dict[str, int]) -> str:
    start, end = time["start"] - appearance.start, time["end"] - appearance.start
    return appearance.exact[start:end] if 0 <= start < end <= len(appearance.exact) else ""


@register.filter
def quantity_words(quantity: Countable) -> str:
    """Describe a quantity: “at least 300 trees”."""
    return quantity_text(quantity)


@register.filter
def assertion_label(code: str) -> str:
    """Say whether the source asserts a claim; empty if it simply does."""
    return "" if code == Appearance.Assertion.ASSERTED else str(ASSERTION_LABELS.get(code, code))


@register.filter
def says_other_words(statement: str, words: str) -> bool:
    """Whether a statement differs from the words of the article by more than capitals and marks at its ends."""
    return _bare_words(statement) != _bare_words(words)


def _bare_words(text: str) -> str:
    return text.casefold().strip(END_MARKS)


@register.filter
def statement_problem(code: str) -> str:
    """Return why a claim has no statement; empty if there is no problem."""
    return str(describe_problem(code))


@register.filter
def media_time(second: int) -> str:
    """Return a second of a recording as players show it: 12:33."""
    return format_second(second)


@register.filter
def media_link(url: str, second: int) -> str:
    """Return the address at which a recording begins at a second; empty if it is no web address."""
    return link_to_second(url, second) if url.startswith(("https://", "http://")) else ""


@register.filter
def note_sentences(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return what is said about a file that was read in part."""
    return list_note_sentences(rows)
