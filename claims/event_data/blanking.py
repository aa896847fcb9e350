"""Event data without the words of what was removed: codes, numbers and positions stay."""

from typing import Any

from claims.word_cuts import Cut, cut_everything, cut_json

WORD_FIELDS = frozenset({
    "alt_text", "answer", "byline", "claimed_url", "conclusion", "correction", "credit", "cue", "dependence", "details",
    "error", "exact", "headline", "insisted", "item", "justification", "media_url", "modifier", "name", "note",
    "notes_by_part",
    "publisher", "question", "questions", "quote", "rating_words", "speaker", "statement", "summary", "texts", "title",
    "unit", "url", "was", "words",
})  # fmt: skip
"""The fields of event data that have words; of an object, all values are words."""

WORD_FIELDS_BY_VERB = {
    "article.edited": {"before", "after"},
    "article.confirmed": {"before", "after"},
    "appeal.submitted": {"reason"},
    "evidence.changed": {"changed"},
    "verdict.sent_back": {"reason"},
    "verdict.withdrawn": {"reason"},
    "correction.started": {"reason"},
    "translation.sent_back": {"reason"},
    "translation.withdrawn": {"reason"},
}
"""Further fields of single verbs, which are codes in others."""

DELTA_FIELDS = frozenset({"delta", "sums"})
"""What a saved draft has to be undone by; it goes as a whole, as when drafts expire."""


def blank_words(verb: str, data: dict[str, Any], cut: Cut = cut_everything) -> dict[str, Any]:
    """Return the data of an event with its words cut; all of them, unless another `cut` is given."""
    return _blank_object(data, WORD_FIELDS | WORD_FIELDS_BY_VERB.get(verb, set()), cut)


def _blank_object(data: dict[str, Any], names: frozenset[str], cut: Cut) -> dict[str, Any]:
    return {
        name: cut_json(value, cut) if name in names else _search(value, names, cut)
        for name, value in data.items()
        if name not in DELTA_FIELDS
    }


def _search(value: Any, names: frozenset[str], cut: Cut) -> Any:
    if isinstance(value, list):
        return [_search(item, names, cut) for item in value]
    return _blank_object(value, names, cut) if isinstance(value, dict) else value
