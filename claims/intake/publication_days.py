"""The day of publication of a web page, of all the days that it declares and shows."""

import re
from dataclasses import dataclass
from datetime import date

from claims.intake.declared_articles import DeclaredArticle

_YEAR_FIRST = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"[/-](\d{1,2})-(\d{1,2})-(\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class PageDays:
    """The days of a page, by the place where they stand.

    `found` is what the extraction of meta data found anywhere, and `is_stated` says if programs are told that day.
    `labelled` is called the day of publication, `revised` that of the last version; `beside` are the days of the
    heading, `before_text` those before the first line; `in_text` begins or ends the text, `in_title` is named in the
    title of the page. `stated` are the days of all elements and meta data.
    """

    found: date | None
    is_stated: bool
    declared: DeclaredArticle
    labelled: date | None
    revised: date | None
    beside: list[date]
    before_text: list[date]
    stated: set[date]
    in_text: date | None
    in_title: date | None
    in_url: date | None


def choose_day(days: PageDays) -> tuple[date | None, bool]:
    """Return the day of publication, and whether the page states it.

    A declared day counts before one in the text, and before the day of a later version. But the day that the page shows
    its readers as that of the article, alone beside the heading and not called an update, counts before all others: a
    time in UTC can be of the day before or after, and a text that is published again has the days of the first time.
    """
    day, is_known = _declared_day(days)
    if day is None or (not is_known and day not in (*days.beside, days.in_url)):
        day = _guess_day(days, day)
    elif revised := _find_older_revision(days, day):
        return revised, False
    if day is None or day in days.beside:
        return day, is_known
    shown = [each for each in (days.in_url, *days.beside, days.in_title) if each]
    if near := next((each for each in shown if abs((each - day).days) == 1), None):
        return near, is_known
    if _shows_day(days):
        return days.beside[0], False
    if days.in_url and days.in_url < day:
        return days.in_url, False
    return day, is_known


def _guess_day(days: PageDays, found: date | None) -> date | None:
    guesses = [*days.beside[:1], days.in_text, days.revised, found, days.in_url, days.in_title, *days.before_text]
    return next(filter(None, guesses), None)


def _shows_day(days: PageDays) -> bool:
    """Return whether a page shows a day that counts before the declared one: alone, and stated to programs too."""
    if days.declared.published or days.labelled == _declared_day(days)[0]:
        return len(days.beside) == 1 and days.beside[0] in days.stated
    return bool(days.beside)


def _find_older_revision(days: PageDays, day: date) -> date | None:
    """Return the day of the last version where it is older than a day that is declared without a name."""
    has_better = days.declared.published or days.labelled or days.beside
    return days.revised if days.revised and days.revised < day and not has_better else None


def _declared_day(days: PageDays) -> tuple[date | None, bool]:
    """Return the day that a page states, or else any that was found in it; of two, the one beside the heading."""
    published = days.declared.published
    is_beside = days.is_stated and days.found not in days.declared.revised and days.beside[:1] == [days.found]
    if published and not is_beside:
        return published, True
    if days.labelled:
        return days.labelled, True
    if days.declared.created and not days.is_stated:
        return days.declared.created, True
    return days.found, days.is_stated


def find_day_in_url(*urls: str) -> date | None:
    """Return the first day in some URLs; 29-10-2021 is one too, 5-10-2021 is not certain."""
    return next(filter(None, map(_day_in_url, urls)), None)


def _day_in_url(url: str) -> date | None:
    if match := _YEAR_FIRST.search(url):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.search(url):
        day, month, year = map(int, match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
