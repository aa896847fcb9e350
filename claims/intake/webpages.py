"""Extraction of the article and its metadata from an HTML page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import trafilatura
from django.utils.translation import gettext as _

from claims.intake.addresses import parse_url
from claims.intake.advice import PASTE_ADVICE
from claims.intake.declared_articles import DeclaredArticle, read_declared_article
from claims.intake.page_extraction import extract_article, extract_page
from claims.intake.page_notes import describe_page
from claims.intake.page_paragraphs import correct_text, list_headings, list_leads
from claims.intake.page_titles import cut_site_name
from claims.intake.publication_days import PageDays, choose_day, find_day_in_url
from claims.intake.review_dates import parse_day
from claims.intake.shown_days import (
    find_dateline,
    find_day_of_title,
    find_labelled_day,
    find_revised_day,
    list_days_before,
    list_days_of_heading,
    list_marked_days,
)
from claims.refusals import NotText
from claims.source_notes import SourceNote

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
_ISO_DAY = re.compile(r"(?<!\d)\d{4}-\d\d?-\d\d?(?!\d)")
_DATE_OPTIONS = {"extensive_search": False, "original_date": True}


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """The content of a page; missing fields are empty.

    `text` has a blank line between paragraphs. `canonical` is the URL that the page declares, unchecked;
    `language` is the ISO 639-1 code that it declares. `guesses` names the fields that the page does not declare: they
    were found in its text. `notes` say if the page is a wall, an index, or has hardly a text.
    """

    title: str
    text: str
    canonical: str
    published: date | None
    publisher: str
    byline: str
    language: str
    guesses: tuple[str, ...] = ()
    notes: tuple[SourceNote, ...] = ()


def read_webpage(source: str, url: str = "", *, whole: bool = False) -> ExtractedPage:
    """Extract the article of an HTML page, without navigation, scripts, reader comments and boxes.

    `whole` includes passages that may not belong to the article, for checking quotes. `url` is the URL
    of the page, if known; it helps to find date and publisher. A page without text has an empty text. Raises
    `NotText` for a page with too many elements.
    """
    tree = _parse_tree(source)
    if tree is None:
        return ExtractedPage("", "", "", None, "", "", "")
    words, declared, leads = _declared_words(tree), read_declared_article(tree), list_leads(tree)
    extracted = _extract_metadata(tree, url)
    text = extract_page(tree, url) if whole else extract_article(tree, url)
    published, is_known = choose_day(_collect_days(tree, url, extracted, declared, words=words, text=text))
    title = cut_site_name(
        extracted.title or declared.headline, tree, headline=declared.headline, publisher=extracted.sitename or ""
    )
    corrected = text.replace("\n", "\n\n") if whole else correct_text(text, declared, leads, list_headings(tree))
    details = {"title": extracted.title, "publisher": extracted.sitename, "byline": extracted.author}
    guesses = [name for name, value in details.items() if value and _plain(value) not in words]
    return ExtractedPage(
        title=title,
        text=corrected,
        canonical=next(_claimed_addresses(tree), ""),
        published=published,
        publisher=declared.publisher or extracted.sitename or "",
        byline=extracted.author or "",
        language=_page_language(tree),
        guesses=tuple(guesses if is_known or not published else [*guesses, "published"]),
        notes=describe_page(tree, corrected, is_home=_is_home(url)),
    )


def _collect_days(tree: Any, url: str, extracted: Any, declared: DeclaredArticle, *, words: str, text: str) -> PageDays:
    """Return the days of a page; `extracted` is what trafilatura found about it."""
    found = date.fromisoformat(extracted.date) if extracted.date else None
    stated = {day for iso in _ISO_DAY.findall(words) if (day := parse_day(iso, day_first=None))}
    labelled = find_labelled_day(tree)
    beside = list_days_of_heading(tree, (declared.headline, extracted.title or ""), declared.published or found)
    return PageDays(
        found=found,
        is_stated=found in stated,
        stated=stated,
        declared=declared,
        labelled=labelled,
        revised=find_revised_day(tree),
        beside=beside or ([] if declared.published or labelled else list_marked_days(tree)),
        before_text=list_days_before(tree, text),
        in_text=find_dateline(text, tree),
        in_title=find_day_of_title(tree),
        in_url=find_day_in_url(url, *_claimed_addresses(tree)),
    )


def _extract_metadata(tree: Any, url: str) -> Any:
    """Return what trafilatura, which has no types, finds about an article."""
    return trafilatura.extract_metadata(tree, default_url=url or None, date_config=dict(_DATE_OPTIONS))


def _is_home(url: str) -> bool:
    return bool(url) and parse_url(url).raw_path in (b"/", b"")


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
