"""Readers of files: PDF, office files, mails and subtitles; the table `claims.intake.documents.KINDS` names them.

Each loads its library within the process that needs it.
"""

from collections.abc import Callable

from claims.file_refusals import BrokenFile
from claims.intake.article_text import clean_text, first_line, to_one_line
from claims.intake.charsets import decode_text, find_declared_encoding
from claims.intake.document import Document
from claims.intake.mails import read_mail
from claims.intake.office_files import OfficeText, read_docx, read_odt
from claims.intake.page_readers import canonical_or_empty
from claims.intake.positioned_text import join_passages


def read_pdf_file(data: bytes, _charset: str, url: str, _whole: bool) -> Document:  # noqa: FBT001 - see `DocumentReader`
    """Read a PDF; what its properties say is a guess, since programs fill them."""
    from claims.intake.pdf import PdfFile  # loads 8 MB of PDFium

    file = PdfFile(data)
    text, positions = join_passages(file.list_passages())
    return Document(
        title=to_one_line(file.title) or first_line(text),
        text=text,
        url=canonical_or_empty(url),
        published=file.published,
        byline=to_one_line(file.author),
        positions=positions,
        notes=file.notes,
        guesses=("title", *(["published"] if file.published else []), *(["byline"] if file.author else [])),
    )


def read_docx_file(data: bytes, _charset: str, url: str, _whole: bool) -> Document:  # noqa: FBT001 - see `DocumentReader`
    """Read a Word file."""
    return _read_office_file(data, url, read_docx)


def read_odt_file(data: bytes, _charset: str, url: str, _whole: bool) -> Document:  # noqa: FBT001 - see `DocumentReader`
    """Read an OpenDocument text."""
    return _read_office_file(data, url, read_odt)


def _read_office_file(data: bytes, url: str, read: Callable[[bytes], OfficeText]) -> Document:
    """Return the document of an office file. Its properties are guesses: templates and copies keep those of others."""
    file = read(data)
    text, title, author = clean_text(file.text), to_one_line(file.title), to_one_line(file.author)
    found = {"title": True, "published": file.created is not None, "byline": bool(author)}
    return Document(
        title=title or first_line(text),
        text=text,
        url=canonical_or_empty(url),
        published=file.created,
        byline=author,
        language=file.language,
        guesses=tuple(name for name, is_found in found.items() if is_found),
    )


def read_rtf_file(data: bytes, _charset: str, url: str, _whole: bool) -> Document:  # noqa: FBT001 - see `DocumentReader`
    """Read the text of an RTF file."""
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        raise BrokenFile
    try:
        raw = rtf_to_text(data.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, LookupError, OverflowError) as error:
        raise BrokenFile from error
    lines = (line.strip() for line in clean_text(raw).split("\n"))
    text = clean_text("\n\n".join(filter(None, lines)))
    return Document(title=first_line(text), text=text, url=canonical_or_empty(url), guesses=("title",))


def read_mail_file(data: bytes, _charset: str, url: str, _whole: bool) -> Document:  # noqa: FBT001 - see `DocumentReader`
    """Read a mail: its subject is the title, who sent it the byline; its attachments are articles of their own."""
    mail = read_mail(data, _read_html_body)
    text, positions = join_passages(mail.passages)
    return Document(
        title=to_one_line(mail.subject) or first_line(text),
        text=text,
        url=canonical_or_empty(url),
        published=mail.sent,
        byline=to_one_line(mail.sender),
        positions=positions,
        attachments=mail.attachments,
        guesses=() if mail.subject else ("title",),
    )


def _read_html_body(data: bytes, charset: str) -> str:
    from claims.intake import webpages  # trafilatura takes 23 MB

    declared = charset or find_declared_encoding(data)
    return webpages.read_webpage(decode_text(data, declared=declared, repair=True), whole=True).text


def read_subtitles(data: bytes, charset: str, url: str, _whole: bool) -> Document:  # noqa: FBT001 - see `DocumentReader`
    """Read subtitles as a transcript."""
    from claims.intake.cues import read_cues

    text, positions = join_passages(read_cues(clean_text(decode_text(data, declared=charset))))
    return Document(
        title=first_line(text),
        text=text,
        url=canonical_or_empty(url),
        kind="transcript",
        positions=positions,
        guesses=("title",),
    )
