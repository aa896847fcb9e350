"""What the rules of moves read: a claim, and the facts about it at one moment."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from claims.models import Case, Claim, Lease, User, Verdict


class Fact(Enum):
    """What a condition may read beside the claim's own columns. Each takes a query, so a situation loads only some."""

    LEASE = "lease"
    CASE = "case"
    SUBMITTED = "submitted"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Situation:
    """A claim and the facts about it at `now`, for one person. `selectors.situations` builds situations.

    `loaded` names the facts that were looked up; the others are None although they may exist.
    `last_own_lease` is the person's last ended lease, where it was looked up together with the open one.
    """

    claim: Claim
    now: datetime
    loaded: frozenset[Fact] = frozenset()
    lease: Lease | None = None
    last_own_lease: Lease | None = None
    case: Case | None = None
    submitted: Verdict | None = None
    publication_kind: str = ""

    @property
    def running_lease(self) -> Lease | None:
        """The lease, unless it has run out."""
        return self.lease if self.lease and self.lease.expires > self.now else None

    def is_held_by(self, user: User) -> bool:
        """Return whether the person holds the claim at this moment."""
        return self.running_lease is not None and self.running_lease.editor_id == user.pk
