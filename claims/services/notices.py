"""Telling those who reported a problem, or objected to a dismissal, what became of it."""

from typing import Any, cast

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from claims.event_data.verdicts import ReporterTold
from claims.models import Contest, Flag, Notice, Publication
from claims.services import events, mailing
from claims.verbs import REPORTER_TOLD

SUBJECTS = {
    "": "What became of your report",
    Publication.Kind.CORRECTED: "A verdict that you reported was corrected",
    Publication.Kind.WITHDRAWN: "A verdict that you reported was withdrawn",
}


def tell(*, flag_id: int, publication_id: int | None) -> bool:
    """Send one reporter one mail, unless it was sent or is being sent; says whether it went."""
    return mailing.send(_begun(flag_id=flag_id, publication_id=publication_id), _send, _went)


def tell_contest(*, contest_id: int) -> bool:
    """Send whoever objected to a dismissal one mail about the answer; as `tell`."""
    return mailing.send(_begun(contest_id=contest_id), _send_answer, _went)


@transaction.atomic
def _begun(**about: Any) -> Notice | None:
    made, _ = Notice.objects.get_or_create(**about)
    things = ("flag__publication", "publication", "contest__claim", "contest__by")
    rows = Notice.objects.select_related(*things).select_for_update(of=("self",))
    return mailing.begin(rows.get(pk=made.pk))


def _went(notice: Notice) -> None:
    if notice.contest:
        data = ReporterTold(contest=notice.contest_id)
        events.record(REPORTER_TOLD, actor=None, claim=notice.contest.claim, data=data)
    elif notice.flag:
        about = notice.publication.revision if notice.publication else None
        data = ReporterTold(flag=notice.flag_id, revision=about)
        events.record(REPORTER_TOLD, actor=None, claim=notice.flag.publication.claim, data=data)


def _send_answer(notice: Notice) -> None:
    contest = cast(Contest, notice.contest)
    told = {
        "contest": contest,
        "desk": settings.DESK_NAME,
        "upheld": contest.outcome == Contest.Outcome.UPHELD,
        "url": f"{settings.BASE_URL}{reverse('reports')}?what=contests",
    }
    body = render_to_string("mail/contest.txt", told)
    send_mail("What became of your objection", body, settings.DEFAULT_FROM_EMAIL, [contest.by.email])


def _send(notice: Notice) -> None:
    flag, about = cast(Flag, notice.flag), notice.publication
    told = {
        "flag": flag,
        "about": about,
        "desk": settings.DESK_NAME,
        "upheld": flag.outcome == Flag.Outcome.UPHELD,
        "url": settings.BASE_URL + reverse("verdict", args=[flag.publication.claim_id]),
    }
    body = render_to_string("mail/notice.txt", told)
    send_mail(SUBJECTS[about.kind if about else ""], body, settings.DEFAULT_FROM_EMAIL, [flag.email])
