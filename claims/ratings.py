"""The rating scale, with its values in schema.org and AVeriTeC.

A rating is one row here. Forms, keys, charts, the API and the constraints of the database derive from the table.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True, slots=True)
class Rating:
    """A point on the scale.

    `value` runs from 1 (false) to 5 (true) and is None where no number applies. `tone` is its colour on pages;
    charts draw the `strong` one of a tone darker. `averitec` is its label in an AVeriTeC export.
    """

    code: str
    label: "_StrOrPromise"
    value: int | None
    tone: str
    averitec: str
    meaning: "_StrOrPromise"
    strong: bool = False


BEST_VALUE, WORST_VALUE = 5, 1
NO_TONE = "plain"
"""The tone of a rating in own words that maps to no canonical one, and of a verdict without a rating."""

SUPPORTED, REFUTED = "Supported", "Refuted"
CONFLICTING, NOT_ENOUGH = "Conflicting Evidence/Cherrypicking", "Not Enough Evidence"

_ROWS = (
    Rating(
        "true", _("True"), 5, "true", SUPPORTED, _("The evidence supports the claim as it was made."), strong=True
    ),
    Rating(
        "mostly_true", _("Mostly true"), 4, "true", SUPPORTED,
        _("The claim is right in substance; a detail is missing or imprecise."),
    ),
    Rating("half_true", _("Half true"), 3, "mixed", CONFLICTING, _("Part of the claim is right, part of it is not.")),
    Rating(
        "misleading", _("Misleading"), 3, "mixed", CONFLICTING,
        _("The wording may be right; the impression it gives is wrong."), strong=True,
    ),
    Rating(
        "mostly_false", _("Mostly false"), 2, "false", REFUTED, _("The claim is wrong in substance; a detail is right.")
    ),
    Rating("false", _("False"), 1, "false", REFUTED, _("The evidence refutes the claim."), strong=True),
    Rating(
        "unproven", _("Unproven"), None, "open", NOT_ENOUGH, _("The available evidence does not settle the claim.")
    ),
)  # fmt: skip

RATINGS: dict[str, Rating] = {rating.code: rating for rating in _ROWS}
"""The scale by code, best first."""
