"""An HTML page as its readers see it: the article in it and what it says about itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import trafilatura

from claims.refusals import NotText

# Trafilatura needs a second for each 10,000 "<", and its metadata is quadratic in the length of a
# field: bounds that no article reaches, so that no page keeps a worker busy for minutes.
MAX_TAGS = 40_000
MAX_META_CHARACTERS = 2_000  # characters of one <meta>
MAX_JSON_CHARACTERS = 100_000  # characters of all JSON in scripts

_LANGUAGE = re.compile(r"[A-Za-z]{2}(?![A-Za-z])")
_DATE_OPTIONS = {"extensive_search": False, "original_date": True}


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """What was found in a page; fields that it does not give are empty.

    `text` has a blank line between paragraphs. `canonical` is the address that the page claims
    for itself, not yet believed; `language` the ISO 639-1 code that it declares.
    """

    title: str
    text: str
    canonical: str
    published: date | None
    publisher: str
    byline: str
    language: str


def read_webpage(source: str, url: str = "", *, whole: bool = False) -> ExtractedPage:
    """The article in an HTML page, without navigation, scripts, comments of readers and tables.

    `whole` brings the tables too, and what only may belong to the article: for looking up what the page says.
    `url` is where the page comes from, if known: it helps with date and publisher. A page
    without text gives an empty text; one with too many elements is refused (`NotText`).
    """
    tree = _parse_tree(source)
    if tree is None:
        return ExtractedPage("", "", "", None, "", "", "")
    found = trafilatura.bare_extraction(
        tree,
        url=url or None,
        with_metadata=True,
        include_comments=False,
        include_tables=whole,
        favor_recall=whole,
        date_extraction_params=dict(_DATE_OPTIONS),
    )
    if not isinstance(found, trafilatura.settings.Document):
        found = trafilatura.extract_metadata(tree, default_url=url or None, date_config=dict(_DATE_OPTIONS))
    return ExtractedPage(
        title=found.title or "",
        text=(found.text or trafilatura.html2txt(tree)).replace("\n", "\n\n"),
        canonical=next(_claimed_addresses(tree), ""),
        published=date.fromisoformat(found.date) if found.date else None,
        publisher=found.sitename or "",
        byline=found.author or "",
        language=_page_language(tree),
    )


def _parse_tree(source: str) -> Any:
    """The parsed page (lxml has no types), a fragment made a page first; None if there is nothing."""
    if source.count("<") > MAX_TAGS:
        raise NotText(f"The page has more than {MAX_TAGS:,} tags. Paste the text of the article instead.")
    whole = source if "<html" in source[:MAX_TAGS].lower() else f"<html>{source}</html>"
    tree = trafilatura.load_html(whole)
    if tree is not None:
        _shorten_fields(tree)
    return tree


def _shorten_fields(tree: Any) -> None:
    for meta in tree.iterfind(".//meta[@content]"):
        meta.set("content", meta.get("content")[:MAX_META_CHARACTERS])
    room = MAX_JSON_CHARACTERS
    for script in tree.iterfind(".//script[@type]"):
        room -= len(script.text or "") if "json" in script.get("type").lower() else 0
        if room < 0:
            script.text = ""


def _page_language(tree: Any) -> str:
    match = _LANGUAGE.match(tree.get("lang") or tree.get("xml:lang") or "")
    return match[0].lower() if match else ""


def _claimed_addresses(tree: Any) -> Iterator[str]:
    """Not by trafilatura, which also takes <base>: the same for every page of a site."""
    for link in tree.iterfind(".//head//link[@href]"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield link.get("href").strip()
    for meta in tree.iterfind(".//head//meta[@property='og:url'][@content]"):
        yield meta.get("content").strip()
