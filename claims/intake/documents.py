"""Files and web pages as documents: the kinds of files that the desk reads, with their readers."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.file_refusals import FileWithMacros
from claims.intake.cpu_limit import allow_cpu_seconds
from claims.intake.document import Document, DocumentReader
from claims.intake.file_readers import (
    read_docx_file,
    read_mail_file,
    read_odt_file,
    read_pdf_file,
    read_rtf_file,
    read_subtitles,
)
from claims.intake.page_readers import read_html, read_markdown, read_text
from claims.refusals import EmptyText, TextTooLong, UnknownFileType

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MAX_FILE_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its first suffix represents it, `label` is its name for people.

    Reading one takes `cpu_seconds` at most, the start of the process included.
    """

    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    label: "_StrPromise"
    read: DocumentReader
    cpu_seconds: int = 2


def document_from_file(name: str, data: bytes) -> Document:
    """Read an uploaded file; its suffix gives its kind.

    An HTML file has no `url`, even if it declares one: otherwise anybody could replace the text of an article.
    Raises `UnknownFileType`, `TextTooLong`, `NotText`, `EmptyText`, and the refusals of `claims.file_refusals`.
    """
    return _read_document(_kind_of_file(name), data)


def check_file(name: str, data: bytes) -> None:
    """Refuse a file by its name and size alone; raises `UnknownFileType`, `TextTooLong`, `EmptyText`."""
    _kind_of_file(name)
    _check_size(data)
    if not data:
        raise EmptyText


def is_readable(name: str, data: bytes) -> bool:
    """Whether a file that comes with another one may be read, by its name and size alone."""
    return bool(data) and len(data) <= MAX_FILE_BYTES and PurePath(name).suffix.lower() in _READER_BY_SUFFIX


def _kind_of_file(name: str) -> FileKind:
    suffix = PurePath(name).suffix.lower()
    kind = _READER_BY_SUFFIX.get(suffix)
    if suffix in MACRO_SUFFIXES:
        raise FileWithMacros
    if kind is None:
        suffixes = ", ".join(file_kind.suffixes[0] for file_kind in KINDS)
        raise UnknownFileType(gettext("Only files of these types can be read: %(suffixes)s.") % {"suffixes": suffixes})
    return kind


def document_from_web(media_type: str, body: bytes, *, charset: str, url: str, whole: bool = False) -> Document:
    """Read the response of a web server; `media_type` is one of `MEDIA_TYPES`, `whole` includes tables."""
    return _read_document(_READER_BY_MEDIA_TYPE[media_type], body, charset, url, whole=whole)


def _read_document(kind: FileKind, data: bytes, charset: str = "", url: str = "", *, whole: bool = False) -> Document:
    _check_size(data)
    allow_cpu_seconds(kind.cpu_seconds)
    return kind.read(data, charset, url, whole)


def _check_size(data: bytes) -> None:
    if len(data) > MAX_FILE_BYTES:
        detail = gettext("The file has more than %(limit)d MB.") % {"limit": MAX_FILE_BYTES // 1_000_000}
        raise TextTooLong(detail, length=len(data), limit=MAX_FILE_BYTES)


_ODT_TYPE = "application/vnd.oasis.opendocument.text"
_DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_RTF_TYPES = ("application/rtf", "text/rtf")

KINDS = (
    FileKind((".html", ".htm"), ("text/html", "application/xhtml+xml"), _("HTML"), read_html),
    FileKind((".md",), ("text/markdown",), _("Markdown"), read_markdown),
    FileKind((".txt",), ("text/plain",), _("plain text"), read_text),
    FileKind((".pdf",), ("application/pdf",), _("PDF"), read_pdf_file, cpu_seconds=10),
    FileKind((".docx",), (_DOCX_TYPE,), _("Word"), read_docx_file, cpu_seconds=5),
    FileKind((".odt",), (_ODT_TYPE,), _("OpenDocument"), read_odt_file, cpu_seconds=5),
    FileKind((".rtf",), _RTF_TYPES, _("RTF"), read_rtf_file, cpu_seconds=5),
    FileKind((".eml",), ("message/rfc822",), _("mail"), read_mail_file, cpu_seconds=5),
    FileKind((".vtt",), ("text/vtt",), _("WebVTT subtitles"), read_subtitles, cpu_seconds=10),
    FileKind((".srt",), ("application/x-subrip",), _("SubRip subtitles"), read_subtitles, cpu_seconds=10),
    FileKind((".sbv",), (), _("SBV subtitles"), read_subtitles, cpu_seconds=10),
)
"""The kinds of files that the desk reads, in the order of preference for web pages.

A new kind is a row here and a reader in a module of its own.
"""

MEDIA_TYPES = frozenset(media_type for kind in KINDS for media_type in kind.media_types)
ACCEPT_SUFFIXES = ",".join(suffix for kind in KINDS for suffix in kind.suffixes)
"""For the `accept` attribute of a file input."""
_ACCEPTED = [f"{name};q={1 - place / 20:.2f}" for place, kind in enumerate(KINDS) for name in kind.media_types]
ACCEPT_HEADER = ", ".join([*_ACCEPTED, "application/json;q=0.1"])
"""For the `Accept` header of a request, in the order of `KINDS`; feeds are JSON."""

MACRO_SUFFIXES = frozenset({".docm", ".dotm"})
"""Kinds of files that exist for their macros."""

_READER_BY_SUFFIX = {suffix: kind for kind in KINDS for suffix in kind.suffixes}
_READER_BY_MEDIA_TYPE = {media_type: kind for kind in KINDS for media_type in kind.media_types}


def describe_kinds() -> str:
    """Return a sentence that names the kinds of files and the size limit."""
    kinds = ", ".join(f"{kind.label} ({kind.suffixes[0]})" for kind in KINDS)
    return gettext("%(kinds)s; up to %(size)s MB.") % {"kinds": kinds, "size": MAX_FILE_BYTES // 1_000_000}
