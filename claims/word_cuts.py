"""Takes words out of texts and of plain JSON: a passage wherever it stands, or all words."""

import re
from collections.abc import Callable
from typing import Any

from claims.removal_reasons import REMOVED_TEXT

Cut = Callable[[str], str]
"""Returns a text without the words that are taken out, each place marked by `REMOVED_TEXT`."""


def make_passage_cut(passage: str) -> Cut:
    """Return the cut of a passage, whatever its case and white space; it begins and ends with whole words."""
    words = r"\s+".join(map(re.escape, passage.split()))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)" if words else r"(?!)", re.IGNORECASE)
    return lambda text: pattern.sub(REMOVED_TEXT, text)


def cut_everything(text: str) -> str:
    """Take out all words of a text."""
    return REMOVED_TEXT if text else text


def cut_json(value: Any, cut: Cut, codes: frozenset[str] = frozenset(), *, of: str = "") -> Any:
    """Return plain JSON with its texts cut, except the values of the names in `codes`.

    A code such as "snapshot.quote" is a name within the object `of` that name only.
    """
    if isinstance(value, str):
        return cut(value)
    if isinstance(value, list):
        return [cut_json(item, cut, codes, of=of) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: item if name in codes or f"{of}.{name}" in codes else cut_json(item, cut, codes, of=name)
        for name, item in value.items()
    }
