"""A person's notifications go to rooms of their own: per kind, once, outside of quiet hours, and to nobody else's."""

import json
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from claims.models import Claim, Delivery, DeskNotification, Event, User, Webhook
from claims.notification_kinds import OFF
from claims.permissions.refusals import RoleTooLow
from claims.refusals import BadValue, PrivateUrl
from claims.selectors.desk_notifications import find_clock_of
from claims.selectors.my_data import collect_my_data
from claims.services.comments import add_comment, remove_comment
from claims.services.desk_notifications import mark_notifications_seen
from claims.services.languages import set_language
from claims.services.moderation import send_back_verdict
from claims.services.notification_settings import QuietHours, save_notification_settings
from claims.services.removals import remove_data
from claims.services.sealed_secrets import unseal_secret
from claims.services.webhook_deliveries import send_test_message
from claims.services.webhooks import change_webhook, create_webhook, pause_webhook, resume_webhook
from tests.intake.loopback_web import LoopbackWeb
from tests.services.webhook_stories import DOWN_RESPONSE, OK_RESPONSE, run_deliveries
from tests.stories import make_submitted_verdict, make_taken_claim

MENTIONED = ["notification.mentioned"]
DAY = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
NIGHT = DAY.replace(hour=23)
MORNING = DAY.replace(day=2, hour=7, minute=1)


def add_room(owner: User, receiver: LoopbackWeb, events: list[str], path: str = "/room") -> Webhook:
    receiver.pages[path] = OK_RESPONSE
    return create_webhook(owner=owner, url=receiver.url(path), events=events, format="text")[0]


def mention(claim: Claim, author: User, person: User) -> int:
    return add_comment(claim_id=claim.pk, author=author, text=f"@{person}, is the count from May?").pk


def sleep_at_night(person: User) -> None:
    save_notification_settings(person=person, channels={}, quiet=QuietHours(quiet_from=time(22), quiet_until=time(7)))


def run_at(at: datetime) -> None:
    with time_machine.travel(at, tick=True):
        run_deliveries(2)


def texts(receiver: LoopbackWeb) -> list[str]:
    return [json.loads(body)["text"] for body in receiver.bodies]


def test_the_chosen_kinds_of_one_person_go_to_their_room_once(
    receiver: LoopbackWeb, edith: User, emil: User, mona: User
) -> None:
    add_room(edith, receiver, MENTIONED)
    claim = make_submitted_verdict(edith).claim
    send_back_verdict(claim_id=claim.pk, moderator=mona, reason="Name the source.")
    add_comment(claim_id=claim.pk, author=mona, text="@Edith and @Emil: from May?")
    run_deliveries(3)
    row = DeskNotification.objects.get(person=edith, kind="mentioned")
    sentence = f"Mona mentioned you in a comment on “{claim.headline}”"
    assert texts(receiver) == [f"{sentence} · http://127.0.0.1:8000/notifications/{row.pk}/"]
    delivery = Delivery.objects.get()
    assert (delivery.message_type, delivery.state, delivery.claim) == ("notification", "delivered", claim)


def test_a_message_is_in_the_language_of_the_person(receiver: LoopbackWeb, edith: User, emil: User) -> None:
    add_room(emil, receiver, MENTIONED)
    set_language(person=emil, language="fr")
    mention(make_taken_claim(edith), edith, emil)
    run_deliveries()
    assert "vous a mentionné" in texts(receiver)[0]


def test_each_room_has_its_own_kinds(receiver: LoopbackWeb, edith: User, mona: User) -> None:
    add_room(edith, receiver, MENTIONED, "/mentions")
    add_room(edith, receiver, ["notification.sent_back", "notification.mentioned"], "/all")
    claim = make_submitted_verdict(edith).claim
    send_back_verdict(claim_id=claim.pk, moderator=mona, reason="Name the source.")
    mention(claim, mona, edith)
    run_deliveries(3)
    assert len(texts(receiver)) == 3
    assert sum("sent your verdict back" in text for text in texts(receiver)) == 1


def test_quiet_hours_hold_messages_back(receiver: LoopbackWeb, edith: User, emil: User) -> None:
    add_room(emil, receiver, MENTIONED)
    sleep_at_night(emil)
    with time_machine.travel(NIGHT):
        mention(make_taken_claim(edith), edith, emil)
    run_at(NIGHT + timedelta(minutes=30))
    assert receiver.bodies == []
    run_at(MORNING)
    assert len(receiver.bodies) == 1


def test_a_room_that_is_resumed_within_the_quiet_hours_stays_quiet(
    receiver: LoopbackWeb, edith: User, emil: User
) -> None:
    room = add_room(emil, receiver, MENTIONED)
    sleep_at_night(emil)
    with time_machine.travel(DAY):
        mention(make_taken_claim(edith), edith, emil)
        pause_webhook(webhook_id=room.pk, owner=emil)
    with time_machine.travel(NIGHT):
        resume_webhook(webhook_id=room.pk, owner=emil)
    run_at(NIGHT + timedelta(minutes=30))
    assert receiver.bodies == []
    run_at(MORNING)
    assert len(receiver.bodies) == 1


