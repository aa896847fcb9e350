"""The paragraphs of an article on a web page: what the extraction took too much, and what it missed."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from claims.intake.declared_articles import LEAST_ENTRIES, DeclaredArticle

MIN_BODY_CHARACTERS = 500
"""A declared text that is shorter may be a summary."""
BODY_END_CHARACTERS = 30
LEAST_BODY_SHARE = 0.8
"""The share of a declared text that the extraction has, if both are the same article."""
MIN_LEAD_CHARACTERS, MAX_LEAD_CHARACTERS, LEAD_START_CHARACTERS = 50, 1_000, 40
MAX_REFERENCE_CHARACTERS = 200
LEAST_CAPTIONS, MAX_CAPTION_CHARACTERS = 3, 1_000
"""Numbered captions from which they are taken for a gallery, and the length of one."""

_CAPTION = re.compile(r"\s*(\d{1,3})\s*/\s*(\d{1,3})(?!\s*/?\d)")
_REFERENCE = re.compile(
    r"(?:read (?:more|also|next)|see also|also read|related(?: stories)?|watch|"
    r"lesen sie auch|lesen sie mehr|mehr zum thema|auch interessant|lesetipp|"
    r"(?:à )?lire aussi|à lire|voir aussi|lea también|lee también|leer más|vea también|ve también|mire|mira también|"
    r"te puede interesar|leia também|leia mais|veja também|leggi anche|lees ook|czytaj także|zobacz też)"
    r"\s*[:»›>|-]\s*\S",
    re.IGNORECASE,
)
"""A line that leads to another story."""
_LEAD_TAGS = ("p", "div", "h2", "h3", "span", "strong")


def drop_captions(tree: Any) -> None:
    """Take numbered captions of galleries, such as “6/50 …”, out of a page."""
    found: dict[str, list[Any]] = {}
    for element in tree.iter("li", "figure", "div", "p"):
        match = _CAPTION.match(_first_text(element))
        if match and int(match[1]) <= int(match[2]) and len(element.text_content()) <= MAX_CAPTION_CHARACTERS:
            found.setdefault(match[2], []).append(element)
    for elements in found.values():
        if len(elements) >= LEAST_CAPTIONS:
            for element in elements:
                _remove(element)


def _first_text(element: Any) -> str:
    return next((text for text in (element.text, *(child.text for child in element[:2])) if text and text.strip()), "")


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)


def correct_text(text: str, declared: DeclaredArticle, leads: Sequence[str]) -> str:
    """Return the text of an article, with a blank line between paragraphs, from what was extracted.

    Lines that lead to other stories go, and so does what stands behind the end of the declared text; a lead that is
    missing comes first. A declared text of which the most is missing replaces the extraction.
    """
    paragraphs = [line for line in text.split("\n") if line.strip() and not _is_reference(line)]
    if len(declared.entries) >= LEAST_ENTRIES:
        return "\n\n".join([*_before_entries(paragraphs, declared.entries), *declared.entries])
    if len(declared.body) >= MIN_BODY_CHARACTERS:
        paragraphs = _fit_to_body(paragraphs, declared.body)
    lead = next((lead for lead in leads if not _has(paragraphs, lead)), "")
    return "\n\n".join([lead, *paragraphs] if lead else paragraphs)


def _before_entries(paragraphs: list[str], entries: Sequence[str]) -> list[str]:
    """Return what stands before the first entry of a live blog."""
    whole = _fold(" ".join(entries))
    return list(takewhile(lambda line: _fold(line) not in whole, paragraphs))


def _is_reference(line: str) -> bool:
    return len(line) <= MAX_REFERENCE_CHARACTERS and _REFERENCE.match(line.lstrip(" -–•>»")) is not None


def _fit_to_body(paragraphs: list[str], body: str) -> list[str]:
    """Cut what stands behind the declared text, unless that ends in the middle; without most of it, take it itself."""
    whole = _fold(body)
    known = [index for index, line in enumerate(paragraphs) if _fold(line) in whole]
    covered = sum(len(paragraphs[index]) for index in known)
    if covered >= LEAST_BODY_SHARE * len(body) and whole.endswith(_fold(paragraphs[known[-1]])[-BODY_END_CHARACTERS:]):
        return paragraphs[: known[-1] + 1]
    if sum(map(len, paragraphs)) < (1 - LEAST_BODY_SHARE) * len(body) and "<" not in body:
        return [line for line in body.split("\n") if line.strip()]
    return paragraphs


def list_leads(tree: Any) -> list[str]:
    """Return the leads of a page: what its description begins with, where it stands in the page as a whole."""
    descriptions = [
        _squeeze(meta.get("content"))
        for meta in tree.iterfind(".//meta[@content]")
        if (meta.get("property") or meta.get("name") or "").lower() in ("og:description", "description")
    ]
    starts = {_fold(text)[:LEAD_START_CHARACTERS] for text in descriptions if len(text) >= MIN_LEAD_CHARACTERS}
    if not starts:
        return []
    for element in tree.iter(*_LEAD_TAGS):
        if _fold(_first_text(element)[: 4 * LEAD_START_CHARACTERS])[:LEAD_START_CHARACTERS] in starts:
            text = _squeeze(element.text_content()[: 2 * MAX_LEAD_CHARACTERS])
            if MIN_LEAD_CHARACTERS <= len(text) <= MAX_LEAD_CHARACTERS:
                return [text]
    return []


def _has(paragraphs: Sequence[str], lead: str) -> bool:
    return _fold(lead)[: 2 * LEAD_START_CHARACTERS] in _fold("\n".join(paragraphs))


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _fold(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
