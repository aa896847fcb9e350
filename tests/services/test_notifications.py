"""Reporters get one mail about each outcome, as soon as mail can be sent."""

from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import DatabaseError, transaction
from django.utils import timezone

from claims.models import Event, Notification, Publication, Report, User
from claims.selectors.notifications import list_reporter_receipts
from claims.selectors.reports import list_reports_of_claim
from claims.services.publications import withdraw_verdict
from claims.services.reports import close_report, report_problem
from claims.tasks import delete_expired_records, notify_reporters
from tests.stories import make_publication
from tests.web.public.test_verdicts import make_correction

READER = "reader@home.example"


def make_report(publication: Publication, email: str = READER) -> Report:
    return report_problem(publication=publication, reason="rating", text="There were 298.", email=email)


@pytest.fixture
def published_verdict(edith: User, mona: User) -> Publication:
    return make_publication(edith, mona)


def receipt_states(publication: Publication) -> list[tuple[int | None, str]]:
    """Return the revision and the state of each receipt."""
    receipts = list_reporter_receipts(publication.claim, list_reports_of_claim(publication.claim))
    return [(receipt.publication.revision if receipt.publication else None, receipt.state) for receipt in receipts]


def test_reporters_are_notified_of_a_correction_and_a_withdrawal(
    published_verdict: Publication, edith: User, mona: User
) -> None:
    make_report(published_verdict)
    notify_reporters()
    assert mail.outbox == []
    make_correction(published_verdict, edith, mona)
    assert receipt_states(published_verdict) == [(2, "waiting")]
    notify_reporters()
    withdraw_verdict(claim_id=published_verdict.claim_id, moderator=mona, reason="It was <wrong> & worse.")
    notify_reporters()
    assert [(message.to, message.subject) for message in mail.outbox] == [
        ([READER], "A verdict that you reported has been corrected"),
        ([READER], "A verdict that you reported has been withdrawn"),
    ]
    assert "We had counted two trees twice." in mail.outbox[0].body
    assert "It was <wrong> & worse." in mail.outbox[1].body
    assert published_verdict.get_absolute_url() in mail.outbox[1].body
    assert receipt_states(published_verdict) == [(3, "sent"), (2, "sent")]


@pytest.mark.parametrize(("outcome", "words"), [("upheld", "you are right"), ("rejected", "the verdict stands")])
def test_reporters_are_notified_of_the_decision(
    published_verdict: Publication, mona: User, outcome: str, words: str
) -> None:
    report = make_report(published_verdict)
    close_report(report_id=report.pk, moderator=mona, outcome=outcome, note="A note among ourselves.")
    notify_reporters()
    assert words in mail.outbox[0].body
    assert "among ourselves" not in mail.outbox[0].body
    assert receipt_states(published_verdict) == [(None, "sent")]


def test_nobody_is_notified_twice(published_verdict: Publication, edith: User, mona: User) -> None:
    report = make_report(published_verdict)
    make_correction(published_verdict, edith, mona)
    close_report(report_id=report.pk, moderator=mona, outcome="upheld")
    for _ in range(3):
        notify_reporters()
    assert (len(mail.outbox), Notification.objects.count()) == (2, 2)


def test_reporters_are_not_notified_of_revisions_before_their_report(
    published_verdict: Publication, edith: User, mona: User
) -> None:
    correction = make_correction(published_verdict, edith, mona)
    make_report(correction)
    notify_reporters()
    assert (mail.outbox, receipt_states(published_verdict)) == ([], [])


def test_a_report_without_an_address_is_shown_as_not_notified(
    published_verdict: Publication, edith: User, mona: User
) -> None:
    make_report(published_verdict, email="")
    make_correction(published_verdict, edith, mona)
    notify_reporters()
    assert (mail.outbox, receipt_states(published_verdict)) == ([], [(2, "no_address")])


@pytest.mark.parametrize("error", [SMTPException("busy"), ConnectionRefusedError()])
def test_a_mail_that_fails_is_sent_later(
    published_verdict: Publication, edith: User, mona: User, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*_: Any) -> None:
        raise error

    make_report(published_verdict)
    make_correction(published_verdict, edith, mona)
    with monkeypatch.context() as broken:
        broken.setattr("claims.services.notifications.send_mail", refuse)
        notify_reporters()
    notify_reporters()
    assert (mail.outbox, receipt_states(published_verdict)) == ([], [(2, "waiting")])
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        notify_reporters()
    assert (len(mail.outbox), receipt_states(published_verdict)) == (1, [(2, "sent")])


def test_a_mail_that_always_fails_is_given_up_and_shown(
    published_verdict: Publication, edith: User, mona: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise SMTPException("no such mailbox")

    monkeypatch.setattr("claims.services.notifications.send_mail", refuse)
    make_report(published_verdict)
    make_correction(published_verdict, edith, mona)
    for hour in range(Notification.MAX_ATTEMPTS + 2):
        with time_machine.travel(timezone.now() + timedelta(hours=hour)):
            notify_reporters()
    assert Notification.objects.get().attempts == Notification.MAX_ATTEMPTS
    assert receipt_states(published_verdict) == [(2, "failed")]


def test_a_refused_address_is_not_logged(
    published_verdict: Publication,
    edith: User,
    mona: User,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise SMTPRecipientsRefused({READER: (550, f"<{READER}>: unknown".encode())})

    make_report(published_verdict)
    make_correction(published_verdict, edith, mona)
    monkeypatch.setattr("claims.services.notifications.send_mail", refuse)
    notify_reporters()
    lines = [str(record.msg) for record in caplog.records]
    assert any("SMTPRecipientsRefused" in line for line in lines)
    assert [line for line in lines if READER in line] == []


# Forgotten ---------------------------------------------------------------------------


def test_an_address_is_erased_ninety_days_after_the_last_mail(
    published_verdict: Publication, edith: User, mona: User
) -> None:
    report = make_report(published_verdict)
    make_correction(published_verdict, edith, mona)
    notify_reporters()
    assert email_after(report, days=91) == READER  # it is open: a mail may follow
    close_report(report_id=report.pk, moderator=mona, outcome="upheld")
    assert email_after(report, days=89) == READER
    assert email_after(report, days=91) == ""
    assert Event.objects.get(verb="reports.emails_erased").data == {"reports": [report.pk]}


def test_an_unused_address_is_erased_after_a_year(published_verdict: Publication) -> None:
    report = make_report(published_verdict)
    assert email_after(report, days=364) == READER
    assert email_after(report, days=366) == ""


def test_an_address_can_be_erased_and_not_changed(published_verdict: Publication) -> None:
    report = make_report(published_verdict)
    with pytest.raises(DatabaseError, match="of a report can be erased, not changed"), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(email="thief@home.example")


def email_after(report: Report, *, days: int) -> str:
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        delete_expired_records()
    report.refresh_from_db()
    return report.email
