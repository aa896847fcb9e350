"""A worker imports feeds of moderators once, and reports progress and refused entries."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.bounds import MAX_FEED_BYTES
from claims.models import FactCheck, Import, User
from claims.refusals import EmptyText, NotAllowed, TextTooLong
from claims.services import task_wakeups
from claims.services.imports import RUN_TASK, _begin_import, create_file_import, create_url_import
from claims.tasks import dispatch_readings, run_import
from tests.api.api_clients import API_ROOT, api_client
from tests.claimreview_samples import claimreview_sample

FEED = json.dumps([claimreview_sample(1), None, {"@type": "Thing"}]).encode()


def make_import(by: User, data: bytes = FEED) -> Import:
    return create_file_import(name="checks.json", data=data, by=by)


def reloaded(run: Import) -> Import:
    return Import.objects.get(pk=run.pk)


def test_a_feed_is_imported_once_with_a_report_of_refused_entries(mona: User) -> None:
    run = make_import(mona)
    run_import(run.pk)
    run_import(run.pk)
    done = reloaded(run)
    assert (done.state, done.attempts, done.data) == ("done", 1, None)
    assert (done.report["read"], done.report["added"]) == (3, 1)
    assert done.report["refused"] == {"empty": 1, "not_a_claimreview": 1}
    assert FactCheck.objects.count() == 1


def test_a_file_that_is_no_feed_fails_and_imports_nothing(mona: User) -> None:
    run = make_import(mona, b"<html>")
    run_import(run.pk)
    assert reloaded(run).state == "failed"
    assert "no ClaimReview" in reloaded(run).error


def test_an_interrupted_import_is_started_three_times(mona: User) -> None:
    run = make_import(mona)
    for times in range(1, 4):
        with time_machine.travel(timezone.now() + timedelta(hours=times)):
            assert _begin_import(run.pk)
            assert _begin_import(run.pk) is None  # it is being run
    with time_machine.travel(timezone.now() + timedelta(hours=5)):
        run_import(run.pk)
    assert (reloaded(run).state, reloaded(run).attempts) == ("failed", 3)


def test_the_sweep_runs_imports_whose_message_was_lost(mona: User, monkeypatch: Any) -> None:
    woken: list[tuple[Any, ...]] = []
    monkeypatch.setattr(task_wakeups, "send_task", lambda *what: woken.append(what))
    run = make_import(mona)
    dispatch_readings()
    assert (RUN_TASK, run.pk) in woken


def test_a_feed_is_imported_by_url(mona: User, monkeypatch: Any) -> None:
    monkeypatch.setattr("claims.services.imports.fetch_feed_file", lambda _url, into: into.write(FEED))
    run = create_url_import(url="https://feeds.example/checks.json", by=mona)
    run_import(run.pk)
    assert (reloaded(run).state, reloaded(run).total_bytes) == ("done", len(FEED))


def test_editors_and_invalid_feeds_are_refused(edith: User, mona: User) -> None:
    with pytest.raises(NotAllowed):
        make_import(edith)
    with pytest.raises(EmptyText):
        make_import(mona, b"")
    with pytest.raises(TextTooLong):
        make_import(mona, b" " * (MAX_FEED_BYTES + 1))


def test_a_file_is_submitted_on_the_page_that_shows_its_progress(client: Client, mona: User) -> None:
    client.force_login(mona)
    handed_in = client.post(reverse("imports"), {"file": SimpleUploadedFile("checks.json", FEED)}, follow=True)
    assert "The import will start soon." in handed_in.content.decode()
    run_import(Import.objects.get().pk)
    html = client.get(
        reverse("import", args=[Import.objects.get().pk]), headers={"HX-Request": "true"}
    ).content.decode()
    assert "1: the entry is not a ClaimReview" in html
    assert "hx-trigger" not in html


@pytest.mark.parametrize("address", ["", "ftp://feeds.example/", "javascript:alert(1)"])
def test_an_invalid_url_is_reported_beside_the_field(client: Client, mona: User, address: str) -> None:
    client.force_login(mona)
    answer = client.post(reverse("imports"), {"address": address})
    assert answer.status_code == 422
    assert "It must start with http:// or https://" in answer.content.decode()


def test_a_file_is_submitted_by_api_and_its_progress_read(mona: User) -> None:
    program = api_client(mona)
    file = SimpleUploadedFile("checks.json", FEED)
    response = program.post(f"{API_ROOT}/imports/", {"file": file}, format="multipart")
    assert response.status_code == 202
    run_import(response.json()["id"])
    assert program.get(response["Location"]).json()["report"]["added"] == 1
