"""Notifications of readers about their tips, and email addresses that can be erased."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from claims.models import Event, Tip, TipNotification
from claims.models.mail import Mail
from claims.selectors.notifications import MAX_NOTIFICATIONS, filter_failed_mails
from claims.selectors.retention import expiry_of
from claims.verbs.claims import CLAIM_DISMISSED

DECISION_GRACE_PERIOD = timedelta(minutes=10)
"""The delay before readers are notified of a decision, during which it can be undone."""

ANSWER = Coalesce("claim__publication", "claim__duplicate_of__publication")
"""The publication that answers the claim of a tip: its own, or that of the claim it is a duplicate of."""

DueTipNotification = tuple[int, int | None]
"""A tip and the publication to notify its reader of; None if the tip was declined."""


def list_due_tip_notifications() -> list[DueTipNotification]:
    """Return the due notifications of readers with an email address, up to `MAX_NOTIFICATIONS`."""
    return [*_due_answers(), *_due_declined(), *_due_again()][:MAX_NOTIFICATIONS]


def is_tip_notification_due(tip: Tip, publication_id: int | None) -> bool:
    """Return whether a notification is still due: the decision may be undone, or a correction may be newer."""
    if not tip.email or tip.decided is None or tip.decided > timezone.now() - DECISION_GRACE_PERIOD:
        return False
    if publication_id is None:
        return tip.state == Tip.State.DECLINED and tip.reason != Tip.SILENT_REASON
    answer = tip.claim.answer if tip.claim else None
    return answer is not None and answer.pk == publication_id


def _decided_tips() -> QuerySet[Tip]:
    return Tip.objects.exclude(email="").filter(decided__lte=timezone.now() - DECISION_GRACE_PERIOD)


def _due_answers() -> list[DueTipNotification]:
    """Return tips with the current publications that answer their claims, unless a filing can still be undone."""
    notifications = TipNotification.objects.filter(tip=OuterRef("pk"), publication=OuterRef("answer"))
    recent = Event.objects.filter(claim=OuterRef("claim"), verb=CLAIM_DISMISSED.name)
    recent = recent.filter(at__gt=timezone.now() - DECISION_GRACE_PERIOD)
    tips = _decided_tips().annotate(answer=ANSWER).filter(answer__isnull=False)
    tips = tips.exclude(Exists(notifications)).exclude(Exists(recent)).order_by("pk")
    return list(tips.values_list("pk", "answer")[:MAX_NOTIFICATIONS])


def _due_declined() -> list[DueTipNotification]:
    notifications = TipNotification.objects.filter(tip=OuterRef("pk"), publication__isnull=True)
    tips = (
        _decided_tips()
        .filter(state=Tip.State.DECLINED)
        .exclude(reason=Tip.SILENT_REASON)
        .exclude(Exists(notifications))
    )
    return [(tip, None) for tip in tips.order_by("pk").values_list("pk", flat=True)[:MAX_NOTIFICATIONS]]


def _due_again() -> list[DueTipNotification]:
    unsent = filter_failed_mails(TipNotification.objects.exclude(tip__email=""))
    answered = Q(publication=F("tip__claim__publication")) | Q(publication=F("tip__claim__duplicate_of__publication"))
    holds = answered | Q(publication__isnull=True, tip__state=Tip.State.DECLINED)
    return list(unsent.filter(holds).order_by("last_attempt").values_list("tip", "publication")[:MAX_NOTIFICATIONS])


def list_erasable_tip_ids(limit: int = MAX_NOTIFICATIONS) -> list[int]:
    """Return ids of tips whose email address has expired, see `claims.retention`."""
    mails = TipNotification.objects.filter(tip=OuterRef("pk"), sent__isnull=False)
    recent = Exists(mails.filter(sent__gt=expiry_of("tip_addresses")))
    expired = Q(Exists(mails)) | Q(created__lte=expiry_of("unanswered_tip_addresses"))
    expired_tips = Tip.objects.exclude(email="").filter(expired).exclude(recent).order_by("id")
    return list(expired_tips.values_list("pk", flat=True)[:limit])


def get_notification_state(tip: Tip) -> Mail.State:
    """Return whether the reader was notified; the tip must be loaded by `with_card_details`."""
    notifications: list[TipNotification] = tip.newest_notifications  # type: ignore[attr-defined]
    newest = notifications[0] if notifications else None
    if newest and newest.sent:
        return Mail.State.SENT
    if newest and newest.attempts >= TipNotification.MAX_ATTEMPTS:
        return Mail.State.FAILED
    return Mail.State.WAITING if tip.email else Mail.State.NO_ADDRESS
