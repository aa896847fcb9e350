"""Extraction of the article and its metadata from an HTML page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import trafilatura
from django.utils.translation import gettext as _

from claims.intake.advice import PASTE_ADVICE
from claims.refusals import NotText

# Trafilatura takes a second for 10,000 "<", its metadata extraction is quadratic in the length of a field, and lxml is
# quadratic in the attributes of a tag. These limits, which no article reaches, refuse a page before it costs anything.
MAX_TAGS = 40_000
MAX_TAG_CHARACTERS = 1_000_000  # a picture may stand in its tag
MAX_ATTRIBUTES = 500  # of one tag
MAX_META_CHARACTERS = 2_000  # of one <meta>
MAX_JSON_CHARACTERS = 100_000  # of all JSON in scripts

_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_BETWEEN_ATTRIBUTES = re.compile(r"[\s/=]+")
_RAW_TEXT = re.compile(r"(script|style)(?![\w-])", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?![A-Za-z])")
_DATE_OPTIONS = {"extensive_search": False, "original_date": True}


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """The content of a page; missing fields are empty.

    `text` has a blank line between paragraphs. `canonical` is the URL that the page declares, unchecked;
    `language` is the ISO 639-1 code that it declares. `guesses` names the fields that the page does not declare: they
    were found in its text.
    """

    title: str
    text: str
    canonical: str
    published: date | None
    publisher: str
    byline: str
    language: str
    guesses: tuple[str, ...] = ()


def read_webpage(source: str, url: str = "", *, whole: bool = False) -> ExtractedPage:
    """Extract the article of an HTML page, without navigation, scripts, reader comments and tables.

    `whole` includes tables and passages that may not belong to the article, for checking quotes. `url` is the URL
    of the page, if known; it helps to find date and publisher. A page without text has an empty text. Raises
    `NotText` for a page with too many elements.
    """
    tree = _parse_tree(source)
    if tree is None:
        return ExtractedPage("", "", "", None, "", "", "")
    declared = _declared_words(tree)
    extracted = trafilatura.bare_extraction(
        tree,
        url=url or None,
        with_metadata=True,
        include_comments=False,
        include_tables=whole,
        favor_recall=whole,
        date_extraction_params=dict(_DATE_OPTIONS),
    )
    if not isinstance(extracted, trafilatura.settings.Document):
        extracted = trafilatura.extract_metadata(tree, default_url=url or None, date_config=dict(_DATE_OPTIONS))
    details = {
        "title": extracted.title,
        "published": extracted.date,
        "publisher": extracted.sitename,
        "byline": extracted.author,
    }
    return ExtractedPage(
        title=extracted.title or "",
        text=(extracted.text or trafilatura.html2txt(tree)).replace("\n", "\n\n"),
        canonical=next(_claimed_addresses(tree), ""),
        published=date.fromisoformat(extracted.date) if extracted.date else None,
        publisher=extracted.sitename or "",
        byline=extracted.author or "",
        language=_page_language(tree),
        guesses=tuple(name for name, value in details.items() if value and _plain(value) not in declared),
    )


def _declared_words(tree: Any) -> str:
    """Return what a page says about itself for programs: title, meta data, JSON-LD and the dates of its elements."""
    said = [meta.get("content") for meta in tree.iterfind(".//meta[@content]")]
    said += [title.text_content() for title in tree.iterfind(".//title")]
    said += [time.get("datetime") for time in tree.iterfind(".//time[@datetime]")]
    said += [script.text or "" for script in tree.iterfind(".//script[@type='application/ld+json']")]
    return _plain("\n".join(said))


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _parse_tree(source: str) -> Any:
    """Parse a page or a fragment with lxml, which has no types; None if there is nothing to parse."""
    if source.count("<") > MAX_TAGS:
        reason = _("The page has more than %(limit)s tags.")
        raise NotText(reason % {"limit": f"{MAX_TAGS:,}"}, advice=PASTE_ADVICE)
    if any(_is_costly(tag) for tag in _iterate_tags(source)):
        raise NotText(_("A tag of the page has too many attributes."), advice=PASTE_ADVICE)
    page = source if "<html" in source[:MAX_TAGS].lower() else f"<html>{source}</html>"
    tree = trafilatura.load_html(page)
    if tree is not None:
        _shorten_fields(tree)
    return tree


def _iterate_tags(source: str) -> Iterator[str]:
    """Yield the tags up to the first ``>``, without what stands in scripts and style sheets: linear in the length."""
    raw_text = ""
    for piece in source.split("<")[1:]:
        if raw_text and piece[: len(raw_text)].lower() != raw_text:
            continue
        opening = _RAW_TEXT.match(piece)
        raw_text = f"/{opening[1].lower()}" if opening else ""
        yield piece.partition(">")[0]


def _is_costly(tag: str) -> bool:
    if len(tag) <= 2 * MAX_ATTRIBUTES:
        return False
    return len(tag) > MAX_TAG_CHARACTERS or len(_BETWEEN_ATTRIBUTES.split(_QUOTED.sub("", tag))) > MAX_ATTRIBUTES


def _shorten_fields(tree: Any) -> None:
    for meta in tree.iterfind(".//meta[@content]"):
        meta.set("content", meta.get("content")[:MAX_META_CHARACTERS])
    characters_left = MAX_JSON_CHARACTERS
    for script in tree.iterfind(".//script[@type]"):
        characters_left -= len(script.text or "") if "json" in script.get("type").lower() else 0
        if characters_left < 0:
            script.text = ""


def _page_language(tree: Any) -> str:
    match = _LANGUAGE.match(tree.get("lang") or tree.get("xml:lang") or "")
    return match[0].lower() if match else ""


def _claimed_addresses(tree: Any) -> Iterator[str]:
    """Yield the URLs that a page declares. Trafilatura also uses <base>, which is the same for a whole site."""
    for link in tree.iterfind(".//head//link[@href]"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield link.get("href").strip()
    for meta in tree.iterfind(".//head//meta[@property='og:url'][@content]"):
        yield meta.get("content").strip()
