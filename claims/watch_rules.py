"""Rules of watches: what becomes of an item. Plain Python, except for translation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

READ, QUEUED, REMEMBERED = "read", "queued", "remembered"
OUTCOMES = {
    READ: _("Read at once"),
    QUEUED: _("Wait for a person"),
    REMEMBERED: _("Only remember"),
}
"""What can become of an item, by code."""
FIRST_VISIT_HOURS = 24
"""The first visit of a watch reads nothing that is older than this, or that has no time."""
INTERVALS = {
    5: _("every 5 minutes"),
    15: _("every 15 minutes"),
    60: _("every hour"),
    360: _("every 6 hours"),
    1440: _("once a day"),
}
"""How often a watch is visited, by minutes."""


@dataclass(frozen=True, slots=True)
class WatchRule:
    """Which items of a watch match, and what becomes of them and of the others.

    An item matches if it has one of the `words`, comes from the `source` and is in the `language`; what is empty
    matches everything. An item that declares no language matches each.
    """

    words: Sequence[str]
    source: str
    language: str
    matching: str
    others: str

    def outcome_of(self, *, title: str, source: str, url: str, language: str) -> str:
        """Return what becomes of an item."""
        return self.matching if self._matches(title, source, url, language) else self.others

    def _matches(self, title: str, source: str, url: str, language: str) -> bool:
        line, origin = title.casefold(), f"{source} {url}".casefold()
        return (
            (not self.words or any(word.casefold() in line for word in self.words))
            and self.source.casefold() in origin
            and (not self.language or not language or language == self.language)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSettings:
    """What a person sets of a watch; the fields are those of `Watch`."""

    title: str = ""
    minutes: int = 15
    article_kind: str = "news"
    reach: int = 0
    words: Sequence[str] = ()
    source: str = ""
    language: str = ""
    matching: str = READ
    others: str = REMEMBERED


def is_of_first_visit(published: datetime | None, now: datetime) -> bool:
    """Return whether the first visit only remembers an item: it was there before the watch."""
    return published is None or published < now - timedelta(hours=FIRST_VISIT_HOURS)
