"""Reading which readers have yet to hear what became of their question, and whose address is no longer needed."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from claims.models import Tip, TipNotification
from claims.selectors.notifications import MAX_NOTIFICATIONS, filter_failed_mails

DECISION_GRACE_PERIOD = timedelta(minutes=10)
"""How long a decision waits before anybody is told of it: so long it can be undone unseen."""

DueTipNotification = tuple[int, int | None]
"""A tip and the publication that its reader is to hear of; None for its being declined."""


def list_due_tip_notifications() -> list[DueTipNotification]:
    """What readers who left an address have not been told yet, `LIMIT` at most."""
    return [*_due_answers(), *_due_declined(), *_due_again()][:MAX_NOTIFICATIONS]


def is_tip_notification_due(tip: Tip, publication_id: int | None) -> bool:
    """Whether this still is what the reader is to hear: it may have been undone, or overtaken by a correction."""
    if not tip.email or tip.decided is None or tip.decided > timezone.now() - DECISION_GRACE_PERIOD:
        return False
    if publication_id is None:
        return tip.state == Tip.State.DECLINED and tip.reason != Tip.SILENT_REASON
    return tip.claim is not None and tip.claim.publication_id == publication_id


def _decided_tips() -> QuerySet[Tip]:
    return Tip.objects.exclude(email="").filter(decided__lte=timezone.now() - DECISION_GRACE_PERIOD)


def _due_answers() -> list[DueTipNotification]:
    """What the public reads now about a claim that somebody asked for."""
    told = TipNotification.objects.filter(tip=OuterRef("pk"), publication=OuterRef("claim__publication"))
    tips = _decided_tips().filter(claim__publication__isnull=False).exclude(Exists(told)).order_by("pk")
    return list(tips.values_list("pk", "claim__publication")[:MAX_NOTIFICATIONS])


def _due_declined() -> list[DueTipNotification]:
    told = TipNotification.objects.filter(tip=OuterRef("pk"), publication__isnull=True)
    tips = _decided_tips().filter(state=Tip.State.DECLINED).exclude(reason=Tip.SILENT_REASON).exclude(Exists(told))
    return [(tip, None) for tip in tips.order_by("pk").values_list("pk", flat=True)[:MAX_NOTIFICATIONS]]


def _due_again() -> list[DueTipNotification]:
    unsent = filter_failed_mails(TipNotification.objects.exclude(tip__email=""))
    holds = Q(publication=F("tip__claim__publication")) | Q(publication__isnull=True, tip__state=Tip.State.DECLINED)
    return list(unsent.filter(holds).order_by("last_attempt").values_list("tip", "publication")[:MAX_NOTIFICATIONS])


def list_erasable_tip_ids(limit: int = MAX_NOTIFICATIONS) -> list[int]:
    """Ids of tips whose address has been kept long enough, see `TipNotice.KEPT`."""
    now = timezone.now()
    mails = TipNotification.objects.filter(tip=OuterRef("pk"), sent__isnull=False)
    lately = Exists(mails.filter(sent__gt=now - TipNotification.EMAIL_LIFETIME))
    over = Q(Exists(mails)) | Q(created__lte=now - TipNotification.MAX_EMAIL_LIFETIME)
    found = Tip.objects.exclude(email="").filter(over).exclude(lately).order_by("id")
    return list(found.values_list("pk", flat=True)[:limit])


def get_notification_state(tip: Tip) -> str:
    """What stands on the receipt: told, waiting, failed, no address; nothing where there is nothing to tell.

    The tip comes with its notices as `told`, see `tips.with_all`.
    """
    notices: list[TipNotification] = tip.told  # type: ignore[attr-defined]
    newest = notices[0] if notices else None
    if newest and newest.sent:
        return "told"
    if newest and newest.attempts >= TipNotification.MAX_ATTEMPTS:
        return "failed"
    return "waiting" if tip.email else "no address"
