"""Who reported a problem hears what became of it: once, and as soon as mail goes again."""

from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from claims import tasks
from claims.models import Flag, Notice, Publication, User
from claims.selectors import notices
from claims.selectors.moderation import flags_of
from claims.services import moderation, publishing
from tests import stories
from tests.web.test_public import a_correction

READER = "reader@home.example"


def a_flag(publication: Publication, email: str = READER) -> Flag:
    return moderation.report(publication=publication, reason="rating", text="There were 298.", email=email)


@pytest.fixture
def published(edith: User, mona: User) -> Publication:
    return stories.a_publication(edith, mona)


def states(publication: Publication) -> list[tuple[int | None, str]]:
    """The receipt: about which revision, and whether that was told."""
    receipts = notices.receipts(publication.claim, flags_of(publication.claim))
    return [(receipt.publication.revision if receipt.publication else None, receipt.state) for receipt in receipts]


def test_a_correction_and_a_withdrawal_reach_who_reported(published: Publication, edith: User, mona: User) -> None:
    a_flag(published)
    tasks.tell_reporters()
    assert mail.outbox == []
    a_correction(published, edith, mona)
    assert states(published) == [(2, "waiting")]
    tasks.tell_reporters()
    publishing.withdraw(claim_id=published.claim_id, moderator=mona, reason="It was <wrong> & worse.")
    tasks.tell_reporters()
    assert [(message.to, message.subject) for message in mail.outbox] == [
        ([READER], "A verdict that you reported was corrected"),
        ([READER], "A verdict that you reported was withdrawn"),
    ]
    assert "We had counted two trees twice." in mail.outbox[0].body
    assert "It was <wrong> & worse." in mail.outbox[1].body
    assert f"/verdicts/{published.claim_id}/" in mail.outbox[1].body
    assert states(published) == [(3, "told"), (2, "told")]


@pytest.mark.parametrize(("outcome", "words"), [("upheld", "found you right"), ("rejected", "the verdict stands")])
def test_how_a_report_was_closed_is_told(published: Publication, mona: User, outcome: str, words: str) -> None:
    flag = a_flag(published)
    moderation.close_flag(flag_id=flag.pk, moderator=mona, outcome=outcome, note="A note among ourselves.")
    tasks.tell_reporters()
    assert words in mail.outbox[0].body
    assert "among ourselves" not in mail.outbox[0].body
    assert states(published) == [(None, "told")]


def test_nobody_is_told_twice(published: Publication, edith: User, mona: User) -> None:
    flag = a_flag(published)
    a_correction(published, edith, mona)
    moderation.close_flag(flag_id=flag.pk, moderator=mona, outcome="upheld")
    for _ in range(3):
        tasks.tell_reporters()
    assert (len(mail.outbox), Notice.objects.count()) == (2, 2)


def test_a_report_about_what_stands_now_is_not_told_of_what_was_before(
    published: Publication, edith: User, mona: User
) -> None:
    correction = a_correction(published, edith, mona)
    a_flag(correction)
    tasks.tell_reporters()
    assert (mail.outbox, states(published)) == ([], [])


def test_who_left_no_address_is_seen_to_have_heard_nothing(published: Publication, edith: User, mona: User) -> None:
    a_flag(published, email="")
    a_correction(published, edith, mona)
    tasks.tell_reporters()
    assert (mail.outbox, states(published)) == ([], [(2, "no address")])


@pytest.mark.parametrize("error", [SMTPException("busy"), ConnectionRefusedError()])
def test_a_mail_that_could_not_go_goes_later(
    published: Publication, edith: User, mona: User, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*_: Any) -> None:
        raise error

    a_flag(published)
    a_correction(published, edith, mona)
    with monkeypatch.context() as broken:
        broken.setattr("claims.services.notices.send_mail", refuse)
        tasks.tell_reporters()
    tasks.tell_reporters()
    assert (mail.outbox, states(published)) == ([], [(2, "waiting")])
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        tasks.tell_reporters()
    assert (len(mail.outbox), states(published)) == (1, [(2, "told")])


def test_a_mail_that_never_goes_is_given_up_and_seen(
    published: Publication, edith: User, mona: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise SMTPException("no such mailbox")

    monkeypatch.setattr("claims.services.notices.send_mail", refuse)
    a_flag(published)
    a_correction(published, edith, mona)
    for hour in range(Notice.ATTEMPTS + 2):
        with time_machine.travel(timezone.now() + timedelta(hours=hour)):
            tasks.tell_reporters()
    assert Notice.objects.get().attempts == Notice.ATTEMPTS
    assert states(published) == [(2, "failed")]


def test_an_address_that_is_refused_is_not_written_down(
    published: Publication, edith: User, mona: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise SMTPRecipientsRefused({READER: (550, f"<{READER}>: unknown".encode())})

    a_flag(published)
    a_correction(published, edith, mona)
    monkeypatch.setattr("claims.services.notices.send_mail", refuse)
    tasks.tell_reporters()
    lines = [str(record.msg) for record in caplog.records]
    assert any("SMTPRecipientsRefused" in line for line in lines)
    assert [line for line in lines if READER in line] == []
