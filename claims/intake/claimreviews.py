"""ClaimReviews of other organisations: reading the variants in use into one checked and cleaned form.

`read_claimreview` reads an entry of a feed and `claimreview_document` writes it as schema.org defines it; reading
the written document gives the same entry.
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
from django.utils.translation import gettext_lazy as _

from claims.intake.article_text import to_one_line

MAX_CLAIM_CHARACTERS = 5_000
MAX_TEXT_CHARACTERS = 20_000  # of one field, including markup
MAX_URL_CHARACTERS = 2_000
MAX_HOST_CHARACTERS = 253
MAX_LANGUAGE_CHARACTERS = 35
MAX_CLEANING_ROUNDS = 5  # for markup that is escaped within markup

REFUSAL_REASONS = {
    "empty": _("the entry is empty"),
    "not_a_claimreview": _("the entry is not a ClaimReview"),
    "no_claim": _("the claim is missing"),
    "no_rating": _("the rating is missing"),
    "no_address": _("the URL is missing"),
    "too_long": _("the claim or another text is too long"),
    "markup": _("the markup is nested too deeply"),
    "duplicate": _("the feed has the same claim on the same page twice"),
    "ours": _("the entry is a verdict of this desk"),
}
"""Why an entry of a feed is refused, by code."""

_URL = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f\ud800-\udfff\\<>\"]+", re.IGNORECASE)
_HOST = re.compile(r"(?:www\.)*([\w-]+(?:\.[\w-]+)*)\.?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MARKUP = re.compile("[<&]")


class MalformedEntry(Exception):
    """An entry that is refused; `args[0]` is a code of `REFUSAL_REASONS`."""


@dataclass(frozen=True, slots=True)
class FactCheckEntry:
    """A ClaimReview: single lines of plain text, empty if unknown; `site` is a host without "www."."""

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
        """Return the hash of page and claim, in hexadecimal, which identifies a fact-check."""
        return _sha256(f"{self.url}\n{self.claim_text.casefold()}")

    @property
    def content_sha256(self) -> str:
        """Return the hash of all fields, in hexadecimal, which shows changes."""
        return _sha256("\n".join(str(getattr(self, name)) for name in self.__slots__))


def read_claimreview(entry: Any, *, language: str = "") -> FactCheckEntry:
    """Read an entry of a feed; `language` is used if it names none. Raises `MalformedEntry`."""
    if not entry:
        raise MalformedEntry("empty")
    if not isinstance(entry, dict) or not _is_claimreview(entry):
        raise MalformedEntry("not_a_claimreview")
    item = _as_object(entry.get("itemReviewed"))
    author = _as_object(entry.get("author"))
    url = _review_url(entry)
    site = host_without_www(_as_text(author.get("url"), MAX_URL_CHARACTERS)) or host_without_www(url)
    return FactCheckEntry(
        url=url,
        claim_text=_claim_text(entry, item),
        rating=_rating_text(_as_object(entry.get("reviewRating"))),
        publisher=_party_name(entry.get("author")) or site,
        site=site,
        title=_first_text(entry, ("headline", "name", "abstract"), 500),
        claimant=_party_name(item.get("author")),
        claimed=_parse_date(item.get("datePublished")),
        reviewed=_parse_date(entry.get("datePublished")),
        language=_parse_language(entry.get("inLanguage")) or language,
        identifier=_identifier(entry),
    )


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


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _is_claimreview(entry: dict[str, Any]) -> bool:
    """Check the type, with any prefix; without a type, check for a reviewed claim."""
    types = [str(value).rpartition("/")[2].rpartition(":")[2] for value in _as_values(entry.get("@type"))]
    return "ClaimReview" in types or (not types and "claimReviewed" in entry)


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
            return _strip_markup(scalar, width)
        if scalar is not None and not isinstance(scalar, dict | list | bool):
            return str(scalar)[:width]
    return ""


def _strip_markup(raw: str, width: int) -> str:
    """Remove markup and invisible characters until nothing changes any more."""
    if len(raw) > MAX_TEXT_CHARACTERS:
        raise MalformedEntry("too_long")
    line = to_one_line(raw, width)
    for _round in range(MAX_CLEANING_ROUNDS):
        if not _MARKUP.search(line):
            return line
        plain = to_one_line(html.unescape(nh3.clean(line, tags=set())), width)
        if plain == line:
            return line
        line = plain
    raise MalformedEntry("markup")


def _first_text(entry: dict[str, Any], keys: tuple[str, ...], width: int) -> str:
    return next(filter(None, (_as_text(entry.get(key), width) for key in keys)), "")


def _claim_text(entry: dict[str, Any], item: dict[str, Any]) -> str:
    claim = _as_text(entry.get("claimReviewed"), MAX_TEXT_CHARACTERS) or _first_text(
        item, ("text", "name"), MAX_TEXT_CHARACTERS
    )
    if not claim:
        raise MalformedEntry("no_claim")
    if len(claim) > MAX_CLAIM_CHARACTERS:
        raise MalformedEntry("too_long")
    return claim


def _party_name(value: Any) -> str:
    """Return the name of a person or organisation, an object or a string; several names are joined."""
    names = (_as_text(item.get("name") if isinstance(item, dict) else item, 300) for item in _as_values(value))
    return to_one_line(", ".join(dict.fromkeys(filter(None, names))), 300)


def _rating_text(rating: dict[str, Any]) -> str:
    label = _first_text(rating, ("alternateName", "name", "ratingExplanation"), 300)
    value, best = _as_text(rating.get("ratingValue"), 40), _as_text(rating.get("bestRating"), 40)
    number = f"{value} of {best}" if value and best else value
    if not label and not number:
        raise MalformedEntry("no_rating")
    return label or number


def _review_url(entry: dict[str, Any]) -> str:
    for key in ("url", "@id", "mainEntityOfPage"):
        for item in _as_values(entry.get(key)):
            address = str(item.get("@id") if isinstance(item, dict) else item).strip()
            if len(address) <= MAX_URL_CHARACTERS and _URL.fullmatch(address) and host_without_www(address):
                return address
    raise MalformedEntry("no_address")


def host_without_www(url: str) -> str:
    """Return the host of a URL without "www."; empty if it has none."""
    try:
        host = _HOST.fullmatch(urlsplit(url).hostname or "")
    except ValueError:
        return ""
    return host[1] if host and len(host[1]) <= MAX_HOST_CHARACTERS else ""


def _parse_date(value: Any) -> date | None:
    """Parse an ISO 8601 date, ignoring a time; anything else is unknown."""
    for item in _as_values(value):
        try:
            return date.fromisoformat(str(item).strip()[:10].replace("/", "-"))
        except ValueError:
            continue
    return None


def _parse_language(value: Any) -> str:
    """Return a BCP 47 code; an object has it as its alternate name."""
    for item in _as_values(value):
        code = str(item.get("alternateName") if isinstance(item, dict) else item).strip().replace("_", "-")
        if len(code) <= MAX_LANGUAGE_CHARACTERS and _LANGUAGE.fullmatch(code):
            primary, hyphen, rest = code.partition("-")
            return primary.lower() + hyphen + rest
    return ""


def _identifier(entry: dict[str, Any]) -> str:
    for item in _as_values(entry.get("identifier")):
        identifier = _as_text(item.get("value") if isinstance(item, dict) else item, 500)
        if identifier:
            return identifier
    return ""
