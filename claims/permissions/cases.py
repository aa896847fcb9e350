"""Cases: which moderator may decide them."""

from collections.abc import Callable

from claims.models import Case, User
from claims.permissions.refusals import CaseHeld
from claims.refusals import OwnAppeal, Refusal

Check = Callable[[User, Case], Refusal | None]


def held_refusal(user: User, case: Case) -> Refusal | None:
    """Return the refusal if another moderator holds the case now, or None."""
    return CaseHeld(case=case.pk, moderator=str(case.holder)) if case.is_held_against(user) else None


def _own_appeal(user: User, case: Case) -> Refusal | None:
    return OwnAppeal() if case.appeal and case.appeal.appellant_id == user.pk else None


CONDITIONS: dict[str, tuple[Check, ...]] = {
    "report": (held_refusal,),
    "reading": (held_refusal,),
    "change": (held_refusal,),
    "translation": (held_refusal,),
    "appeal": (_own_appeal, held_refusal),
}
"""What deciding a case requires beyond the ability, by its kind. Cases about a verdict are decided by moves."""


def case_refusal(user: User, case: Case) -> Refusal | None:
    """Return why the person cannot decide this case now, or None. The case comes with its holder and its appeal."""
    return next(filter(None, (check(user, case) for check in CONDITIONS.get(case.kind, ()))), None)
