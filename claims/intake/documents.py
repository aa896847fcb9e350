"""A text with what is known about it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Document:
    """An article before it is stored."""

    title: str
    text: str
    url: str = ""
    published: date | None = None
    publisher: str = ""
    byline: str = ""
    language: str = ""
