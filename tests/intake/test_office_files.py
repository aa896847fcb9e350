"""Word and OpenDocument files: paragraphs, tables and footnotes, and refusals of what can do harm."""

from datetime import date

import pytest

from claims.file_refusals import BrokenFile, EncryptedFile, FileWithMacros, InflatedFile
from claims.intake.documents import document_from_file
from claims.intake.office_files import MAX_PART_BYTES, OLE_START
from claims.refusals import EmptyText, Refusal
from tests.intake.file_samples import W, make_archive, make_docx, make_odt, word_paragraph

CORE = (
    '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/"><dc:title>Homes</dc:title>'
    "<dc:creator>Dana Whitlock</dc:creator><t:created>2026-03-04T09:00:00Z</t:created><dc:language>en-GB</dc:language>"
    "</c:coreProperties>"
)
BODY = (
    word_paragraph("Homes for Alderport")
    + "<w:p><w:r><w:t>The mayor said that </w:t></w:r><w:ins><w:r><w:t>300 homes</w:t></w:r></w:ins>"
    "<w:del><w:r><w:delText>200 homes</w:delText></w:r></w:del><w:r><w:tab/><w:t>were built.</w:t></w:r></w:p>"
    + word_paragraph("One", "<w:pPr><w:numPr/></w:pPr>")
    + f"<w:tbl><w:tr><w:tc>{word_paragraph('Year')}</w:tc><w:tc>{word_paragraph('Homes')}</w:tc></w:tr>"
    f"<w:tr><w:tc>{word_paragraph('2020')}</w:tc><w:tc>{word_paragraph('300')}</w:tc></w:tr></w:tbl>"
)
FOOTNOTES = (
    f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator">{word_paragraph("---")}</w:footnote>'
    f"<w:footnote>{word_paragraph('Source: parks office.')}</w:footnote></w:footnotes>"
)
ODT_BODY = (
    "<text:tracked-changes><text:p>200 homes</text:p></text:tracked-changes>"
    "<text:h>Homes for Alderport</text:h>"
    "<text:p>The mayor said that<text:s/><text:span>300 homes</text:span> were built."
    "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Source: parks office.</text:p>"
    "</text:note-body></text:note></text:p><text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell><table:table-cell>"
    "<text:p>Homes</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>2020</text:p>"
    "</table:table-cell><table:table-cell><text:p>300</text:p></table:table-cell></table:table-row></table:table>"
)
TEXT = (
    "Homes for Alderport\n\nThe mayor said that 300 homes were built.\n\n- One\n\nYear | Homes\n\n2020 | 300\n\n"
    "Source: parks office."
)


def test_a_word_file_has_its_text_without_deletions() -> None:
    parts = {
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{BODY}</w:body></w:document>',
        "word/footnotes.xml": FOOTNOTES,
        "docProps/core.xml": CORE,
    }
    document = document_from_file("homes.docx", make_archive(parts))
    assert document.text == TEXT
    assert (document.title, document.byline, document.published) == ("Homes", "Dana Whitlock", date(2026, 3, 4))
    assert (document.language, document.guesses) == ("en", ("title", "published", "byline"))


def test_an_opendocument_text_has_the_same_text() -> None:
    document = document_from_file("homes.odt", make_odt(ODT_BODY, "<dc:title>Homes</dc:title>"))
    assert (document.text, document.title) == (TEXT, "Homes")


def test_rtf_is_read() -> None:
    data = rb"{\rtf1\ansi\ansicpg1252{\fonttbl\f0 Arial;}\f0 The mayor said caf\'e9.\par\par Twice.\par}"
    assert document_from_file("a.rtf", data).text == "The mayor said café.\n\nTwice."
    for broken in (b"The mayor said no.", rb"{\rtf1\uc \u99999999999 }"):
        with pytest.raises((BrokenFile, EmptyText)):
            document_from_file("a.rtf", broken)


ENTITY = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
HOSTILE: dict[str, tuple[str, bytes, type[Refusal]]] = {
    "not an archive": ("a.docx", b"PK\3\4 nothing", BrokenFile),
    "another archive": ("a.docx", make_archive({"a.txt": "The mayor said no."}), BrokenFile),
    "cut off": ("a.odt", make_odt(ODT_BODY)[:-40], BrokenFile),
    "broken XML": ("a.docx", make_docx("<w:p>"), BrokenFile),
    "password": ("a.docx", OLE_START + b"\0" * 600, EncryptedFile),
    "encrypted": (
        "a.odt",
        make_archive({"content.xml": "x", "META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        EncryptedFile,
    ),
    "macros by name": ("a.docm", make_docx(word_paragraph("No.")), FileWithMacros),
    "macros inside": ("a.docx", make_archive({"word/vbaProject.bin": "x", "word/document.xml": "x"}), FileWithMacros),
    "macros in an ODT": (
        "a.odt",
        make_archive({"Basic/Standard/Module1.xml": "x", "content.xml": "x"}),
        FileWithMacros,
    ),
    "entities": ("a.docx", make_archive({"word/document.xml": f"{ENTITY}<d>&b;</d>"}), BrokenFile),
    "file entity": (
        "a.odt",
        make_archive({"content.xml": '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'}),
        BrokenFile,
    ),
    "bomb": ("a.docx", make_archive({"word/document.xml": b" " * (MAX_PART_BYTES + 1)}), InflatedFile),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_can_do_harm_is_refused_by_name(name: str) -> None:
    file, data, refusal = HOSTILE[name]
    with pytest.raises(refusal):
        document_from_file(file, data)
