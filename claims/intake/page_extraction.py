"""The text that trafilatura takes for the article of a web page, with what stands around it taken out before."""

from copy import deepcopy
from typing import Any

import trafilatura

from claims.intake.page_boxes import count_own_characters, drop_boxes
from claims.intake.page_paragraphs import drop_captions, fold

THIN_SHARE = 0.3
"""The share of what is left of a page that its article has; an extraction with less has lost a part."""
LONGER = 1.3
"""How many times longer another extraction is that has what the first one lost."""


def extract_article(tree: Any, url: str) -> str:
    """Return the paragraphs of the article, one a line.

    Without its boxes, a page can be too short for the extraction to look further than its first part. Then it reads
    the page as it is, and of this all counts that does not stand in a box. A page of nothing but boxes is an index,
    and is read as it is.
    """
    article = deepcopy(tree)
    drop_captions(article)
    drop_boxes(article)
    text = _extract_text(article, url)
    if len(text) < THIN_SHARE * count_own_characters(article)[article]:
        left = fold(" ".join(article.itertext()))
        found = "\n".join(line for line in _extract_text(tree, url).split("\n") if fold(line) in left)
        if len(found) > LONGER * len(text):
            return found
    return text or trafilatura.html2txt(article) or _extract_text(tree, url)


def extract_page(tree: Any, url: str) -> str:
    """Return the paragraphs of the article and of what may not belong to it."""
    return _extract_text(tree, url, widely=True) or trafilatura.html2txt(tree)


def _extract_text(tree: Any, url: str, *, widely: bool = False) -> str:
    """Return the paragraphs that trafilatura, which has no types, finds; `widely` prefers too many to too few."""
    found = trafilatura.bare_extraction(
        tree, url=url or None, with_metadata=False, include_comments=False, include_tables=True, favor_recall=widely
    )
    return found.text or "" if isinstance(found, trafilatura.settings.Document) else ""
