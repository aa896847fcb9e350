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

from claims.intake.text import one_line

CLAIM_LIMIT = 5_000  # characters; more is no claim
TEXT_LIMIT = 20_000  # characters of one field, markup included
URL_LIMIT = 2_000
HOST_LIMIT = 253
LANGUAGE_LIMIT = 35
ROUNDS = 5  # of markup written as text within markup

REASONS = {
    "empty": "there is nothing where a review should be",
    "not_a_claimreview": "it is no ClaimReview",
    "no_claim": "it does not say which claim it reviewed",
    "no_rating": "it has no rating, neither in words nor as a number",
    "no_address": "it has no web address of its own",
    "too_long": f"its claim has more than {CLAIM_LIMIT:,} characters, or another text more than {TEXT_LIMIT:,}",
    "markup": "its text is markup within markup without end",
    "duplicate": "the same page reviews the same claim earlier in this feed",
    "ours": "it is a verdict of this desk",
}
"""Why an entry of a feed is left out, by code."""

_URL = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f\ud800-\udfff\\<>\"]+", re.IGNORECASE)
_HOST = re.compile(r"(?:www\.)*([\w-]+(?:\.[\w-]+)*)\.?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MARKUP = re.compile("[<&]")


class Malformed(Exception):
    """An entry that is left out; `args[0]` is one of `REASONS`."""


@dataclass(frozen=True, slots=True)
class Entry:
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


def read(found: Any, *, language: str = "") -> Entry:
    """The entry in what a feed holds; `language` is taken where it names none. Raises `Malformed`."""
    if not found:
        raise Malformed("empty")
    if not isinstance(found, dict) or not _is_claimreview(found):
        raise Malformed("not_a_claimreview")
    item = _object(found.get("itemReviewed"))
    author = _object(found.get("author"))
    url = _address(found)
    site = site_of(_text(author.get("url"), URL_LIMIT)) or site_of(url)
    return Entry(
        url=url,
        claim_text=_claim(found, item),
        rating=_rating(_object(found.get("reviewRating"))),
        publisher=_name(found.get("author")) or site,
        site=site,
        title=_first(found, ("headline", "name", "abstract"), 500),
        claimant=_name(item.get("author")),
        claimed=_day(item.get("datePublished")),
        reviewed=_day(found.get("datePublished")),
        language=_language(found.get("inLanguage")) or language,
        identifier=_identifier(found),
    )


def document(entry: Entry) -> dict[str, Any]:
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
    types = [str(each).rpartition("/")[2].rpartition(":")[2] for each in _each(found.get("@type"))]
    return "ClaimReview" in types or (not types and "claimReviewed" in found)


def _each(value: Any) -> Iterator[Any]:
    """A value, or the values of a list: JSON-LD lets one stand for the other everywhere."""
    yield from (each for each in (value if isinstance(value, list) else [value]) if each is not None)


def _object(value: Any) -> dict[str, Any]:
    return next((each for each in _each(value) if isinstance(each, dict)), {})


def _text(value: Any, width: int) -> str:
    """The first string or number as one line of plain text."""
    for each in _each(value):
        scalar = each.get("@value") if isinstance(each, dict) else each
        if isinstance(scalar, str):
            return _plain(scalar, width)
        if scalar is not None and not isinstance(scalar, dict | list | bool):
            return str(scalar)[:width]
    return ""


def _plain(raw: str, width: int) -> str:
    """Without markup and unseen characters, until doing it again changes nothing."""
    if len(raw) > TEXT_LIMIT:
        raise Malformed("too_long")
    line = one_line(raw, width)
    for _ in range(ROUNDS):
        if not _MARKUP.search(line):
            return line
        plain = one_line(html.unescape(nh3.clean(line, tags=set())), width)
        if plain == line:
            return line
        line = plain
    raise Malformed("markup")


def _first(found: dict[str, Any], keys: tuple[str, ...], width: int) -> str:
    return next(filter(None, (_text(found.get(key), width) for key in keys)), "")


def _claim(found: dict[str, Any], item: dict[str, Any]) -> str:
    claim = _text(found.get("claimReviewed"), TEXT_LIMIT) or _first(item, ("text", "name"), TEXT_LIMIT)
    if not claim:
        raise Malformed("no_claim")
    if len(claim) > CLAIM_LIMIT:
        raise Malformed("too_long")
    return claim


def _name(value: Any) -> str:
    """The name of a person or organisation, given as an object or as a string; several are joined."""
    names = (_text(each.get("name") if isinstance(each, dict) else each, 300) for each in _each(value))
    return one_line(", ".join(dict.fromkeys(filter(None, names))), 300)


def _rating(rating: dict[str, Any]) -> str:
    words = _first(rating, ("alternateName", "name", "ratingExplanation"), 300)
    value, best = _text(rating.get("ratingValue"), 40), _text(rating.get("bestRating"), 40)
    number = f"{value} of {best}" if value and best else value
    if not words and not number:
        raise Malformed("no_rating")
    return words or number


def _address(found: dict[str, Any]) -> str:
    for key in ("url", "@id", "mainEntityOfPage"):
        for each in _each(found.get(key)):
            address = str(each.get("@id") if isinstance(each, dict) else each).strip()
            if len(address) <= URL_LIMIT and _URL.fullmatch(address) and site_of(address):
                return address
    raise Malformed("no_address")


def site_of(url: str) -> str:
    """The host of an address without "www.", empty where it has none."""
    try:
        host = _HOST.fullmatch(urlsplit(url).hostname or "")
    except ValueError:
        return ""
    return host[1] if host and len(host[1]) <= HOST_LIMIT else ""


def _day(value: Any) -> date | None:
    """ISO 8601, with or without a time, which is left out as it stands; anything else is not known."""
    for each in _each(value):
        try:
            return date.fromisoformat(str(each).strip()[:10].replace("/", "-"))
        except ValueError:
            continue
    return None


def _language(value: Any) -> str:
    """A BCP 47 code; one given as an object has it as its alternate name."""
    for each in _each(value):
        code = str(each.get("alternateName") if isinstance(each, dict) else each).strip().replace("_", "-")
        if len(code) <= LANGUAGE_LIMIT and _LANGUAGE.fullmatch(code):
            primary, hyphen, rest = code.partition("-")
            return primary.lower() + hyphen + rest
    return ""


def _identifier(found: dict[str, Any]) -> str:
    for each in _each(found.get("identifier")):
        named = _text(each.get("value") if isinstance(each, dict) else each, 500)
        if named:
            return named
    return ""
