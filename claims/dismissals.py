"""The reasons for dismissing a claim: one row each.

Plain Python, except for translation.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Blame(StrEnum):
    """What a dismissal holds against the pipeline: a wrong reading, or a score that was too high."""

    READING = "reading"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A reason for dismissing a claim.

    `suggested_by` has the codes of check-worthiness reasons that suggest it. The row that is `usual` is
    suggested if no other is. `teaches` says that this desk does not want such claims: the reader learns from it.
    """

    code: str
    label: StrOrPromise
    title: StrOrPromise
    blames: tuple[Blame, ...] = ()
    suggested_by: tuple[str, ...] = ()
    usual: bool = False
    teaches: bool = False


DISMISSALS: dict[str, Dismissal] = {
    row.code: row
    for row in (
        Dismissal(
            "opinion",
            _("Opinion or prediction, not a checkable fact"),
            _("Opinion"),
            (Blame.READING, Blame.SCORE),
            suggested_by=("opinion", "prediction", "rhetorical"),
            teaches=True,
        ),
        Dismissal(
            "trivial",
            _("Too trivial to matter"),
            _("Trivial"),
            (Blame.SCORE,),
            suggested_by=("pleasantry", "personal", "procedural"),
            usual=True,
            teaches=True,
        ),
        Dismissal("duplicate", _("Already in the queue or already checked"), _("Duplicate")),
        Dismissal("misread", _("Not what the text says"), _("Misread"), (Blame.READING,)),
        Dismissal("unclear", _("Too vague to check"), _("Unclear"), suggested_by=("question",)),
        Dismissal("out_of_scope", _("Outside the scope of this desk"), _("Out of scope"), teaches=True),
    )
}
"""All reasons by code, in the order of the form."""

DUPLICATE = "duplicate"
"""The reason that names another claim, if it is known which."""

USUAL = next(row.code for row in DISMISSALS.values() if row.usual)
SUGGESTED = {reason: row.code for row in DISMISSALS.values() for reason in row.suggested_by}
"""The dismissal that each reason of check-worthiness suggests, by code."""


TEACHING = frozenset(row.code for row in DISMISSALS.values() if row.teaches)
"""The reasons that say that a claim was not worth checking here."""


def dismissals_blaming(blame: Blame) -> list[str]:
    """Return the codes of the reasons that blame this part of the pipeline."""
    return [row.code for row in DISMISSALS.values() if blame in row.blames]
