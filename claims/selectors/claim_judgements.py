"""What people judged worth checking: the decisions from which the reader learns.

A claim counts once, by the newest judgement of a person, while that still stands: what was undone, reopened or decided
by the desk itself does not count, nor does a dismissal whose reason says nothing about worth (`claims.dismissals`). A
corrected claim counts with its corrected words. Claims of languages without check-worthiness are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from claims.dismissals import TEACHING
from claims.models import Event
from claims.nlp.checkworthiness.explanation import BASE
from claims.removal_reasons import REMOVED_TEXT
from claims.verbs import JUDGING_VERBS
from claims.verbs.claims import CLAIM_DISMISSED
from claims.workflow import Status

MAX_JUDGEMENTS = 10_000
"""The newest judgements that teach the reader; older ones are forgotten."""

MAX_READ_EVENTS = 2 * MAX_JUDGEMENTS
CHUNK_ROWS = 1_000
COLUMNS = (
    "claim_id", "verb", "at", "claim__status", "claim__dismissal", "claim__text", "claim__checkworthiness",
    "claim__reasons",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimJudgement:
    """A person's standing judgement on a claim, with the claim's words, score and reasons as they are now."""

    claim_id: int
    at: datetime
    text: str
    score: float
    reasons: Sequence[Mapping[str, Any]]
    is_worthy: bool


def list_judgements(limit: int = MAX_JUDGEMENTS) -> list[ClaimJudgement]:
    """Return the newest standing judgements, the oldest first: one query."""
    found: list[ClaimJudgement] = []
    for judgement in _iterate_judgements():
        found.append(judgement)
        if len(found) == limit:
            break
    return found[::-1]


def find_newest_judgement_at() -> datetime | None:
    """Return when a person judged a claim last."""
    return _list_events().values_list("at", flat=True).first()


def _list_events() -> QuerySet[Event]:
    return Event.objects.filter(verb__in=JUDGING_VERBS, actor__isnull=False).order_by("-id")


def _iterate_judgements() -> Iterator[ClaimJudgement]:
    """Yield the standing judgements among the newest events, the newest first."""
    seen: set[int] = set()
    rows = _list_events().filter(claim__isnull=False).values_list(*COLUMNS)[:MAX_READ_EVENTS]
    for claim_id, verb, at, status, dismissal, text, score, reasons in rows.iterator(chunk_size=CHUNK_ROWS):
        if claim_id in seen:
            continue
        seen.add(claim_id)
        worth = _judge(verb, status, dismissal)
        if worth is not None and is_scored(reasons) and text != REMOVED_TEXT:
            yield ClaimJudgement(claim_id, at, text, score, reasons, worth)


def _judge(verb: str, status: str, dismissal: str) -> bool | None:
    """Return whether a judgement calls its claim worth checking; None if it says nothing or no longer stands."""
    if verb == CLAIM_DISMISSED.name:
        return False if status == Status.DISMISSED and dismissal in TEACHING else None
    return None if status in (Status.DETECTED, Status.DISMISSED) else True


def is_scored(reasons: Sequence[Mapping[str, Any]]) -> bool:
    """Whether check-worthiness was learned for the language of a claim."""
    return any(reason["code"] == BASE for reason in reasons)
