"""Weights of the priority."""

from django.db.models import Subquery
from django.db.models.functions import JSONObject

from claims.models import PriorityWeights
from claims.priority import PRIORITY_PARTS, Weights

COLUMN = Subquery(
    PriorityWeights.objects.values(points=JSONObject(**{part.code: part.code for part in PRIORITY_PARTS}))[:1]
)
"""The weights as a column of another query, for `from_json`; null while the desk uses the standard weights."""


def get_weights() -> Weights:
    """Return the weights of this desk, or the standard weights."""
    return weights_from_row(PriorityWeights.objects.first())


def from_json(points: dict[str, float] | None) -> Weights:
    """Return the weights that `COLUMN` holds."""
    return Weights(**points) if points else Weights()


def weights_from_row(row: PriorityWeights | None) -> Weights:
    """Return the weights of a row, or the standard weights without one."""
    return Weights(**{part.code: getattr(row, part.code) for part in PRIORITY_PARTS}) if row else Weights()


def find_weights_row() -> PriorityWeights | None:
    """Return the row with the last change of weights, if there is one."""
    return PriorityWeights.objects.select_related("changed_by").first()
