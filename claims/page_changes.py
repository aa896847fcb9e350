"""When pages are visited again, and what a change does to the passages taken from them. Of Django: gettext alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from claims.intake.quote_matching import contains_quote, fold_text
from claims.json_data import JsonData

REVISIT_HOURS = (1, 6, 24, 72, 168, 336, 720)
"""The hours after which a page is visited again, counted from when the desk read it; then the visits end."""
GONE, CHANGED = "gone", "changed"
PASSAGE_LABELS = {GONE: _("The words are gone."), CHANGED: _("The words are there, in a sentence that is changed.")}
"""What becomes of a passage, by code."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a claim in an article, with the sentence around them; or the quote of a piece of evidence.

    Evidence without a quote has no `words`: it is touched when its page is gone.
    """

    claim: int
    words: str
    sentence: str = ""
    evidence: int | None = None
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class TouchedPassage(JsonData):
    """A passage that a page no longer has as the desk read it: `GONE` or `CHANGED`."""

    claim: int
    finding: str
    evidence: int | None = None


def next_revisit(since: datetime, now: datetime) -> datetime | None:
    """Return when a page that was read at `since` is visited again; None if the visits have ended."""
    times = (since + timedelta(hours=hours) for hours in REVISIT_HOURS)
    return next((time for time in times if time > now), None)


def find_touched_passages(text: str | None, passages: Iterable[Passage]) -> list[TouchedPassage]:
    """Return the passages that a text lacks. Spaces, quotation marks, dashes and capitals do not count.

    Without a text the page is gone, and so is each passage.
    """
    page = None if text is None else fold_text(text)
    findings = ((passage, _find_change(page, passage)) for passage in passages)
    return [TouchedPassage(passage.claim, found, passage.evidence) for passage, found in findings if found]


def _find_change(page: str | None, passage: Passage) -> str:
    if page is None or (passage.words and not contains_quote(page, passage.words)):
        return GONE
    return CHANGED if passage.sentence and not contains_quote(page, passage.sentence) else ""
