"""Files of every kind, made by hand: PDFs, office files and mails."""

import ctypes
import io
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

import pypdfium2
from pypdfium2 import raw

LINE_POINTS = 14
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def make_pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """Return a PDF whose pages have these lines; a page without lines looks like a scan to a reader of text."""
    file = pypdfium2.PdfDocument.new()
    font = raw.FPDFText_LoadStandardFont(file.raw, b"Helvetica")
    for lines in pages:
        page = file.new_page(595, 842)
        for number, line in enumerate(lines):
            text = raw.FPDFPageObj_CreateTextObj(file.raw, font, 10.0)
            words = ctypes.create_string_buffer(f"{line}\0".encode("utf-16-le"))
            raw.FPDFText_SetText(text, ctypes.cast(words, raw.FPDF_WIDESTRING))
            raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 50, 800 - LINE_POINTS * number)
            raw.FPDFPage_InsertObject(page.raw, text)
        page.gen_content()
    data = io.BytesIO()
    file.save(data)
    return data.getvalue()


def make_archive(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP archive of these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def make_docx(body: str, **parts: str) -> bytes:
    """Return a Word file; other parts by name, such as `footnotes`."""
    content = {"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'}
    return make_archive(content | {f"word/{name}.xml": text for name, text in parts.items()})


def word_paragraph(words: str, properties: str = "") -> str:
    """Return a paragraph of a Word file."""
    return f"<w:p>{properties}<w:r><w:t>{words}</w:t></w:r></w:p>"


def make_odt(body: str, meta: str = "") -> bytes:
    """Return an OpenDocument text."""
    names = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "table", "meta"))
    content = f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body>"
    parts = {"content.xml": f"{content}</office:document-content>"}
    if meta:
        dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
        parts["meta.xml"] = (
            f"<office:document-meta {names} {dc}><office:meta>{meta}</office:meta></office:document-meta>"
        )
    return make_archive(parts)


def make_mail(text: str, attachments: Mapping[str, bytes] | None = None, **headers: str) -> EmailMessage:
    """Return a mail; a header such as `From` replaces the usual one."""
    mail = EmailMessage()
    usual = {"From": "Ana Lima <ana@town.example>", "Subject": "Homes", "Date": "Tue, 3 Mar 2026 10:00:00 +0100"}
    for name, value in (usual | headers).items():
        mail[name] = value
    mail.set_content(text)
    for name, data in (attachments or {}).items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail


def list_samples() -> dict[str, bytes]:
    """Return a small file of each kind, by its suffix."""
    words = "The mayor said no."
    cue = "00:00:01.000 --> 00:00:02.000"
    return {
        ".html": f"<p>{words} And then he said it again.</p>".encode(),
        ".md": words.encode(),
        ".txt": words.encode(),
        ".pdf": make_pdf([[words]]),
        ".docx": make_docx(word_paragraph(words)),
        ".odt": make_odt(f"<text:p>{words}</text:p>"),
        ".rtf": rf"{{\rtf1 {words}}}".encode(),
        ".eml": make_mail(words).as_bytes(),
        ".vtt": f"WEBVTT\n\n{cue}\n{words}\n".encode(),
        ".srt": f"1\n{cue.replace('.', ',')}\n{words}\n".encode(),
        ".sbv": f"0:00:01.000,0:00:02.000\n{words}\n".encode(),
    }
