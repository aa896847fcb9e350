"""The check-worthiness of claims: the score that the reader gives, and what the desk's own decisions add to it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from claims.models import Claim
from claims.nlp import get_language
from claims.nlp.checkworthiness.learned import ClaimScore, DeskWeights, apply_learned, remove_learned
from claims.nlp.reading import Reason
from claims.selectors.claim_judgements import is_scored
from claims.selectors.learned_weights import get_desk_weights

WEIGHTS_LOCK = 7_402_131
"""The advisory lock under which weights are chosen; who scores claims by them shares it until the claims are stored."""


def hold_desk_weights() -> DeskWeights | None:
    """Return the learned weights in use, which stay in use until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [WEIGHTS_LOCK])
    return get_desk_weights()


def set_score(claim: Claim, shipped: ClaimScore, weights: DeskWeights | None) -> None:
    """Give a claim its score and reasons, without saving. Claims without a learned score keep what the reader says."""
    reasons = [reason.to_json() for reason in shipped.reasons]
    if weights is not None and is_scored(reasons):
        scored = apply_learned(shipped, claim.text, weights, get_language().checkworthiness)
        claim.checkworthiness, claim.reasons = scored.score, [reason.to_json() for reason in scored.reasons]
    else:
        claim.checkworthiness, claim.reasons = shipped.score, reasons


def shipped_score(score: float, reasons: Iterable[Mapping[str, Any]]) -> ClaimScore:
    """Return the score of a stored claim by the shipped weights alone."""
    return remove_learned(ClaimScore(score, tuple(Reason(**reason) for reason in reasons)))


def rescore(claims: Sequence[Claim], weights: DeskWeights | None) -> list[Claim]:
    """Score claims by these weights, without saving. Returns those that changed."""
    changed = []
    for claim in claims:
        before = (claim.checkworthiness, claim.reasons)
        set_score(claim, shipped_score(*before), weights)
        if (claim.checkworthiness, claim.reasons) != before:
            changed.append(claim)
    return changed
