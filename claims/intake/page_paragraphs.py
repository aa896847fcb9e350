"""The paragraphs of an article on a web page: what the extraction took too much, and what it missed."""

import re
from collections.abc import Collection, Sequence
from itertools import takewhile
from typing import Any

from claims.intake.declared_articles import LEAST_ENTRIES, DeclaredArticle
from claims.intake.page_boxes import drop_element, is_box, is_caption
from claims.intake.page_lines import drop_lines
from claims.intake.page_ways import HEADINGS

MIN_BODY_CHARACTERS = 500
"""A declared text that is shorter may be a summary."""
BODY_END_CHARACTERS = 30
LEAST_BODY_SHARE = 0.8
"""The share of a declared text that the extraction has, if both are the same article."""
MIN_LEAD_CHARACTERS, MAX_LEAD_CHARACTERS, LEAD_START_CHARACTERS = 50, 1_000, 40
LEAST_CAPTIONS, MAX_CAPTION_CHARACTERS = 3, 1_000
"""Numbered captions from which they are taken for a gallery, and the length of one."""

_CAPTION = re.compile(r"\s*(\d{1,3})\s*/\s*(\d{1,3})(?!\s*/?\d)")
_LEAD_TAGS = ("p", "div", "h2", "h3", "span", "strong")
_BLOCKS = frozenset("p div h1 h2 h3 h4 table figure section aside article blockquote".split())
_NO_LEADS = frozenset("h1 h2 h3 h4 figure img picture time table p".split())
_ARTICLES = frozenset({"article", "main", "body"})
_LEAD_NAME = re.compile(
    r"(?<![a-z])(?:lead|lede|intro|teaser-?text|article-?teaser|excerpt|stand-?first|deck|dek|sub-?head(?:line)?|"
    r"sub-?title|vorspann|bajada|entradilla|chapo|chapeau|abstract|summary)(?![a-z])",
    re.IGNORECASE,
)
FIRST_PARAGRAPH_CHARACTERS = 300
"""From this length, a paragraph without a name begins the article."""


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
                drop_element(element)


def _first_text(element: Any) -> str:
    return next((text for text in (element.text, *(child.text for child in element[:2])) if text and text.strip()), "")


def correct_text(text: str, declared: DeclaredArticle, leads: Sequence[str], headings: Collection[str] = ()) -> str:
    """Return the text of an article, with a blank line between paragraphs, from what was extracted.

    Lines that lead to other stories go, and so do `headings` at the end and what stands behind the end of the declared
    text; a lead that is missing comes first. A declared text of which the most is missing replaces the extraction.
    """
    paragraphs = drop_lines([line for line in map(_plain_line, text.split("\n")) if line])
    if len(declared.entries) >= LEAST_ENTRIES:
        return "\n\n".join([*_before_entries(paragraphs, declared.entries), *declared.entries])
    if len(declared.body) >= MIN_BODY_CHARACTERS:
        paragraphs = _fit_to_body(paragraphs, declared.body)
    while len(paragraphs) > 1 and fold(paragraphs[-1]) in headings:
        paragraphs.pop()
    lead = next((lead for lead in leads if not _has(paragraphs, lead)), "")
    return "\n\n".join([lead, *paragraphs] if lead else paragraphs)


def _before_entries(paragraphs: list[str], entries: Sequence[str]) -> list[str]:
    """Return what stands before the first entry of a live blog."""
    whole = fold(" ".join(entries))
    return list(takewhile(lambda line: fold(line) not in whole, paragraphs))


def _plain_line(line: str) -> str:
    """Return a line with single spaces; a row of a table has its cells as in other kinds of files."""
    if not line.startswith("|"):
        return _squeeze(line)
    cells = [cell for cell in map(_squeeze, line.strip().strip("|").split("|")) if cell.strip("-")]
    return " | ".join(cells)


