"""Reading how the desk weighs, and whether the claims that wait have followed."""

from django.db.models import Subquery
from django.db.models.functions import JSONObject

from claims.models import PriorityWeights
from claims.priority import PRIORITY_PARTS, Weights

COLUMN = Subquery(
    PriorityWeights.objects.values(points=JSONObject(**{part.code: part.code for part in PRIORITY_PARTS}))[:1]
)
"""The weights as a column of another query, for `from_json`; null while the desk uses the standard weights."""


def get_weights() -> Weights:
    """The weights of this desk; the usual ones as long as nobody has weighed."""
    return weights_from_row(PriorityWeights.objects.first())


def from_json(points: dict[str, float] | None) -> Weights:
    """Return the weights that `COLUMN` holds."""
    return Weights(**points) if points else Weights()


def weights_from_row(row: PriorityWeights | None) -> Weights:
    """The weights that the row holds; the usual ones where there is none."""
    return Weights(**{part.code: getattr(row, part.code) for part in PRIORITY_PARTS}) if row else Weights()


def find_weights_row() -> PriorityWeights | None:
    """The row with who has weighed last and when, if anybody has."""
    return PriorityWeights.objects.select_related("changed_by").first()
