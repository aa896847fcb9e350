"""A verb: one kind of event; `claims.verbs` has the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from claims.event_data.base import EventData

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

D = TypeVar("D", bound=EventData)


@dataclass(frozen=True, slots=True, eq=False)
class Verb(Generic[D]):
    """One kind of event.

    `label` is its name in histories, which leave out verbs that are not `listed` and fold those that are `folded`.
    `data` is the class of its data. `decides` marks a decision of a person about a claim; the newest decision
    can be undone by the function of `claims.services.reversals` that `reversal` names, unless it is `public`.
    `alters_claim` marks changes that everybody sees who has the claim open.
    """

    name: str
    label: StrOrPromise
    data: type[D]
    decides: bool = False
    public: bool = False
    alters_claim: bool = False
    reversal: str = ""
    listed: bool = True
    folded: bool = False
