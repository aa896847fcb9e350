"""A verdict as schema.org ClaimReview (https://schema.org/ClaimReview): facts in, a dict out."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from claims.ratings import BEST, RATINGS, WORST

PARTIES = {"person": "Person"}
"""schema.org's type for each kind of source; everything else is an Organization."""


@dataclass(frozen=True, slots=True)
class Appearing:
    """An article in which the claim stands."""

    title: str
    url: str
    publisher: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Review:
    """All that a ClaimReview says. `url` is the verdict's public page, `desk_url` the desk's front page."""

    url: str
    desk: str
    desk_url: str
    claim: str
    claimant: str
    claimant_kind: str
    rating: str
    summary: str
    justification: str
    revision: int
    published: datetime
    modified: datetime
    appearances: tuple[Appearing, ...]
    citations: tuple[str, ...]
    correction: str = ""


def build(review: Review, *, withdrawn: bool = False) -> dict[str, Any]:
    """The ClaimReview document; keys without a value are left out. A withdrawn one says so itself."""
    document = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": review.url,
        "url": review.url,
        "version": review.revision,
        "inLanguage": "en",
        "datePublished": _instant(review.published),
        "dateModified": _instant(review.modified),
        "author": {"@type": "Organization", "name": review.desk, "url": review.desk_url},
        "claimReviewed": review.claim,
        "abstract": review.summary,
        "reviewBody": review.justification,
        "reviewRating": _rating(review),
        "itemReviewed": _claim(review),
        "citation": list(review.citations),
        "correction": _correction(review),
        "creativeWorkStatus": "Withdrawn" if withdrawn else None,
    }
    return _filled(document)


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _rating(review: Review) -> dict[str, Any]:
    """Empty as long as nobody has rated, as the preview of a draft has it."""
    rating = RATINGS.get(review.rating)
    if rating is None:
        return {}
    scale = {"ratingValue": rating.value, "bestRating": BEST, "worstRating": WORST} if rating.value else {}
    return {"@type": "Rating", "alternateName": rating.label, "ratingExplanation": review.summary, **scale}


def _claim(review: Review) -> dict[str, Any]:
    party = {"@type": PARTIES.get(review.claimant_kind, "Organization"), "name": review.claimant}
    works = [_work(each) for each in review.appearances]
    return _filled(
        {
            "@type": "Claim",
            "text": review.claim,
            "author": party if review.claimant else None,
            "datePublished": _first_date(review.appearances),
            "firstAppearance": works[0] if works else None,
            "appearance": works[1:],
        }
    )


def _first_date(appearances: tuple[Appearing, ...]) -> str | None:
    days = [each.published for each in appearances if each.published]
    return min(days).isoformat() if days else None


def _work(appearing: Appearing) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": appearing.publisher} if appearing.publisher else None
    return _filled(
        {
            "@type": "NewsArticle",
            "headline": appearing.title,
            "url": appearing.url,
            "publisher": publisher,
            "datePublished": appearing.published.isoformat() if appearing.published else None,
        }
    )


def _correction(review: Review) -> dict[str, Any] | None:
    return {"@type": "CorrectionComment", "text": review.correction} if review.correction else None


def _filled(document: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if value not in (None, "", [], {})}


def canonical(document: dict[str, Any]) -> str:
    """One spelling for one document: sorted keys, no blanks, and no character that could end a <script>."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.translate({ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})
