"""Fact-checks of others in one checked and cleaned form, what identifies them, and why an entry is refused."""

import hashlib
import html
import re
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import nh3
from django.utils.translation import gettext_lazy as _

from claims.intake.addresses import canonical_url
from claims.intake.article_text import to_one_line
from claims.language_names import find_language
from claims.refusals import BadUrl

MAX_CLAIM_CHARACTERS = 5_000
MAX_TEXT_CHARACTERS = 20_000  # of one field, including markup
MAX_URL_CHARACTERS = 2_000
MAX_HOST_CHARACTERS = 253
MAX_LANGUAGE_CHARACTERS = 35
MAX_CLEANING_ROUNDS = 5  # for markup that is escaped within markup

MISSING_WORDS = frozenset({"null", "none", "nan", "n/a", "#n/a", "undefined", "\\n", "-", "–", "—"})
"""What programs write for a value that they do not have."""

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
    "broken": _("the entry is not valid JSON or CSV"),
    "not_published": _("the other tool has not published it"),
    "cut": _("the feed ends in the middle of an entry"),
}
"""Why an entry of a feed is refused, by code."""

UNDATED = _("imported without a date, since the date is incomplete or not certain")

_URL = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f\ud800-\udfff\\<>\"]+", re.IGNORECASE)
_PLAIN_URL = re.compile(r"https?://(?:www\.)?([a-z0-9.-]*[a-z][a-z0-9.-]*/[A-Za-z0-9/_.-]*)")
_HOST = re.compile(r"(?:www\.)*([\w-]+(?:\.[\w-]+)*)\.?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MARKUP = re.compile("[<&]")
_ROUTE = re.compile("[/!]")


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
        return _sha256(f"{page_identity(self.url)}\n{self.claim_text.casefold()}")

    @property
    def content_sha256(self) -> str:
        """Return the hash of all fields, in hexadecimal, which shows changes."""
        return _sha256("\n".join(str(getattr(self, name)) for name in self.__slots__))

    def to_json(self) -> dict[str, Any]:
        """Return the entry as plain JSON."""
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        return values | {name: values[name] and values[name].isoformat() for name in ("claimed", "reviewed")}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "FactCheckEntry":
        """Return the entry that `to_json` wrote."""
        days = {name: date.fromisoformat(data[name]) if data[name] else None for name in ("claimed", "reviewed")}
        return cls(**{**data, **days})


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed with the line where it begins: a fact-check, or the code of why it is refused.

    `excerpt` has some characters by which a person recognises it; `undated` says that a date was left out, because it
    is incomplete or not certain.
    """

    line: int
    fact_check: FactCheckEntry | None = None
    refusal: str = ""
    excerpt: str = ""
    undated: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the entry as plain JSON."""
        return {**asdict(self), "fact_check": self.fact_check and self.fact_check.to_json()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "FeedEntry":
        """Return the entry that `to_json` wrote."""
        fact_check = data["fact_check"] and FactCheckEntry.from_json(data["fact_check"])
        return cls(**{**data, "fact_check": fact_check})


def page_identity(url: str) -> str:
    """Return what identifies the page at a URL: the same for http and https, "www.", tracking and a final slash.

    A fragment counts only if it is the route of a page that a script builds: "#/checks/7".
    """
    if plain := _PLAIN_URL.fullmatch(url):
        return plain[1].rstrip("/")
    before, _sign, fragment = url.partition("#")
    try:
        address = canonical_url(before)
    except BadUrl:
        return url
    path, question, query = address.partition("://")[2].removeprefix("www.").partition("?")
    route = f"#{fragment.rstrip('/')}" if _ROUTE.match(fragment) else ""
    return f"{path.rstrip('/')}{question}{query}{route}"


def host_without_www(url: str) -> str:
    """Return the host of a URL without "www."; empty if it has none."""
    try:
        host = _HOST.fullmatch(urlsplit(url).hostname or "")
    except ValueError:
        return ""
    return host[1] if host and len(host[1]) <= MAX_HOST_CHARACTERS else ""


def is_page_url(address: str) -> bool:
    """Return whether a text is a URL that can be stored and shown as a link."""
    return len(address) <= MAX_URL_CHARACTERS and bool(_URL.fullmatch(address) and host_without_www(address))


def strip_markup(raw: str, width: int) -> str:
    """Return one line of plain text: removes markup and invisible characters until nothing changes any more.

    Raises `MalformedEntry`.
    """
    if len(raw) > MAX_TEXT_CHARACTERS:
        raise MalformedEntry("too_long")
    line = to_one_line(raw, width)
    for _round in range(MAX_CLEANING_ROUNDS):
        if not _MARKUP.search(line):
            return "" if line.casefold() in MISSING_WORDS else line
        plain = to_one_line(html.unescape(nh3.clean(line, tags=set())), width)
        if plain == line:
            return line
        line = plain
    raise MalformedEntry("markup")


def check_claim_text(claim: str) -> str:
    """Return the text of a claim. Raises `MalformedEntry` if it is missing or too long."""
    if not claim:
        raise MalformedEntry("no_claim")
    if len(claim) > MAX_CLAIM_CHARACTERS:
        raise MalformedEntry("too_long")
    return claim


def language_code(text: str) -> str:
    """Return a BCP 47 code with its first part in lower case, also for the name of a language; empty if it is none."""
    code = text.strip().replace("_", "-")
    if len(code) > MAX_LANGUAGE_CHARACTERS:
        return ""
    if not _LANGUAGE.fullmatch(code):
        return find_language(code)
    primary, hyphen, rest = code.partition("-")
    return primary.lower() + hyphen + rest


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
