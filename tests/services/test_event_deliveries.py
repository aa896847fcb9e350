"""Events of the desk reach the webhooks of those who may see them, once, in order for each claim and article."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from claims.event_data.desk import TopicChanged
from claims.models import Delivery, Event, User
from claims.models.webhook_event import DESK_EVENTS, DeskEvent
from claims.permissions import ABILITIES
from claims.refusals import BadValue
from claims.services.articles import begin_article_reading, store_reading
from claims.services.events import record_event
from claims.services.reports import report_problem
from claims.services.webhooks import (
    pause_webhook,
    resume_webhook,
)
from claims.verbs.desk import TOPIC_ADDED
from claims.workflow import Role
from tests.api.api_clients import API_ROOT, api_client
from tests.api.sample_desk import create_failed_article
from tests.intake.loopback_web import LoopbackWeb
from tests.people import create_user_with_role
from tests.services.webhook_stories import DOWN_RESPONSE, OK_RESPONSE, make_webhook, run_deliveries, sent_types
from tests.stories import make_article, make_publication, make_queued_claim, make_read_article, make_reading


@pytest.fixture
def carl(db: None) -> User:
    """Another contributor."""
    return create_user_with_role("Carl", Role.CONTRIBUTOR)


def test_an_accepted_claim_arrives_as_the_history_has_it(receiver: LoopbackWeb, cora: User, edith: User) -> None:
    make_webhook(edith, receiver, events=["claim.accepted"])
    claim = make_queued_claim(edith)
    run_deliveries()
    message = json.loads(receiver.bodies[0])
    history = api_client(edith).get(f"{API_ROOT}/claims/{claim.pk}/events/").json()["results"][0]
    data = message["data"]
    assert (message["type"], message["timestamp"]) == ("claim.accepted", history["at"])
    assert {name: data[name] for name in history} == history
    assert data["text"] == claim.text
    assert data["url"].endswith(f"/claims/{claim.pk}/")


def test_a_submitter_learns_when_an_article_was_read(
    receiver: LoopbackWeb, cora: User, carl: User, edith: User
) -> None:
    for person in (cora, carl, edith):
        make_webhook(person, receiver, path=f"/{person.pk}", events=["article.read"])
        receiver.pages[f"/{person.pk}"] = OK_RESPONSE
    article = make_read_article(cora)
    run_deliveries()
    assert sorted(request.split()[1] for request in receiver.requests) == sorted([f"/{cora.pk}", f"/{edith.pk}"])
    data = json.loads(receiver.bodies[0])["data"]
    assert (data["article"], data["text"], data["data"]["claims"]) == (article.pk, article.title, 1)


def test_who_submits_an_article_again_learns_of_its_reading_too(receiver: LoopbackWeb, cora: User, carl: User) -> None:
    make_webhook(carl, receiver, events=["article.read"])
    article = make_article(cora)
    make_article(carl, text=article.text)
    begin_article_reading(article_id=article.pk)
    store_reading(article_id=article.pk, facts=make_reading(article))
    run_deliveries()
    assert sent_types(receiver) == ["article.read"]


def test_an_article_that_cannot_be_read_is_told_once(receiver: LoopbackWeb, cora: User) -> None:
    make_webhook(cora, receiver, events=["article.read", "article.failed"])
    create_failed_article(cora)
    run_deliveries()
    assert sent_types(receiver) == ["article.failed"]


def test_a_report_arrives_without_what_the_reader_left(receiver: LoopbackWeb, edith: User, mona: User) -> None:
    make_webhook(mona, receiver, events=["report.submitted"])
    publication = make_publication(edith, mona)
    report_problem(publication=publication, reason="outdated", text="A new count.", email="reader@post.example")
    run_deliveries()
    data = json.loads(receiver.bodies[0])["data"]
    assert (data["claim"], data["actor"], data["data"]["reason"]) == (publication.claim_id, None, "outdated")
    assert b"reader@post.example" not in receiver.bodies[0]


@pytest.mark.parametrize(("role", "event"), [("cora", "claim.accepted"), ("edith", "report.submitted")])
def test_an_event_that_the_role_does_not_see_is_refused(
    receiver: LoopbackWeb, cora: User, edith: User, role: str, event: str
) -> None:
    with pytest.raises(BadValue, match=event):
        make_webhook({"cora": cora, "edith": edith}[role], receiver, events=[event])


def test_who_lost_the_role_gets_no_more_events(receiver: LoopbackWeb, edith: User, emil: User) -> None:
    make_webhook(emil, receiver, events=["claim.accepted"])
    User.objects.filter(pk=emil.pk).update(role="contributor")
    make_queued_claim(edith)
    User.objects.filter(pk=emil.pk).update(role="editor", is_active=False)
    make_queued_claim(edith)
    assert not Delivery.objects.exists()


def test_a_pause_keeps_publications_and_drops_events(receiver: LoopbackWeb, edith: User, mona: User) -> None:
    webhook, _ = make_webhook(edith, receiver, events=["claim.accepted", "verdict.published"])
    pause_webhook(webhook_id=webhook.pk, owner=edith)
    make_publication(edith, mona)
    resume_webhook(webhook_id=webhook.pk, owner=edith)
    run_deliveries()
    assert sent_types(receiver) == ["verdict.published"]


def test_an_event_that_is_rolled_back_is_not_delivered(receiver: LoopbackWeb, edith: User) -> None:
    make_webhook(edith, receiver, events=["claim.accepted"])
    with transaction.atomic():
        make_queued_claim(edith)
        transaction.set_rollback(True)
    assert not Delivery.objects.exists()


def test_messages_about_a_claim_keep_their_order_across_events_and_publications(
    receiver: LoopbackWeb, edith: User, mona: User
) -> None:
    make_webhook(edith, receiver, events=["claim.accepted", "verdict.published"])
    receiver.pages["/hook"] = DOWN_RESPONSE
    make_publication(edith, mona)
    run_deliveries(2)
    assert sent_types(receiver) == ["claim.accepted"]
    receiver.pages["/hook"] = OK_RESPONSE
    with time_machine.travel(timezone.now() + timedelta(seconds=6)):
        run_deliveries(2)
    assert sent_types(receiver) == ["claim.accepted", "claim.accepted", "verdict.published"]


def test_an_event_without_claim_and_article_is_delivered(receiver: LoopbackWeb, edith: User, monkeypatch: Any) -> None:
    row = DeskEvent("topic.added", "A topic is added", TOPIC_ADDED, ability="claims.see")
    monkeypatch.setitem(DESK_EVENTS, row.name, row)
    webhook, _ = make_webhook(edith, receiver)
    event = record_event(TOPIC_ADDED, actor=edith, data=TopicChanged(topic=1, name="Trees"))
    delivery = Delivery.objects.create(webhook=webhook, event=event)
    run_deliveries()
    delivery.refresh_from_db()
    assert (delivery.state, json.loads(receiver.bodies[0])["data"]["url"]) == ("delivered", None)


@pytest.mark.parametrize("both", [True, False])
def test_a_delivery_is_about_an_entry_or_an_event(
    receiver: LoopbackWeb, edith: User, mona: User, *, both: bool
) -> None:
    webhook, _ = make_webhook(edith, receiver)
    publication = make_publication(edith, mona)
    subject: dict[str, Any] = {"entry": publication.log_entry, "event": Event.objects.first()} if both else {}
    with pytest.raises(DatabaseError), transaction.atomic():
        Delivery.objects.create(webhook=webhook, claim=publication.claim, **subject)


def test_each_desk_event_names_an_ability() -> None:
    assert {row.ability for row in DESK_EVENTS.values()} <= set(ABILITIES)
    assert all(len(name) <= 20 for name in DESK_EVENTS)
