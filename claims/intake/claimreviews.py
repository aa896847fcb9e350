"""ClaimReviews of other organisations: reading the variants in use into one checked and cleaned form.

`read_claimreview` reads an entry of a feed and `claimreview_document` writes it as schema.org defines it; reading
the written document gives the same entry.
"""

import re
from collections.abc import Iterator
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
    strip_markup,
)
from claims.intake.review_dates import parse_day

REVIEW_TYPES = frozenset({"claimreview"})
LOOSE_TYPES = frozenset({"review", "criticreview", "mediareview"})
"""Types of entries that are ClaimReviews if they have a reviewed claim."""

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?%?")
_SCHEMA_PREFIX = re.compile(r"(?:schema:|https?://schema\.org/)")


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
    item = plain_keys(_as_object(review.get("itemReviewed")))
    party = _publishing_party(review)
    url = _review_url(review, context.page_url)
    site = host_without_www(_as_text(_as_object(party).get("url"), MAX_URL_CHARACTERS)) or host_without_www(url)
    code = _parse_language(review.get("inLanguage")) or language
    day_first = context.day_first if context.day_first is not None else _day_first_in(code)
    return FactCheckEntry(
        url=url,
        claim_text=_claim_text(review, item),
        rating=_rating_text(review.get("reviewRating")),
        publisher=_party_name(party) or site,
        site=site,
        title=_first_text(review, ("headline", "name", "abstract"), 500),
        claimant=_party_name(item.get("author")),
        claimed=_first_day(item.get("datePublished"), day_first=day_first),
        reviewed=_first_day(review.get("datePublished"), day_first=day_first),
        language=code,
        identifier=_identifier(review),
    )


def has_unknown_date(entry: dict[str, Any], fact_check: FactCheckEntry) -> bool:
    """Return whether a ClaimReview states a date that is not read."""
    review = plain_keys(entry)
    claimed = plain_keys(_as_object(review.get("itemReviewed"))).get("datePublished")
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


