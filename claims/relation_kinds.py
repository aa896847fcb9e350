"""The kinds of relations between two claims, or of a claim to a fact-check: one row each.

Plain Python, except for translation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class RelationKind:
    """What one claim is to another. `inverse` is what the other is to this one; `button` confirms it.

    Claims of a kind that `joins_family` say the same thing, perhaps with another number.
    """

    code: str
    label: StrOrPromise
    button: StrOrPromise
    inverse: str
    joins_family: bool = False


RELATION_KINDS: dict[str, RelationKind] = {
    row.code: row
    for row in (
        RelationKind("same", _("the same claim"), _("Same claim"), "same", joins_family=True),
        RelationKind(
            "number_differs",
            _("the same claim with another number"),
            _("Same claim, another number"),
            "number_differs",
            joins_family=True,
        ),
        RelationKind("contradicts", _("the opposite claim"), _("Opposite claim"), "contradicts"),
        RelationKind("narrower", _("a narrower claim"), _("Narrower claim"), "wider"),
        RelationKind("wider", _("a wider claim"), _("Wider claim"), "narrower"),
    )
}
"""All kinds by code, in the order of choices."""
RELATION_CHOICES = [(row.code, row.label) for row in RELATION_KINDS.values()]
UNCLEAR = "unclear"
"""What the desk suggests if it cannot tell what a claim is to a fact-check; nobody confirms it."""
SUGGESTION_CHOICES = [*RELATION_CHOICES, (UNCLEAR, _("perhaps the same claim"))]
FAMILY_KINDS = tuple(row.code for row in RELATION_KINDS.values() if row.joins_family)
