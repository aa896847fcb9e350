"""The rating scale: what a verdict says, as schema.org and AVeriTeC know it.

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

    `value` runs from 1 (false) to 5 (true) and is None where no number applies. `tone` is what pages colour it by;
    charts draw the `strong` one of a tone darker. `averitec` is the label it has in an AVeriTeC export.
    """

    code: str
    label: "_StrOrPromise"
    value: int | None
    tone: str
    averitec: str
    meaning: "_StrOrPromise"
    strong: bool = False


BEST_VALUE, WORST_VALUE = 5, 1
SUPPORTED, REFUTED = "Supported", "Refuted"
CONFLICTING, NOT_ENOUGH = "Conflicting Evidence/Cherrypicking", "Not Enough Evidence"

_ROWS = (
    Rating(
        "true", _("True"), 5, "true", SUPPORTED, _("The evidence supports the claim as it was made."), strong=True
    ),
    Rating(
        "mostly_true", _("Mostly true"), 4, "true", SUPPORTED, _("Right in substance; a detail is missing or loose.")
    ),
    Rating("half_true", _("Half true"), 3, "mixed", CONFLICTING, _("Part of it holds, part of it does not.")),
    Rating(
        "misleading", _("Misleading"), 3, "mixed", CONFLICTING,
        _("The words may be right; the impression they give is wrong."), strong=True,
    ),
    Rating("mostly_false", _("Mostly false"), 2, "false", REFUTED, _("Wrong in substance; a detail in it is right.")),
    Rating("false", _("False"), 1, "false", REFUTED, _("The evidence refutes the claim."), strong=True),
    Rating(
        "unproven", _("Unproven"), None, "open", NOT_ENOUGH, _("Nobody outside can know from the evidence there is.")
    ),
)  # fmt: skip

RATINGS: dict[str, Rating] = {rating.code: rating for rating in _ROWS}
"""The scale by code, best first."""
