"""The verbs of events: one row each, with everything that is known about the verb.

Plain Python, except for translation. `claims.services.events.record_event` writes an event from a row. The rows stand
in the modules of this package.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from claims.event_data import Verb
from claims.event_data.claims import Moved
from claims.event_data.desk import AccountEvent
from claims.event_data.verdicts import DraftDeleted
from claims.verbs import articles, claims, desk, learning, series, sources, tips, translations, verdicts, watches

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionUndone(Moved):
    """A decision was undone; `event` is its id, `undone` its verb."""

    event: int
    undone: str

    def notes(self) -> list[StrOrPromise]:
        """Return the label of what was undone."""
        return [VERBS[self.undone].label]


DECISION_UNDONE = Verb("decision.undone", _("Undone"), DecisionUndone, alters_claim=True)
VERBS: dict[str, Verb[Any]] = {
    row.name: row
    for row in (
        *(
            row
            for module in (articles, claims, verdicts, translations, sources, tips, watches, series, learning, desk)
            for row in vars(module).values()
        ),
        DECISION_UNDONE,
    )
    if isinstance(row, Verb)
}
"""All verbs by name, in the order of the modules."""
DECISIONS = frozenset(row.name for row in VERBS.values() if row.decides)
"""Decisions of people about claims; the newest that stands can be undone, unless it is public."""
CLAIM_ALTERING_VERBS = tuple(row.name for row in VERBS.values() if row.alters_claim)
UNLISTED_VERBS = tuple(row.name for row in VERBS.values() if not row.listed)
ACCOUNT_VERBS = tuple(row.name for row in VERBS.values() if issubclass(row.data, AccountEvent))
JUDGING_VERBS = (claims.CLAIM_ACCEPTED.name, claims.CLAIM_ADDED.name, claims.CLAIM_DISMISSED.name)
"""Judgements of people on whether a claim is worth checking, from which the reader learns."""
SIGN_IN_VERBS = (desk.USER_SIGNED_IN.name, desk.USER_SIGN_IN_FAILED.name)
BACKUP_VERBS = (desk.BACKUP_MADE.name, desk.BACKUP_DRILLED.name)
EXPORT_VERBS = (desk.EXPORT_REQUESTED.name, desk.EXPORT_MADE.name)
DRAFT_DELETING_VERBS = tuple(row.name for row in VERBS.values() if issubclass(row.data, DraftDeleted))
