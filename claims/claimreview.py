"""Writes a publication as a schema.org ClaimReview (https://schema.org/ClaimReview)."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.markdown_text import plain_text
from claims.publication_page import PageAppearance, PageArticle, PageEvidence, PublicationPage
from claims.ratings import BEST_VALUE, RATINGS, WORST_VALUE
from claims.share_picture import describe_picture, picture_address

CLAIMANT_TYPES = {"person": "Person"}
"""schema.org's type for each kind of source; every other kind is an Organization."""

WORK_TYPES = {"news": "NewsArticle", "post": "SocialMediaPosting", "press_release": "Article"}
"""schema.org's type for each kind of text; every other kind is a CreativeWork."""

ASSERTED = "asserted"


@dataclass(frozen=True, slots=True)
class ClaimReview:
    """The content of a ClaimReview document: the publication page, and the data of this revision.

    `identifier` is the address of the verdict that never changes, whatever its headline.
    """

    page: PublicationPage
    identifier: str
    claim: str
    claimant: str
    claimant_kind: str
    revision: int
    modified: datetime
    correction: str = ""
    withdrawn: bool = False


def build_claimreview(review: ClaimReview) -> dict[str, Any]:
    """Build the document; keys without a value are left out."""
    page = review.page
    document = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": review.identifier,
        "url": page.url,
        "version": review.revision,
        "inLanguage": page.language,
        "translationOfWork": {"@type": "ClaimReview", "@id": page.translation_of} if page.translation_of else None,
        "datePublished": _instant_text(page.first_published),
        "dateModified": _instant_text(review.modified),
        "author": _author_nodes(page),
        "editor": {"@type": "Person", "name": page.approved_by} if page.approved_by else None,
        "name": page.headline,
        "headline": page.headline,
        "claimReviewed": review.claim,
        "image": None if review.withdrawn else _picture_address(review),
        "abstract": page.summary,
        "reviewBody": "\n\n".join(filter(None, [page.conclusion, plain_text(page.justification)])),
        "reviewRating": _rating_node(page),
        "itemReviewed": _claim_node(review),
        "citation": [_citation(item) for item in page.evidence if item.url],
        "correction": {"@type": "CorrectionComment", "text": review.correction} if review.correction else None,
        "creativeWorkStatus": "Withdrawn" if review.withdrawn else None,
    }
    return _drop_empty(document)


def serialize_json_ld(document: dict[str, Any]) -> str:
    """Write a schema.org document as canonical JSON: sorted keys, no spaces, no character that can end a <script>."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.translate({ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def read_first_published(document: str) -> datetime:
    """Read from a serialized document when the first revision was published."""
    return datetime.fromisoformat(json.loads(document)["datePublished"])


def _picture_address(review: ClaimReview) -> str:
    verdict = review.page.translation_of or review.identifier
    return picture_address(verdict, review.revision, describe_picture(review.page, review.claim))


def _author_nodes(page: PublicationPage) -> dict[str, Any] | list[dict[str, Any]]:
    """Return the desk, and after it the people who checked the claim, if readers see their names."""
    desk = {"@type": "Organization", "name": page.desk.name, "url": page.desk.url}
    people = [{"@type": "Person", "name": name} for name in page.checked_by]
    return [desk, *people] if people else desk


def read_people(document: str) -> list[str]:
    """Read from a serialized document the names of the people who checked the claim; none if the desk alone signs."""
    authors = json.loads(document)["author"]
    return [author["name"] for author in authors if author["@type"] == "Person"] if isinstance(authors, list) else []


def _instant_text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _rating_node(page: PublicationPage) -> dict[str, Any]:
    """Return the rating; empty in the preview of a draft without one."""
    if not page.rating_label:
        return {}
    value, worst, best = _rating_numbers(page)
    scale = {} if value is None else {"ratingValue": value, "bestRating": best, "worstRating": worst}
    return {"@type": "Rating", "alternateName": page.rating_label, "ratingExplanation": page.summary, **scale}


def _rating_numbers(page: PublicationPage) -> tuple[int | None, int | None, int | None]:
    """Return the number of the rating, and the ends of its scale; those of the standard scale on the oldest pages."""
    if page.rated:
        return page.rated.value, page.rated.worst, page.rated.best
    return RATINGS[page.rating].value, WORST_VALUE, BEST_VALUE


def _citation(item: PageEvidence) -> str:
    return item.url


def _claim_node(review: ClaimReview) -> dict[str, Any]:
    party = {"@type": CLAIMANT_TYPES.get(review.claimant_kind, "Organization"), "name": review.claimant}
    works = [_appearance_node(appearance.article) for appearance in review.page.appearances]
    claimed = review.page.first_claimed
    first = review.page.appearances[0] if review.page.appearances else None
    return _drop_empty(
        {
            "@type": "Claim",
            "text": review.claim,
            "author": party if review.claimant else None,
            "mentions": _mention_nodes(first) if first and not review.claimant else [],
            "creativeWorkStatus": first.assertion if first and first.assertion != ASSERTED else None,
            "datePublished": claimed.isoformat() if claimed else None,
            "firstAppearance": works[0] if works else None,
            "appearance": works[1:],
        }
    )


def _mention_nodes(appearance: PageAppearance) -> list[dict[str, Any]]:
    """Return the sources of a claim that none of them makes: they are mentioned with it and are not its authors."""
    named = [link for link in appearance.attributions if not link.unresolved]
    return [{"@type": CLAIMANT_TYPES.get(link.kind, "Organization"), "name": link.name} for link in named]


def _appearance_node(article: PageArticle) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": article.publisher} if article.publisher else None
    return _drop_empty(
        {
            "@type": WORK_TYPES.get(article.kind, "CreativeWork"),
            "headline": article.title,
            "url": article.url,
            "publisher": publisher,
            "datePublished": article.published.isoformat() if article.published else None,
        }
    )


def _drop_empty(document: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if value not in (None, "", [], {})}
