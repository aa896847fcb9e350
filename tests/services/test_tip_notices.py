"""Who asked hears what became of it: each thing once, not before it can no longer be undone, and then never again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from claims import tasks
from claims.models import Event, Publication, Tip, TipNotice, User
from claims.selectors import tip_notices
from claims.selectors import tips as reading
from claims.services import publishing, tips
from tests import stories
from tests.web.test_public import a_correction

READER = "reader@home.example"
COWS = "Did a cow fly over the church on Sunday?"
Refuse = Callable[..., None]


def a_tip(email: str = READER) -> Tip:
    return tips.ask(text=COWS, email=email)


@pytest.fixture
def published(edith: User, mona: User) -> Publication:
    return stories.a_publication(edith, mona)


def later(**time: int) -> datetime:
    return timezone.now() + timedelta(**(time or {"minutes": 11}))


def sweep(when: datetime | None = None) -> None:
    with time_machine.travel(when or later()):
        tasks.tell_readers()


def subjects() -> list[str]:
    return [str(message.subject) for message in mail.outbox]


def receipt(tip: Tip) -> str:
    return tip_notices.state(reading.detail(tip.pk))


def test_a_verdict_its_correction_and_its_withdrawal_reach_who_asked(edith: User, mona: User) -> None:
    tip, claim = a_tip(), stories.an_approved_verdict(edith, mona).claim
    tips.link(tip_id=tip.pk, editor=edith, claim_id=claim.pk)
    sweep()
    assert (mail.outbox, receipt(tip)) == ([], "waiting")
    published = stories.published(claim.pk, mona)
    sweep()
    a_correction(published, edith, mona)
    sweep()
    publishing.withdraw(claim_id=claim.pk, moderator=mona, reason="It was <wrong> & worse.")
    sweep()
    assert subjects() == [
        "We have checked what you asked about",
        "A verdict that you asked for was corrected",
        "A verdict that you asked for was withdrawn",
    ]
    assert [message.to for message in mail.outbox] == [[READER]] * 3
    first, second, third = (str(message.body) for message in mail.outbox)
    assert "Mostly true. Two trees fewer, but close." in first
    assert "We had counted two trees twice." in second
    assert "It was <wrong> & worse." in third
    for body in (first, second, third):
        assert f"http://127.0.0.1:8000/verdicts/{claim.pk}/" in body
        assert f"http://127.0.0.1:8000/ask/{tip.key}/" in body
        assert COWS in body
    assert receipt(tip) == "told"


def test_who_asks_for_what_is_checked_already_hears_what_holds_now(
    published: Publication, edith: User, mona: User
) -> None:
    a_correction(published, edith, mona)
    tips.link(tip_id=a_tip().pk, editor=edith, claim_id=published.claim_id)
    sweep()
    assert subjects() == ["A verdict that you asked for was corrected"]


def test_all_who_asked_the_same_are_told_each_at_their_own_address(published: Publication, edith: User) -> None:
    first, second, silent = a_tip(), a_tip("other@home.example"), a_tip("")
    tasks.compare_tips()
    tips.link(tip_id=first.pk, editor=edith, claim_id=published.claim_id)
    sweep()
    assert [message.to for message in mail.outbox] == [[READER], ["other@home.example"]]
    assert [receipt(tip) for tip in (first, second, silent)] == ["told", "told", "no address"]


def test_why_it_was_declined_is_told(edith: User) -> None:
    tip = a_tip()
    tips.decline(tip_id=tip.pk, editor=edith, reason="outside", note="The bishop may know.")
    sweep()
    (message,) = mail.outbox
    assert "It lies outside of what this desk checks." in message.body
    assert "The bishop may know." in message.body
    assert Event.objects.filter(verb="reader.told").count() == 1


def test_abuse_is_not_answered(edith: User) -> None:
    tips.decline(tip_id=a_tip().pk, editor=edith, reason="spam")
    sweep()
    assert mail.outbox == []


def test_what_is_undone_in_time_is_never_told(published: Publication, edith: User) -> None:
    linked, declined = a_tip(), a_tip()
    tips.link(tip_id=linked.pk, editor=edith, claim_id=published.claim_id)
    tips.decline(tip_id=declined.pk, editor=edith, reason="opinion")
    sweep(later(minutes=9))
    for tip in (linked, declined):
        tips.reopen(tip_id=tip.pk, editor=edith)
    sweep(later(days=1))
    assert (mail.outbox, TipNotice.objects.count()) == ([], 0)


def test_nobody_is_told_twice(published: Publication, edith: User) -> None:
    tip, other = a_tip(), a_tip()
    tips.link(tip_id=tip.pk, editor=edith, claim_id=published.claim_id)
    tips.decline(tip_id=other.pk, editor=edith, reason="opinion")
    for _ in range(3):
        sweep()
    tips.reopen(tip_id=other.pk, editor=edith)
    tips.decline(tip_id=other.pk, editor=edith, reason="opinion")
    sweep(later(hours=1))
    assert (len(mail.outbox), TipNotice.objects.count()) == (2, 2)


def refusing(error: Exception) -> Refuse:
    def refuse(*_: Any) -> None:
        raise error

    return refuse


@pytest.mark.parametrize("error", [SMTPException("busy"), ConnectionRefusedError()])
def test_a_mail_that_could_not_go_goes_later(
    published: Publication, edith: User, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    tip = a_tip()
    tips.link(tip_id=tip.pk, editor=edith, claim_id=published.claim_id)
    with monkeypatch.context() as broken:
        broken.setattr("claims.services.tip_notices.send_mail", refusing(error))
        sweep(later(minutes=11))
    sweep(later(minutes=12))
    assert (mail.outbox, receipt(tip)) == ([], "waiting")
    sweep(later(minutes=22))
    assert (len(mail.outbox), receipt(tip)) == (1, "told")


def test_a_mail_that_never_goes_is_given_up_and_seen(
    published: Publication, edith: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.services.tip_notices.send_mail", refusing(SMTPException("no such mailbox")))
    tip = a_tip()
    tips.link(tip_id=tip.pk, editor=edith, claim_id=published.claim_id)
    for hour in range(1, TipNotice.ATTEMPTS + 3):
        sweep(later(hours=hour))
    assert (TipNotice.objects.get().attempts, receipt(tip)) == (TipNotice.ATTEMPTS, "failed")


def test_a_correction_overtakes_what_could_not_be_told(
    published: Publication, edith: User, mona: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    tips.link(tip_id=a_tip().pk, editor=edith, claim_id=published.claim_id)
    with monkeypatch.context() as broken:
        broken.setattr("claims.services.tip_notices.send_mail", refusing(SMTPException("busy")))
        sweep()
    a_correction(published, edith, mona)
    for hour in (1, 2):
        sweep(later(hours=hour))
    assert subjects() == ["A verdict that you asked for was corrected"]


def test_an_address_is_not_written_down(
    published: Publication, edith: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    error = SMTPRecipientsRefused({READER: (550, f"<{READER}>: unknown".encode())})
    monkeypatch.setattr("claims.services.tip_notices.send_mail", refusing(error))
    tips.link(tip_id=a_tip().pk, editor=edith, claim_id=published.claim_id)
    sweep()
    lines = [str(record.msg) for record in caplog.records]
    assert any("SMTPRecipientsRefused" in line for line in lines)
    assert [line for line in lines if READER in line] == []


# Forgotten ---------------------------------------------------------------------------


def test_an_address_is_forgotten_ninety_days_after_the_last_mail(
    published: Publication, edith: User, mona: User
) -> None:
    tip = a_tip()
    tips.link(tip_id=tip.pk, editor=edith, claim_id=published.claim_id)
    sweep()
    with time_machine.travel(later(days=80)):
        a_correction(published, edith, mona)
        tasks.tell_readers()
    assert address_after(tip, days=100) == READER
    assert address_after(tip, days=171) == ""
    assert (len(mail.outbox), receipt(tip)) == (2, "told")


def test_an_address_that_was_never_used_is_forgotten_after_a_year(db: None) -> None:
    tip = a_tip()
    assert address_after(tip, days=364) == READER
    assert address_after(tip, days=366) == ""


def address_after(tip: Tip, *, days: int) -> str:
    with time_machine.travel(later(days=days)):
        tasks.forget_addresses()
    tip.refresh_from_db()
    return tip.email
