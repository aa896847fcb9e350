"""Files and web pages as documents: the text of an article with its metadata."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.intake.addresses import canonical_url, is_same_site, join_url, parse_url
from claims.intake.article_text import clean_text, first_line, to_one_line
from claims.intake.charsets import decode_text, find_declared_encoding
from claims.refusals import BadUrl, EmptyText, TextTooLong, UnknownFileType

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MAX_FILE_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """A submitted article.

    `text` is clean (`claims.intake.article_text.clean_text`); other fields are single lines, empty if unknown.
    `url` is canonical and set only for fetched pages; `language` is the ISO 639-1 code that the document declares.
    `kind` is the kind of text, as in `Article.Kind`, and `speaker` who speaks in it: whoever submits it may know both.
    `guesses` names the fields that neither a person nor the document states, but a program inferred.
    """

    title: str
    text: str
    url: str = ""
    published: date | None = None
    publisher: str = ""
    byline: str = ""
    language: str = ""
    kind: str = "news"
    speaker: str = ""
    guesses: tuple[str, ...] = ()


DocumentReader = Callable[[bytes, str, str, bool], Document]
"""Reads the data of a file with the charset and the URL that a web server gave (empty for an uploaded file).

The last argument requests the whole page with its tables, for kinds that make a difference.
"""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its first suffix represents it, `label` is its name for people."""

    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    label: "_StrPromise"
    read: DocumentReader


def document_from_file(name: str, data: bytes) -> Document:
    """Read an uploaded file; its suffix gives its kind.

    An HTML file has no `url`, even if it declares one: otherwise anybody could replace the text of an article.
    Raises `UnknownFileType`, `TextTooLong`, `NotText`, `EmptyText`.
    """
    return _read_document(_kind_of_file(name), data)


def check_file(name: str, data: bytes) -> None:
    """Refuse a file by its name and size alone; raises `UnknownFileType`, `TextTooLong`, `EmptyText`."""
    _kind_of_file(name)
    _check_size(data)
    if not data:
        raise EmptyText


def _kind_of_file(name: str) -> FileKind:
    kind = _READER_BY_SUFFIX.get(PurePath(name).suffix.lower())
    if kind is None:
        suffixes = ", ".join(file_kind.suffixes[0] for file_kind in KINDS)
        raise UnknownFileType(gettext("Only files of these types can be read: %(suffixes)s.") % {"suffixes": suffixes})
    return kind


def document_from_web(media_type: str, body: bytes, *, charset: str, url: str, whole: bool = False) -> Document:
    """Read the response of a web server; `media_type` is one of `MEDIA_TYPES`, `whole` includes tables."""
    return _read_document(_READER_BY_MEDIA_TYPE[media_type], body, charset, url, whole=whole)


def _read_document(kind: FileKind, data: bytes, charset: str = "", url: str = "", *, whole: bool = False) -> Document:
    _check_size(data)
    return kind.read(data, charset, url, whole)


def _check_size(data: bytes) -> None:
    if len(data) > MAX_FILE_BYTES:
        detail = gettext("The file has more than %(limit)d MB.") % {"limit": MAX_FILE_BYTES // 1_000_000}
        raise TextTooLong(detail, length=len(data), limit=MAX_FILE_BYTES)


def read_text(data: bytes, charset: str, url: str, _whole: bool) -> Document:  # noqa: FBT001 - see `DocumentReader`
    """Read plain text; its first line is the title."""
    text = clean_text(decode_text(data, declared=charset))
    return Document(title=first_line(text), text=text, url=_canonical_or_empty(url), guesses=("title",))


def read_markdown(data: bytes, charset: str, url: str, _whole: bool) -> Document:  # noqa: FBT001 - see `DocumentReader`
    """Read the text of a Markdown file, without its markup."""
    from claims.intake import markdown  # trafilatura takes 23 MB: load it only in the process that needs it

    title, plain = markdown.read_markdown(clean_text(decode_text(data, declared=charset)))
    text, title = clean_text(plain), to_one_line(title)
    guesses = () if title else ("title",)
    return Document(title=title or first_line(text), text=text, url=_canonical_or_empty(url), guesses=guesses)


def read_html(data: bytes, charset: str, url: str, whole: bool) -> Document:  # noqa: FBT001 - see `DocumentReader`
    """Read the article in an HTML page, and what the page says about itself."""
    declared = charset or find_declared_encoding(data)
    from claims.intake import webpages  # loaded late for the same reason

    page = webpages.read_webpage(decode_text(data, declared=declared, repair=True), url, whole=whole)
    text, title = clean_text(page.text), to_one_line(page.title)
    return Document(
        title=title or first_line(text),
        text=text,
        url=_trusted_address(page.canonical, url),
        published=page.published,
        publisher=to_one_line(page.publisher),
        byline=to_one_line(page.byline),
        language=page.language,
        guesses=page.guesses if title else (*page.guesses, "title"),
    )


def _canonical_or_empty(url: str) -> str:
    return canonical_url(url) if url else ""


def _trusted_address(claimed: str, url: str) -> str:
    """Return the canonical URL that a page declares, if it is on the same site and is not the home page.

    Otherwise a page could pose as an article of another site, and a wrong template could merge all articles of
    a site.
    """
    if not url or not claimed:
        return _canonical_or_empty(url)
    fetched = parse_url(url)
    try:
        target = join_url(fetched, claimed)
    except BadUrl:
        return _canonical_or_empty(url)
    is_home = target.raw_path == b"/"
    trusted = fetched if is_home or not is_same_site(fetched, target) else target
    return canonical_url(str(trusted))


KINDS = (
    FileKind((".html", ".htm"), ("text/html", "application/xhtml+xml"), _("HTML"), read_html),
    FileKind((".md",), ("text/markdown",), _("Markdown"), read_markdown),
    FileKind((".txt",), ("text/plain",), _("plain text"), read_text),
)
"""The kinds of files that the desk reads, in the order of preference for web pages.

A new kind is a row here and a reader in a module of its own.
"""

MEDIA_TYPES = frozenset(media_type for kind in KINDS for media_type in kind.media_types)
ACCEPT_SUFFIXES = ",".join(suffix for kind in KINDS for suffix in kind.suffixes)
"""For the `accept` attribute of a file input."""
_ACCEPTED = [f"{name};q={1 - place / 10:.1f}" for place, kind in enumerate(KINDS) for name in kind.media_types]
ACCEPT_HEADER = ", ".join([*_ACCEPTED, "application/json;q=0.1"])
"""For the `Accept` header of a request, in the order of `KINDS`; feeds are JSON."""

_READER_BY_SUFFIX = {suffix: kind for kind in KINDS for suffix in kind.suffixes}
_READER_BY_MEDIA_TYPE = {media_type: kind for kind in KINDS for media_type in kind.media_types}


def describe_kinds() -> str:
    """Return a sentence that names the kinds of files and the size limit."""
    kinds = ", ".join(f"{kind.label} ({kind.suffixes[0]})" for kind in KINDS)
    return gettext("%(kinds)s; up to %(size)s MB.") % {"kinds": kinds, "size": MAX_FILE_BYTES // 1_000_000}
