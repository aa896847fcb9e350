"""One ClaimReview of somebody else, out of the shapes that exist in the wild: checked, cleaned, made one.

`read` takes what a feed holds, `document` writes it as schema.org says, and each undoes the other: what
was read, written and read again is the same entry.
"""

import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import nh3

from claims.intake.article_text import to_one_line

MAX_CLAIM_CHARACTERS = 5_000  # characters; more is no claim
MAX_TEXT_CHARACTERS = 20_000  # characters of one field, markup included
MAX_URL_CHARACTERS = 2_000
MAX_HOST_CHARACTERS = 253
MAX_LANGUAGE_CHARACTERS = 35
MAX_CLEANING_ROUNDS = 5  # of markup written as text within markup

REFUSAL_REASONS = {
    "empty": "there is nothing where a review should be",
    "not_a_claimreview": "it is no ClaimReview",
    "no_claim": "it does not say which claim it reviewed",
    "no_rating": "it has no rating, neither in words nor as a number",
    "no_address": "it has no web address of its own",
    "too_long": f"its claim has more than {MAX_CLAIM_CHARACTERS:,} characters, or another text more than {MAX_TEXT_CHARACTERS:,}",
    "markup": "its text is markup within markup without end",
    "duplicate": "the same page reviews the same claim earlier in this feed",
    "ours": "it is a verdict of this desk",
}
"""Why an entry of a feed is left out, by code."""

