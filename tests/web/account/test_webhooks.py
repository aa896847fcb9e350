"""Webhooks in the browser and in the API: created, changed, and their secret shown once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Delivery, Topic, User, Webhook
from claims.services.sealed_secrets import unseal_secret
from claims.services.webhook_deliveries import create_deliveries
from claims.services.webhooks import create_webhook
from tests.api.api_clients import API_ROOT, api_client, assert_problem
from tests.intake.loopback_web import LoopbackWeb
from tests.services.webhook_stories import make_webhook, run_deliveries, sent_types
from tests.stories import make_publication, make_queued_claim

WEBHOOK_FORM: dict[str, Any] = {
    "url": "https://reader.example/hook",
    "events": ["verdict.withdrawn", "verdict.published"],
}


@pytest.fixture
def browser(client: Client, cora: User) -> Client:
    client.force_login(cora)
    return client


def get_only_webhook() -> Webhook:
    return Webhook.objects.get()


def test_only_the_page_that_creates_a_webhook_shows_its_secret(browser: Client) -> None:
    response = browser.post(reverse("webhooks"), WEBHOOK_FORM)
    secret = unseal_secret(get_only_webhook().sealed_secret)
    assert response.status_code == 201
    assert "no-store" in response["Cache-Control"]
    assert response.content.decode().count(str(secret)) == 1
    for page in (reverse("webhooks"), reverse("webhook", args=[get_only_webhook().pk])):
        assert "whsec_" not in browser.get(page).content.decode()


def test_an_invalid_field_is_marked_and_the_input_kept(browser: Client) -> None:
    response = browser.post(
        reverse("webhooks"), {**WEBHOOK_FORM, "url": "ftp://reader.example/", "claimant": "The mayor"}
    )
    html = response.content.decode()
    assert response.status_code == 422
    assert "It must start with http:// or https://" in html
    assert 'value="The mayor"' in html
    assert not Webhook.objects.exists()


def test_a_webhook_is_changed_paused_resumed_and_deleted(browser: Client) -> None:
    health = Topic.objects.create(name="Well-being", slug="well-being")
    browser.post(reverse("webhooks"), WEBHOOK_FORM)
    webhook = get_only_webhook()
    browser.post(reverse("webhook", args=[webhook.pk]), {**WEBHOOK_FORM, "topic": health.pk, "rating": "false"})
    assert (get_only_webhook().topic, get_only_webhook().rating) == (health, "false")
    browser.post(reverse("webhook_pause", args=[webhook.pk]))
    assert "paused by its owner" in browser.get(reverse("webhooks")).content.decode()
    browser.post(reverse("webhook_resume", args=[webhook.pk]))
    assert get_only_webhook().pause == ""
    browser.post(reverse("webhook_end", args=[webhook.pk]))
    assert browser.get(reverse("webhook", args=[webhook.pk])).status_code == 404


def test_the_page_of_a_webhook_lists_its_deliveries(browser: Client, edith: User, mona: User) -> None:
    browser.post(reverse("webhooks"), WEBHOOK_FORM)
    make_publication(edith, mona)
    create_deliveries(webhook_id=get_only_webhook().pk)
    html = browser.get(reverse("webhook", args=[get_only_webhook().pk])).content.decode()
    assert "300 trees were planted" in html
    assert "hx-trigger" in html  # a delivery waits, so the list reloads


def test_the_form_offers_the_events_that_the_role_sees(browser: Client, mona: User) -> None:
    html = browser.get(reverse("webhooks")).content.decode()
    assert 'value="article.read"' in html
    assert 'value="claim.accepted"' not in html
    browser.force_login(mona)
    html = browser.get(reverse("webhooks")).content.decode()
    assert 'value="report.submitted"' in html


def test_deliveries_of_desk_events_link_to_their_claim_or_article(browser: Client, edith: User) -> None:
    create_webhook(owner=edith, url="https://reader.example/hook", events=["article.read", "claim.accepted"])
    claim = make_queued_claim(edith)
    browser.force_login(edith)
    html = browser.get(reverse("webhook", args=[get_only_webhook().pk])).content.decode()
    assert reverse("claim", args=[claim.pk]) in html
    assert reverse("article", args=[claim.appearances.get().article_id]) in html
    listed = api_client(edith).get(f"{API_ROOT}/webhooks/{get_only_webhook().pk}/deliveries/").json()["results"]
    assert [(row["type"], row["sequence"]) for row in listed] == [("claim.accepted", None), ("article.read", None)]


def test_the_api_manages_webhooks_too(cora: User) -> None:
    program = api_client(cora)
    created = program.post(f"{API_ROOT}/webhooks/", WEBHOOK_FORM).json()
    assert created["secret"] == unseal_secret(get_only_webhook().sealed_secret)
    assert created["events"] == ["verdict.published", "verdict.withdrawn"]
    changed = program.patch(f"{API_ROOT}/webhooks/{created['id']}/", {"claimant": "The mayor"}).json()
    assert (changed["claimant"], changed["url"]) == ("The mayor", WEBHOOK_FORM["url"])
    rotated = program.post(f"{API_ROOT}/webhooks/{created['id']}/rotate/").json()
    assert rotated["secret"] != created["secret"]
    assert "secret" not in program.get(f"{API_ROOT}/webhooks/").json()["results"][0]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"events": []}, 400, "invalid"),
        ({"events": ["verdict.eaten"]}, 400, "invalid"),
        ({"url": "javascript:alert(1)"}, 422, "bad_url"),
        ({"topic": 999}, 422, "bad_value"),
        ({"rating": "purple"}, 400, "invalid"),
        ({"claimant": "a\0b"}, 400, "invalid"),
    ],
)
def test_the_api_refuses_invalid_webhooks(cora: User, changes: dict[str, Any], status: int, code: str) -> None:
    assert_problem(api_client(cora).post(f"{API_ROOT}/webhooks/", {**WEBHOOK_FORM, **changes}), status, code)


def test_moderators_see_the_deliveries_of_a_verdict(client: Client, cora: User, edith: User, mona: User) -> None:
    create_webhook(owner=cora, url=WEBHOOK_FORM["url"], events=WEBHOOK_FORM["events"])
    publication = make_publication(edith, mona)
    create_deliveries(webhook_id=get_only_webhook().pk)
    client.force_login(mona)
    html = client.get(reverse("claim_moderation", args=[publication.claim_id])).content.decode()
    for words in ("<strong>reader.example</strong>", "<span>webhook of Cora, revision 1</span>", "waiting"):
        assert words in html


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://10.0.0.7/hook", "private network"),
        ("http://[::1]/hook", "private network"),
        ("http://2130706433/hook", "private network"),
        ("http://localhost/hook", "private network"),
        ("https://hooks.internal/hook", "private network"),
        ("https://intranet/hook", "private network"),
        ("https://reader.example:8378/hook", "standard ports"),
        ("https:///hook", "host name"),
    ],
)
def test_an_address_that_can_never_work_is_refused_at_once(browser: Client, cora: User, url: str, words: str) -> None:
    assert words in browser.post(reverse("webhooks"), {**WEBHOOK_FORM, "url": url}).content.decode()
    assert api_client(cora).post(f"{API_ROOT}/webhooks/", {**WEBHOOK_FORM, "url": url}).status_code == 422
    assert not Webhook.objects.exists()


def test_a_test_message_arrives_signed_and_once_at_a_time(client: Client, receiver: LoopbackWeb, edith: User) -> None:
    webhook, _ = make_webhook(edith, receiver)
    client.force_login(edith)
    shown = client.post(reverse("webhook_test", args=[webhook.pk]), follow=True).content.decode()
    assert "A test message is sent." in shown
    where = f"{API_ROOT}/webhooks/{webhook.pk}/test/"
    assert_problem(api_client(edith).post(where), 409, "illegal_move")
    run_deliveries()
    assert sent_types(receiver) == ["webhook.tested"]
    assert Delivery.objects.get().state == Delivery.State.DELIVERED
    assert api_client(edith).post(where).json()["type"] == "webhook.tested"
    client.post(reverse("webhook_pause", args=[webhook.pk]))
    assert_problem(api_client(edith).post(where), 409, "illegal_move")
