"""Requests of readers by the API."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from claims.models import Tip, User
from claims.services import tips
from tests.api.clients import V1, as_, assert_problem

ASKED = {"text": "Were 300 trees planted?", "url": "https://paper.example/trees", "email": "reader@home.example"}


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet() -> None:
    cache.clear()


def test_a_program_asks_and_gets_the_address_that_tells_how_it_goes_on(db: None) -> None:
    answer = as_(None).post(f"{V1}/requests/", ASKED)
    assert (answer.status_code, set(answer.json())) == (201, {"address", "created"})
    page = Client().get(answer.json()["address"])
    assert ASKED["text"] in page.content.decode()


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
def test_what_cannot_be_kept_is_a_problem(db: None, body: dict[str, Any], status: int) -> None:
    answer = as_(None).post(f"{V1}/requests/", body)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert not Tip.objects.exists()


def test_a_program_cannot_flood_the_editors(db: None) -> None:
    answers = [as_(None).post(f"{V1}/requests/", ASKED) for _ in range(11)]
    assert [answer.status_code for answer in answers[:10]] == [201] * 10
    assert_problem(answers[10], 429, "throttled")


def test_editors_read_what_was_asked_without_the_addresses(edith: User) -> None:
    tip = tips.ask(text=ASKED["text"], url=ASKED.get("url", ""), email=ASKED.get("email", ""))
    answer = as_(edith).get(f"{V1}/requests/")
    (row,) = answer.json()["results"]
    assert (row["id"], row["text"], row["url"], row["state"]) == (tip.pk, ASKED["text"], ASKED["url"], "open")
    assert ASKED["email"] not in answer.content.decode()
    assert str(tip.key) not in answer.content.decode()
    tips.decline(tip_id=tip.pk, editor=edith, reason="opinion")
    assert as_(edith).get(f"{V1}/requests/").json()["results"] == []
    assert as_(edith).get(f"{V1}/requests/?state=declined").json()["results"][0]["decided_by"]["name"] == "Edith"
    assert as_(edith).get(f"{V1}/requests/?state=lost").status_code == 400
