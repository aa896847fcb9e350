"""Readers get one mail about each outcome of their tip, once it can no longer be undone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from claims.models import Event, Publication, Tip, TipNotification, User
from claims.selectors.tip_notifications import get_notification_state
from claims.selectors.tips import get_tip
from claims.services.publications import withdraw_verdict
from claims.services.tips import decline_tip, link_tip, reopen_tip, submit_tip
from claims.tasks import compare_tips, delete_expired_records, notify_tip_readers
from tests import stories
from tests.stories import make_approved_verdict, make_publication
from tests.web.public.test_verdicts import make_correction

READER = "reader@home.example"
COWS = "Did a cow fly over the church on Sunday?"
RefusingBackend = Callable[..., None]


def make_tip(email: str = READER) -> Tip:
    return submit_tip(text=COWS, email=email)


@pytest.fixture
def published_verdict(edith: User, mona: User) -> Publication:
    return make_publication(edith, mona)


def move_clock_forward(**time: int) -> datetime:
    return timezone.now() + timedelta(**(time or {"minutes": 11}))


def send_due_notifications(when: datetime | None = None) -> None:
    with time_machine.travel(when or move_clock_forward()):
        notify_tip_readers()


def mail_subjects() -> list[str]:
    return [str(message.subject) for message in mail.outbox]


def notification_state(tip: Tip) -> str:
    return get_notification_state(get_tip(tip.pk))


def test_readers_are_notified_of_a_verdict_its_correction_and_its_withdrawal(edith: User, mona: User) -> None:
    tip, claim = make_tip(), make_approved_verdict(edith, mona).claim
    link_tip(tip_id=tip.pk, editor=edith, claim_id=claim.pk)
    send_due_notifications()
    assert (mail.outbox, notification_state(tip)) == ([], "waiting")
    published = stories.published(claim.pk, mona)
    send_due_notifications()
    make_correction(published, edith, mona)
    send_due_notifications()
    withdraw_verdict(claim_id=claim.pk, moderator=mona, reason="It was <wrong> & worse.")
    send_due_notifications()
    assert mail_subjects() == [
        "We have checked the claim that you sent us",
        "A verdict on your tip has been corrected",
        "A verdict on your tip has been withdrawn",
    ]
    assert [message.to for message in mail.outbox] == [[READER]] * 3
    first, second, third = (str(message.body) for message in mail.outbox)
    assert "Mostly true. Two trees fewer, but close." in first
    assert "We had counted two trees twice." in second
    assert "It was <wrong> & worse." in third
    for body in (first, second, third):
        assert f"http://127.0.0.1:8000/verdicts/{claim.pk}-300-trees-were-planted/" in body
        assert f"http://127.0.0.1:8000/tips/{tip.key}/" in body
        assert COWS in body
    assert notification_state(tip) == "sent"


def test_a_tip_about_a_checked_claim_is_answered_with_the_current_verdict(
    published_verdict: Publication, edith: User, mona: User
) -> None:
    make_correction(published_verdict, edith, mona)
    link_tip(tip_id=make_tip().pk, editor=edith, claim_id=published_verdict.claim_id)
    send_due_notifications()
    assert mail_subjects() == ["A verdict on your tip has been corrected"]


def test_each_reader_of_a_group_is_notified_at_their_own_address(published_verdict: Publication, edith: User) -> None:
    first, second, silent = make_tip(), make_tip("other@home.example"), make_tip("")
    compare_tips()
    link_tip(tip_id=first.pk, editor=edith, claim_id=published_verdict.claim_id)
    send_due_notifications()
    assert [message.to for message in mail.outbox] == [[READER], ["other@home.example"]]
    assert [notification_state(tip) for tip in (first, second, silent)] == ["sent", "sent", "no_address"]


def test_readers_are_notified_why_a_tip_was_declined(edith: User) -> None:
    tip = make_tip()
    decline_tip(tip_id=tip.pk, editor=edith, reason="outside", note="The bishop may know.")
    send_due_notifications()
    (message,) = mail.outbox
    assert "It is outside the scope of this desk." in message.body
    assert "The bishop may know." in message.body
    assert Event.objects.filter(verb="tip_reader.notified").count() == 1


def test_abuse_is_not_answered(edith: User) -> None:
    decline_tip(tip_id=make_tip().pk, editor=edith, reason="spam")
    send_due_notifications()
    assert mail.outbox == []


def test_a_decision_that_is_undone_in_time_is_not_notified(published_verdict: Publication, edith: User) -> None:
    linked, declined = make_tip(), make_tip()
    link_tip(tip_id=linked.pk, editor=edith, claim_id=published_verdict.claim_id)
    decline_tip(tip_id=declined.pk, editor=edith, reason="opinion")
    send_due_notifications(move_clock_forward(minutes=9))
    for tip in (linked, declined):
        reopen_tip(tip_id=tip.pk, editor=edith)
    send_due_notifications(move_clock_forward(days=1))
    assert (mail.outbox, TipNotification.objects.count()) == ([], 0)


def test_nobody_is_notified_twice(published_verdict: Publication, edith: User) -> None:
    tip, other = make_tip(), make_tip()
    link_tip(tip_id=tip.pk, editor=edith, claim_id=published_verdict.claim_id)
    decline_tip(tip_id=other.pk, editor=edith, reason="opinion")
    for _ in range(3):
        send_due_notifications()
    reopen_tip(tip_id=other.pk, editor=edith)
    decline_tip(tip_id=other.pk, editor=edith, reason="opinion")
    send_due_notifications(move_clock_forward(hours=1))
    assert (len(mail.outbox), TipNotification.objects.count()) == (2, 2)


def refusing_mailbox(error: Exception) -> RefusingBackend:
    def refuse(*_: Any) -> None:
        raise error

    return refuse


@pytest.mark.parametrize("error", [SMTPException("busy"), ConnectionRefusedError()])
def test_a_mail_that_fails_is_sent_later(
    published_verdict: Publication, edith: User, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    tip = make_tip()
    link_tip(tip_id=tip.pk, editor=edith, claim_id=published_verdict.claim_id)
    with monkeypatch.context() as broken:
        broken.setattr("claims.services.tip_notifications.send_mail", refusing_mailbox(error))
        send_due_notifications(move_clock_forward(minutes=11))
    send_due_notifications(move_clock_forward(minutes=12))
    assert (mail.outbox, notification_state(tip)) == ([], "waiting")
    send_due_notifications(move_clock_forward(minutes=22))
    assert (len(mail.outbox), notification_state(tip)) == (1, "sent")


def test_a_mail_that_always_fails_is_given_up_and_shown(
    published_verdict: Publication, edith: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "claims.services.tip_notifications.send_mail", refusing_mailbox(SMTPException("no such mailbox"))
    )
    tip = make_tip()
    link_tip(tip_id=tip.pk, editor=edith, claim_id=published_verdict.claim_id)
    for hour in range(1, TipNotification.MAX_ATTEMPTS + 3):
        send_due_notifications(move_clock_forward(hours=hour))
    assert (TipNotification.objects.get().attempts, notification_state(tip)) == (TipNotification.MAX_ATTEMPTS, "failed")


def test_a_correction_replaces_a_mail_that_failed(
    published_verdict: Publication, edith: User, mona: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    link_tip(tip_id=make_tip().pk, editor=edith, claim_id=published_verdict.claim_id)
    with monkeypatch.context() as broken:
        broken.setattr("claims.services.tip_notifications.send_mail", refusing_mailbox(SMTPException("busy")))
        send_due_notifications()
    make_correction(published_verdict, edith, mona)
    for hour in (1, 2):
        send_due_notifications(move_clock_forward(hours=hour))
    assert mail_subjects() == ["A verdict on your tip has been corrected"]


def test_an_address_is_not_logged(
    published_verdict: Publication, edith: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    error = SMTPRecipientsRefused({READER: (550, f"<{READER}>: unknown".encode())})
    monkeypatch.setattr("claims.services.tip_notifications.send_mail", refusing_mailbox(error))
    link_tip(tip_id=make_tip().pk, editor=edith, claim_id=published_verdict.claim_id)
    send_due_notifications()
    lines = [str(record.msg) for record in caplog.records]
    assert any("SMTPRecipientsRefused" in line for line in lines)
    assert [line for line in lines if READER in line] == []


# Forgotten ---------------------------------------------------------------------------


def test_an_address_is_erased_ninety_days_after_the_last_mail(
    published_verdict: Publication, edith: User, mona: User
) -> None:
    tip = make_tip()
    link_tip(tip_id=tip.pk, editor=edith, claim_id=published_verdict.claim_id)
    send_due_notifications()
    with time_machine.travel(move_clock_forward(days=80)):
        make_correction(published_verdict, edith, mona)
        notify_tip_readers()
    assert email_after(tip, days=100) == READER
    assert email_after(tip, days=171) == ""
    assert (len(mail.outbox), notification_state(tip)) == (2, "sent")


def test_an_unused_address_is_erased_after_a_year(db: None) -> None:
    tip = make_tip()
    assert email_after(tip, days=364) == READER
    assert email_after(tip, days=366) == ""


def email_after(tip: Tip, *, days: int) -> str:
    with time_machine.travel(move_clock_forward(days=days)):
        delete_expired_records()
    tip.refresh_from_db()
    return tip.email
