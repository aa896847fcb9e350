"""Marks of claims in the text of an article, and passages found by their words."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any, TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from claims.models import Appearance, Article, Claim
from claims.refusals import AnchorLost, BadValue
from claims.selectors.prepared_rows import ID, PreparedRows
from claims.workflow import Status

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

CONTEXT_CHARACTERS = 2000
"""Characters before and after the old position that are searched for the words of a claim."""

TextSpan = tuple[int, int]

TEXT_ORDER = ("start", "-end", "id")
MARK_JSON = JSONObject(
    appearance=F("id"),
    claim=F("claim_id"),
    status=F("claim__status"),
    worth=F("claim__checkworthiness"),
    checkable=F("claim__checkable"),
    assertion=F("assertion"),
    at=F("start"),
    until=F("end"),
    sha256=F("text_sha256"),
    words=F("exact"),
)
"""The values of a mark."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The position of a claim in the text of an article, in characters.

    `lost` if the text there has changed; `minor` while it waits for triage and cannot be checked or has a low
    check-worthiness; `retracted` if the article itself corrects it. `worth` is the check-worthiness, 0 for a claim
    that cannot be checked.
    """

    claim: int
    start: int
    end: int
    status: str
    lost: bool = False
    minor: bool = False
    retracted: bool = False
    worth: float = 1.0
    appearance: int = 0


def list_marks(article: Article) -> list[Mark]:
    """Return the marks of all claims of an article in the order of the text: one query."""
    return _build_marks(article, _MARKS.fetch(article.pk))


_MARKS = PreparedRows(
    lambda: Appearance.objects.filter(article=ID).order_by(*TEXT_ORDER).values_list(MARK_JSON, flat=True)
)

if TYPE_CHECKING:

    class _Around(TypedDict):
        around: list[dict[str, Any]]

    MarkedAppearance = WithAnnotations[Appearance, _Around]


def marks_subquery() -> ArraySubquery:
    """Return the column `around` of a `MarkedAppearance`."""
    appearances = Appearance.objects.filter(article=OuterRef("article_id")).order_by(*TEXT_ORDER)
    return ArraySubquery(appearances.values(mark=MARK_JSON))


def get_marks_around(place: "MarkedAppearance") -> list[Mark]:
    """Return the marks of an appearance's article, loaded with it by `get_claim`."""
    return _build_marks(place.article, place.around)


def _build_marks(article: Article, rows: Iterable[dict[str, Any]]) -> list[Mark]:
    return [_build_mark(article, row) for row in rows]


def _build_mark(article: Article, row: dict[str, Any]) -> Mark:
    start, end = row["at"], row["until"]
    return Mark(
        claim=row["claim"],
        start=start,
        end=end,
        status=row["status"],
        lost=not is_anchor_valid(article, start, end, row["sha256"], row["words"]),
        minor=_is_minor(row),
        retracted=row["assertion"] == Appearance.Assertion.RETRACTED,
        worth=row["worth"] if row["checkable"] else 0.0,
        appearance=row["appearance"],
    )


def _is_minor(row: dict[str, Any]) -> bool:
    is_unlikely = not row["checkable"] or row["worth"] < Claim.MINOR_CHECKWORTHINESS
    return bool(row["status"] == Status.DETECTED and is_unlikely)


def is_anchor_valid(article: Article, start: int, end: int, sha256: str, exact: str) -> bool:
    """Return whether an anchor still points at its words; a lost anchor is never moved by guess."""
    return sha256 == article.text_sha256 and article.text[start:end] == exact


def find_passage(article: Article, words: str) -> TextSpan:
    """Return start and end of the only passage with these words, with any spaces between them.

    Raises `AnchorLost` if there is none, `BadValue` if there are several.
    """
    return _require_one(islice(_find_spans(article.text, words), 2))


def find_passage_near(article: Article, words: str, start: int, end: int) -> TextSpan:
    """Return the passage with these words that overlaps the old position, or else the only one nearby.

    Raises the same refusals as `find_passage`.
    """
    around = max(0, start - CONTEXT_CHARACTERS)
    nearby = [(around + a, around + b) for a, b in _find_spans(article.text[around : end + CONTEXT_CHARACTERS], words)]
    return _require_one([(a, b) for a, b in nearby if a < end and start < b] or nearby)


def _find_spans(text: str, words: str) -> Iterator[TextSpan]:
    searched_words = words.split()
    if not searched_words:
        raise BadValue(_("Paste the words of the claim as they are in the article."), field="exact")
    return _find_words(text, " ".join(searched_words))


def _find_words(text: str, passage: str) -> Iterator[TextSpan]:
    """Find a passage in a text with any spaces between its words, in linear time.

    Both are compared with single spaces; `offsets` leads back to the text. A pattern with any spaces between the words
    would compare all of them again at every start.
    """
    words = list(re.finditer(r"\S+", text))
    offsets = list(accumulate((len(word[0]) + 1 for word in words), initial=0))
    joined, position = " ".join(word[0] for word in words), 0

    def to_text(index: int) -> int:
        word = bisect_right(offsets, index) - 1
        return words[word].start() + index - offsets[word]

    while (position := joined.find(passage, position)) >= 0:
        end = position + len(passage)
        yield to_text(position), to_text(end - 1) + 1
        position = end


def _require_one(places: Iterable[TextSpan]) -> TextSpan:
    spans = list(places)
    if not spans:
        raise AnchorLost(_("These words are not in the article. Copy them exactly."))
    if len(spans) > 1:
        raise BadValue(_("These words are in the article more than once. Add a few words around them."), field="exact")
    return spans[0]
