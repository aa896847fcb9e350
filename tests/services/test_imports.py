"""Feeds handed in by moderators: taken in by a worker, once, with their progress seen, and said what was left out."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims import tasks
from claims.intake import fetching
from claims.models import Import, Review, User
from claims.refusals import EmptyText, NotAllowed, TextTooLong
from claims.services import imports, wake
from tests.api.clients import V1, as_
from tests.feeds import a_review

FEED = json.dumps([a_review(1), None, {"@type": "Thing"}]).encode()


def an_import(by: User, data: bytes = FEED) -> Import:
    return imports.ask_file(name="checks.json", data=data, by=by)


def now(asked: Import) -> Import:
    return Import.objects.get(pk=asked.pk)


def test_a_feed_is_taken_in_once_and_says_what_was_left_out(mona: User) -> None:
    asked = an_import(mona)
    tasks.run_import(asked.pk)
    tasks.run_import(asked.pk)
    done = now(asked)
    assert (done.state, done.attempts, done.data) == ("done", 1, None)
    assert (done.report["read"], done.report["added"]) == (3, 1)
    assert done.report["refused"] == {"empty": 1, "not_a_claimreview": 1}
    assert Review.objects.count() == 1


def test_what_is_no_feed_says_so_and_leaves_nothing(mona: User) -> None:
    asked = an_import(mona, b"<html>")
    tasks.run_import(asked.pk)
    assert now(asked).state == "failed"
    assert "JSON" in now(asked).error


def test_a_worker_that_died_is_followed_by_another_three_times(mona: User) -> None:
    asked = an_import(mona)
    for times in range(1, 4):
        with time_machine.travel(timezone.now() + timedelta(hours=times)):
            assert imports._begun(asked.pk)
            assert imports._begun(asked.pk) is None  # it is being run
    with time_machine.travel(timezone.now() + timedelta(hours=5)):
        tasks.run_import(asked.pk)
    assert (now(asked).state, now(asked).attempts) == ("failed", 3)


def test_the_sweep_finds_what_no_nudge_has_reached(mona: User, monkeypatch: Any) -> None:
    woken: list[tuple[Any, ...]] = []
    monkeypatch.setattr(wake, "now", lambda *what: woken.append(what))
    asked = an_import(mona)
    tasks.dispatch()
    assert (imports.RUN, asked.pk) in woken


def test_a_feed_comes_from_the_web_too(mona: User, monkeypatch: Any) -> None:
    monkeypatch.setattr(fetching, "feed", lambda _url, into: into.write(FEED))
    asked = imports.ask_url(url="https://feeds.example/checks.json", by=mona)
    tasks.run_import(asked.pk)
    assert (now(asked).state, now(asked).size) == ("done", len(FEED))


def test_who_may_not_and_what_cannot_be_is_refused(edith: User, mona: User) -> None:
    with pytest.raises(NotAllowed):
        an_import(edith)
    with pytest.raises(EmptyText):
        an_import(mona, b"")
    with pytest.raises(TextTooLong):
        an_import(mona, b" " * (imports.LIMIT + 1))


def test_in_the_browser_a_file_is_handed_in_and_watched(client: Client, mona: User) -> None:
    client.force_login(mona)
    handed_in = client.post(reverse("imports"), {"file": SimpleUploadedFile("checks.json", FEED)}, follow=True)
    assert "It waits for a worker." in handed_in.content.decode()
    tasks.run_import(Import.objects.get().pk)
    html = client.get(
        reverse("import", args=[Import.objects.get().pk]), headers={"HX-Request": "true"}
    ).content.decode()
    assert "1 because it is no ClaimReview" in html
    assert "hx-trigger" not in html


@pytest.mark.parametrize("address", ["", "ftp://feeds.example/", "javascript:alert(1)"])
def test_what_is_no_address_is_said_beside_the_field(client: Client, mona: User, address: str) -> None:
    client.force_login(mona)
    answer = client.post(reverse("imports"), {"address": address})
    assert answer.status_code == 422
    assert "It must start with http:// or https://" in answer.content.decode()


def test_by_api_a_file_is_handed_in_and_followed(mona: User) -> None:
    program = as_(mona)
    file = SimpleUploadedFile("checks.json", FEED)
    asked = program.post(f"{V1}/imports/", {"file": file}, format="multipart")
    assert asked.status_code == 202
    tasks.run_import(asked.json()["id"])
    assert program.get(asked["Location"]).json()["report"]["added"] == 1
