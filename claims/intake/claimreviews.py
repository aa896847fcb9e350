"""ClaimReviews of other organisations: reading the variants in use into one checked and cleaned form.

`read_claimreview` reads an entry of a feed and `claimreview_document` writes it as schema.org defines it; reading
the written document gives the same entry.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin

from claims.intake.article_text import to_one_line
from claims.intake.fact_check_entries import (
    MAX_TEXT_CHARACTERS,
    MAX_URL_CHARACTERS,
    FactCheckEntry,
    MalformedEntry,
    check_claim_text,
    host_without_www,
    is_page_url,
    language_code,
)
from claims.intake.review_addresses import find_address
from claims.intake.review_dates import parse_day
from claims.intake.review_ratings import rating_text
from claims.intake.review_values import (
    as_literal,
    as_object,
    as_objects,
    as_text,
    as_values,
    first_text,
    plain_keys,
    type_name,
)

REVIEW_TYPES = frozenset({"claimreview"})
LOOSE_TYPES = frozenset({"review", "criticreview", "mediareview"})
"""Types of entries that are ClaimReviews if they have a reviewed claim."""


@dataclass(frozen=True, slots=True)
class FeedContext:
    """What a feed says about its entries: how its dates are read, see `review_dates`, and the page they stand on."""

    day_first: bool | None = None
    page_url: str = ""


NO_CONTEXT = FeedContext()


def read_claimreview(entry: Any, *, language: str = "", context: FeedContext = NO_CONTEXT) -> FactCheckEntry:
    """Read an entry of a feed; `language` is used if it names none. Raises `MalformedEntry`."""
    if not entry:
        raise MalformedEntry("empty")
    if not isinstance(entry, dict) or not is_claimreview(entry):
        raise MalformedEntry("not_a_claimreview")
    review = plain_keys(entry)
    item = _reviewed_item(review)
    party = _publishing_party(review)
    url = _review_url(review, context.page_url)
    site = host_without_www(as_text(as_object(party).get("url"), MAX_URL_CHARACTERS)) or host_without_www(url)
    code = _parse_language(review.get("inLanguage")) or language
    day_first = context.day_first if context.day_first is not None else _day_first_in(code)
    return FactCheckEntry(
        url=url,
        claim_text=_claim_text(review, item),
        rating=rating_text(review.get("reviewRating")),
        publisher=_party_name(party) or site,
        site=site,
        title=first_text(review, ("headline", "name", "abstract"), 500),
        claimant=_party_name(item.get("author")),
        claimed=_first_day(item.get("datePublished"), day_first=day_first),
        reviewed=_first_day(review.get("datePublished"), day_first=day_first),
        language=code,
        identifier=_identifier(review),
    )


def has_unknown_date(entry: dict[str, Any], fact_check: FactCheckEntry) -> bool:
    """Return whether a ClaimReview states a date that is not read."""
    review = plain_keys(entry)
    claimed = _reviewed_item(review).get("datePublished")
    return bool((review.get("datePublished") and not fact_check.reviewed) or (claimed and not fact_check.claimed))


def claimreview_document(entry: FactCheckEntry) -> dict[str, Any]:
    """Return the entry as a ClaimReview, without empty keys."""
    claim = {
        "@type": "Claim",
        "author": {"@type": "Thing", "name": entry.claimant} if entry.claimant else None,
        "datePublished": entry.claimed.isoformat() if entry.claimed else None,
    }
    document = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": entry.identifier,
        "url": entry.url,
        "inLanguage": entry.language,
        "headline": entry.title,
        "datePublished": entry.reviewed.isoformat() if entry.reviewed else None,
        "author": {"@type": "Organization", "name": entry.publisher, "url": f"https://{entry.site}/"},
        "claimReviewed": entry.claim_text,
        "reviewRating": {"@type": "Rating", "alternateName": entry.rating},
        "itemReviewed": {key: value for key, value in claim.items() if value},
    }
    return {key: value for key, value in document.items() if value}


def is_claimreview(entry: dict[str, Any]) -> bool:
    """Check the type, with any prefix; without a type, check for a reviewed claim."""
    stated = entry.get("@type")
    if stated == "ClaimReview":
        return True
    review = plain_keys(entry)
    types = {type_name(value) for value in as_values(review.get("@type"))}
    return bool(types & REVIEW_TYPES) or ("claimReviewed" in review and (not types or bool(types & LOOSE_TYPES)))


def _reviewed_item(review: dict[str, Any]) -> dict[str, Any]:
    """Return what is reviewed: of several objects the claim, else the first; a text is that of a claim."""
    items = as_objects(review.get("itemReviewed"))
    claims = (item for item in items if type_name(as_text(item.get("@type"), 100)) == "claim")
    return next(claims, items[0]) if items else {"text": _without_names(review.get("itemReviewed"))}


def _claim_text(review: dict[str, Any], item: dict[str, Any]) -> str:
    """Return the reviewed claim: a text, an object with a text, or else what the reviewed item says."""
    reviewed = review.get("claimReviewed")
    claim = as_text(reviewed, MAX_TEXT_CHARACTERS)
    for said in (as_object(reviewed), item):
        claim = claim or first_text(said, ("text", "name", "headline", "description"), MAX_TEXT_CHARACTERS)
    return check_claim_text(claim)


def _publishing_party(review: dict[str, Any]) -> Any:
    """Return the author, or the publisher where the author is a person or is missing."""
    author, publisher = review.get("author"), review.get("publisher")
    is_person = type_name(as_object(author).get("@type", "")) == "person"
    return publisher if (is_person or not _party_name(author)) and _party_name(publisher) else author


def _party_name(value: Any) -> str:
    """Return the name of a person or organisation, an object or a string; several names are joined."""
    names = (_name_of(plain_keys(item)) if isinstance(item, dict) else as_text(item, 300) for item in as_values(value))
    return to_one_line(", ".join(dict.fromkeys(_without_names(list(names)))), 300)


def _name_of(party: dict[str, Any]) -> str:
    given = " ".join(filter(None, (as_text(party.get(key), 150) for key in ("givenName", "familyName"))))
    return as_text(party.get("@value"), 300) or first_text(party, ("name", "legalName", "alternateName"), 300) or given


def _without_names(value: Any) -> list[str]:
    """Return the texts among the values; the names of nodes and URLs are none."""
    texts = (item for item in as_values(value) if isinstance(item, str) and item)
    return [text for text in texts if not text.startswith(("#", "_:", "http://", "https://"))]


def _review_url(review: dict[str, Any], page_url: str) -> str:
    for key in ("url", "@id", "mainEntityOfPage", "isPartOf", "sameAs"):
        for item in as_values(review.get(key)):
            named = (item.get("@id") or item.get("url")) if isinstance(item, dict) else item
            if isinstance(named, str) and (address := _page_address(named, page_url, is_url=key == "url")):
                return address
    if is_page_url(page_url):
        return page_url
    raise MalformedEntry("no_address")


def _page_address(named: str, page_url: str, *, is_url: bool) -> str:
    """Return the URL of a page that a review names, which may be relative to the page that the review stands on."""
    address = named.strip()
    if page_url and "://" not in address:
        try:
            address = urljoin(page_url, address)
        except ValueError:
            return ""
    return find_address(address) if is_url or address.startswith("http") else ""


def _first_day(value: Any, *, day_first: bool | None) -> date | None:
    return next(filter(None, (parse_day(as_literal(item), day_first=day_first) for item in as_values(value))), None)


def _day_first_in(language: str) -> bool | None:
    """Return how a language writes numeric dates: all but English, in which countries differ, begin with the day."""
    if language == "en-US":
        return False
    return None if language in ("", "en") else True


def _parse_language(value: Any) -> str:
    """Return a BCP 47 code; an object has it as its alternate name, and one may be named in words."""
    for item in as_values(value):
        texts = (item.get("alternateName"), item.get("name")) if isinstance(item, dict) else (item,)
        if code := next(filter(None, map(language_code, filter(None, map(str, texts)))), ""):
            return code
    return ""


def _identifier(review: dict[str, Any]) -> str:
    for item in as_values(review.get("identifier")):
        identifier = as_text(item.get("value") if isinstance(item, dict) else item, 500)
        if identifier:
            return identifier
    return ""
