"""The order of the queue: points for what a claim is worth, how many have seen it, who asks, and how long it waits.

Plain Python, and beside each rule the same rule in SQL: the database keeps `Claim.priority` by it, people read the
reasons from it, and a test holds the two together.

The order never changes while nobody writes: every waiting claim gains the same number of points with each day. So a
claim is stored with what it has at `EPOCH`, and a deadline counts by how much sooner it lies than `PATIENCE` after
the claim came in. Of two claims that differ in nothing but their deadlines the nearer one then comes first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import log2, log10
from typing import NamedTuple, Protocol

PRIORITY_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
DEADLINE_HORIZON = timedelta(days=60)
"""How long a claim may wait for as long as nobody says until when it is to be checked."""

ONE_DAY = timedelta(days=1)
MAX_WEIGHT = 1000.0
"""The points that one part may be given at most."""


class PrioritisedClaim(Protocol):
    """What the priority of a claim is made of."""

    checkworthiness: float
    reach: int
    tip_count: int
    created: datetime
    deadline: datetime | None


@dataclass(frozen=True, slots=True)
class Weights:
    """Points for each part: see `PARTS` for what one unit of it is."""

    checkworthiness: float = 100.0
    reach: float = 10.0
    tip_count: float = 15.0
    age: float = 1.0
    deadline: float = 40.0


class PriorityReason(NamedTuple):
    """One part of a claim's points, and the words for it."""

    code: str
    text: str
    points: float


@dataclass(frozen=True, slots=True)
class PriorityPart:
    """What gives points: how many units of it a claim has, in Python and in SQL, and how it is told.

    `unit` says for what one unit stands, as the desk reads it when it weighs the parts.
    """

    code: str
    label: str
    unit: str
    count_units: Callable[[PrioritisedClaim, datetime], float]
    units_sql: str
    describe: Callable[[PrioritisedClaim, datetime], str]


def _count_days(span: timedelta) -> float:
    return span / ONE_DAY


def _duration_text(span: timedelta) -> str:
    hours = round(abs(span) / timedelta(hours=1))
    if not hours:
        return "less than an hour"
    number, unit = (hours, "hour") if hours < 48 else (round(hours / 24), "day")  # noqa: PLR2004 - two days
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


def _tips_text(claim: PrioritisedClaim, _: datetime) -> str:
    return "1 reader asked for it" if claim.tip_count == 1 else f"{claim.tip_count:,} readers asked for it"


def _deadline_text(claim: PrioritisedClaim, now: datetime) -> str:
    if claim.deadline is None:
        return "no deadline"
    way = "due in" if claim.deadline > now else "overdue by"
    return f"{way} {_duration_text(claim.deadline - now)}"


def _deadline_gain(claim: PrioritisedClaim) -> timedelta:
    """By how much the deadline comes before the day until which the claim may wait anyway."""
    return max(claim.created + DEADLINE_HORIZON - claim.deadline, timedelta()) if claim.deadline else timedelta()


MIN_WEIGHT = 1e-6
"""What is less counts as nothing: PostgreSQL refuses to multiply two numbers so small that nothing would be left."""

PRIORITY_PARTS: tuple[PriorityPart, ...] = (
    PriorityPart(
        "checkworthiness",
        "Worth checking",
        "for a claim that could not be more worth checking",
        lambda claim, _: claim.checkworthiness if claim.checkworthiness >= MIN_WEIGHT else 0.0,
        f"CASE WHEN NEW.checkworthiness >= {MIN_WEIGHT} THEN NEW.checkworthiness ELSE 0 END",
        lambda claim, _: f"worth checking: {claim.checkworthiness:.2f} of 1",
    ),
    PriorityPart(
        "reach",
        "Reach",
        "for each tenfold of people who have seen it",
        lambda claim, _: log10(1 + claim.reach),
        "log(1 + NEW.reach::float8)",
        lambda claim, _: f"seen by about {claim.reach:,} people",
    ),
    PriorityPart(
        "tip_count",
        "Requests",
        "each time the number of readers who ask for it doubles",
        lambda claim, _: log2(1 + claim.tip_count),
        "ln(1 + NEW.tip_count::float8) / ln(2::float8)",
        _tips_text,
    ),
    PriorityPart(
        "age",
        "Time",
        "for each day that it waits, and for each day that its deadline is nearer",
        lambda claim, now: _count_days(now - claim.created),
        f"({PRIORITY_EPOCH.timestamp()} - date_part('epoch', NEW.created)) / 86400",
        lambda claim, now: f"waiting for {_duration_text(now - claim.created)}",
    ),
    PriorityPart(
        "deadline",
        "Deadline",
        "for having one at all",
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
    """Why a claim stands where it does: the parts that give points at this moment, in the order of `PARTS`."""
    given = ((part, _part_points(part, claim, weights, now)) for part in PRIORITY_PARTS)
    return [PriorityReason(part.code, part.describe(claim, now), points) for part, points in given if points]


def _part_points(part: PriorityPart, claim: PrioritisedClaim, weights: Weights, now: datetime) -> float:
    points = float(getattr(weights, part.code) * part.count_units(claim, now))
    return points + weights.age * _count_days(_deadline_gain(claim)) if part.code == "deadline" else points


def total_points(claim: PrioritisedClaim, weights: Weights, now: datetime) -> float:
    """All points of a claim at this moment: the sum of its reasons."""
    return sum(reason.points for reason in explain_priority(claim, weights, now))


def stored_priority(claim: PrioritisedClaim, weights: Weights) -> float:
    """What `Claim.priority` holds: the points at `EPOCH`."""
    return total_points(claim, weights, PRIORITY_EPOCH)


def priority_trigger_sql(table: str) -> str:
    """The body of the database's trigger, which reads the weights from the one row of this table."""
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
    """  # noqa: S608 - all of it is ours
