"""Reading how the desk weighs, and whether the claims that wait have followed."""

from django.db.models import Subquery
from django.db.models.functions import JSONObject

from claims.models import Weighting
from claims.priority import PARTS, Weights

COLUMN = Subquery(Weighting.objects.values(points=JSONObject(**{part.code: part.code for part in PARTS}))[:1])
"""The weights as a column of another query, for `from_json`; null while the desk uses the standard weights."""


def current() -> Weights:
    """The weights of this desk; the usual ones as long as nobody has weighed."""
    return of(Weighting.objects.first())


def from_json(points: dict[str, float] | None) -> Weights:
    """Return the weights that `COLUMN` holds."""
    return Weights(**points) if points else Weights()


def of(row: Weighting | None) -> Weights:
    """The weights that the row holds; the usual ones where there is none."""
    return Weights(**{part.code: getattr(row, part.code) for part in PARTS}) if row else Weights()


def last() -> Weighting | None:
    """The row with who has weighed last and when, if anybody has."""
    return Weighting.objects.select_related("by").first()
