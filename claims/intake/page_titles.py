"""The title of an article without the name of its site."""

import re
from typing import Any

from claims.intake.page_paragraphs import fold

_SEPARATOR = re.compile(r"\s+[|–—•·»:-]\s+|\s*\|\s*|:\s+")
MIN_TITLE_CHARACTERS = 10


def cut_site_name(title: str, tree: Any, *, headline: str, publisher: str) -> str:
    """Return a title without what its page adds to the heading or the declared headline, or the site to its end."""
    if not title:
        return ""
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    if declared := next((words for words in headings if words and fold(words) == fold(headline)), ""):
        return declared
    for words in (headline, *headings):
        rest = title[len(words) :]
        if len(words) >= MIN_TITLE_CHARACTERS and title.startswith(words) and _SEPARATOR.match(rest):
            return words
    names = {fold(name) for name in (publisher, *_site_names(tree)) if name}
    ends = list(_SEPARATOR.finditer(title))
    for end in ends:
        if end.start() >= MIN_TITLE_CHARACTERS and fold(title[end.end() :]) in names:
            return title[: end.start()]
    return title


def _site_names(tree: Any) -> list[str]:
    """Return the names of a site as its pages declare them."""
    names = [meta.get("content") for meta in tree.iterfind(".//meta[@property='og:site_name'][@content]")]
    return [*names, *(meta.get("content") for meta in tree.iterfind(".//meta[@name='application-name'][@content]"))]