_URL = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f\ud800-\udfff\\<>\"]+", re.IGNORECASE)
_HOST = re.compile(r"(?:www\.)*([\w-]+(?:\.[\w-]+)*)\.?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MARKUP = re.compile("[<&]")


class MalformedEntry(Exception):
    """An entry that is left out; `args[0]` is one of `REASONS`."""


@dataclass(frozen=True, slots=True)
class FactCheckEntry:
    """A ClaimReview: single lines of plain text, empty if not known; `site` is a host without "www."."""

    url: str
    claim_text: str
    rating: str
    publisher: str
    site: str
    title: str = ""
    claimant: str = ""
    claimed: date | None = None
    reviewed: date | None = None
    language: str = ""
    identifier: str = ""

    @property
    def key(self) -> str:
        """What a page says about a claim is one review, however often it comes; hexadecimal."""
        return _sha256(f"{self.url}\n{self.claim_text.casefold()}")

    @property
    def content_sha256(self) -> str:
        """Differs when anything about it does."""
        return _sha256("\n".join(str(getattr(self, each)) for each in self.__slots__))


def read_claimreview(found: Any, *, language: str = "") -> FactCheckEntry:
    """The entry in what a feed holds; `language` is taken where it names none. Raises `Malformed`."""
    if not found:
        raise MalformedEntry("empty")
    if not isinstance(found, dict) or not _is_claimreview(found):
        raise MalformedEntry("not_a_claimreview")
    item = _as_object(found.get("itemReviewed"))
    author = _as_object(found.get("author"))
    url = _review_url(found)
    site = host_without_www(_as_text(author.get("url"), MAX_URL_CHARACTERS)) or host_without_www(url)
    return FactCheckEntry(
        url=url,
        claim_text=_claim_text(found, item),
        rating=_rating_text(_as_object(found.get("reviewRating"))),
        publisher=_party_name(found.get("author")) or site,
        site=site,
        title=_first_text(found, ("headline", "name", "abstract"), 500),
        claimant=_party_name(item.get("author")),
        claimed=_parse_date(item.get("datePublished")),
        reviewed=_parse_date(found.get("datePublished")),
        language=_parse_language(found.get("inLanguage")) or language,
        identifier=_identifier(found),
    )


def claimreview_document(entry: FactCheckEntry) -> dict[str, Any]:
    """The entry as a ClaimReview, without keys that would be empty."""
    claim = {
        "@type": "Claim",
        "author": {"@type": "Thing", "name": entry.claimant} if entry.claimant else None,
        "datePublished": entry.claimed.isoformat() if entry.claimed else None,
    }
    whole = {
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
    return {key: value for key, value in whole.items() if value}


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _is_claimreview(found: dict[str, Any]) -> bool:
    """By its type, however prefixed; by what it reviews where no type is given."""
    types = [str(each).rpartition("/")[2].rpartition(":")[2] for each in _as_values(found.get("@type"))]
    return "ClaimReview" in types or (not types and "claimReviewed" in found)


def _as_values(value: Any) -> Iterator[Any]:
    """A value, or the values of a list: JSON-LD lets one stand for the other everywhere."""
    yield from (each for each in (value if isinstance(value, list) else [value]) if each is not None)


def _as_object(value: Any) -> dict[str, Any]:
    return next((each for each in _as_values(value) if isinstance(each, dict)), {})


def _as_text(value: Any, width: int) -> str:
    """The first string or number as one line of plain text."""
    for each in _as_values(value):
        scalar = each.get("@value") if isinstance(each, dict) else each
        if isinstance(scalar, str):
            return _strip_markup(scalar, width)
        if scalar is not None and not isinstance(scalar, dict | list | bool):
            return str(scalar)[:width]
    return ""


def _strip_markup(raw: str, width: int) -> str:
    """Without markup and unseen characters, until doing it again changes nothing."""
    if len(raw) > MAX_TEXT_CHARACTERS:
        raise MalformedEntry("too_long")
    line = to_one_line(raw, width)
    for _ in range(MAX_CLEANING_ROUNDS):
        if not _MARKUP.search(line):
            return line
        plain = to_one_line(html.unescape(nh3.clean(line, tags=set())), width)
        if plain == line:
            return line
        line = plain
    raise MalformedEntry("markup")


def _first_text(found: dict[str, Any], keys: tuple[str, ...], width: int) -> str:
    return next(filter(None, (_as_text(found.get(key), width) for key in keys)), "")


def _claim_text(found: dict[str, Any], item: dict[str, Any]) -> str:
    claim = _as_text(found.get("claimReviewed"), MAX_TEXT_CHARACTERS) or _first_text(
        item, ("text", "name"), MAX_TEXT_CHARACTERS
    )
    if not claim:
        raise MalformedEntry("no_claim")
    if len(claim) > MAX_CLAIM_CHARACTERS:
        raise MalformedEntry("too_long")
    return claim


def _party_name(value: Any) -> str:
    """The name of a person or organisation, given as an object or as a string; several are joined."""
    names = (_as_text(each.get("name") if isinstance(each, dict) else each, 300) for each in _as_values(value))
    return to_one_line(", ".join(dict.fromkeys(filter(None, names))), 300)


def _rating_text(rating: dict[str, Any]) -> str:
    words = _first_text(rating, ("alternateName", "name", "ratingExplanation"), 300)
    value, best = _as_text(rating.get("ratingValue"), 40), _as_text(rating.get("bestRating"), 40)
    number = f"{value} of {best}" if value and best else value
    if not words and not number:
        raise MalformedEntry("no_rating")
    return words or number


def _review_url(found: dict[str, Any]) -> str:
    for key in ("url", "@id", "mainEntityOfPage"):
        for each in _as_values(found.get(key)):
            address = str(each.get("@id") if isinstance(each, dict) else each).strip()
            if len(address) <= MAX_URL_CHARACTERS and _URL.fullmatch(address) and host_without_www(address):
                return address
    raise MalformedEntry("no_address")


def host_without_www(url: str) -> str:
    """The host of an address without "www.", empty where it has none."""
    try:
        host = _HOST.fullmatch(urlsplit(url).hostname or "")
    except ValueError:
        return ""
    return host[1] if host and len(host[1]) <= MAX_HOST_CHARACTERS else ""


def _parse_date(value: Any) -> date | None:
    """ISO 8601, with or without a time, which is left out as it stands; anything else is not known."""
    for each in _as_values(value):
        try:
            return date.fromisoformat(str(each).strip()[:10].replace("/", "-"))
        except ValueError:
            continue
    return None


def _parse_language(value: Any) -> str:
    """A BCP 47 code; one given as an object has it as its alternate name."""
    for each in _as_values(value):
        code = str(each.get("alternateName") if isinstance(each, dict) else each).strip().replace("_", "-")
        if len(code) <= MAX_LANGUAGE_CHARACTERS and _LANGUAGE.fullmatch(code):
            primary, hyphen, rest = code.partition("-")
            return primary.lower() + hyphen + rest
    return ""


def _identifier(found: dict[str, Any]) -> str:
    for each in _as_values(found.get("identifier")):
        named = _as_text(each.get("value") if isinstance(each, dict) else each, 500)
        if named:
            return named
    return ""
