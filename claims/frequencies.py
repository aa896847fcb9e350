"""Frequencies of official figures, and the periods of each as `claims.date_words` writes them. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from claims.date_words import MONTHS_A_QUARTER, Days, date_limits, date_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DAY, WEEK, MONTH, QUARTER, YEAR = "day", "week", "month", "quarter", "year"


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a series has a value; `write` returns the period that contains a day, such as "2026-Q1"."""

    label: StrOrPromise
    write: Callable[[date], str]


def _write_week(day: date) -> str:
    year, week, _weekday = day.isocalendar()
    return f"{year:04}-W{week:02}"


FREQUENCIES: dict[str, Frequency] = {
    DAY: Frequency(_("daily"), date.isoformat),
    WEEK: Frequency(_("weekly"), _write_week),
    MONTH: Frequency(_("monthly"), lambda day: day.isoformat()[:7]),
    QUARTER: Frequency(_("quarterly"), lambda day: f"{day.year:04}-Q{(day.month - 1) // MONTHS_A_QUARTER + 1}"),
    YEAR: Frequency(_("yearly"), lambda day: day.isoformat()[:4]),
}
"""All frequencies by code, the shortest period first."""

FREQUENCY_LABELS = {code: row.label for code, row in FREQUENCIES.items()}


def period_limits(day: date, frequency: str) -> Days:
    """Return the first and the last day of the period that contains a day."""
    return date_limits(FREQUENCIES[frequency].write(day)) or (day, day)


def period_text(day: date, frequency: str) -> str:
    """Write the period that contains a day, in the language of the page: “March 2026”."""
    return date_text(FREQUENCIES[frequency].write(day))
