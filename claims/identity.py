"""The identity of the desk: how it calls itself, what it looks like, and the time zone and languages of its pages."""

from dataclasses import dataclass

from claims.json_data import JsonData


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity(JsonData):
    """What pages, feeds and mails say about the desk.

    An empty `tagline` stands for the line that every desk has, an empty `accent` for the colours of the stylesheet.
    `language` is that of publications and of mail to readers; `languages` are those that people can choose.
    `logo` is the SHA-256 of a picture of `logo_width` by `logo_height` pixels, empty for none.
    """

    name: str
    tagline: str = ""
    accent: str = ""
    time_zone: str
    language: str
    languages: tuple[str, ...]
    logo: str = ""
    logo_width: int = 0
    logo_height: int = 0
