"""The weights that the reader learned from the desk's decisions, and whether there are enough decisions.

Weights never change, so each process reads those in use once. Only which they are is asked each time, so that all
workers see a choice at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.models import LearnedWeights, WeightsInUse
from claims.nlp.checkworthiness.learned import DeskWeights
from claims.selectors.claim_judgements import ClaimJudgement, list_judgements

LEAST_JUDGEMENTS = 200
"""Judgements without which nothing is learned."""

COUNTED_JUDGEMENTS = 1_000
"""The newest judgements that pages count, so that they cost the same on a large desk."""

LEAST_OF_A_KIND = 10
"""Claims judged worth checking, and claims judged not worth it, among the older and among the newest judgements."""

HELD_OUT_DIVISOR = 4
"""The newest quarter of the judgements is not learned from: it judges what the others taught."""

MAX_VERSIONS = 30
"""Fits that the page lists."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the desk has decided enough; `missing` judgements at least are needed, of the kind that `kind` names."""

    counted: int
    missing: int = 0
    kind: str = ""

    @property
    def is_enough(self) -> bool:
        """Whether the reader can learn."""
        return not self.missing


def split_judgements(judgements: Sequence[ClaimJudgement]) -> tuple[Sequence[ClaimJudgement], Sequence[ClaimJudgement]]:
    """Return the older judgements, from which weights are learned, and the newest ones, which judge the weights."""
    cut = len(judgements) - len(judgements) // HELD_OUT_DIVISOR
    return judgements[:cut], judgements[cut:]


def measure_readiness(judgements: Sequence[ClaimJudgement]) -> Readiness:
    """Return whether these judgements are enough to learn from."""
    counted = len(judgements)
    if counted < LEAST_JUDGEMENTS:
        return Readiness(counted, LEAST_JUDGEMENTS - counted)
    parts = [[judgement.is_worthy for judgement in part] for part in split_judgements(judgements)]
    fewest = {kind: min(part.count(worth) for part in parts) for kind, worth in (("worthy", True), ("unworthy", False))}
    kind = min(fewest, key=lambda name: fewest[name])
    missing = max(0, LEAST_OF_A_KIND - fewest[kind])
    return Readiness(counted, missing, kind if missing else "")


def get_readiness() -> Readiness:
    """Return whether the desk's newest decisions are enough to learn from: one query, however many there are."""
    return measure_readiness(list_judgements(COUNTED_JUDGEMENTS))


def find_weights_in_use() -> WeightsInUse | None:
    """Return the row that says which weights are in use; None while the desk has learned nothing."""
    return WeightsInUse.objects.select_related("weights", "changed_by").first()


def get_desk_weights() -> DeskWeights | None:
    """Return the learned weights in use; None while the shipped ones score alone."""
    version = WeightsInUse.objects.values_list("weights_id", flat=True).first()
    return load_desk_weights(version) if version else None


@lru_cache(maxsize=2)
def load_desk_weights(version: int) -> DeskWeights:
    """Return the weights of a version."""
    row = LearnedWeights.objects.get(pk=version)
    return DeskWeights(row.weights, row.centre, row.pk)


def list_versions() -> list[LearnedWeights]:
    """Return the newest fits, the newest first, without their weights."""
    return list(LearnedWeights.objects.defer("weights").order_by("-id")[:MAX_VERSIONS])


def find_newest_version() -> LearnedWeights | None:
    """Return the newest fit, without its weights."""
    return LearnedWeights.objects.defer("weights").order_by("-id").first()
