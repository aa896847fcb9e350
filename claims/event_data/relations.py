"""Event data of relations between claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from claims.event_data.base import EventData
from claims.event_data.judgement import Judgement
from claims.json_data import JsonData
from claims.relation_kinds import RELATION_KINDS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedRelation(JsonData):
    """Another claim, and what this one is to it (`claims.relation_kinds`)."""

    claim: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationsSuggested(EventData):
    """The newly suggested relations of a claim, and how many suggestions were removed.

    If the claim says again what has a verdict, `checked` is that claim, and `relation` the suggestion that leads to it.
    """

    relations: list[SuggestedRelation]
    removed: int
    checked: int | None = None
    relation: int | None = None

    def notes(self) -> list[StrOrPromise]:
        """Return each claim with its relation."""
        return [_relation_note(row.claim, row.kind) for row in self.relations]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationJudgement(Judgement):
    """The judgement of an editor on a relation, and its kind."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationJudged(EventData):
    """A relation to another claim was judged; `was` is the judgement before."""

    relation: int
    other: int
    kind: str
    was: RelationJudgement

    def notes(self) -> list[StrOrPromise]:
        """Return the other claim with its relation."""
        return [_relation_note(self.other, self.kind)]


def _relation_note(claim: int, kind: str) -> str:
    row = RELATION_KINDS.get(kind)
    return gettext("Claim %(number)s: %(relation)s") % {"number": claim, "relation": row.label if row else kind}
