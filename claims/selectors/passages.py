"""Reading where claims stand in their article: marks for the page, and passages found by their words."""

import re
from dataclasses import dataclass

from claims.models import Article
from claims.refusals import AnchorLost, BadValue


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim's place in an article's text, in characters; `lost` when other words stand there now."""

    claim: int
    start: int
    end: int
    status: str
    lost: bool = False


def marks(article: Article) -> list[Mark]:
    """The places of all claims of an article in the order of the text: one query, however many."""
    places = article.appearances.order_by("start", "-end", "id")
    rows = places.values_list("claim_id", "start", "end", "claim__status", "text_sha256", "exact")
    return [
        Mark(claim, start, end, status, lost=not fits(article, start, end, sha256, exact))
        for claim, start, end, status, sha256, exact in rows
    ]


def fits(article: Article, start: int, end: int, sha256: str, exact: str) -> bool:
    """Whether an anchor still points at its words; one that does not is shown as lost, never moved by guess."""
    return sha256 == article.text_sha256 and article.text[start:end] == exact


def find(article: Article, words: str) -> tuple[int, int]:
    """Start and end of the one passage with these words, whatever blanks stand between them.

    Refuses with `AnchorLost` when there is none, with `BadValue` when there is more than one.
    """
    wanted = words.split()
    if not wanted:
        raise BadValue("Paste the words of the claim as they stand in the article.", field="exact")
    found = re.finditer(r"\s+".join(map(re.escape, wanted)), article.text)
    first, second = next(found, None), next(found, None)
    if first is None:
        raise AnchorLost("These words do not stand in the article. Copy them exactly as they are there.")
    if second is not None:
        raise BadValue("These words stand in the article more than once. Add a few words around them.", field="exact")
    return first.span()
