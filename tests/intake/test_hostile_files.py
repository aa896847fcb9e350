"""Hostile files of every kind end their own process or are refused; none takes more than its kind may take."""

import pytest

from claims.intake.limited_process import read_document
from claims.refusals import Refusal
from tests.intake.file_samples import make_docx, make_odt, word_paragraph
from tests.intake.test_limited_process import cpu_seconds_of_children

CUE = "WEBVTT\n\n00:01.000 --> 00:02.000\n"
ROW, ROW_END = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
CIRCLE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 10000>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)
HOSTILE: dict[str, tuple[bytes, str]] = {
    "nested tables.docx": (make_docx(ROW * 60 + word_paragraph("The mayor.") + ROW_END * 60), ""),
    "too deep.docx": (make_docx(ROW * 600 + word_paragraph("The mayor.") + ROW_END * 600), "broken_file"),
    "spaces.odt": (make_odt(f"<text:p>{'<text:s/>' * 1_000_000}The mayor.</text:p>"), ""),
    "voices.vtt": ((CUE + "<v a>b " * 700_000).encode(), "text_too_long"),
    "groups.rtf": (b"{\\rtf1 " + b"{" * 2_000_000, "empty_text"),
    "nested.eml": (b"Content-Type: message/rfc822\n\n" * 100_000, "broken_file"),
    "a circle.pdf": (CIRCLE, "too_many_pages"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_little(name: str) -> None:
    data, code = HOSTILE[name]
    before = cpu_seconds_of_children()
    try:
        text, refused = read_document(name, data).text, ""
    except Refusal as refusal:
        text, refused = "", refusal.code
    assert refused == code
    assert text.endswith("The mayor.") or refused
    assert cpu_seconds_of_children() - before <= 5.2
