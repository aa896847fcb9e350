"""Event data of articles: details, reach and readings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.event_data.base import EventData

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DETAIL_LABELS: dict[str, StrOrPromise] = {
    "title": _("Title"),
    "url": _("URL"),
    "claimed_url": _("URL"),
    "publisher": _("Publisher"),
    "byline": _("Byline"),
    "published": _("Published on"),
    "kind": _("Kind of text"),
    "speaker": _("Speaker"),
    "media_url": _("Recording"),
    "language": _("Language"),
}
"""The names of the details of an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEdited(EventData):
    """Details of an article before and after an edit, days in ISO 8601; `version` is that of the article afterwards.

    `confirmed` names the guesses that the edit confirmed.
    """

    before: dict[str, str]
    after: dict[str, str]
    version: int
    confirmed: list[str] = field(default_factory=list)

    def notes(self) -> list[StrOrPromise]:
        """Return each change in a line, then what was confirmed."""
        line = gettext("%(detail)s: %(before)s → %(after)s")
        changes: list[StrOrPromise] = [
            line % {"detail": DETAIL_LABELS[name], "before": before or "–", "after": self.after[name] or "–"}
            for name, before in self.before.items()
        ]
        names = ", ".join(str(DETAIL_LABELS[name]) for name in self.confirmed if name not in self.after)
        return [*changes, *([gettext("Confirmed: %(details)s") % {"details": names}] if names else [])]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleResubmitted(EventData):
    """`details` are those that came with the text this time and that the desk lacked."""

    details: dict[str, str] = field(default_factory=dict)

    def notes(self) -> list[StrOrPromise]:
        """Return the details, one in a line."""
        line = gettext("%(detail)s: %(value)s")
        return [line % {"detail": DETAIL_LABELS[name], "value": value} for name, value in self.details.items()]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleConfirmed(EventData):
    """The desk fetched a text that somebody had pasted: its address, title, publisher and byline before and after."""

    before: dict[str, str]
    after: dict[str, str]

    def notes(self) -> list[StrOrPromise]:
        """Return the address."""
        return [self.after["url"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleReach(EventData):
    """The reach of an article before and after."""

    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCopied(EventData):
    """Another outlet prints the text: its number, its URL, the shared percent, and the audience that it adds."""

    outlet: int
    url: str
    percent: int
    reach: int = 0

    def notes(self) -> list[StrOrPromise]:
        """Return the URL and the shared part."""
        return [self.url, gettext("Shared text: %(percent)d %%") % {"percent": self.percent}]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingStarted(EventData):
    """`attempt` counts from 1."""

    attempt: int

    def notes(self) -> list[StrOrPromise]:
        """Return the number of the attempt."""
        return [gettext("Attempt %(number)s") % {"number": self.attempt}]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingFailed(EventData):
    """Why an article could not be read."""

    error: str

    def notes(self) -> list[StrOrPromise]:
        """Return the error."""
        return [self.error]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRead(EventData):
    """The pipeline that read an article, and how many claims it found.

    `redated` counts the claims whose dates were computed again.
    """

    pipeline: str
    claims: int
    redated: int = 0

    def notes(self) -> list[StrOrPromise]:
        """Return the pipeline and the numbers of claims."""
        return [
            gettext("Pipeline: %(name)s") % {"name": self.pipeline},
            gettext("Claims found: %(number)s") % {"number": self.claims},
            gettext("Claims with new dates: %(number)s") % {"number": self.redated} if self.redated else "",
        ]
