"""Tips of readers through the API."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from claims.models import Tip, User
from claims.services.tips import decline_tip, submit_tip
from tests.api.api_clients import API_ROOT, api_client, assert_problem

TIP_BODY = {"text": "Were 300 trees planted?", "url": "https://paper.example/trees", "email": "reader@home.example"}


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> None:
    cache.clear()


def test_a_tip_gets_a_status_url(db: None) -> None:
    answer = api_client(None).post(f"{API_ROOT}/tips/", TIP_BODY)
    assert (answer.status_code, set(answer.json())) == (201, {"address", "created"})
    page = Client().get(answer.json()["address"])
    assert TIP_BODY["text"] in page.content.decode()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"text": 7}, 400),
        ({"text": "x" * 2001}, 400),
        ({"text": "a\0b"}, 400),
        ({"text": "?!"}, 422),
        ({"text": "Is it?", "email": "reader@home.example\r\nBcc: all@home.example"}, 400),
        ({"text": "Is it?", "url": "javascript:alert(1)"}, 422),
        ({"text": "Is it?", "url": ["https://paper.example/"]}, 400),
    ],
)
def test_a_bad_tip_is_refused(db: None, body: dict[str, Any], status: int) -> None:
    answer = api_client(None).post(f"{API_ROOT}/tips/", body)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert not Tip.objects.exists()


def test_tips_are_limited(db: None) -> None:
    answers = [api_client(None).post(f"{API_ROOT}/tips/", TIP_BODY) for _ in range(11)]
    assert [answer.status_code for answer in answers[:10]] == [201] * 10
    assert_problem(answers[10], 429, "throttled")


def test_editors_see_tips_without_emails(edith: User) -> None:
    tip = submit_tip(text=TIP_BODY["text"], url=TIP_BODY.get("url", ""), email=TIP_BODY.get("email", ""))
    answer = api_client(edith).get(f"{API_ROOT}/tips/")
    (row,) = answer.json()["results"]
    assert (row["id"], row["text"], row["url"], row["state"]) == (tip.pk, TIP_BODY["text"], TIP_BODY["url"], "open")
    assert TIP_BODY["email"] not in answer.content.decode()
    assert str(tip.key) not in answer.content.decode()
    decline_tip(tip_id=tip.pk, editor=edith, reason="opinion")
    assert api_client(edith).get(f"{API_ROOT}/tips/").json()["results"] == []
    assert (
        api_client(edith).get(f"{API_ROOT}/tips/?state=declined").json()["results"][0]["decided_by"]["name"] == "Edith"
    )
    assert api_client(edith).get(f"{API_ROOT}/tips/?state=lost").status_code == 400
