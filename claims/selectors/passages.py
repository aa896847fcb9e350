"""Reading where claims stand in their article: marks for the page, and passages found by their words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from claims.models import Appearance, Article, Claim
from claims.refusals import AnchorLost, BadValue
from claims.workflow import Status

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

NEAR = 2000
"""How many characters before and after its old place a claim's words are looked for."""

Place = tuple[int, int]

IN_TEXT = ("start", "-end", "id")
TOLD = JSONObject(
    claim=F("claim_id"),
    status=F("claim__status"),
    worth=F("claim__checkworthiness"),
    at=F("start"),
    until=F("end"),
    sha256=F("text_sha256"),
    words=F("exact"),
)
"""What marks are made of, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim's place in an article's text, in characters.

    `lost` when other words stand there now; `minor` while it waits for triage and hardly needs checking.
    """

    claim: int
    start: int
    end: int
    status: str
    lost: bool = False
    minor: bool = False


def marks(article: Article) -> list[Mark]:
    """The places of all claims of an article in the order of the text: one query, however many."""
    return _marks(article, article.appearances.order_by(*IN_TEXT).values_list(TOLD, flat=True))


if TYPE_CHECKING:

    class _Around(TypedDict):
        around: list[dict[str, Any]]

    MarkedAppearance = WithAnnotations[Appearance, _Around]


def around() -> ArraySubquery:
    """Return the column `around` of a `MarkedAppearance`."""
    beside = Appearance.objects.filter(article=OuterRef("article_id")).order_by(*IN_TEXT)
    return ArraySubquery(beside.values(told=TOLD))


def marks_around(place: "MarkedAppearance") -> list[Mark]:
    """Return the marks of an appearance's article, loaded with it by `claims.detail`."""
    return _marks(place.article, place.around)


def _marks(article: Article, rows: Iterable[dict[str, Any]]) -> list[Mark]:
    return [_mark(article, **row) for row in rows]


def _mark(article: Article, *, at: int, until: int, sha256: str, words: str, worth: float, **claim: Any) -> Mark:
    lost = not fits(article, at, until, sha256, words)
    return Mark(start=at, end=until, lost=lost, minor=_is_minor(claim["status"], worth), **claim)


def _is_minor(status: str, worth: float) -> bool:
    return status == Status.DETECTED and worth < Claim.MINOR


def fits(article: Article, start: int, end: int, sha256: str, exact: str) -> bool:
    """Whether an anchor still points at its words; one that does not is shown as lost, never moved by guess."""
    return sha256 == article.text_sha256 and article.text[start:end] == exact


def find(article: Article, words: str) -> Place:
    """Start and end of the one passage with these words, whatever blanks stand between them.

    Refuses with `AnchorLost` when there is none, with `BadValue` when there is more than one.
    """
    return _only(islice(_found(article.text, words), 2))


def find_near(article: Article, words: str, start: int, end: int) -> Place:
    """The passage with these words that shares something with the old place, or else the only one nearby.

    Refuses as `find` does.
    """
    around = max(0, start - NEAR)
    nearby = [(around + a, around + b) for a, b in _found(article.text[around : end + NEAR], words)]
    return _only([(a, b) for a, b in nearby if a < end and start < b] or nearby)


def _found(text: str, words: str) -> Iterator[Place]:
    wanted = words.split()
    if not wanted:
        raise BadValue("Paste the words of the claim as they stand in the article.", field="exact")
    return (match.span() for match in re.finditer(r"\s+".join(map(re.escape, wanted)), text))


def _only(places: Iterable[Place]) -> Place:
    found = list(places)
    if not found:
        raise AnchorLost("These words do not stand in the article. Copy them exactly as they are there.")
    if len(found) > 1:
        raise BadValue("These words stand in the article more than once. Add a few words around them.", field="exact")
    return found[0]
