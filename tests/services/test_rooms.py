"""Rooms of chat programs get the events of the desk: by admins, with a sealed URL, over the guarded network, once."""

import json

import pytest

from claims.models import Attempt, Event, User, Webhook
from claims.permissions.refusals import RoleTooLow
from claims.refusals import BadValue, IllegalMove, PrivateUrl
from claims.room_formats import ROOM_FORMATS
from claims.services.moderation import send_back_verdict
from claims.services.sealed_secrets import unseal_secret
from claims.services.webhook_deliveries import send_test_message
from claims.services.webhooks import change_webhook, create_webhook, rotate_webhook_secret
from tests.intake.loopback_web import LoopbackWeb
from tests.services.webhook_stories import DOWN_RESPONSE, OK_RESPONSE, run_deliveries
from tests.stories import make_publication, make_submitted_verdict

SECRET_PATH = "/hook/T0/B0/xyzzy"
TEXT_EVENTS = ["verdict.sent_back", "verdict.published"]


def make_room(ada: User, receiver: LoopbackWeb, form: str = "text") -> Webhook:
    receiver.pages[SECRET_PATH] = OK_RESPONSE
    return create_webhook(owner=ada, url=receiver.url(SECRET_PATH), events=TEXT_EVENTS, format=form)[0]


def test_a_room_reads_what_happens(receiver: LoopbackWeb, edith: User, mona: User, ada: User) -> None:
    make_room(ada, receiver)
    claim = make_submitted_verdict(edith).claim
    send_back_verdict(claim_id=claim.pk, moderator=mona, reason="Name the source.")
    published = make_publication(edith, mona)
    run_deliveries(2)
    base = "http://127.0.0.1:8000"
    assert sorted(json.loads(body)["text"] for body in receiver.bodies) == [
        f"A verdict is published · “{published.claim_text}” · {base}{published.get_absolute_url()}",
        f"A verdict is sent back · “{claim.text}” · by Mona · {base}/claims/{claim.pk}/",
    ]
    run_deliveries(2)
    assert len(receiver.bodies) == 2


@pytest.mark.parametrize("form", ROOM_FORMATS)
def test_a_test_message_fits_each_format(receiver: LoopbackWeb, ada: User, form: str) -> None:
    room = make_room(ada, receiver, form)
    send_test_message(webhook_id=room.pk, owner=ada)
    run_deliveries()
    text = "This is a test message from the desk · by Ada · http://127.0.0.1:8000"
    assert json.loads(receiver.bodies[0]) == ROOM_FORMATS[form].build(text)


def test_the_url_is_sealed_and_shown_nowhere(receiver: LoopbackWeb, ada: User) -> None:
    room = make_room(ada, receiver)
    assert unseal_secret(room.sealed_secret) == receiver.url(SECRET_PATH)
    change_webhook(webhook_id=room.pk, owner=ada, url=room.url, events=TEXT_EVENTS[:1])
    kept = Webhook.objects.get()
    assert (kept.url, kept.sealed_secret) == (room.url, room.sealed_secret)
    change_webhook(webhook_id=room.pk, owner=ada, url=receiver.url("/hook/plugh"), events=TEXT_EVENTS)
    assert unseal_secret(Webhook.objects.get().sealed_secret) == receiver.url("/hook/plugh")
    stored = str([*Webhook.objects.values_list("url", flat=True), *Event.objects.values_list("data", flat=True)])
    assert "xyzzy" not in stored
    assert "plugh" not in stored
    with pytest.raises(IllegalMove):
        rotate_webhook_secret(webhook_id=room.pk, owner=ada)


def test_a_failure_is_shown_and_tried_again(receiver: LoopbackWeb, ada: User) -> None:
    room = make_room(ada, receiver)
    receiver.pages[SECRET_PATH] = DOWN_RESPONSE
    send_test_message(webhook_id=room.pk, owner=ada)
    run_deliveries()
    assert Attempt.objects.get().status == 503
    assert room.deliveries.get().state == "waiting"


def test_rooms_are_added_by_admins_outside_private_networks(mona: User, ada: User) -> None:
    url = "https://chat.example/hook"
    with pytest.raises(RoleTooLow):
        create_webhook(owner=mona, url=url, events=TEXT_EVENTS, format="text")
    with pytest.raises(BadValue):
        create_webhook(owner=ada, url=url, events=TEXT_EVENTS, format="smoke")
    with pytest.raises(PrivateUrl):
        create_webhook(owner=ada, url="https://10.0.0.7/hook", events=TEXT_EVENTS, format="text")
    assert not Webhook.objects.exists()