def _fit_to_body(paragraphs: list[str], body: str) -> list[str]:
    """Cut what stands behind the declared text, unless that ends in the middle; without most of it, take it itself."""
    whole = fold(body)
    known = [index for index, line in enumerate(paragraphs) if fold(line) in whole]
    covered = sum(len(paragraphs[index]) for index in known)
    if covered >= LEAST_BODY_SHARE * len(body) and whole.endswith(fold(paragraphs[known[-1]])[-BODY_END_CHARACTERS:]):
        return paragraphs[: known[-1] + 1]
    if sum(map(len, paragraphs)) < (1 - LEAST_BODY_SHARE) * len(body) and "<" not in body:
        return [line for line in body.split("\n") if line.strip()]
    return paragraphs


def list_headings(tree: Any) -> frozenset[str]:
    """Return the headings of the parts of a page, folded: one without a part behind it leads to something else."""
    return frozenset(fold(heading.text_content()) for heading in tree.iter(*HEADINGS - {"h1"}))


def list_leads(tree: Any) -> list[str]:
    """Return the leads of a page, best first.

    A lead is what its description begins with, where it stands in the page as a whole; or the element with the name of
    a lead between the heading and the first long paragraph.
    """
    return [lead for lead in (_described_lead(tree), _named_lead(tree)) if lead]


def _described_lead(tree: Any) -> str:
    descriptions = [
        _squeeze(meta.get("content"))
        for meta in tree.iterfind(".//meta[@content]")
        if (meta.get("property") or meta.get("name") or "").lower() in ("og:description", "description")
    ]
    starts = {fold(text)[:LEAD_START_CHARACTERS] for text in descriptions if len(text) >= MIN_LEAD_CHARACTERS}
    for element in filter(_may_be_lead, tree.iter(*_LEAD_TAGS)) if starts else ():
        start = fold(_first_text(element)[: 4 * LEAD_START_CHARACTERS])[:LEAD_START_CHARACTERS]
        if start in starts and (text := _lead_text(element)):
            return text
    return ""


def _named_lead(tree: Any) -> str:
    heading = next(tree.iter("h1"), None)
    if heading is None:
        return ""
    is_behind = False
    for element in tree.iter("h1", *_LEAD_TAGS):
        is_behind = is_behind or element is heading
        if not is_behind or element is heading:
            continue
        if _is_named_lead(element) and (lead := _first_lead(element)):
            return lead
        if element.tag == "p" and len(element.text_content()) > FIRST_PARAGRAPH_CHARACTERS:
            return ""
    return ""


def _is_named_lead(element: Any) -> bool:
    names = element.get("class") or ""
    is_named = _LEAD_NAME.search(names) is not None and "caption" not in names.lower()
    return is_named and element.find(".//a") is None and element.find(".//h1") is None


def _first_lead(element: Any) -> str:
    """Return the text of an element; of one that holds a heading, a picture or a day, that of a paragraph in it."""
    if not any(child.tag in _NO_LEADS for child in element.iterdescendants()):
        return _lead_text(element)
    return next(filter(None, map(_lead_text, filter(_may_be_lead, element.iter(*_LEAD_TAGS, "li")))), "")


def _may_be_lead(element: Any) -> bool:
    """Whether an element is a single paragraph of the article: no caption, no box, no container of others."""
    if any(child.tag in _BLOCKS for child in element.iterdescendants() if isinstance(child.tag, str)):
        return False
    around = takewhile(lambda each: each.tag not in _ARTICLES and each.find(".//h1") is None, element.iterancestors())
    return not any(is_caption(each) or is_box(each) for each in (element, *around))


def _lead_text(element: Any) -> str:
    text = _squeeze(element.text_content()[: 2 * MAX_LEAD_CHARACTERS])
    return text if MIN_LEAD_CHARACTERS <= len(text) <= MAX_LEAD_CHARACTERS else ""


def _has(paragraphs: Sequence[str], lead: str) -> bool:
    return fold(lead)[: 2 * LEAD_START_CHARACTERS] in fold("\n".join(paragraphs))


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def fold(text: str) -> str:
    """Return the letters and digits of a text in small letters, to compare it with another."""
    return "".join(character for character in text.casefold() if character.isalnum())
