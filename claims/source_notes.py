"""What the desk says about a file that it has read in part: a table of sentences by code."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from claims.json_data import JsonData


@dataclass(frozen=True, slots=True)
class SourceNote(JsonData):
    """A note about a file: a code of `SOURCE_NOTES`, how many things it is about, and their names or numbers."""

    code: str
    count: int
    names: str = ""


def _scanned_pages(note: SourceNote) -> str:
    sentence = ngettext(
        "Page %(names)s has no text: it is a scan or a picture. What it says is missing here.",
        "%(count)d pages have no text: they are scans or pictures (%(names)s). What they say is missing here.",
        note.count,
    )
    return sentence % {"count": note.count, "names": note.names}


def _unread_attachments(note: SourceNote) -> str:
    sentence = ngettext(
        "%(count)d attachment is not read: %(names)s.", "%(count)d attachments are not read: %(names)s.", note.count
    )
    return sentence % {"count": note.count, "names": note.names}


def _read_attachments(note: SourceNote) -> str:
    sentence = ngettext(
        "%(count)d attachment becomes an article of its own: %(names)s.",
        "%(count)d attachments become articles of their own: %(names)s.",
        note.count,
    )
    return sentence % {"count": note.count, "names": note.names}


def _walled_page(note: SourceNote) -> str:
    sentence = ngettext(
        "Only %(count)d word was found. The page asks for a subscription, for consent or for a proof that you are"
        " human.",
        "Only %(count)d words were found. The page asks for a subscription, for consent or for a proof that you are"
        " human.",
        note.count,
    )
    return sentence % {"count": note.count}


def _short_page(note: SourceNote) -> str:
    sentence = ngettext(
        "Only %(count)d word was found. The page may need a subscription, or scripts may build the rest.",
        "Only %(count)d words were found. The page may need a subscription, or scripts may build the rest.",
        note.count,
    )
    return sentence % {"count": note.count}


def _index_page(note: SourceNote) -> str:
    sentence = ngettext(
        "This seems to be a list of articles, not an article: the page has %(count)d link with a headline.",
        "This seems to be a list of articles, not an article: the page has %(count)d links with headlines.",
        note.count,
    )
    return sentence % {"count": note.count}


def _long_table(note: SourceNote) -> str:
    sentence = ngettext(
        "%(count)d row of a long table makes no claim. Mark what you want to check in it.",
        "%(count)d rows of long tables make no claims. Mark what you want to check in them.",
        note.count,
    )
    return sentence % {"count": note.count}


SOURCE_NOTES: dict[str, Callable[[SourceNote], str]] = {
    "scanned_pages": _scanned_pages,
    "unread_attachments": _unread_attachments,
    "read_attachments": _read_attachments,
    "walled_page": _walled_page,
    "short_page": _short_page,
    "index_page": _index_page,
    "long_table": _long_table,
}
"""The sentence of each code."""


def list_note_sentences(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the sentences of notes that are stored as JSON."""
    return [SOURCE_NOTES[note.code](note) for note in map(SourceNote.from_json, rows)]
