"""References in a search: an id such as "53", "#53" or "claim 53", or the URL of a page of the desk."""

import re

from django.conf import settings

from claims.bounds import LARGEST_BIGINT

NOUNS = {
    "claim": "claims",
    "article": "articles",
    "verdict": "claims",
    "tip": "tips",
    "source": "sources",
    "evidence": "evidence",
}
"""The kind of search result for each noun before an id. A verdict has the address of its claim."""

_ID_PATTERN = re.compile(r"(?:(?P<noun>[^\W\d_]+)s? )?#?(?P<id>[1-9][0-9]{0,18})", re.IGNORECASE)
_PATH_PATTERN = re.compile(r"/(?P<noun>claim|article|verdict|evidence)s?/(?P<id>[1-9][0-9]{0,18})(?:[-/?#].*)?")


def parse_reference(query: str) -> dict[str, int]:
    """Return the id by kind of search result; an id without a noun may be of any kind. Empty if it is none."""
    words = " ".join(query.split())
    path = words.removeprefix(settings.BASE_URL)
    match = _PATH_PATTERN.fullmatch(path) or _ID_PATTERN.fullmatch(words)
    if match is None or (number := int(match["id"])) > LARGEST_BIGINT:
        return {}
    noun = (match["noun"] or "").lower().removesuffix("s")
    if not noun:
        return dict.fromkeys(NOUNS.values(), number)
    return {NOUNS[noun]: number} if noun in NOUNS else {}


def is_desk_url(query: str) -> bool:
    """Return whether the query is the URL or the path of a page, and so holds no words to search for."""
    return query.strip().startswith(("/", f"{settings.BASE_URL}/"))
