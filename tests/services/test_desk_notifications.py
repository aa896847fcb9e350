"""People are notified of what concerns them: a row with the event, and one mail, when they want it."""

from datetime import UTC, datetime, time, timedelta
from smtplib import SMTPException
from typing import Any
from unittest.mock import ANY

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, ClaimRelation, DeskNotification, Event, NotificationMail, NotificationSettings, User
from claims.notification_kinds import CENTRE, DIGEST, MAIL, NOTIFICATION_KINDS, OFF
from claims.refusals import BadValue
from claims.selectors.desk_notifications import DEADLINE_NOTICE, describe_notification, list_notifications
from claims.selectors.notification_recipients import RECIPIENTS
from claims.services.comments import add_comment, remove_comment
from claims.services.imports import create_file_import, execute_import
from claims.services.matches import suggest_matches_for_claim
from claims.services.moderation import approve_verdict, send_back_verdict
from claims.services.notification_settings import QuietHours, save_notification_settings
from claims.services.plans import plan_claim
from claims.services.queue import release_claim
from claims.services.relations import suggest_relations_for_claim
from claims.services.time_zones import set_time_zone
from claims.tasks import delete_expired_records, mail_notifications, suggest_matches
from tests.api.sample_desk import create_failed_article, create_failed_submission
from tests.stories import (
    make_publication,
    make_queued_claim,
    make_read_article,
    make_repetition,
    make_submitted_verdict,
    make_taken_claim,
)

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
NO_QUIET = QuietHours(quiet_from=None, quiet_until=None)
AT_NIGHT = QuietHours(quiet_from=time(22), quiet_until=time(7))


def choose(person: User, quiet: QuietHours = NO_QUIET, **channels: str) -> None:
    save_notification_settings(person=person, channels=channels, quiet=quiet)


def sentences(person: User) -> list[tuple[str, str]]:
    return [(row.kind, describe_notification(row)) for row in list_notifications(person)]


def kinds(person: User) -> list[str]:
    return [row.kind for row in list_notifications(person)]


def mention(claim: Claim, author: User, person: User) -> None:
    add_comment(claim_id=claim.pk, author=author, text=f"@{person}, is the count from May?")


def run_mails(at: datetime | None = None) -> list[EmailMessage]:
    """Run the sweep twice, and return the mails that it sent."""
    mail.outbox.clear()
    with time_machine.travel(at or timezone.now(), tick=True):
        mail_notifications()
        mail_notifications()
    return list(mail.outbox)


# What makes a notification ------------------------------------------------------------


def test_the_steps_of_a_verdict_notify_its_authors(edith: User, mona: User) -> None:
    claim = make_queued_claim(edith)
    plan_claim(claim_id=claim.pk, by=mona, changes={"assignee": edith})
    verdict = make_submitted_verdict(edith)
    send_back_verdict(claim_id=verdict.claim_id, moderator=mona, reason="Name the source.")
    approved = make_submitted_verdict(edith)
    approve_verdict(claim_id=approved.claim_id, moderator=mona)
    assert sentences(edith) == [
        ("approved", f"Mona approved your verdict on “{approved.claim.headline}”"),
        ("sent_back", f"Mona sent your verdict back: “{verdict.claim.headline}”"),
        ("assigned", f"Mona assigned a claim to you: “{claim.headline}”"),
    ]
    assert kinds(mona) == []


def test_a_comment_notifies_whom_it_mentions_and_who_worked_on_the_claim(
    edith: User, emil: User, mona: User, cora: User
) -> None:
    claim = make_taken_claim(edith)
    release_claim(claim_id=claim.pk, editor=edith)
    add_comment(claim_id=claim.pk, author=mona, text="@Emil, @Cora and @Mona: look.")
    assert (kinds(edith), kinds(emil), kinds(mona), kinds(cora)) == (["commented"], ["mentioned"], [], [])
    mention(claim, mona, edith)
    assert kinds(edith) == ["mentioned", "commented"]


def test_a_near_deadline_notifies_once(edith: User, emil: User, mona: User) -> None:
    near, far = make_taken_claim(edith), make_queued_claim(edith)
    soon, later = timezone.now() + DEADLINE_NOTICE / 2, timezone.now() + DEADLINE_NOTICE * 2
    plan_claim(claim_id=near.pk, by=mona, changes={"assignee": emil, "deadline": soon})
    plan_claim(claim_id=far.pk, by=mona, changes={"assignee": emil, "deadline": later})
    mails = [(message.to, message.subject) for message in run_mails()]
    sentence = f"The deadline of your claim is near: “{near.headline}”"
    assert mails == [([person.email], sentence) for person in (edith, emil)]
    assert kinds(emil) == ["deadline", "assigned", "assigned"]
    assert (run_mails(), kinds(edith)) == ([], ["deadline"])
    assert Event.objects.get(verb="claim.deadline_near").claim == near


