"""Teaching the reader: weights are fitted on the desk's decisions, chosen, undone, and brought to the claims.

Nothing leaves the machine: what is learned from are the claims of this desk, and what is learned stays in its database.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils import timezone

from claims.event_data.learning import ClaimsRescored, WeightsChosen, WeightsLearned
from claims.models import Claim, Event, LearnedWeights, User, WeightsInUse
from claims.nlp import get_language
from claims.nlp.checkworthiness.learned import list_features, to_logit
from claims.permissions import demand
from claims.refusals import CannotBeUndone, DecidedSince, require_found
from claims.selectors.claim_judgements import ClaimJudgement, find_newest_judgement_at, list_judgements
from claims.selectors.learned_weights import (
    find_newest_version,
    get_desk_weights,
    measure_readiness,
    split_judgements,
)
from claims.services import task_wakeups
from claims.services.claim_scores import WEIGHTS_LOCK, rescore, shipped_score
from claims.services.events import record_event
from claims.services.priority_weights import WEIGHED_STATUSES
from claims.verbs.learning import CLAIMS_RESCORED, WEIGHTS_CHOICE_UNDONE, WEIGHTS_CHOSEN, WEIGHTS_LEARNED

if TYPE_CHECKING:
    from claims.nlp.checkworthiness.learning import JudgedClaim, Trial

RESCORE_TASK = "claims.tasks.rescore_open_claims"
LEARNING_HOUR = 3
"""The hour of the night (UTC) from which the reader learns."""

PORTION_ROWS = 200
"""Claims that are scored in one transaction; their editors wait for it."""


def learn_due_weights() -> Event | None:
    """Learn this night's weights, unless that was done or nobody has decided anything since."""
    now = timezone.now().astimezone(UTC)
    due = now.replace(hour=LEARNING_HOUR, minute=0, second=0, microsecond=0)
    due -= timedelta(days=1 if now < due else 0)
    newest, decided_at = find_newest_version(), find_newest_judgement_at()
    if decided_at is None or (newest and (newest.created >= due or newest.last_at >= decided_at)):
        return None
    return learn_weights()


def learn_weights() -> Event | None:
    """Fit weights on the desk's decisions, keep them if later decisions confirm them, and use them if the desk follows.

    Returns None if there are too few decisions, or none that was not learned from before. The same decisions give the
    same weights and one row, however often this runs.
    """
    judgements = list_judgements()
    if not measure_readiness(judgements).is_enough:
        return None
    digest = _hash_judgements(judgements)
    if LearnedWeights.objects.filter(decisions_sha256=digest).exists():
        return None
    from claims.nlp.checkworthiness.learning import try_weights  # needs numpy, which web processes do without

    older, newest = split_judgements(judgements)
    current = get_desk_weights()
    trial = try_weights(_prepare(older), _prepare(newest), current)
    return _store_trial(judgements, trial, digest, current.version if current else None)


def _hash_judgements(judgements: Sequence[ClaimJudgement]) -> str:
    """Return the hash of all that weights are fitted on."""
    digest = hashlib.sha256()
    for row in judgements:
        shipped = shipped_score(row.score, row.reasons).score
        digest.update(json.dumps([row.claim_id, row.is_worthy, shipped, row.text]).encode())
    return digest.hexdigest()


def _prepare(judgements: Sequence[ClaimJudgement]) -> "list[JudgedClaim]":
    """Return judgements with the features of their claims, which are taken from the stored words without parsing."""
    from claims.nlp.checkworthiness.learning import JudgedClaim

    rules = get_language().checkworthiness
    return [
        JudgedClaim(
            list_features(row.text, rules), to_logit(shipped_score(row.score, row.reasons).score), row.is_worthy
        )
        for row in judgements
    ]


@transaction.atomic
def _store_trial(judgements: Sequence[ClaimJudgement], trial: "Trial", digest: str, used: int | None) -> Event | None:
    """Store a fit; put its weights in use if the desk follows. `used` are the weights that were in use before it."""
    in_use = _lock_weights_in_use()
    row, is_new = LearnedWeights.objects.get_or_create(
        decisions_sha256=digest, defaults=_describe_trial(judgements, trial)
    )
    if not is_new:
        return None
    before = in_use.weights_id
    after = _choose_next(row, trial, before) if in_use.follows and before == used else before
    if after != before:
        in_use.before_weights, in_use.before_follows = None, None
        _save_choice(in_use, after, by=None)
    data = WeightsLearned(
        weights=row.pk, decisions=row.decisions, shipped_score=row.shipped_score, own_score=row.own_score,
        outcome=row.outcome, before=before, after=after,
    )  # fmt: skip
    return record_event(WEIGHTS_LEARNED, actor=None, data=data)


