"""The kinds of relations between two claims: one row each. Plain Python, except for translation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class RelationKind:
    """What the other claim is to this one. `inverse` is what this one is to the other.

    Claims of a kind that `joins_family` say the same thing, perhaps with another number.
    """

    code: str
    label: StrOrPromise
    inverse: str
    joins_family: bool = False


RELATION_KINDS: dict[str, RelationKind] = {
    row.code: row
    for row in (
        RelationKind("same", _("the same claim"), "same", joins_family=True),
        RelationKind("number_differs", _("the same claim, another number"), "number_differs", joins_family=True),
        RelationKind("contradicts", _("says the contrary"), "contradicts"),
        RelationKind("narrower", _("says less: only a part of this claim"), "wider"),
        RelationKind("wider", _("says more than this claim"), "narrower"),
    )
}
"""All kinds by code, in the order of choices."""
FAMILY_KINDS = tuple(row.code for row in RELATION_KINDS.values() if row.joins_family)