def test_what_was_checked_and_is_said_again_notifies_its_author(edith: User, emil: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    article = make_read_article(emil)
    claim = Claim.objects.filter(appearances__article=article, text=publication.claim.text).get()
    suggest_matches_for_claim(claim_id=claim.pk)
    row = DeskNotification.objects.get(person=edith, kind="said_again")
    assert (row.claim, row.channel) == (claim, DIGEST)
    assert kinds(emil) == []


def test_what_is_said_again_with_another_number_notifies_once_with_both(edith: User, emil: User, mona: User) -> None:
    make_publication(edith, mona)
    claim = Claim.objects.get(appearances__article=make_read_article(emil))
    Claim.objects.filter(pk=claim.pk).update(text="500 trees were planted")
    suggest_matches()
    sentence = "What you checked was said again with another number, 500 trees instead of 300 trees:"
    assert sentences(edith) == [("said_again", f"{sentence} “500 trees were planted”"), ("approved", ANY)]
    ClaimRelation.objects.all().delete()
    assert sentences(edith)[0] == ("said_again", "What you checked was said again: “500 trees were planted”")


def test_what_a_claim_of_the_family_says_again_notifies_the_author(edith: User, emil: User, mona: User) -> None:
    relation = make_repetition(edith, mona)
    claim = Claim.objects.get(appearances__article=make_read_article(emil))
    Claim.objects.filter(pk__in=[relation.claim_id, claim.pk]).update(text="The parks got many young trees")
    suggest_relations_for_claim(claim_id=claim.pk)
    assert claim.relations_to_older.get().other == relation.claim
    assert DeskNotification.objects.filter(person=edith, kind="said_again", claim=claim).exists()


def test_failures_notify_whose_work_it_is(cora: User, mona: User) -> None:
    article, submission = create_failed_article(cora), create_failed_submission(cora)
    execute_import(import_id=create_file_import(name="checks.json", data=b"PK\x03\x04", by=mona).pk)
    assert sentences(cora) == [
        ("failed", f"Your submission could not be read: {submission.url}"),
        ("failed", f"Your article could not be read: “{article.title}”"),
    ]
    assert sentences(mona) == [("failed", "Your import of fact-checks failed: checks.json")]


def test_what_is_off_writes_nothing_and_a_rollback_takes_the_rows_along(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    choose(emil, mentioned=OFF)
    mention(claim, edith, emil)
    assert kinds(emil) == []
    choose(emil, mentioned=MAIL)
    with transaction.atomic():
        mention(claim, edith, emil)
        transaction.set_rollback(True)
    assert kinds(emil) == []


def test_every_row_of_the_table_names_recipients_and_takes_its_words() -> None:
    occasions = [row for kind in NOTIFICATION_KINDS.values() for row in kind.occasions]
    assert {row.recipients for row in occasions} == set(RECIPIENTS)
    assert all(str(row.sentence) % {"actor": "Mona", "subject": "the count"} for row in occasions)


def test_the_database_refuses_a_second_notification_of_an_event_and_unknown_channels(edith: User, emil: User) -> None:
    mention(make_taken_claim(edith), edith, emil)
    row = DeskNotification.objects.get(person=emil)
    row.pk = None
    for broken in (row.save, lambda: NotificationSettings.objects.create(person=emil, channels={"mentioned": "fax"})):
        with pytest.raises(IntegrityError), transaction.atomic():
            broken()


# Mail --------------------------------------------------------------------------------


def test_what_is_due_is_one_mail_and_is_sent_once(edith: User, emil: User) -> None:
    first, second = make_taken_claim(edith), make_taken_claim(edith)
    mention(first, edith, emil)
    (single,) = run_mails()
    assert single.to == [emil.email]
    assert single.subject == f"Edith mentioned you in a comment on “{first.headline}”"
    for claim in (first, second):
        mention(claim, edith, emil)
    (both,) = run_mails()
    assert both.subject == "2 notifications from The Fact-Check Desk"
    for row in list_notifications(emil)[:2]:
        assert f"http://127.0.0.1:8000/notifications/{row.pk}/" in both.body
    assert run_mails() == []


def test_what_was_seen_meanwhile_or_taken_back_is_not_mailed(client: Client, edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    mention(claim, edith, emil)
    client.force_login(emil)
    client.post(reverse("claim_presence", args=[claim.pk]), {"activity": "looking"}, headers={"HX-Request": "true"})
    remove_comment(comment_id=add_comment(claim_id=claim.pk, author=edith, text="@Emil!").pk, author=edith)
    assert run_mails() == []
    assert DeskNotification.objects.filter(person=emil, seen=None).count() == 0


def test_whoever_no_longer_reads_comments_is_not_told_of_them(edith: User, emil: User) -> None:
    mention(make_taken_claim(edith), edith, emil)
    User.objects.filter(pk=emil.pk).update(role="contributor")
    assert (run_mails(), kinds(User.objects.get(pk=emil.pk))) == ([], [])


def test_a_server_that_is_down_gets_the_mail_later_and_once(edith: User, emil: User, monkeypatch: Any) -> None:
    mention(make_taken_claim(edith), edith, emil)
    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", _fail)
        assert run_mails() == []
    assert run_mails() == []
    assert len(run_mails(timezone.now() + timedelta(minutes=11))) == 1
    assert run_mails(timezone.now() + timedelta(minutes=22)) == []
    assert NotificationMail.objects.get().attempts == 2


def _fail(_message: EmailMessage) -> None:
    raise SMTPException


def test_quiet_hours_hold_mail_back(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    choose(emil, AT_NIGHT)
    with time_machine.travel(NOON.replace(hour=23)):
        mention(claim, edith, emil)
    assert run_mails(NOON.replace(hour=23, minute=30)) == []
    assert run_mails(NOON.replace(day=2, hour=6, minute=59)) == []
    assert len(run_mails(NOON.replace(day=2, hour=7, minute=1))) == 1


def test_quiet_hours_are_those_of_the_zone_of_who_is_notified(edith: User, emil: User) -> None:
    """Tokyo is nine hours ahead of UTC; the zone of whoever acts does not count."""
    claim = make_taken_claim(edith)
    choose(emil, AT_NIGHT)
    set_time_zone(person=emil, time_zone="Asia/Tokyo")
    with time_machine.travel(NOON.replace(hour=14)), timezone.override("America/New_York"):
        mention(claim, edith, emil)
    assert run_mails(NOON.replace(hour=21, minute=59)) == []
    assert len(run_mails(NOON.replace(hour=22, minute=1))) == 1


def test_the_mail_of_the_day_has_everything_since_the_last(edith: User, emil: User, settings: Any) -> None:
    settings.DIGEST_HOUR = 8
    claim = make_taken_claim(edith)
    choose(emil, mentioned=DIGEST)
    for hour in (9, 12, 23):
        with time_machine.travel(NOON.replace(hour=hour)):
            mention(claim, edith, emil)
    assert run_mails(NOON.replace(day=2, hour=7, minute=59)) == []
    (digest,) = run_mails(NOON.replace(day=2, hour=8, minute=1))
    assert digest.subject == "3 notifications from The Fact-Check Desk"
    assert digest.body.count("Edith mentioned you") == 3
    assert run_mails(NOON.replace(day=3, hour=8, minute=1)) == []


# Settings and the end of mails -------------------------------------------------------


def test_one_click_ends_the_mails_without_a_sign_in(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    mention(claim, edith, emil)
    (message,) = run_mails()
    headers = message.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    stranger = Client(enforce_csrf_checks=True)
    mention(claim, edith, emil)
    assert "End these mails?" in stranger.get(path).content.decode()
    assert NotificationSettings.objects.count() == 0
    for _ in range(2):
        answer = stranger.post(path, {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, "The mails have ended" in answer.content.decode()) == (200, True)
    assert run_mails() == []
    mention(claim, edith, emil)
    assert (run_mails(), kinds(emil)) == ([], ["mentioned"] * 3)
    event = Event.objects.get(verb="notifications.changed")
    assert (event.actor, event.data["by_mail"], event.data["channels"]["mentioned"]) == (emil, True, CENTRE)
    assert stranger.post(f"{path[:-3]}x/").status_code == 404


def test_settings_that_make_no_sense_are_refused(emil: User) -> None:
    for channels, quiet in (
        ({"unheard": MAIL}, NO_QUIET),
        ({"mentioned": "fax"}, NO_QUIET),
        ({}, QuietHours(quiet_from=time(22), quiet_until=None)),
        ({}, QuietHours(quiet_from=time(22), quiet_until=time(22))),
    ):
        with pytest.raises(BadValue):
            save_notification_settings(person=emil, channels=channels, quiet=quiet)
    assert NotificationSettings.objects.count() == 0


def test_old_notifications_and_their_mails_are_deleted(edith: User, emil: User, settings: Any) -> None:
    mention(make_taken_claim(edith), edith, emil)
    run_mails()
    with time_machine.travel(timezone.now() + timedelta(days=settings.RETENTION_DAYS["notifications"] + 1)):
        delete_expired_records()
    assert (DeskNotification.objects.count(), NotificationMail.objects.count()) == (0, 0)