def test_a_message_that_failed_is_not_repeated_within_the_quiet_hours(
    receiver: LoopbackWeb, edith: User, emil: User
) -> None:
    add_room(emil, receiver, MENTIONED)
    receiver.pages["/room"] = DOWN_RESPONSE
    sleep_at_night(emil)
    with time_machine.travel(DAY.replace(hour=21, minute=59, second=58)):
        mention(make_taken_claim(edith), edith, emil)
    run_at(DAY.replace(hour=21, minute=59, second=59))
    assert Delivery.objects.get().due == DAY.replace(day=2, hour=7)
    receiver.pages["/room"] = OK_RESPONSE
    run_at(MORNING)
    run_at(MORNING + timedelta(days=1))
    assert len(receiver.bodies) == 2
    assert Delivery.objects.get().state == "delivered"


def test_what_was_seen_taken_back_or_may_no_longer_be_seen_is_not_sent(
    receiver: LoopbackWeb, edith: User, emil: User
) -> None:
    add_room(emil, receiver, MENTIONED)
    claim = make_taken_claim(edith)
    mention(claim, edith, emil)
    mark_notifications_seen(person=emil)
    run_deliveries()
    remove_comment(comment_id=mention(claim, edith, emil), author=edith)
    run_deliveries()
    mention(claim, edith, emil)
    User.objects.filter(pk=emil.pk).update(role="contributor")
    run_deliveries()
    assert receiver.bodies == []
    assert [row.state for row in Delivery.objects.all()] == ["dropped"] * 3


def test_nothing_is_sent_of_what_is_off_or_rolled_back_or_to_a_paused_room(
    receiver: LoopbackWeb, edith: User, emil: User
) -> None:
    room, claim = add_room(emil, receiver, MENTIONED), make_taken_claim(edith)
    with transaction.atomic():
        mention(claim, edith, emil)
        transaction.set_rollback(True)
    save_notification_settings(person=emil, channels={"mentioned": OFF})
    mention(claim, edith, emil)
    save_notification_settings(person=emil, channels={"mentioned": "centre"})
    pause_webhook(webhook_id=room.pk, owner=emil)
    mention(claim, edith, emil)
    run_deliveries()
    assert (receiver.bodies, Delivery.objects.count()) == ([], 0)


def test_a_test_message_arrives_within_the_quiet_hours(receiver: LoopbackWeb, emil: User) -> None:
    room = add_room(emil, receiver, MENTIONED)
    clock, hour = find_clock_of(emil, timezone.now()), timedelta(hours=1)
    quiet = QuietHours(quiet_from=(clock - hour).time(), quiet_until=(clock + hour).time())
    save_notification_settings(person=emil, channels={}, quiet=quiet)
    send_test_message(webhook_id=room.pk, owner=emil)
    run_deliveries()
    assert texts(receiver) == ["This is a test message from the desk · by Emil · http://127.0.0.1:8000"]
    assert Delivery.objects.get().message_type == "webhook.tested"


@pytest.mark.parametrize(
    ("options", "refusal"),
    [
        ({"events": MENTIONED}, BadValue),
        ({"events": [*MENTIONED, "verdict.published"], "format": "text"}, BadValue),
        ({"events": ["verdict.published"], "format": "text"}, RoleTooLow),
        ({"events": MENTIONED, "format": "text", "url": "https://10.0.0.7/hook"}, PrivateUrl),
    ],
)
def test_a_person_adds_rooms_for_their_notifications_alone(
    edith: User, options: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        create_webhook(**{"owner": edith, "url": "https://chat.example/hook", **options})
    assert not Webhook.objects.exists()


def test_a_room_of_a_person_never_becomes_one_of_the_desk(receiver: LoopbackWeb, ada: User) -> None:
    room = add_room(ada, receiver, MENTIONED)
    with pytest.raises(BadValue):
        change_webhook(webhook_id=room.pk, owner=ada, url=room.url, events=["verdict.published"])
    change_webhook(webhook_id=room.pk, owner=ada, url=room.url, events=["notification.failed"])
    assert Webhook.objects.get().events == ["notification.failed"]


def test_a_contributor_chooses_what_concerns_them(receiver: LoopbackWeb, cora: User) -> None:
    add_room(cora, receiver, ["notification.failed"])
    with pytest.raises(BadValue):
        add_room(cora, receiver, MENTIONED, "/other")


def test_the_data_of_a_person_has_their_rooms_and_an_erasure_ends_them(
    receiver: LoopbackWeb, edith: User, emil: User, ada: User
) -> None:
    room = add_room(emil, receiver, MENTIONED)
    assert unseal_secret(room.sealed_secret) == receiver.url("/room")
    (row,) = collect_my_data(emil)["webhooks"]
    assert (row["format"], row["events"], row["url"]) == ("text", MENTIONED, room.url)
    mention(make_taken_claim(edith), edith, emil)
    remove_data(kind="account", subject=emil.pk, reason="request", by=ada)
    run_deliveries(2)
    kept = Webhook.objects.get()
    assert (receiver.bodies, kept.sealed_secret, kept.ended is not None) == ([], "", True)
    assert "/room" not in str([*Event.objects.values_list("data", flat=True)])


def test_old_notifications_leave_a_delivery_that_is_not_sent(receiver: LoopbackWeb, edith: User, emil: User) -> None:
    add_room(emil, receiver, MENTIONED)
    mention(make_taken_claim(edith), edith, emil)
    DeskNotification.objects.all().delete()
    run_deliveries()
    assert (receiver.bodies, Delivery.objects.get().state) == ([], "dropped")
    assert Delivery.objects.get().due <= timezone.now()
