"""The rooms of a person in the browser and in the API: added, listed apart from webhooks, changed, tested, ended."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import User, Webhook
from claims.services.comments import add_comment
from claims.services.sealed_secrets import unseal_secret
from tests.api.api_clients import API_ROOT, api_client, assert_problem
from tests.intake.loopback_web import LoopbackWeb
from tests.services.webhook_stories import OK_RESPONSE, run_deliveries
from tests.stories import make_taken_claim

ROOM_FORM: dict[str, Any] = {
    "url": "https://chat.example/hook/xyzzy",
    "format": "card",
    "events": ["notification.mentioned", "notification.deadline"],
}


@pytest.fixture
def browser(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def page_text(browser: Client, name: str, *arguments: int) -> str:
    return browser.get(reverse(name, args=arguments)).content.decode()


def test_a_room_is_added_listed_changed_and_ended(browser: Client) -> None:
    shown = browser.post(reverse("rooms"), ROOM_FORM, follow=True).content.decode()
    assert "Room added. Send a test to see whether it arrives." in shown
    room = Webhook.objects.get()
    assert unseal_secret(room.sealed_secret) == ROOM_FORM["url"]
    listed = page_text(browser, "rooms")
    assert (listed.count(room.url), "xyzzy" in listed, "xyzzy" in shown) == (1, False, False)
    assert "<span>A comment mentions you</span>" in listed
    assert room.url not in page_text(browser, "webhooks")
    form = {"url": room.url, "events": ["notification.failed"]}
    browser.post(reverse("webhook", args=[room.pk]), form)
    changed = Webhook.objects.get()
    assert (changed.events, changed.format, changed.sealed_secret) == (form["events"], "card", room.sealed_secret)
    assert browser.post(reverse("webhook_end", args=[room.pk]))["Location"] == reverse("rooms")
    assert room.url not in page_text(browser, "rooms")


def test_the_settings_lead_to_the_rooms(browser: Client) -> None:
    assert f'href="{reverse("rooms")}"' in page_text(browser, "notification_settings")


def test_a_contributor_is_offered_what_concerns_them(client: Client, cora: User) -> None:
    client.force_login(cora)
    shown = page_text(client, "rooms")
    assert 'value="notification.failed"' in shown
    assert 'value="notification.mentioned"' not in shown


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"url": "https://10.0.0.7/hook"}, "private network"),
        ({"url": "https://chat.example:8378/hook"}, "standard ports"),
        ({"events": []}, "This field is required."),
        ({"format": "signed"}, "Select a valid choice."),
    ],
)
def test_what_can_never_work_is_refused_at_once(browser: Client, changes: dict[str, Any], words: str) -> None:
    answer = browser.post(reverse("rooms"), {**ROOM_FORM, **changes})
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Webhook.objects.exists()


def test_a_person_sees_which_messages_arrived(browser: Client, receiver: LoopbackWeb, edith: User, mona: User) -> None:
    receiver.pages["/room"] = OK_RESPONSE
    browser.post(reverse("rooms"), {**ROOM_FORM, "url": receiver.url("/room")})
    room = Webhook.objects.get()
    browser.post(reverse("webhook_test", args=[room.pk]))
    add_comment(claim_id=make_taken_claim(edith).pk, author=mona, text="@Edith, from May?")
    run_deliveries(2)
    shown = page_text(browser, "webhook", room.pk)
    for words in ("<code>webhook.tested</code>", "<code>notification</code>"):
        assert words in shown
    assert [row["type"] for row in list_deliveries(edith, room)] == ["notification", "webhook.tested"]
    assert len(receiver.bodies) == 2


def list_deliveries(person: User, room: Webhook) -> Any:
    return api_client(person).get(f"{API_ROOT}/webhooks/{room.pk}/deliveries/").json()["results"]


def test_the_api_adds_and_changes_rooms(edith: User) -> None:
    program, where = api_client(edith), f"{API_ROOT}/webhooks/"
    room = program.post(where, ROOM_FORM).json()
    assert (room["format"], room["events"]) == ("card", ROOM_FORM["events"])
    changed = program.patch(f"{where}{room['id']}/", {"events": ["notification.failed"]})
    assert changed.json()["events"] == ["notification.failed"]
    assert_problem(program.patch(f"{where}{room['id']}/", {"events": ["verdict.published"]}), 422, "bad_value")
    assert_problem(program.post(where, {**ROOM_FORM, "format": "signed"}), 422, "bad_value")
    assert_problem(program.post(where, {**ROOM_FORM, "events": ["verdict.published"]}), 403, "not_allowed")
