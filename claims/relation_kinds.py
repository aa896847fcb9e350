"""The kinds of relations between two claims: one row each. Plain Python, except for translation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class RelationKind:
    """What one claim is to another. `inverse` is what the other is to this one.

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
        RelationKind("contradicts", _("the contrary"), "contradicts"),
        RelationKind("narrower", _("narrower than the other claim"), "wider"),
        RelationKind("wider", _("wider than the other claim"), "narrower"),
    )
}
"""All kinds by code, in the order of choices."""
FAMILY_KINDS = tuple(row.code for row in RELATION_KINDS.values() if row.joins_family)
