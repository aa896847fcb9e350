"""Event data without the words of what was removed: codes, numbers and positions stay."""

from typing import Any

from claims.removal_reasons import REMOVED_TEXT

WORD_FIELDS = frozenset({
    "answer", "byline", "claimed_url", "conclusion", "correction", "cue", "details", "error", "exact", "headline",
    "justification", "modifier",
    "name", "note", "notes_by_part", "publisher", "question", "quote", "speaker", "statement", "summary", "texts",
    "title", "unit", "url", "words", "item", "was",
})  # fmt: skip
"""The fields of event data that have words; of an object, all values are words."""

WORD_FIELDS_BY_VERB = {
    "article.edited": {"before", "after"},
    "article.confirmed": {"before", "after"},
    "appeal.submitted": {"reason"},
    "evidence.changed": {"changed"},
    "verdict.sent_back": {"reason"},
}
"""Further fields of single verbs, which are codes in others."""

DELTA_FIELDS = frozenset({"delta", "sums"})
"""What a saved draft has to be undone by; it goes as a whole, as when drafts expire."""


def blank_words(verb: str, data: dict[str, Any]) -> dict[str, Any]:
    """Return the data of an event with `REMOVED_TEXT` in place of words."""
    return _blank_object(data, WORD_FIELDS | WORD_FIELDS_BY_VERB.get(verb, set()))


def _blank_object(data: dict[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {
        name: _blank_all(value) if name in names else _search(value, names)
        for name, value in data.items()
        if name not in DELTA_FIELDS
    }


def _search(value: Any, names: frozenset[str]) -> Any:
    if isinstance(value, list):
        return [_search(item, names) for item in value]
    return _blank_object(value, names) if isinstance(value, dict) else value


def _blank_all(value: Any) -> Any:
    if isinstance(value, list):
        return [_blank_all(item) for item in value]
    if isinstance(value, dict):
        return {name: _blank_all(item) for name, item in value.items()}
    return REMOVED_TEXT if isinstance(value, str) and value else value
