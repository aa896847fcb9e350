"""Reading which readers have yet to hear what became of their question, and whose address is no longer needed."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from claims.models import Tip, TipNotice
from claims.selectors.notices import LIMIT, failed

GRACE = timedelta(minutes=10)
"""How long a decision waits before anybody is told of it: so long it can be undone unseen."""

Due = tuple[int, int | None]
"""A tip and the publication that its reader is to hear of; None for its being declined."""


def due() -> list[Due]:
    """What readers who left an address have not been told yet, `LIMIT` at most."""
    return [*_answers(), *_declined(), *_again()][:LIMIT]


def is_due(tip: Tip, publication_id: int | None) -> bool:
    """Whether this still is what the reader is to hear: it may have been undone, or overtaken by a correction."""
    if not tip.email or tip.decided is None or tip.decided > timezone.now() - GRACE:
        return False
    if publication_id is None:
        return tip.state == Tip.State.DECLINED and tip.reason != Tip.UNTOLD
    return tip.claim is not None and tip.claim.publication_id == publication_id


def _decided() -> QuerySet[Tip]:
    return Tip.objects.exclude(email="").filter(decided__lte=timezone.now() - GRACE)


def _answers() -> list[Due]:
    """What the public reads now about a claim that somebody asked for."""
    told = TipNotice.objects.filter(tip=OuterRef("pk"), publication=OuterRef("claim__publication"))
    tips = _decided().filter(claim__publication__isnull=False).exclude(Exists(told)).order_by("pk")
    return list(tips.values_list("pk", "claim__publication")[:LIMIT])


def _declined() -> list[Due]:
    told = TipNotice.objects.filter(tip=OuterRef("pk"), publication__isnull=True)
    tips = _decided().filter(state=Tip.State.DECLINED).exclude(reason=Tip.UNTOLD).exclude(Exists(told))
    return [(tip, None) for tip in tips.order_by("pk").values_list("pk", flat=True)[:LIMIT]]


def _again() -> list[Due]:
    unsent = failed(TipNotice.objects.exclude(tip__email=""))
    holds = Q(publication=F("tip__claim__publication")) | Q(publication__isnull=True, tip__state=Tip.State.DECLINED)
    return list(unsent.filter(holds).order_by("tried").values_list("tip", "publication")[:LIMIT])


def forgettable(limit: int = LIMIT) -> list[int]:
    """Ids of tips whose address has been kept long enough, see `TipNotice.KEPT`."""
    now = timezone.now()
    mails = TipNotice.objects.filter(tip=OuterRef("pk"), sent__isnull=False)
    lately = Exists(mails.filter(sent__gt=now - TipNotice.KEPT))
    over = Q(Exists(mails)) | Q(created__lte=now - TipNotice.KEPT_AT_MOST)
    found = Tip.objects.exclude(email="").filter(over).exclude(lately).order_by("id")
    return list(found.values_list("pk", flat=True)[:limit])


def state(tip: Tip) -> str:
    """What stands on the receipt: told, waiting, failed, no address; nothing where there is nothing to tell.

    The tip comes with its notices as `told`, see `tips.with_all`.
    """
    notices: list[TipNotice] = tip.told  # type: ignore[attr-defined]
    newest = notices[0] if notices else None
    if newest and newest.sent:
        return "told"
    if newest and newest.attempts >= TipNotice.ATTEMPTS:
        return "failed"
    return "waiting" if tip.email else "no address"
