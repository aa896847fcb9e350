"""The reasons for dismissing a claim: one row each.

Plain Python, but for the marks for translation.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Blame(StrEnum):
    """What a dismissal says about the reader: its reading was wrong, its score was too high, or neither."""

    READING = "reading"
    SCORE = "score"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A reason for dismissing a claim.

    `suggested_by` has the codes of check-worthiness reasons that suggest it. The row that is `usual` is
    offered where nothing suggests another.
    """

    code: str
    label: StrOrPromise
    title: StrOrPromise
    blames: Blame = Blame.NONE
    suggested_by: tuple[str, ...] = ()
    usual: bool = False


DISMISSALS: dict[str, Dismissal] = {
    row.code: row
    for row in (
        Dismissal(
            "opinion",
            _("Opinion or prediction, not a fact that can be checked"),
            _("Opinion"),
            Blame.SCORE,
            suggested_by=("opinion", "prediction"),
        ),
        Dismissal(
            "trivial",
            _("True or false, it would not matter to anybody"),
            _("Trivial"),
            Blame.SCORE,
            suggested_by=("pleasantry",),
            usual=True,
        ),
        Dismissal("duplicate", _("Already in the queue or already checked"), _("Duplicate")),
        Dismissal("misread", _("The machine misread the text"), _("Misread"), Blame.READING),
        Dismissal("unclear", _("Too vague to be checked"), _("Unclear"), suggested_by=("question",)),
        Dismissal("out_of_scope", _("Not what this desk checks"), _("Out of scope")),
    )
}
"""All reasons by code, in the order in which an editor reads them."""

USUAL = next(row.code for row in DISMISSALS.values() if row.usual)
SUGGESTED = {seen: row.code for row in DISMISSALS.values() for seen in row.suggested_by}
"""The dismissal that follows from a reason of check-worthiness, code by code."""


def dismissals_blaming(blame: Blame) -> list[str]:
    """The codes of the reasons that blame this part of the reader."""
    return [row.code for row in DISMISSALS.values() if row.blames is blame]
