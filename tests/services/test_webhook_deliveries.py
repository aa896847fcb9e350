"""Webhooks: what goes out arrives, signed, at least once, in order for each verdict, and only at public addresses."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import standardwebhooks
import time_machine
from django.db import DatabaseError, transaction
from django.test import TestCase
from django.utils import timezone

from claims.models import Attempt, Delivery, Publication, User, Webhook
from claims.refusals import BadUrl, BadValue, IllegalMove, NotFound
from claims.selectors.webhooks import list_due_delivery_ids
from claims.services import task_wakeups
from claims.services.publications import withdraw_verdict
from claims.services.webhook_deliveries import (
    ATTEMPT_TASK,
    _begin_attempt,
    attempt_delivery,
    create_deliveries,
    replay_delivery,
)
from claims.services.webhooks import (
    DELIVER_TASK,
    create_webhook,
    end_webhook,
    pause_webhook,
    resume_webhook,
    rotate_webhook_secret,
)
from tests.api.api_clients import API_ROOT, api_client
from tests.intake.loopback_web import LoopbackWeb, dripping_body, http_answer, read_headers, redirect_answer
from tests.services.webhook_stories import (
    ALL_EVENTS,
    DOWN_RESPONSE,
    OK_RESPONSE,
    make_webhook,
    run_deliveries,
    sent_types,
)
from tests.stories import make_publication
from tests.web.public.test_verdicts import make_correction


def test_a_publication_arrives_signed_and_as_the_changes_have_it(
    receiver: LoopbackWeb, cora: User, edith: User, mona: User
) -> None:
    _, secret = make_webhook(cora, receiver)
    publication = make_publication(edith, mona)
    run_deliveries()
    headers, body = read_headers(receiver.requests[0]), receiver.bodies[0]
    said = standardwebhooks.Webhook(secret).verify(body, headers)
    assert headers["webhook-id"] == Delivery.objects.get().message_id
    assert said["type"] == "verdict.published"
    change = api_client(None).get(f"{API_ROOT}/changes/").json()["results"][0]
    change["url"] = said["data"]["url"]  # the one names the desk, the other the host that was asked
    assert said["data"] == change
    assert change["claim"] == publication.claim_id
    attempt = Attempt.objects.get()
    assert (attempt.status, attempt.response_text) == (200, "thanks")


def test_corrections_and_withdrawals_follow_in_order(
    receiver: LoopbackWeb, cora: User, edith: User, mona: User
) -> None:
    make_webhook(cora, receiver)
    publication = make_publication(edith, mona)
    make_correction(publication, edith, mona)
    withdraw_verdict(claim_id=publication.claim_id, moderator=mona, reason="It was never said.")
    run_deliveries(3)
    assert sent_types(receiver) == list(ALL_EVENTS)
    assert json.loads(receiver.bodies[-1])["data"]["review"] is None
    assert json.loads(receiver.bodies[-1])["data"]["note"] == "It was never said."


def test_what_fails_is_tried_again_and_holds_back_what_follows(
    receiver: LoopbackWeb, cora: User, edith: User, mona: User
) -> None:
    make_webhook(cora, receiver)
    receiver.pages["/hook"] = DOWN_RESPONSE
    publication = make_publication(edith, mona)
    run_deliveries()
    make_correction(publication, edith, mona)
    run_deliveries(2)
    assert sent_types(receiver) == ["verdict.published"]
    receiver.pages["/hook"] = OK_RESPONSE
    with time_machine.travel(timezone.now() + timedelta(seconds=6)):
        run_deliveries(3)
    assert sent_types(receiver) == ["verdict.published", "verdict.published", "verdict.corrected"]
    ids = [read_headers(request)["webhook-id"] for request in receiver.requests]
    assert ids[0] == ids[1] != ids[2]
    assert list(Delivery.objects.values_list("state", flat=True)) == ["delivered", "delivered"]


def test_a_receiver_that_stays_away_is_given_up_after_days_and_can_be_sent_it_again(
    receiver: LoopbackWeb, cora: User, edith: User, mona: User
) -> None:
    webhook, _ = make_webhook(cora, receiver)
    receiver.pages["/hook"] = DOWN_RESPONSE
    make_publication(edith, mona)
    now = timezone.now()
    for wait in (timedelta(), *Delivery.RETRY_DELAYS):
        now += wait + timedelta(seconds=1)
        with time_machine.travel(now):
            run_deliveries()
    delivery = Delivery.objects.get()
    webhook.refresh_from_db()
    assert (delivery.state, delivery.attempt_count, webhook.pause) == ("given_up", 10, "failing")
    receiver.pages["/hook"] = OK_RESPONSE
    with pytest.raises(IllegalMove):
        replay_delivery(delivery_id=delivery.pk, owner=cora)
    resume_webhook(webhook_id=webhook.pk, owner=cora)
    replay_delivery(delivery_id=delivery.pk, owner=cora)
    run_deliveries()
    assert Delivery.objects.get().state == "delivered"


def test_gone_ends_the_sending_at_once(receiver: LoopbackWeb, cora: User, edith: User, mona: User) -> None:
    webhook, _ = make_webhook(cora, receiver)
    receiver.pages["/hook"] = http_answer(status="410 Gone")
    make_publication(edith, mona)
    run_deliveries(2)
    webhook.refresh_from_db()
    assert (webhook.pause, len(receiver.requests)) == ("gone", 1)


@pytest.mark.parametrize(
    "case",
    [
        (redirect_answer("http://127.0.0.1/inside"), ""),
        (dripping_body(b"HTTP/1.1 200 OK\r\n", b"x-a: b\r\n"), "The receiver did not respond in time."),
        (b"nonsense", "The receiver closed the connection or sent an invalid response."),
    ],
    ids=["redirects inwards", "hangs", "speaks no HTTP"],
)
def test_what_is_no_answer_is_no_delivery(
    receiver: LoopbackWeb, cora: User, edith: User, mona: User, case: tuple[Any, str]
) -> None:
    receiver.network = replace(receiver.network, timeout_seconds=1.0)
    make_webhook(cora, receiver)
    receiver.pages["/hook"], said = case
    make_publication(edith, mona)
    run_deliveries()
    assert Delivery.objects.get().state == "waiting"
    assert Attempt.objects.get().response_text == said
    assert len(receiver.requests) == 1


def test_an_address_that_has_moved_inside_is_not_posted_to(
    receiver: LoopbackWeb, cora: User, edith: User, mona: User
) -> None:
    make_webhook(cora, receiver)
    receiver.names["news.example"] = ["10.0.0.7"]
    make_publication(edith, mona)
    run_deliveries()
    assert receiver.requests == []
    assert "private network" in Attempt.objects.get().response_text


def test_a_filter_lets_the_correction_of_what_it_let_through_follow(
    receiver: LoopbackWeb, cora: User, edith: User, mona: User
) -> None:
    make_webhook(cora, receiver, rating="mostly_true")
    make_webhook(cora, receiver, path="/false", rating="false")
    publication = make_publication(edith, mona)
    make_correction(publication, edith, mona, rating="true")
    run_deliveries(3)
    assert sent_types(receiver) == ["verdict.published", "verdict.corrected"]
    assert all(" /hook " in request for request in receiver.requests)


def test_what_went_out_before_is_not_told(receiver: LoopbackWeb, cora: User, edith: User, mona: User) -> None:
    make_publication(edith, mona)
    make_webhook(cora, receiver)
    run_deliveries()
    assert receiver.requests == []


def test_both_secrets_sign_after_a_rotation_until_the_old_one_ends(
    receiver: LoopbackWeb, cora: User, edith: User, mona: User
) -> None:
    webhook, old = make_webhook(cora, receiver)
    _, new = rotate_webhook_secret(webhook_id=webhook.pk, owner=cora)
    make_publication(edith, mona)
    run_deliveries()
    for secret in (old, new):
        standardwebhooks.Webhook(secret).verify(receiver.bodies[0], read_headers(receiver.requests[0]))
    make_publication(edith, mona)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        run_deliveries()
        with pytest.raises(standardwebhooks.WebhookVerificationError):
            standardwebhooks.Webhook(old).verify(receiver.bodies[1], read_headers(receiver.requests[1]))


def test_no_secret_stands_in_the_database(receiver: LoopbackWeb, cora: User) -> None:
    webhook, secret = make_webhook(cora, receiver)
    assert secret.removeprefix("whsec_") not in str(Webhook.objects.filter(pk=webhook.pk).values().get())


def test_two_workers_send_one_message_once(receiver: LoopbackWeb, cora: User, edith: User, mona: User) -> None:
    make_webhook(cora, receiver)
    make_publication(edith, mona)
    create_deliveries(webhook_id=Webhook.objects.get().pk)
    assert create_deliveries(webhook_id=Webhook.objects.get().pk) == 0
    delivery_id = list_due_delivery_ids()[0]
    _begin_attempt(delivery_id)
    assert attempt_delivery(delivery_id=delivery_id) is False
    assert receiver.requests == []


@pytest.mark.parametrize("url", ["ftp://news.example/", "http://a:b@news.example/", "javascript:alert(1)", "x" * 3000])
def test_what_is_no_address_is_refused(cora: User, url: str) -> None:
    with pytest.raises(BadUrl):
        create_webhook(owner=cora, url=url, events=ALL_EVENTS)


def test_a_webhook_is_its_owners_alone(receiver: LoopbackWeb, cora: User, ada: User) -> None:
    webhook, _ = make_webhook(cora, receiver)
    for step in (pause_webhook, rotate_webhook_secret, end_webhook):
        with pytest.raises(NotFound):
            step(webhook_id=webhook.pk, owner=ada)


def test_the_same_address_twice_is_refused_by_name(receiver: LoopbackWeb, cora: User) -> None:
    make_webhook(cora, receiver)
    with pytest.raises(BadValue):
        make_webhook(cora, receiver)


def test_attempts_are_never_changed(receiver: LoopbackWeb, cora: User, edith: User, mona: User) -> None:
    make_webhook(cora, receiver)
    make_publication(edith, mona)
    run_deliveries()
    with pytest.raises(DatabaseError), transaction.atomic():
        Attempt.objects.update(status=200)


def test_a_publication_wakes_the_delivery(cora: User, edith: User, mona: User, monkeypatch: Any) -> None:
    woken: list[str] = []
    monkeypatch.setattr(task_wakeups, "send_task_after_commit", lambda name, *_: woken.append(name))
    assert make_publication(edith, mona).kind == Publication.Kind.PUBLISHED
    assert DELIVER_TASK in woken


def test_each_webhook_has_its_turn(receiver: LoopbackWeb, cora: User, edith: User, mona: User) -> None:
    slow, _ = make_webhook(cora, receiver)
    fast, _ = make_webhook(cora, receiver, path="/fast")
    for _ in range(3):
        make_publication(edith, mona)
    for webhook in (slow, fast):
        create_deliveries(webhook_id=webhook.pk)
    first_slow, first_fast = (webhook.deliveries.earliest("id").pk for webhook in (slow, fast))
    assert list_due_delivery_ids() == [first_slow, first_fast]
    assert _begin_attempt(first_slow)
    assert list_due_delivery_ids() == [first_fast]
    assert _begin_attempt(slow.deliveries.latest("id").pk) is None


def test_a_host_gets_two_deliveries_at_a_time(receiver: LoopbackWeb, cora: User, edith: User, mona: User) -> None:
    webhooks = [make_webhook(cora, receiver, path=f"/{number}")[0] for number in range(3)]
    make_publication(edith, mona)
    for webhook in webhooks:
        create_deliveries(webhook_id=webhook.pk)
    assert [_begin_attempt(pk) is not None for pk in list_due_delivery_ids()] == [True, True, False]
    with time_machine.travel(timezone.now() + Delivery.ATTEMPT_TIMEOUT + timedelta(seconds=1)):
        assert len(list_due_delivery_ids()) == 3


def test_an_answer_sends_the_next_message_to_the_same_receiver_alone(
    receiver: LoopbackWeb, cora: User, edith: User, mona: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    webhook, _ = make_webhook(cora, receiver)
    make_webhook(cora, receiver, path="/other")
    for _ in range(2):
        make_publication(edith, mona)
    for each in Webhook.objects.all():
        create_deliveries(webhook_id=each.pk)
    first, second = webhook.deliveries.order_by("id").values_list("pk", flat=True)
    sent: list[object] = []
    monkeypatch.setattr(task_wakeups, "send_task", lambda *args: sent.append(args))
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert attempt_delivery(delivery_id=first)
    assert sent == [(ATTEMPT_TASK, second)]
