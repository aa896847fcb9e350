"""The priority of claims in the queue: points for check-worthiness, reach, tips, age and deadline.

Plain Python, except for translation and number formats. Beside each rule is the same rule in SQL: a trigger computes
`Claim.priority` by it, pages explain the points by the Python rule, and a test compares the two.

The order does not change while nobody writes: every queued claim gains the same number of points per day. So a claim
is stored with its points at `PRIORITY_EPOCH`, and a deadline counts by how much earlier it is than `DEADLINE_HORIZON`
after the claim was created. Of two claims that differ only in their deadlines, the one with the earlier deadline is
first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import log2, log10
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims.checkworthiness_reasons import is_unscored
from claims.language_cache import cache_by_language
from claims.number_format import format_number

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PRIORITY_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
DEADLINE_HORIZON = timedelta(days=60)
"""How long a claim without a deadline can wait."""

ONE_DAY = timedelta(days=1)
MIN_HOURS_IN_DAYS = 48
"""Durations of fewer hours are written in hours, longer ones in days."""
MAX_WEIGHT = 1000.0
"""The most points that one part can have."""


class PrioritisedClaim(Protocol):
    """The fields of a claim from which its priority is computed."""

    checkworthiness: float
    reasons: list[dict[str, Any]]
    checkable: bool
    reach: int
    tip_count: int
    created: datetime
    deadline: datetime | None


@dataclass(frozen=True, slots=True)
class Weights:
    """Points for one unit of each part; see `PRIORITY_PARTS`."""

    checkworthiness: float = 100.0
    reach: float = 10.0
    tip_count: float = 15.0
    age: float = 1.0
    deadline: float = 40.0


class PriorityReason(NamedTuple):
    """One part of a claim's points, with its explanation."""

    code: str
    text: str
    points: float


@dataclass(frozen=True, slots=True)
class PriorityPart:
    """A part of the priority: how many units of it a claim has, in Python and in SQL, and its explanation.

    `unit` explains one unit to whoever sets the weights.
    """

    code: str
    label: StrOrPromise
    unit: StrOrPromise
    count_units: Callable[[PrioritisedClaim, datetime], float]
    units_sql: str
    describe: Callable[[PrioritisedClaim, datetime], str]


def _count_days(span: timedelta) -> float:
    return span / ONE_DAY


@cache_by_language
def _hours_text(hours: int) -> str:
    if not hours:
        return gettext("less than an hour")
    if hours < MIN_HOURS_IN_DAYS:
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": format_number(hours)}
    days = round(hours / 24)
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": format_number(days)}


def _count_hours(span: timedelta) -> int:
    return round(abs(span) / timedelta(hours=1))


@cache_by_language
def _checkworthiness_text(score: float, *, unscored: bool) -> str:
    sentence = (
        gettext("check-worthiness is not learned for this language and counts as %(score)s of 1")
        if unscored
        else gettext("check-worthiness: %(score)s of 1")
    )
    return sentence % {"score": format_number(score)}


@cache_by_language
def _reach_text(reach: int) -> str:
    return gettext("seen by about %(count)s people") % {"count": format_number(reach)}


@cache_by_language
def _tips_text(tip_count: int) -> str:
    sentence = ngettext("%(count)s reader asked for it", "%(count)s readers asked for it", tip_count)
    return sentence % {"count": format_number(tip_count)}


@cache_by_language
def _age_text(hours: int) -> str:
    return gettext("waiting for %(duration)s") % {"duration": _hours_text(hours)}


def _deadline_text(claim: PrioritisedClaim, now: datetime) -> str:
    if claim.deadline is None:
        return gettext("no deadline")
    return _due_text(_count_hours(claim.deadline - now), is_overdue=claim.deadline <= now)


@cache_by_language
def _due_text(hours: int, *, is_overdue: bool) -> str:
    sentence = gettext("overdue by %(duration)s") if is_overdue else gettext("due in %(duration)s")
    return sentence % {"duration": _hours_text(hours)}


def _deadline_gain(claim: PrioritisedClaim) -> timedelta:
    """Return how much earlier the deadline is than the horizon for claims without one."""
    return max(claim.created + DEADLINE_HORIZON - claim.deadline, timedelta()) if claim.deadline else timedelta()


