"""Batch triage: one decision about selected claims of an article, in one transaction."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext

from claims.models import Appearance, Claim, Event, User
from claims.permissions import demand
from claims.refusals import BadValue, NotFound, ReasonMissing, Refusal
from claims.selectors.decisions import MAX_BATCH_EVENTS, find_newest_decisions
from claims.services import claims
from claims.services.registry import SERVICES
from claims.workflow import MOVES, Move

MODULES = (claims,)
"""The modules with the services of these moves; importing them registers the services."""
BATCH_MOVES: dict[str, Move] = {name: move for name, move in MOVES.items() if move.batch_done}
"""The moves that can be made with many claims at once."""


@dataclass(frozen=True, slots=True)
class SkippedClaim:
    """A claim that was left unchanged, the reason, and the newest decision about it."""

    claim: Claim
    refusal: Refusal
    decision: Event | None

    @property
    def by(self) -> str:
        """The person who made the newest decision; empty if there is none."""
        return str(self.decision.actor) if self.decision and self.decision.actor else ""


@dataclass(slots=True)
class BatchOutcome:
    """The outcome of a batch; `batch` is the id by which all of it is undone."""

    move: Move
    batch: str
    decided: list[Claim] = field(default_factory=list)
    skipped: list[SkippedClaim] = field(default_factory=list)


@transaction.atomic
def decide_claims(
    *, article_id: int, name: str, seen: Mapping[int, int | None], editor: User, reason: str = ""
) -> BatchOutcome:
    """Make one move with these claims of an article; `seen` has the version of each that the editor saw.

    A claim that somebody else has decided in the meantime is skipped; the outcome says why.
    """
    demand(editor, "claims.see")
    if name not in BATCH_MOVES:
        raise NotFound
    if not 0 < len(seen) <= MAX_BATCH_EVENTS:
        detail = gettext("Select at least one claim, and %(limit)d at most.")
        raise BadValue(detail % {"limit": MAX_BATCH_EVENTS}, field="claims")
    outcome, refused = BatchOutcome(BATCH_MOVES[name], str(uuid.uuid4())), {}
    for claim in _lock_claims(article_id, seen):
        if refusal := _refusal(claim, seen[claim.pk], reason, outcome, editor):
            refused[claim] = refusal
        else:
            outcome.decided.append(claim)
    newest = find_newest_decisions([claim.pk for claim in refused])
    outcome.skipped = [SkippedClaim(claim, refusal, newest.get(claim.pk)) for claim, refusal in refused.items()]
    return outcome


def _lock_claims(article_id: int, seen: Mapping[int, int | None]) -> list[Claim]:
    """Lock the claims in the order of their ids, so that two batches cannot deadlock."""
    of_article = Appearance.objects.filter(article=article_id, claim__in=seen).values("claim")
    rows = Claim.objects.filter(pk__in=of_article).select_for_update(no_key=True, of=("self",)).order_by("pk")
    locked = list(rows)
    if len(locked) < len(seen):
        raise NotFound(gettext("Some of these claims do not belong to this article."))
    return locked


def _refusal(claim: Claim, version: int | None, reason: str, outcome: BatchOutcome, editor: User) -> Refusal | None:
    """Make the move with one claim, or return why it cannot be made. Errors in the request itself are raised."""
    inputs = {"reason": reason} if outcome.move.needs_reason else {}
    person = {outcome.move.person: editor}
    try:
        with transaction.atomic():
            SERVICES[outcome.move.name](claim_id=claim.pk, version=version, batch=outcome.batch, **person, **inputs)
    except (BadValue, ReasonMissing):
        raise
    except Refusal as refusal:
        return refusal
    return None
