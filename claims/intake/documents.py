"""Files and pages as documents: an article's text and what is known about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from claims.intake import addresses, charsets
from claims.intake.text import clean, headline, one_line
from claims.refusals import BadUrl, TextTooLong, UnknownFileType

LIMIT = 5_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it came in.

    `text` is clean (`claims.intake.text.clean`), the others are single lines, empty if not known.
    `url` is in canonical form and only set for what was fetched; `language` is the ISO 639-1
    code that the document declares.
    """

    title: str
    text: str
    url: str = ""
    published: date | None = None
    publisher: str = ""
    byline: str = ""
    language: str = ""


def from_file(name: str, data: bytes) -> Document:
    """The document in an uploaded file, its kind told by the end of its name.

    An HTML file has no `url`, whatever it claims: else anybody could put a text of their own in
    the place of somebody's article. Raises `UnknownFileType`, `TextTooLong`, `NotText`, `EmptyText`.
    """
    read = _BY_SUFFIX.get(PurePath(name).suffix.lower())
    if read is None:
        raise UnknownFileType
    return _read(read, data, "", "")


def from_web(media_type: str, body: bytes, *, charset: str, url: str, whole: bool = False) -> Document:
    """The document in what a web server sent as `media_type`, one of `MEDIA_TYPES`; `whole` with its tables."""
    read = _BY_MEDIA_TYPE[media_type]
    return _read(_from_whole_html if whole and read is _from_html else read, body, charset, url)


def _read(read: "Reader", data: bytes, charset: str, url: str) -> Document:
    if len(data) > LIMIT:
        raise TextTooLong(f"This file has more than {LIMIT // 1_000_000} MB.", length=len(data), limit=LIMIT)
    return read(data, charset, url)


def _from_text(data: bytes, charset: str, url: str) -> Document:
    text = clean(charsets.decode(data, declared=charset))
    return Document(title=headline(text), text=text, url=_canonical(url))


def _from_markdown(data: bytes, charset: str, url: str) -> Document:
    from claims.intake import markdown  # trafilatura: 23 MB, for the one process that needs it

    title, plain = markdown.read(clean(charsets.decode(data, declared=charset)))
    text = clean(plain)
    return Document(title=one_line(title) or headline(text), text=text, url=_canonical(url))


def _from_whole_html(data: bytes, charset: str, url: str) -> Document:
    return _from_html(data, charset, url, whole=True)


def _from_html(data: bytes, charset: str, url: str, *, whole: bool = False) -> Document:
    declared = charset or charsets.declared_in(data)
    from claims.intake import webpages  # the same

    page = webpages.read(charsets.decode(data, declared=declared, repair=True), url, whole=whole)
    text = clean(page.text)
    return Document(
        title=one_line(page.title) or headline(text),
        text=text,
        url=_believed(page.canonical, url),
        published=page.published,
        publisher=one_line(page.publisher),
        byline=one_line(page.byline),
        language=page.language,
    )


def _canonical(url: str) -> str:
    return addresses.canonical(url) if url else ""


def _believed(claimed: str, url: str) -> str:
    """The address that a page claims, if the page may: it lies on the same site, and is no home page.

    Else a page could pass for an article of another site, and a careless template would make
    all the articles of a site one.
    """
    if not url or not claimed:
        return _canonical(url)
    fetched = addresses.parsed(url)
    try:
        target = addresses.joined(fetched, claimed)
    except BadUrl:
        return _canonical(url)
    is_home = target.raw_path == b"/"
    believed = fetched if is_home or not addresses.same_site(fetched, target) else target
    return addresses.canonical(str(believed))


Reader = Callable[[bytes, str, str], Document]

_BY_SUFFIX: dict[str, Reader] = {
    ".txt": _from_text,
    ".md": _from_markdown,
    ".html": _from_html,
    ".htm": _from_html,
}
_BY_MEDIA_TYPE: dict[str, Reader] = {
    "text/plain": _from_text,
    "text/markdown": _from_markdown,
    "text/html": _from_html,
    "application/xhtml+xml": _from_html,
}
MEDIA_TYPES = frozenset(_BY_MEDIA_TYPE)
