"""PDFs: the text of each page without what runs through the file, and refusals by name."""

import time
from datetime import date

import pypdfium2
import pytest

from claims.file_refusals import BrokenFile, EncryptedFile, ScannedFile, TooManyPages
from claims.intake import pdf
from claims.intake.documents import document_from_file
from claims.intake.pdf import join_ranges
from claims.source_notes import list_note_sentences
from tests.intake.file_samples import make_pdf

HEAD = "Annual report of the town of Alderport"
PAGES = [
    [
        f"{HEAD} 1",
        "Homes and work",
        "The council says that it has built 300 homes since 2020 and that the unem-",
        "ployment rate fell by 12 percent in the same time, which nobody has confirmed",
        "yet. So much for that.",
        "A new paragraph begins here and is long enough to be a full line of the page, and",
        "it ends on the next page with words that matter, for they are of in-",
        "Page 1 of 5",
    ],
    [f"{HEAD} 2", "terest to all readers. Then 4,000 people left.", "Page 2 of 5"],
    [],
    [f"{HEAD} 4", "Something else stands on page four.", "Page 4 of 5"],
    [],
]


def test_pages_become_paragraphs() -> None:
    document = document_from_file("report.pdf", make_pdf(PAGES))
    assert document.text == (
        "Homes and work\n\n"
        "The council says that it has built 300 homes since 2020 and that the unemployment rate fell by 12 percent in "
        "the same time, which nobody has confirmed yet. So much for that.\n\n"
        "A new paragraph begins here and is long enough to be a full line of the page, and it ends on the next page "
        "with words that matter, for they are of interest to all readers. Then 4,000 people left.\n\n"
        "Something else stands on page four."
    )
    pages = {row.page: document.text[row.start : row.end] for row in document.positions}
    assert pages[2] == "terest to all readers. Then 4,000 people left."
    assert pages[4] == "Something else stands on page four."


def test_scanned_pages_are_said_to_be_so() -> None:
    document = document_from_file("report.pdf", make_pdf(PAGES))
    (sentence,) = list_note_sentences([note.to_json() for note in document.notes])
    assert sentence.startswith("2 pages have no text: they are scans or pictures (3, 5).")
    with pytest.raises(ScannedFile):
        document_from_file("scan.pdf", make_pdf([[], []]))


def test_properties_are_guesses() -> None:
    document = document_from_file("report.pdf", make_pdf([["The mayor said no."]]))
    assert (document.title, document.published) == ("The mayor said no.", date.today())  # noqa: DTZ011 - PDFium's clock
    assert document.guesses == ("title", "published")


def test_what_cannot_be_read_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = make_pdf([["The mayor said no."], ["Twice."]])
    for broken in (b"%PDF-1.7 nothing", whole[: len(whole) // 2], b""):
        with pytest.raises(BrokenFile):
            pdf.PdfFile(broken)
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(TooManyPages, match="2 pages; at most 1"):
        pdf.PdfFile(whole)

    def refuse(_: bytes) -> None:
        raise pypdfium2.PdfiumError("password", err_code=pypdfium2.raw.FPDF_ERR_PASSWORD)

    monkeypatch.setattr(pypdfium2, "PdfDocument", refuse)
    with pytest.raises(EncryptedFile):
        pdf.PdfFile(whole)


def test_a_hundred_pages_take_less_than_five_seconds() -> None:
    lines = [
        f"In the year {year} the mayor said that {year * 3} homes were built, and more came." for year in range(50)
    ]
    data = make_pdf([lines] * 100)
    began = time.process_time()
    document = document_from_file("report.pdf", data)
    assert time.process_time() - began < 5
    assert document.positions[-1].page == 100


def test_numbers_are_joined_to_ranges() -> None:
    assert join_ranges([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10"