def _describe_trial(judgements: Sequence[ClaimJudgement], trial: "Trial") -> dict[str, Any]:
    """Return the columns of a fit. Weights that were not better are not kept."""
    outcomes = LearnedWeights.Outcome
    is_higher = trial.own_precision > trial.shipped_precision
    outcome = outcomes.BETTER if trial.is_better else outcomes.CHANCE if is_higher else outcomes.WORSE
    newest = split_judgements(judgements)[1]
    learned = {"weights": dict(trial.learned.weights), "centre": trial.learned.centre} if trial.is_better else {}
    return {
        "decisions": len(judgements),
        "worthy": sum(row.is_worthy for row in judgements),
        "held_out": len(newest),
        "first_at": min(row.at for row in judgements),
        "judged_from": min(row.at for row in newest),
        "last_at": max(row.at for row in judgements),
        "shipped_score": trial.shipped_precision,
        "own_score": trial.own_precision,
        "confidence": trial.confidence,
        "outcome": outcome,
        **learned,
    }


def _choose_next(row: LearnedWeights, trial: "Trial", before: int | None) -> int | None:
    """Return the weights that a desk uses that follows its decisions.

    New ones must order the newest decisions better than the shipped weights and no worse than those in use. Those in
    use go when they are worse than the shipped ones by now.
    """
    current = trial.current_precision
    if row.outcome == LearnedWeights.Outcome.BETTER and (current is None or trial.own_precision >= current):
        return row.pk
    return None if current is not None and current < trial.shipped_precision else before


@transaction.atomic
def choose_weights(*, by: User, weights: int | None, follows: bool) -> Event | None:
    """Use these learned weights, or None for the shipped ones alone; `follows` lets better ones take their place.

    What is in use already records no event.
    """
    demand(by, "learning.manage")
    in_use = _lock_weights_in_use()
    if weights is not None:
        require_found(LearnedWeights.objects.filter(pk=weights, outcome=LearnedWeights.Outcome.BETTER).first())
    before, followed = in_use.weights_id, in_use.follows
    if (before, followed) == (weights, follows):
        return None
    in_use.before_weights_id, in_use.before_follows, in_use.follows = before, followed, follows
    _save_choice(in_use, weights, by=by)
    data = WeightsChosen(version=in_use.version, before=before, after=weights, followed=followed, follows=follows)
    return record_event(WEIGHTS_CHOSEN, actor=by, data=data)


@transaction.atomic
def change_choice(*, by: User, changes: Mapping[str, Any]) -> Event | None:
    """Change `weights`, `follows` or both, and leave the other."""
    demand(by, "learning.manage")
    in_use = _lock_weights_in_use()
    now = {"weights": in_use.weights_id, "follows": in_use.follows}
    return choose_weights(by=by, **{**now, **changes})


@transaction.atomic
def undo_choice(*, by: User, version: int | None = None) -> Event:
    """Undo the newest choice of a person. Refuses if `version` is not that of this choice any more."""
    demand(by, "learning.manage")
    in_use = _lock_weights_in_use()
    if version not in (None, in_use.version):
        raise DecidedSince
    if in_use.before_follows is None:
        raise CannotBeUndone
    before, followed = in_use.weights_id, in_use.follows
    after, in_use.follows = in_use.before_weights_id, in_use.before_follows
    in_use.before_weights, in_use.before_follows = None, None
    _save_choice(in_use, after, by=by)
    data = WeightsChosen(version=in_use.version, before=before, after=after, followed=followed, follows=in_use.follows)
    return record_event(WEIGHTS_CHOICE_UNDONE, actor=by, data=data)


def _lock_weights_in_use() -> WeightsInUse:
    """Lock the choice of weights until the transaction ends, and wait for those who score claims by it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WEIGHTS_LOCK])
    return WeightsInUse.objects.select_for_update(no_key=True).get_or_create(pk=1)[0]


def _save_choice(in_use: WeightsInUse, weights: int | None, *, by: User | None) -> None:
    """Save a choice; a task scores the open claims by it if the weights are others."""
    if in_use.weights_id != weights:
        in_use.rescored_up_to = 0
        task_wakeups.send_task_after_commit(RESCORE_TASK)
    in_use.weights_id, in_use.changed_by, in_use.version = weights, by, in_use.version + 1
    in_use.save()


@transaction.atomic
def rescore_claims() -> int:
    """Score the next `PORTION_ROWS` open claims by the weights in use, and return their number.

    Open are claims in triage, in the queue and in review; what is decided keeps the score with which it was decided.
    The position is stored, so that any worker can continue at any time. 0 means that all claims are done.
    """
    rows = WeightsInUse.objects.select_for_update(no_key=True).filter(rescored_up_to__isnull=False)
    in_use = rows.first()
    if in_use is None:
        return 0
    waiting = Claim.objects.select_for_update(no_key=True, of=("self",)).order_by("pk")
    claims = list(waiting.filter(status__in=WEIGHED_STATUSES, pk__gt=in_use.rescored_up_to)[:PORTION_ROWS])
    changed = rescore(claims, get_desk_weights())
    Claim.objects.bulk_update(changed, ["checkworthiness", "reasons"])
    in_use.rescored_up_to = claims[-1].pk if claims else None
    in_use.save(update_fields=["rescored_up_to"])
    data = ClaimsRescored(up_to=in_use.rescored_up_to, claims=len(claims))
    record_event(CLAIMS_RESCORED, actor=None, data=data)
    return len(claims)
