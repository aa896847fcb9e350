"""Takes words out of publication pages and ClaimReviews.

Names, codes, dates and the address of the page stay, so that what is left can still be read and compared.
"""

import json
import re
from typing import Any

from claims.claimreview import serialize_json_ld
from claims.removal_reasons import REMOVED_TEXT
from claims.word_cuts import Cut, cut_json

SLUG_PATTERN = re.compile(r"(/verdicts/\d+)-[^/]+/$")

PAGE_FRAME = (
    "url", "desk", "language", "first_published", "rating", "rating_label", "rated", "slug", "checked_by",
    "approved_by", "translation_of",
)  # fmt: skip
"""What identifies a publication page and is no text of a verdict."""
DOCUMENT_FRAME = (
    "@context", "@id", "@type", "url", "author", "inLanguage", "datePublished", "dateModified", "editor",
    "translationOfWork",
)  # fmt: skip

CODES = frozenset({
    "@type", "accessed", "alternateName", "assertion", "creativeWorkStatus", "currency", "dateModified",
    "datePublished", "fetched", "kind", "media_type", "published", "sha256", "snapshot.quote", "stance",
})  # fmt: skip
"""Names whose values are codes, dates or hashes wherever they stand."""


def cut_page(page: dict[str, Any], cut: Cut) -> dict[str, Any]:
    """Return the JSON of a publication page with its words cut.

    Where the words of an article are cut, their numbers go too: they say the same. So does the slug of a headline.
    """
    frame = {name: page[name] for name in PAGE_FRAME if name in page}
    if is_rated_in_words(page):
        frame["rating_label"] = cut(page["rating_label"])
    cut_values: dict[str, Any] = {**cut_json(page, cut, CODES), **frame}
    if cut_values.get("slug") and cut_values["headline"] != page["headline"]:
        cut_values |= {"slug": REMOVED_TEXT, "url": _cut_slug(page["url"])}
    for before, after in zip(page.get("appearances", []), cut_values.get("appearances", []), strict=True):
        if before["exact"] != after["exact"]:
            after["quantities"] = []
    return cut_values


def is_rated_in_words(page: dict[str, Any]) -> bool:
    """Return whether the rating of a page is in own words, and no label of a scale."""
    return bool((page.get("rated") or {}).get("in_words"))


def _cut_slug(url: str) -> str:
    """Return the address of a verdict without the words of its headline."""
    return SLUG_PATTERN.sub(rf"\1-{REMOVED_TEXT}/", url)


def cut_document(document: str, cut: Cut, *, in_words: bool = False) -> str:
    """Return a ClaimReview with its words cut; also those of a rating `in_words`."""
    original = json.loads(document)
    frame = {name: original[name] for name in DOCUMENT_FRAME if name in original}
    codes = CODES - {"alternateName"} if in_words else CODES
    cut_values = {**cut_json(original, cut, codes), **frame}
    if cut_values.get("headline") != original.get("headline"):
        cut_values["url"] = _cut_slug(original["url"])
    return serialize_json_ld(cut_values)
