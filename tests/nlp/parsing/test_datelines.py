"""Datelines at the start of a report."""

import pytest

from claims.nlp import get_language
from claims.nlp.parsing.datelines import find_dateline
from claims.nlp.reading import Span

PATTERN = get_language().parsing.dateline
REST = "The ministry said 12 died."


def find(text: str) -> tuple[str, str] | None:
    """Return the text behind the dateline, and its agency."""
    found = find_dateline(text, Span(0, len(text)), PATTERN)
    agency = found.agency if found else None
    return (text[found.span.end :], text[agency.start : agency.end] if agency else "") if found else None


@pytest.mark.parametrize(
    ("dateline", "agency"),
    [
        ("LUDD, Aug. 20 (Yonhap) -- ", "Yonhap"),
        ("NEW HARBOUR (AP) — ", "AP"),
        ("NEW HARBOUR, Kent (Vellum Radio News) - ", "Vellum Radio News"),
        ("PARIS, May 3 (AFP) – ", "AFP"),
        ("HARROWGATE, 14 October 2025 — ", ""),
        ("LUDD — ", ""),
        ("London (Reuters) - ", "Reuters"),
        ("(CNN) — ", "CNN"),
        ("RIO DE JANEIRO, 7 June (Vellum News Agency) — ", "Vellum News Agency"),
    ],
)
def test_a_dateline_ends_at_its_dash(dateline: str, agency: str) -> None:
    assert find(dateline + REST) == (REST, agency)


@pytest.mark.parametrize(
    "text",
    [
        "The port — the largest in Europe — was closed.",
        "May 3 was cold.",
        "NATO said 12 died.",
        "Ana Lima (AP) said so.",
        "- The mayor said so.",
        "LUDD — ",
    ],
)
def test_other_dashes_make_none(text: str) -> None:
    assert find(text) is None
