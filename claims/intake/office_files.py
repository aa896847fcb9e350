"""The text of Word and OpenDocument files: paragraphs, lists, tables as lines, footnotes at the end."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from lxml import etree

from claims.file_refusals import BrokenFile, EncryptedFile, FileWithMacros, InflatedFile

MAX_PART_BYTES = 40_000_000
MAX_MEMBERS = 10_000
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The start of files of Word before 2007, and of Word files that are protected by a password."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT, _TABLE, _OFFICE, _META = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("text", "table", "office", "meta")
)
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_MACRO_PART = re.compile(r"(?:.*/)?vbaProject\.bin|(?:Basic|Scripts)/.+", re.IGNORECASE)
_MANIFEST_ENCRYPTION = b"manifest:encryption-data"
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class OfficeText:
    """The text of a file, and what its properties say: empty or None if nothing."""

    text: str
    title: str = ""
    author: str = ""
    created: date | None = None
    language: str = ""


def read_docx(data: bytes) -> OfficeText:
    """Read a Word file. Raises `BrokenFile`, `EncryptedFile`, `FileWithMacros` and `InflatedFile`."""
    if data.startswith(OLE_START):
        raise EncryptedFile
    archive = _open_archive(data)
    body = _read_part(archive, "word/document.xml")
    notes = [_read_part(archive, f"word/{name}.xml", needed=False) for name in ("footnotes", "endnotes")]
    lines = [*_word_blocks(body), *(line for part in notes if part is not None for line in _word_notes(part))]
    core = _read_part(archive, "docProps/core.xml", needed=False)
    return OfficeText("\n\n".join(lines), *_read_properties(core, f"{_DC}creator", f"{_TERMS}created"))


def read_odt(data: bytes) -> OfficeText:
    """Read an OpenDocument text. Raises what `read_docx` raises."""
    archive = _open_archive(data)
    if _MANIFEST_ENCRYPTION in _read_bytes(archive, "META-INF/manifest.xml", needed=False):
        raise EncryptedFile
    content = _read_part(archive, "content.xml")
    body = content.find(f"{_OFFICE}body/{_OFFICE}text") if content is not None else None
    if body is None:
        raise BrokenFile
    notes = [" ".join(_odt_words(note).split()) for note in body.iter(f"{_TEXT}note-body")]
    lines = [*_odt_blocks(body), *filter(None, notes)]
    meta = _read_part(archive, "meta.xml", needed=False)
    return OfficeText("\n\n".join(lines), *_read_properties(meta, f"{_META}initial-creator", f"{_META}creation-date"))


def _open_archive(data: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise BrokenFile from error
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or len({member.filename for member in members}) != len(members):
        raise BrokenFile
    if any(_MACRO_PART.fullmatch(member.filename) for member in members):
        raise FileWithMacros
    if any(member.flag_bits & 0x1 for member in members):
        raise EncryptedFile
    return archive


def _read_bytes(archive: zipfile.ZipFile, name: str, *, needed: bool = True) -> bytes:
    """Return a part, unpacked; what the directory of the archive says about its size is not believed."""
    try:
        with archive.open(name) as part:
            data = part.read(MAX_PART_BYTES + 1)
    except KeyError as error:
        if needed:
            raise BrokenFile from error
        return b""
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, zlib.error) as error:
        raise BrokenFile from error
    if len(data) > MAX_PART_BYTES:
        raise InflatedFile
    return data


def _read_part(archive: zipfile.ZipFile, name: str, *, needed: bool = True) -> "etree._Element | None":
    """Return a part as a tree. No entity is expanded and nothing is loaded; a part with a DOCTYPE is refused."""
    data = _read_bytes(archive, name, needed=needed)
    if not data:
        return None
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BrokenFile from error
    if tree.getroottree().docinfo.doctype:
        raise BrokenFile
    return tree


def _read_properties(part: "etree._Element | None", author: str, created: str) -> tuple[str, str, date | None, str]:
    """Return title, author, day of creation and language of a part with properties."""
    if part is None:
        return "", "", None, ""

    def read(tag: str) -> str:
        return next((element.text for element in part.iter(tag) if element.text), "")

    language = _LANGUAGE.match(read(f"{_DC}language"))
    return read(f"{_DC}title"), read(author), _read_day(read(created)), language[0].lower() if language else ""


def _read_day(stamp: str) -> date | None:
    try:
        return date.fromisoformat(stamp[:10])
    except ValueError:
        return None


# Word ---------------------------------------------------------------------------------

_WORD_SKIPPED = {
    f"{_W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr")
} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_WORD_SPACES = {f"{_W}{name}" for name in ("tab", "br", "cr", "noBreakHyphen", "ptab")}


def _word_blocks(element: "etree._Element | None") -> Iterator[str]:
    """Yield the paragraphs and the rows of tables below an element."""
    for child in element if element is not None else ():
        if child.tag == f"{_W}p":
            is_item = child.find(f"{_W}pPr/{_W}numPr") is not None
            yield from _block("".join(_word_words(child)), "- " if is_item else "")
        elif child.tag == f"{_W}tr":
            yield from _row(" ".join(_word_blocks(cell)) for cell in child.iterfind(f"{_W}tc"))
        elif child.tag not in _WORD_SKIPPED:
            yield from _word_blocks(child)


def _word_notes(part: "etree._Element") -> Iterator[str]:
    """Yield the footnotes of a part, without the lines that separate them from the text."""
    for note in part:
        if note.get(f"{_W}type") in (None, "normal"):
            yield from _block(" ".join(_word_blocks(note)))


def _word_words(element: "etree._Element") -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _WORD_SPACES:
            yield " "
        elif child.tag == f"{_W}p":  # a text box within the paragraph
            yield from (" ", *_word_words(child))
        elif child.tag not in _WORD_SKIPPED:
            yield from _word_words(child)


# OpenDocument -------------------------------------------------------------------------

_ODT_SKIPPED = {
    f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls", f"{_OFFICE}forms",
}  # fmt: skip
_ODT_SPACES = {f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"}


def _odt_blocks(element: "etree._Element", prefix: str = "") -> Iterator[str]:
    for child in element:
        if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            yield from _block(_odt_words(child), prefix)
        elif child.tag == f"{_TABLE}table-row":
            cells = child.iterfind(f"{_TABLE}table-cell")
            yield from _row(" ".join(_odt_blocks(cell)) for cell in cells)
        elif child.tag not in _ODT_SKIPPED:
            yield from _odt_blocks(child, "- " if child.tag == f"{_TEXT}list-item" else prefix)


def _odt_words(element: "etree._Element") -> str:
    return "".join(_iterate_odt_words(element))


def _iterate_odt_words(element: "etree._Element") -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in _ODT_SPACES:
            yield " "
        elif child.tag not in _ODT_SKIPPED and isinstance(child.tag, str):
            yield from _iterate_odt_words(child)
            yield " " if child.tag in (f"{_TEXT}p", f"{_TEXT}h") else ""
        yield child.tail or ""


def _block(words: str, prefix: str = "") -> Iterator[str]:
    line = " ".join(words.split())
    if line:
        yield prefix + line


def _row(cells: Iterator[str]) -> Iterator[str]:
    """Yield the cells of a row of a table as one line."""
    filled = [cell for cell in cells if cell]
    if filled:
        yield " | ".join(filled)
