"""ClaimReviews in the elements of a web page, as microdata or RDFa, which older pages have in place of JSON-LD."""

import re
from collections.abc import Iterator
from typing import Any

import lxml.etree
import lxml.html

from claims.intake.fact_check_entries import MAX_TEXT_CHARACTERS
from claims.intake.json_scanner import ScannedValue

MAX_DEPTH = 64  # of elements in a review
_IS_REVIEW = re.compile(r"(?:^|[\s/:])ClaimReview(?:$|\s)")
_TYPE_ATTRIBUTES = ("itemtype", "typeof")
_VALUE_ATTRIBUTES = ("content", "datetime", "href", "src", "data", "value")


def scan_elements(markup: str) -> Iterator[ScannedValue]:
    """Yield the reviews in the elements of a page."""
    if not any(name in markup for name in _TYPE_ATTRIBUTES):
        return
    try:
        root = lxml.html.document_fromstring(markup.encode(errors="replace"), lxml.html.HTMLParser(encoding="utf-8"))
    except (ValueError, lxml.etree.LxmlError):
        return
    for element in root.iter():
        if _IS_REVIEW.search(_type_of(element)):
            yield ScannedValue(element.sourceline or 1, _read_item(element, 0), is_entry=False)


def _read_item(element: Any, depth: int) -> dict[str, Any]:
    """Return the properties of an item, each as a list of texts and items."""
    item: dict[str, Any] = {"@type": _type_of(element).split()}
    pending = [(child, depth + 1) for child in reversed(element)]
    while pending:
        child, level = pending.pop()
        names = (child.get("itemprop") or child.get("property") or "").split()
        is_item = bool(_type_of(child)) or child.get("itemscope") is not None
        if names and level < MAX_DEPTH:
            value = _read_item(child, level) if is_item else _read_text(child)
            for name in names:
                item.setdefault(name, []).append(value)
        if not is_item and level < MAX_DEPTH:
            pending += ((inner, level + 1) for inner in reversed(child))
    return item


def _read_text(element: Any) -> str:
    """Return the text of a property, so much of it that one that is too long is known."""
    stated = (element.get(name) for name in _VALUE_ATTRIBUTES)
    text = next((text for text in stated if text is not None), None) or str(element.text_content())
    return text[: MAX_TEXT_CHARACTERS + 1]


def _type_of(element: Any) -> str:
    return next(filter(None, map(element.get, _TYPE_ATTRIBUTES)), "")
