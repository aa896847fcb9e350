"""Event data without words: what the desk wrote goes, codes and numbers stay."""

from typing import Any

import pytest

from claims.event_data.base import EventData
from claims.event_data.blanking import blank_words
from claims.event_data.verdicts import (
    CorrectionAbandoned,
    DraftContent,
    EvidenceAdded,
    EvidenceExamined,
    EvidenceReused,
    VerdictSubmitted,
)

WORDS = "Ana Lima said so"
EVIDENCE_WORDS = ("question", "answer", "url", "title", "publisher", "quote", "dependence", "alt_text", "credit")
EVIDENCE = dict.fromkeys(EVIDENCE_WORDS, WORDS) | {"stance": "refutes", "accessed": "2026-07-01", "number": 3}
DRAFT = DraftContent(
    author_id=1,
    authors=[1],
    rating="false",
    rating_words=WORDS,
    headline=WORDS,
    summary=WORDS,
    conclusion=WORDS,
    justification=WORDS,
    correction=WORDS,
    evidence=[dict(EVIDENCE)],
)


@pytest.mark.parametrize(
    ("verb", "data", "codes"),
    [
        ("verdict.submitted", VerdictSubmitted(revision=2, rating="false", rating_words=WORDS), ["false", 2]),
        ("correction.abandoned", CorrectionAbandoned(draft=DRAFT), ["false", "refutes", "2026-07-01", 3]),
        ("evidence.added", EvidenceAdded(evidence=4, question=WORDS, item={"credit": WORDS}, insisted=WORDS), [4]),
        ("evidence.reused", EvidenceReused(original=5, evidence=[6], questions=[WORDS]), [5, 6]),
        (
            "evidence.examined",
            EvidenceExamined(evidence=4, question=WORDS, item={}, finding="found", dependence=WORDS),
            ["found", 4],
        ),
    ],
)
def test_words_go_and_codes_stay(verb: str, data: EventData, codes: list[object]) -> None:
    before = data.to_json()
    after = blank_words(verb, before)
    assert WORDS in str(before)
    assert WORDS not in str(after)
    assert [code for code in codes if code not in list(_values(after))] == []


def _values(value: Any) -> list[Any]:
    if isinstance(value, dict):
        value = list(value.values())
    return [leaf for item in value for leaf in _values(item)] if isinstance(value, list) else [value]
