"""What a web page declares about its article for programs: JSON-LD, meta data and the marked time of publication."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

from claims.intake.json_scanner import parse_json

MAX_NODES = 2_000
ARTICLE_TYPES = re.compile(r"Article$|BlogPosting$|Report$|Review$|DiscussionForumPosting$")
LEAST_ENTRIES = 2
"""The entries from which a live blog is read as declared."""

_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
_GERMAN_DAY = re.compile(r"(?:\D{0,12}\s)?(\d{1,2})\.\s?(\d{1,2})\.(\d{4})(?!\d)")
_CENTRAL_EUROPE = ZoneInfo("Europe/Berlin")
_CENTRAL_EUROPEAN_LANGUAGES = frozenset("cs da de hr hu it nb nl no pl sk sl sv".split())
_REVISION = re.compile("modif|updat|revision")
_META_NAMES = (
    "og:article:published_time", "article:published_time", "datepublished", "dc.date.issued", "dcterms.issued",
    "vr:published-time",
)  # fmt: skip
"""Meta data that say when an article was published, and nothing else; the best first."""


@dataclass(frozen=True, slots=True)
class DeclaredArticle:
    """What a page declares; missing fields are empty. `entries` are those of a live blog, in the order of the page.

    `created` is the day of a first version, `revised` are the days of later ones: neither need be that of publication.
    """

    published: date | None = None
    created: date | None = None
    revised: tuple[date, ...] = ()
    headline: str = ""
    publisher: str = ""
    body: str = ""
    entries: tuple[str, ...] = ()


def read_declared_article(tree: Any) -> DeclaredArticle:
    """Return what the JSON-LD of a page says about its article, with the day from its meta data if it has none."""
    nodes = [node for node in _iterate_nodes(tree) if ARTICLE_TYPES.search(_type_of(node))]
    node = next((node for node in nodes if node.keys() & {"datePublished", "dateCreated", "articleBody"}), {})
    declared = DeclaredArticle(
        published=_first_day(tree, _iterate_stamps(tree, node)),
        created=_read_day(_text_of(node.get("dateCreated"))),
        revised=tuple(filter(None, map(_read_day, _iterate_revisions(tree, node, nodes)))),
        headline=_text_of(node.get("headline")),
        publisher=_name_of(node.get("publisher")),
        body=_text_of(node.get("articleBody")),
    )
    blog = next((node for node in nodes if _type_of(node) == "LiveBlogPosting"), {})
    return replace(declared, entries=tuple(_iterate_entries(blog)))


def _iterate_nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of all JSON-LD, the outer ones first."""
    waiting: list[Any] = []
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            waiting.append(parse_json((script.text or "").strip()))
        except ValueError:
            continue
    for _ in range(MAX_NODES):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, dict):
            yield value
            waiting += [inner for inner in value.values() if isinstance(inner, dict | list)]
        elif isinstance(value, list):
            waiting += value[:MAX_NODES]


def _type_of(node: dict[str, Any]) -> str:
    kind = node.get("@type")
    return next((each for each in kind if isinstance(each, str)), "") if isinstance(kind, list) else str(kind or "")


def _text_of(value: Any) -> str:
    return unescape(value).strip() if isinstance(value, str) else ""


def _name_of(value: Any) -> str:
    return _text_of(value.get("name")) if isinstance(value, dict) else _text_of(value)


# The day -----------------------------------------------------------------------------


def _first_day(tree: Any, stamps: Iterator[str]) -> date | None:
    """Return the first day of some stamps, in the time zone in which the page shows it, if it says so."""
    return next(filter(None, (_read_day(_as_shown(tree, stamp)) for stamp in stamps)), None)


def _iterate_stamps(tree: Any, node: dict[str, Any]) -> Iterator[str]:
    """Yield the stamps of publication; those of elements count only if there is but one."""
    yield _text_of(node.get("datePublished"))
    contents = dict(_iterate_meta(tree))
    yield from (contents[name] for name in _META_NAMES if name in contents)
    shown = {time.get("datetime") for time in tree.iterfind(".//time[@itemprop='datePublished'][@datetime]")}
    yield from shown if len(shown) == 1 else ()


def _iterate_revisions(tree: Any, node: dict[str, Any], nodes: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the stamps of later versions, and that of publication as it is, not as it is shown."""
    yield _text_of(node.get("datePublished"))
    yield from (_text_of(node.get("dateModified")) for node in nodes)
    yield from (content for name, content in _iterate_meta(tree) if _REVISION.search(name))


def _iterate_meta(tree: Any) -> Iterator[tuple[str, str]]:
    for meta in tree.iterfind(".//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        yield name.lower(), meta.get("content")


def _as_shown(tree: Any, stamp: str) -> str:
    """Return a stamp in the time zone of the readers: that of an element of the page for the same moment.

    The first moment of a day in Central Europe is a day without a time, which a program has written in UTC.
    """
    moment = _read_moment(stamp)
    if moment is None or moment.utcoffset():
        return stamp
    for time in tree.iterfind(".//time[@datetime]"):
        shown = _read_moment(time.get("datetime"))
        if shown == moment and shown.utcoffset():
            return str(time.get("datetime"))
    there = moment.astimezone(_CENTRAL_EUROPE)
    is_midnight = (there.hour, there.minute, there.second) == (0, 0, 0)
    language = (tree.get("lang") or "").lower().partition("-")[0]
    return there.isoformat() if is_midnight and language in _CENTRAL_EUROPEAN_LANGUAGES else stamp


def _read_moment(stamp: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(stamp.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _read_day(stamp: str) -> date | None:
    """Return the day that begins a stamp; None if its order of day and month is open."""
    try:
        if match := _DAY.match(stamp.strip()):
            return date(*map(int, match.groups()))
        if match := _GERMAN_DAY.match(stamp.strip()):
            day, month, year = map(int, match.groups())
            return date(year, month, day)
        return parsedate_to_datetime(stamp).date() if stamp[:3].isalpha() else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


# Live blogs --------------------------------------------------------------------------


def _iterate_entries(blog: dict[str, Any]) -> Iterator[str]:
    """Yield the entries of a live blog: time and heading on a line, then the text."""
    updates = blog.get("liveBlogUpdate")
    for update in updates[:MAX_NODES] if isinstance(updates, list) else []:
        body = _text_of(update.get("articleBody")) if isinstance(update, dict) else ""
        if body:
            time = _text_of(update.get("datePublished")).replace("T", " ")[:16]
            yield "\n".join((" ".join(filter(None, (time, _text_of(update.get("headline"))))), body)).strip()
