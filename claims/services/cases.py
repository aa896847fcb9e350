"""Cases: one moderator at a time holds a case, until a time that is compared when the case is read."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from claims.event_data.desk import CaseHolding
from claims.models import Case, User
from claims.permissions import case_refusal, demand
from claims.permissions.refusals import CaseHeld
from claims.refusals import CaseClosed, require_found
from claims.selectors.cases import open_case
from claims.services.events import record_event
from claims.verbs.desk import CASE_RELEASED, CASE_RENEWED, CASE_TAKEN, CASE_TAKEN_OVER


def _lock_case(case_id: int) -> Case:
    return require_found(
        Case.objects.select_for_update(no_key=True, of=("self",)).select_related("holder").filter(pk=case_id).first()
    )


def _set_holder(case: Case, moderator: User) -> None:
    case.holder, case.held_until = moderator, timezone.now() + timedelta(minutes=settings.LEASE_MINUTES)
    case.save(update_fields=["holder", "held_until"])


def check_case(moderator: User, **about: Model) -> None:
    """Refuse a case that this moderator cannot decide now: another holds it, or it is their own appeal."""
    case = open_case(**about)
    if case and (refusal := case_refusal(moderator, case)):
        raise refusal


@transaction.atomic
def hold_case(*, case_id: int, moderator: User, over: bool = False) -> Case:
    """Hold a case, or extend the hold, as the open page does; `over` takes the case from whoever holds it."""
    demand(moderator, "moderation.see")
    case = _lock_case(case_id)
    if case.closed:
        raise CaseClosed(case=case.pk)
    before = case.holder if case.is_held else None
    if before and before != moderator and not over:
        raise CaseHeld(case=case.pk, moderator=str(before))
    _set_holder(case, moderator)
    verb = CASE_TAKEN if before is None else CASE_RENEWED if before == moderator else CASE_TAKEN_OVER
    record_event(verb, actor=moderator, data=CaseHolding(case=case.pk, before=str(before or "")))
    return case


@transaction.atomic
def hold_next_case(*, moderator: User, kind: str = "") -> Case | None:
    """Hold the first free case that this moderator can decide. Returns None if there is none.

    Rows that another moderator is locking are skipped, so that no two get the same case.
    """
    demand(moderator, "moderation.see")
    free = Case.objects.filter(closed__isnull=True).filter(Q(held_until=None) | Q(held_until__lte=timezone.now()))
    free = free.exclude(kind=Case.Kind.VERDICT, verdict__authors__contains=[moderator.pk])
    free = free.filter(Q(verdict=None) | Q(verdict__claim__goes_out=None))
    free = free.exclude(kind=Case.Kind.TRANSLATION, translation__authors__contains=[moderator.pk])
    free = free.exclude(kind=Case.Kind.APPEAL, appeal__appellant=moderator)
    free = free.filter(kind=kind) if kind else free
    case = free.order_by("queue_position").select_for_update(no_key=True, skip_locked=True, of=("self",)).first()
    if case:
        _set_holder(case, moderator)
        record_event(CASE_TAKEN, actor=moderator, data=CaseHolding(case=case.pk))
    return case


@transaction.atomic
def release_case(*, case_id: int, moderator: User) -> Case:
    """Release a case that the moderator holds; a case of somebody else stays as it is."""
    demand(moderator, "moderation.see")
    case = _lock_case(case_id)
    if case.holder_id == moderator.pk:
        case.holder, case.held_until = None, None
        case.save(update_fields=["holder", "held_until"])
        record_event(CASE_RELEASED, actor=moderator, data=CaseHolding(case=case.pk))
    return case
