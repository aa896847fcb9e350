"""Telling readers what became of what they asked."""

from smtplib import SMTPException

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from claims.models import Publication, Tip, TipNotice
from claims.selectors.notices import AGAIN
from claims.selectors.tip_notices import is_due
from claims.services import events

log = structlog.get_logger(__name__)

SUBJECTS = {
    "": "What became of your question",
    Publication.Kind.PUBLISHED: "We have checked what you asked about",
    Publication.Kind.CORRECTED: "A verdict that you asked for was corrected",
    Publication.Kind.WITHDRAWN: "A verdict that you asked for was withdrawn",
}


def tell(*, tip_id: int, publication_id: int | None) -> bool:
    """Send one reader one mail, unless it was sent, is being sent, or holds no longer; says whether it went.

    A worker killed between the mail and its note sends it a second time: better twice than not at all.
    """
    notice = _begun(tip_id, publication_id)
    if notice is None:
        return False
    try:
        _send(notice)
    except (SMTPException, OSError) as error:
        # What the mail server says names whom it refused.
        log.warning("tip_notice.failed", notice=notice.pk, attempts=notice.attempts, error=type(error).__name__)
        return False
    _went(notice)
    return True


@transaction.atomic
def _begun(tip_id: int, publication_id: int | None) -> TipNotice | None:
    """The notice, if it is ours to send now: counted as an attempt before anything can go wrong."""
    tip = Tip.objects.select_for_update(no_key=True, of=("self",)).select_related("claim").get(pk=tip_id)
    if not is_due(tip, publication_id):
        return None
    about = Publication.objects.get(pk=publication_id) if publication_id else None
    notice, _ = TipNotice.objects.get_or_create(tip=tip, publication=about)
    now = timezone.now()
    if notice.sent or notice.attempts >= TipNotice.ATTEMPTS or (notice.tried and notice.tried > now - AGAIN):
        return None
    notice.tip, notice.publication = tip, about
    notice.attempts, notice.tried = notice.attempts + 1, now
    notice.save(update_fields=["attempts", "tried"])
    return notice


@transaction.atomic
def _went(notice: TipNotice) -> None:
    notice.sent = timezone.now()
    notice.save(update_fields=["sent"])
    about = notice.publication.revision if notice.publication else None
    events.record("reader.told", actor=None, claim=notice.tip.claim, tip=notice.tip_id, revision=about)


def _send(notice: TipNotice) -> None:
    tip, about = notice.tip, notice.publication
    told = {
        "tip": tip,
        "about": about,
        "desk": settings.DESK_NAME,
        "kept": settings.BASE_URL + reverse("asked", args=[tip.key]),
        "days": TipNotice.KEPT.days,
        "url": settings.BASE_URL + reverse("verdict", args=[about.claim_id]) if about else "",
    }
    body = render_to_string("mail/tip.txt", told)
    send_mail(SUBJECTS[about.kind if about else ""], body, settings.DEFAULT_FROM_EMAIL, [tip.email])
