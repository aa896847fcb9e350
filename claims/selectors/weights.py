"""Reading how the desk weighs, and whether the claims that wait have followed."""

from claims.models import Weighting
from claims.priority import PARTS, Weights


def current() -> Weights:
    """The weights of this desk; the usual ones as long as nobody has weighed."""
    return of(Weighting.objects.first())


def of(row: Weighting | None) -> Weights:
    """The weights that the row holds; the usual ones where there is none."""
    return Weights(**{part.code: getattr(row, part.code) for part in PARTS}) if row else Weights()


def last() -> Weighting | None:
    """The row with who has weighed last and when, if anybody has."""
    return Weighting.objects.select_related("by").first()
