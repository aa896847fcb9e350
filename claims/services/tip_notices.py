"""Telling readers what became of what they asked."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from claims.event_data.desk import ReaderTold
from claims.models import Publication, Tip, TipNotice
from claims.selectors.tip_notices import is_due
from claims.services import events, mailing
from claims.verbs import READER_TOLD

SUBJECTS = {
    "": "What became of your question",
    Publication.Kind.PUBLISHED: "We have checked what you asked about",
    Publication.Kind.CORRECTED: "A verdict that you asked for was corrected",
    Publication.Kind.WITHDRAWN: "A verdict that you asked for was withdrawn",
}


def tell(*, tip_id: int, publication_id: int | None) -> bool:
    """Send one reader one mail, unless it was sent, is being sent, or holds no longer; says whether it went."""
    return mailing.send(_begun(tip_id, publication_id), _send, _went)


@transaction.atomic
def _begun(tip_id: int, publication_id: int | None) -> TipNotice | None:
    tip = Tip.objects.select_for_update(no_key=True, of=("self",)).select_related("claim").get(pk=tip_id)
    if not is_due(tip, publication_id):
        return None
    about = Publication.objects.get(pk=publication_id) if publication_id else None
    notice, _ = TipNotice.objects.get_or_create(tip=tip, publication=about)
    notice.tip, notice.publication = tip, about
    return mailing.begin(notice)


def _went(notice: TipNotice) -> None:
    about = notice.publication.revision if notice.publication else None
    data = ReaderTold(tip=notice.tip_id, revision=about)
    events.record(READER_TOLD, actor=None, claim=notice.tip.claim, data=data)


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