MIN_WEIGHT = 1e-6
"""Smaller values count as 0: PostgreSQL refuses products that underflow."""

PRIORITY_PARTS: tuple[PriorityPart, ...] = (
    PriorityPart(
        "checkworthiness",
        _("Check-worthiness"),
        _("for the highest check-worthiness"),
        lambda claim, _: claim.checkworthiness if claim.checkable and claim.checkworthiness >= MIN_WEIGHT else 0.0,
        f"CASE WHEN NEW.checkable AND NEW.checkworthiness >= {MIN_WEIGHT} THEN NEW.checkworthiness ELSE 0 END",
        lambda claim, _: _checkworthiness_text(round(claim.checkworthiness, 2), unscored=is_unscored(claim.reasons)),
    ),
    PriorityPart(
        "reach",
        _("Audience"),
        _("for each tenfold increase of the audience"),
        lambda claim, _: log10(1 + claim.reach),
        "log(1 + NEW.reach::float8)",
        lambda claim, _: _reach_text(claim.reach),
    ),
    PriorityPart(
        "tip_count",
        _("Tips"),
        _("for each doubling of the number of tips"),
        lambda claim, _: log2(1 + claim.tip_count),
        "ln(1 + NEW.tip_count::float8) / ln(2::float8)",
        lambda claim, _: _tips_text(claim.tip_count),
    ),
    PriorityPart(
        "age",
        _("Waiting time"),
        _("for each day of waiting, and for each day by which its deadline is earlier"),
        lambda claim, now: _count_days(now - claim.created),
        f"({PRIORITY_EPOCH.timestamp()} - date_part('epoch', NEW.created)) / 86400",
        lambda claim, now: _age_text(_count_hours(now - claim.created)),
    ),
    PriorityPart(
        "deadline",
        _("Deadline"),
        _("for having a deadline"),
        lambda claim, _: float(claim.deadline is not None),
        "(NEW.deadline IS NOT NULL)::int",
        _deadline_text,
    ),
)

_DEADLINE_GAIN_SQL = (
    f"COALESCE(GREATEST(date_part('epoch', NEW.created) + {DEADLINE_HORIZON.total_seconds()}"
    " - date_part('epoch', NEW.deadline), 0), 0) / 86400"
)


def explain_priority(claim: PrioritisedClaim, weights: Weights, now: datetime) -> list[PriorityReason]:
    """Return the parts that give a claim points at `now`, in the order of `PRIORITY_PARTS`."""
    parts = ((part, _part_points(part, claim, weights, now)) for part in PRIORITY_PARTS)
    return [PriorityReason(part.code, part.describe(claim, now), points) for part, points in parts if points]


def _part_points(part: PriorityPart, claim: PrioritisedClaim, weights: Weights, now: datetime) -> float:
    points = float(getattr(weights, part.code) * part.count_units(claim, now))
    return points + weights.age * _count_days(_deadline_gain(claim)) if part.code == "deadline" else points


def total_points(claim: PrioritisedClaim, weights: Weights, now: datetime) -> float:
    """Return all points of a claim at `now`."""
    return sum(reason.points for reason in explain_priority(claim, weights, now))


def stored_priority(claim: PrioritisedClaim, weights: Weights) -> float:
    """Return the value of `Claim.priority`: the points at `PRIORITY_EPOCH`."""
    return total_points(claim, weights, PRIORITY_EPOCH)


def priority_trigger_sql(table: str) -> str:
    """Return the body of the trigger that computes the priority by the weights in the one row of a table."""
    names = [part.code for part in PRIORITY_PARTS]
    defaults = ", ".join(f"{getattr(Weights(), name)}::float8 AS {name}" for name in names)
    terms = [f"w.{part.code} * {part.units_sql}" for part in PRIORITY_PARTS]
    return f"""
        SELECT {", ".join(names)} INTO w FROM {table};
        IF NOT FOUND THEN
            SELECT {defaults} INTO w;
        END IF;
        NEW.priority := {" + ".join([*terms, f"w.age * {_DEADLINE_GAIN_SQL}"])};
        RETURN NEW;
    """  # noqa: S608 - all values are constants