def plain_keys(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the entry with the names of schema.org without a prefix, and with "@type" and "@id"."""
    if "type" not in entry and not any(":" in key for key in entry):
        return entry
    plain = {_SCHEMA_PREFIX.sub("", key): value for key, value in entry.items()}
    return {f"@{name}": entry[name] for name in ("type", "id") if name in entry} | plain


def is_claimreview(entry: dict[str, Any]) -> bool:
    """Check the type, with any prefix; without a type, check for a reviewed claim."""
    stated = entry.get("@type")
    if stated == "ClaimReview":
        return True
    review = plain_keys(entry)
    types = {_type_name(value) for value in _as_values(review.get("@type"))}
    return bool(types & REVIEW_TYPES) or ("claimReviewed" in review and (not types or bool(types & LOOSE_TYPES)))


def _type_name(value: Any) -> str:
    return str(value).rpartition("/")[2].rpartition(":")[2].casefold()


def _as_values(value: Any) -> Iterator[Any]:
    """Yield a value, or the values of a list: in JSON-LD both mean the same."""
    yield from (item for item in (value if isinstance(value, list) else [value]) if item is not None)


def _as_object(value: Any) -> dict[str, Any]:
    return next((item for item in _as_values(value) if isinstance(item, dict)), {})


def _as_text(value: Any, width: int) -> str:
    """Return the first string or number as one line of plain text."""
    for item in _as_values(value):
        scalar = item.get("@value") if isinstance(item, dict) else item
        if isinstance(scalar, str):
            return strip_markup(scalar, width)
        if scalar is not None and not isinstance(scalar, dict | list | bool):
            return str(scalar)[:width]
    return ""


def _first_text(entry: dict[str, Any], keys: tuple[str, ...], width: int) -> str:
    return next(filter(None, (_as_text(entry.get(key), width) for key in keys)), "")


def _claim_text(review: dict[str, Any], item: dict[str, Any]) -> str:
    """Return the reviewed claim: a text, an object with a text, or else what the reviewed item says."""
    reviewed = review.get("claimReviewed")
    for text, keys in ((_as_object(reviewed), ("text", "name", "description")), (item, ("text", "name"))):
        if claim := _as_text(reviewed, MAX_TEXT_CHARACTERS) or _first_text(text, keys, MAX_TEXT_CHARACTERS):
            return check_claim_text(claim)
    return check_claim_text("")


def _publishing_party(review: dict[str, Any]) -> Any:
    """Return the author, or the publisher where the author is a person or is missing."""
    author, publisher = review.get("author"), review.get("publisher")
    is_person = _type_name(_as_object(author).get("@type", "")) == "person"
    return publisher if (is_person or not _party_name(author)) and _party_name(publisher) else author


def _party_name(value: Any) -> str:
    """Return the name of a person or organisation, an object or a string; several names are joined."""
    names = (_as_text(item.get("name") if isinstance(item, dict) else item, 300) for item in _as_values(value))
    named = (name for name in names if name and not name.startswith(("#", "_:", "http://", "https://")))
    return to_one_line(", ".join(dict.fromkeys(named)), 300)


def _rating_text(value: Any) -> str:
    """Return the rating in words, or else the number with its scale."""
    rating = plain_keys(_as_object(value)) or {"alternateName": value}
    texts = [_as_text(rating.get(key), 300) for key in ("alternateName", "name", "ratingValue", "ratingExplanation")]
    words = next((text for text in texts if text and not _NUMBER.fullmatch(text)), "")
    number = _number_of_scale(rating) or next((text for text in texts[:2] if text and not text.startswith("-")), "")
    if not words and not number:
        raise MalformedEntry("no_rating")
    return words or number


def _number_of_scale(rating: dict[str, Any]) -> str:
    """Return "2 of 5"; empty if the number is not on its scale, as in -1 of -1, which means that there is none."""
    texts = [_as_text(rating.get(key), 40) for key in ("ratingValue", "worstRating", "bestRating")]
    value, worst, best = (_as_number(text) for text in texts)
    if value is None or value < (0 if worst is None else worst):
        return ""
    if best is None:
        return texts[0]
    return f"{texts[0]} of {texts[2]}" if value <= best and best > (0 if worst is None else worst) else ""


def _as_number(text: str) -> float | None:
    return float(text.replace(",", ".").rstrip("%")) if _NUMBER.fullmatch(text) else None


def _review_url(review: dict[str, Any], page_url: str) -> str:
    for key in ("url", "@id", "mainEntityOfPage", "isPartOf"):
        for item in _as_values(review.get(key)):
            named = (item.get("@id") or item.get("url")) if isinstance(item, dict) else item
            address = str(named).strip()
            if page_url and isinstance(named, str) and "://" not in address:
                address = _joined(page_url, address)
            if is_page_url(address):
                return address
    if is_page_url(page_url):
        return page_url
    raise MalformedEntry("no_address")


def _joined(page_url: str, address: str) -> str:
    try:
        return urljoin(page_url, address)
    except ValueError:
        return ""


def _first_day(value: Any, *, day_first: bool | None) -> date | None:
    return next(filter(None, (parse_day(item, day_first=day_first) for item in _as_values(value))), None)


def _day_first_in(language: str) -> bool | None:
    """Return how a language writes numeric dates: all but English, in which countries differ, begin with the day."""
    if language == "en-US":
        return False
    return None if language in ("", "en") else True


def _parse_language(value: Any) -> str:
    """Return a BCP 47 code; an object has it as its alternate name."""
    codes = (
        language_code(str(item.get("alternateName") if isinstance(item, dict) else item)) for item in _as_values(value)
    )
    return next(filter(None, codes), "")


def _identifier(review: dict[str, Any]) -> str:
    for item in _as_values(review.get("identifier")):
        identifier = _as_text(item.get("value") if isinstance(item, dict) else item, 500)
        if identifier:
            return identifier
    return ""
