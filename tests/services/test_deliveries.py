"""Webhooks: what goes out arrives, signed, at least once, in order for each verdict, and only at public addresses."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import standardwebhooks
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from claims import tasks
from claims.intake import posting
from claims.models import Attempt, Delivery, Publication, User, Webhook
from claims.refusals import BadUrl, BadValue, IllegalMove, NotFound
from claims.selectors import webhooks as reading
from claims.services import deliveries, publishing, wake, webhooks
from tests import stories
from tests.api.clients import V1, as_
from tests.intake.web import Web, answer, dripping, headers_of, moved
from tests.web.test_public import a_correction

ALL = ("verdict.published", "verdict.corrected", "verdict.withdrawn")
OK = answer(b"thanks")
DOWN = answer(b"later", status="503 Service Unavailable")


@pytest.fixture
def receiver(web: Web, monkeypatch: Any) -> Web:
    """A receiver on loopback; the desk goes out by its network, and tasks are done as they are woken."""
    web.pages["/hook"] = OK
    post = posting.post
    monkeypatch.setattr(posting, "post", lambda url, body, headers: post(url, body, headers, web.network))
    monkeypatch.setattr(wake, "now", lambda _name, delivery_id: tasks.deliver_webhook(delivery_id))
    return web


def a_webhook(owner: User, receiver: Web, path: str = "/hook", **wanted: Any) -> tuple[Webhook, str]:
    return webhooks.create(owner=owner, url=receiver.url(path), told_of=ALL, **wanted)


def types(receiver: Web) -> list[str]:
    return [json.loads(body)["type"] for body in receiver.bodies]


def sweep(times: int = 1) -> None:
    for _ in range(times):
        tasks.deliver_webhooks()


def test_a_publication_arrives_signed_and_as_the_changes_have_it(
    receiver: Web, cora: User, edith: User, mona: User
) -> None:
    _, secret = a_webhook(cora, receiver)
    publication = stories.a_publication(edith, mona)
    sweep()
    headers, body = headers_of(receiver.requests[0]), receiver.bodies[0]
    said = standardwebhooks.Webhook(secret).verify(body, headers)
    assert headers["webhook-id"] == Delivery.objects.get().message
    assert said["type"] == "verdict.published"
    change = as_(None).get(f"{V1}/changes/").json()["results"][0]
    change["url"] = said["data"]["url"]  # the one names the desk, the other the host that was asked
    assert said["data"] == change
    assert change["claim"] == publication.claim_id
    attempt = Attempt.objects.get()
    assert (attempt.status, attempt.said) == (200, "thanks")


def test_corrections_and_withdrawals_follow_in_order(receiver: Web, cora: User, edith: User, mona: User) -> None:
    a_webhook(cora, receiver)
    publication = stories.a_publication(edith, mona)
    a_correction(publication, edith, mona)
    publishing.withdraw(claim_id=publication.claim_id, moderator=mona, reason="It was never said.")
    sweep(3)
    assert types(receiver) == list(ALL)
    assert json.loads(receiver.bodies[-1])["data"]["review"] is None
    assert json.loads(receiver.bodies[-1])["data"]["note"] == "It was never said."


def test_what_fails_is_tried_again_and_holds_back_what_follows(
    receiver: Web, cora: User, edith: User, mona: User
) -> None:
    a_webhook(cora, receiver)
    receiver.pages["/hook"] = DOWN
    publication = stories.a_publication(edith, mona)
    sweep()
    a_correction(publication, edith, mona)
    sweep(2)
    assert types(receiver) == ["verdict.published"]
    receiver.pages["/hook"] = OK
    with time_machine.travel(timezone.now() + timedelta(seconds=6)):
        sweep(3)
    assert types(receiver) == ["verdict.published", "verdict.published", "verdict.corrected"]
    ids = [headers_of(request)["webhook-id"] for request in receiver.requests]
    assert ids[0] == ids[1] != ids[2]
    assert list(Delivery.objects.values_list("state", flat=True)) == ["delivered", "delivered"]


def test_a_receiver_that_stays_away_is_given_up_after_days_and_can_be_sent_it_again(
    receiver: Web, cora: User, edith: User, mona: User
) -> None:
    webhook, _ = a_webhook(cora, receiver)
    receiver.pages["/hook"] = DOWN
    stories.a_publication(edith, mona)
    now = timezone.now()
    for wait in (timedelta(), *Delivery.RETRIES):
        now += wait + timedelta(seconds=1)
        with time_machine.travel(now):
            sweep()
    delivery = Delivery.objects.get()
    webhook.refresh_from_db()
    assert (delivery.state, delivery.tries, webhook.pause) == ("given_up", 10, "failing")
    receiver.pages["/hook"] = OK
    with pytest.raises(IllegalMove):
        deliveries.replay(delivery_id=delivery.pk, owner=cora)
    webhooks.resume(webhook_id=webhook.pk, owner=cora)
    deliveries.replay(delivery_id=delivery.pk, owner=cora)
    sweep()
    assert Delivery.objects.get().state == "delivered"


def test_gone_ends_the_sending_at_once(receiver: Web, cora: User, edith: User, mona: User) -> None:
    webhook, _ = a_webhook(cora, receiver)
    receiver.pages["/hook"] = answer(status="410 Gone")
    stories.a_publication(edith, mona)
    sweep(2)
    webhook.refresh_from_db()
    assert (webhook.pause, len(receiver.requests)) == ("gone", 1)


@pytest.mark.parametrize(
    "case",
    [
        (moved("http://127.0.0.1/inside"), ""),
        (dripping(b"HTTP/1.1 200 OK\r\n", b"x-a: b\r\n"), "The receiver did not answer in time."),
        (b"nonsense", "The receiver broke off or sent no proper answer."),
    ],
    ids=["redirects inwards", "hangs", "speaks no HTTP"],
)
def test_what_is_no_answer_is_no_delivery(
    receiver: Web, cora: User, edith: User, mona: User, case: tuple[Any, str]
) -> None:
    receiver.network = replace(receiver.network, seconds=1.0)
    a_webhook(cora, receiver)
    receiver.pages["/hook"], said = case
    stories.a_publication(edith, mona)
    sweep()
    assert Delivery.objects.get().state == "waiting"
    assert Attempt.objects.get().said == said
    assert len(receiver.requests) == 1


def test_an_address_that_has_moved_inside_is_not_posted_to(receiver: Web, cora: User, edith: User, mona: User) -> None:
    a_webhook(cora, receiver)
    receiver.names["news.example"] = ["10.0.0.7"]
    stories.a_publication(edith, mona)
    sweep()
    assert receiver.requests == []
    assert "private network" in Attempt.objects.get().said


def test_a_filter_lets_the_correction_of_what_it_let_through_follow(
    receiver: Web, cora: User, edith: User, mona: User
) -> None:
    a_webhook(cora, receiver, rating="mostly_true")
    a_webhook(cora, receiver, path="/false", rating="false")
    publication = stories.a_publication(edith, mona)
    a_correction(publication, edith, mona, rating="true")
    sweep(3)
    assert types(receiver) == ["verdict.published", "verdict.corrected"]
    assert all(" /hook " in request for request in receiver.requests)


def test_what_went_out_before_is_not_told(receiver: Web, cora: User, edith: User, mona: User) -> None:
    stories.a_publication(edith, mona)
    a_webhook(cora, receiver)
    sweep()
    assert receiver.requests == []


def test_both_secrets_sign_after_a_rotation_until_the_old_one_ends(
    receiver: Web, cora: User, edith: User, mona: User
) -> None:
    webhook, old = a_webhook(cora, receiver)
    _, new = webhooks.rotate(webhook_id=webhook.pk, owner=cora)
    stories.a_publication(edith, mona)
    sweep()
    for secret in (old, new):
        standardwebhooks.Webhook(secret).verify(receiver.bodies[0], headers_of(receiver.requests[0]))
    stories.a_publication(edith, mona)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        sweep()
        with pytest.raises(standardwebhooks.WebhookVerificationError):
            standardwebhooks.Webhook(old).verify(receiver.bodies[1], headers_of(receiver.requests[1]))


def test_no_secret_stands_in_the_database(receiver: Web, cora: User) -> None:
    webhook, secret = a_webhook(cora, receiver)
    assert secret.removeprefix("whsec_") not in str(Webhook.objects.filter(pk=webhook.pk).values().get())


def test_two_workers_send_one_message_once(receiver: Web, cora: User, edith: User, mona: User) -> None:
    a_webhook(cora, receiver)
    stories.a_publication(edith, mona)
    deliveries.prepare(webhook_id=Webhook.objects.get().pk)
    assert deliveries.prepare(webhook_id=Webhook.objects.get().pk) == 0
    delivery_id = reading.due()[0]
    deliveries._begun(delivery_id)
    assert deliveries.deliver(delivery_id=delivery_id) is False
    assert receiver.requests == []


@pytest.mark.parametrize("url", ["ftp://news.example/", "http://a:b@news.example/", "javascript:alert(1)", "x" * 3000])
def test_what_is_no_address_is_refused(cora: User, url: str) -> None:
    with pytest.raises(BadUrl):
        webhooks.create(owner=cora, url=url, told_of=ALL)


def test_a_webhook_is_its_owners_alone(receiver: Web, cora: User, ada: User) -> None:
    webhook, _ = a_webhook(cora, receiver)
    for step in (webhooks.pause, webhooks.rotate, webhooks.end):
        with pytest.raises(NotFound):
            step(webhook_id=webhook.pk, owner=ada)


def test_the_same_address_twice_is_refused_by_name(receiver: Web, cora: User) -> None:
    a_webhook(cora, receiver)
    with pytest.raises(BadValue):
        a_webhook(cora, receiver)


def test_attempts_are_never_changed(receiver: Web, cora: User, edith: User, mona: User) -> None:
    a_webhook(cora, receiver)
    stories.a_publication(edith, mona)
    sweep()
    with pytest.raises(DatabaseError), transaction.atomic():
        Attempt.objects.update(status=200)


def test_a_publication_wakes_the_delivery(cora: User, edith: User, mona: User, monkeypatch: Any) -> None:
    woken: list[str] = []
    monkeypatch.setattr(wake, "after_commit", lambda name, *_: woken.append(name))
    assert stories.a_publication(edith, mona).kind == Publication.Kind.PUBLISHED
    assert webhooks.DELIVER in woken
