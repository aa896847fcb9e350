"""Triage of many: the claims of one article that an editor selected, decided in one transaction."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from claims import permissions
from claims.models import Appearance, Assignment, Claim, User
from claims.permissions import Situation
from claims.refusals import BadValue, NotFound, ReasonMissing, Refusal, VersionConflict
from claims.selectors import decisions
from claims.selectors.situations import load_situations
from claims.services import leases
from claims.services.claims import take_step
from claims.workflow import DISMISSALS, MOVES

NAMES = ("accept", "dismiss")


@dataclass(frozen=True, slots=True)
class Left:
    """A claim that was left as it is, why, and who had decided about it before."""

    claim: Claim
    refusal: Refusal
    by: str = ""
    verb: str = ""


@dataclass(slots=True)
class Outcome:
    """What became of a selection; `batch` takes all of it back at once."""

    name: str
    batch: str
    done: list[Claim] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


@transaction.atomic
def decide(*, article_id: int, name: str, seen: Mapping[int, int | None], editor: User, reason: str = "") -> Outcome:
    """Accept or dismiss these claims of an article; `seen` has the version of each that the editor saw.

    What somebody else has decided in the meantime is left as it is and named; all else is done.
    """
    permissions.demand(editor, "claims.see")
    _check(name, seen, reason)
    found = _locked(article_id, seen)
    situations = load_situations(editor, found, [name])
    outcome = Outcome(name, str(uuid.uuid4()))
    refused = [(it.claim, why) for it in situations.values() if (why := _decide(it, seen, reason, outcome, editor))]
    told = decisions.newest_of([claim.pk for claim, _ in refused])
    for claim, why in refused:
        event = told.get(claim.pk)
        by = str(event.actor) if event and event.actor else ""
        outcome.left.append(Left(claim, why, by, event.verb if event else ""))
    return outcome


def _check(name: str, seen: Mapping[int, int | None], reason: str) -> None:
    if name not in NAMES:
        raise NotFound
    if not 0 < len(seen) <= decisions.BATCH:
        raise BadValue(f"Select at least one claim, and {decisions.BATCH} at most.", field="claims")
    if name == "dismiss" and not reason:
        raise ReasonMissing("Say why they are dismissed.")
    if name == "dismiss" and reason not in DISMISSALS:
        raise BadValue(f"“{reason[:40]}” is not a reason for dismissing a claim.", field="reason")


def _locked(article_id: int, seen: Mapping[int, int | None]) -> list[Claim]:
    """The claims, locked in one order, so that two selections cannot lock each other out."""
    here = Appearance.objects.filter(article=article_id, claim__in=seen).values("claim")
    rows = Claim.objects.filter(pk__in=here).select_for_update(no_key=True, of=("self",)).order_by("pk")
    found = list(rows)
    if len(found) < len(seen):
        raise NotFound("Some of these claims do not stand in this article.")
    return found


def _decide(
    situation: Situation, seen: Mapping[int, int | None], reason: str, outcome: Outcome, editor: User
) -> Refusal | None:
    """Make the move, or return why not; the rules are those of one claim alone."""
    claim, version = situation.claim, seen[situation.claim.pk]
    if why := permissions.move_refusal(editor, outcome.name, situation):
        return why
    if version is not None and claim.version != version:
        return VersionConflict(claim=claim.pk, version=claim.version, status=claim.status)
    said = {"reason": reason, "note": ""} if reason and outcome.name == "dismiss" else {}
    changes: dict[str, object] = {"dismissal": reason} if said else {}
    take_step(claim, outcome.name, by=editor, changes=changes, batch=outcome.batch, **said)
    if MOVES[outcome.name].needs_reason:
        leases.end(claim, Assignment.Ending.CLOSED)
    outcome.done.append(claim)
    return None
