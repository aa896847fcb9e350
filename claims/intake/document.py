"""A submitted article as the readers of files and web pages return it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from claims.intake.mails import Attachment
from claims.source_notes import SourceNote
from claims.text_positions import TextPosition


@dataclass(frozen=True, slots=True)
class Document:
    """A submitted article.

    `text` is clean (`claims.intake.article_text.clean_text`); other fields are single lines, empty if unknown.
    `url` is canonical and set only for fetched pages; `language` is the ISO 639-1 code that the document declares.
    `kind` is the kind of text, as in `Article.Kind`, and `speaker` who speaks in it: whoever submits it may know both.
    `media_url` is where the recording of a transcript is. `positions` say where its passages stand in the file,
    `notes` what the file has that the text lacks. `attachments` are files that came with it.
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
    media_url: str = ""
    positions: tuple[TextPosition, ...] = ()
    notes: tuple[SourceNote, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    guesses: tuple[str, ...] = ()


DocumentReader = Callable[[bytes, str, str, bool], Document]
"""Reads the data of a file with the charset and the URL that a web server gave (empty for an uploaded file).

The last argument requests the whole page with its tables, for kinds that make a difference.
"""
