"""Rules of the API: visibility, refusals and costs."""

from collections.abc import Callable
from typing import Any

import pytest
from celery import current_app
from django.db import IntegrityError, OperationalError
from django.test import Client
from psycopg.errors import LockNotAvailable, UniqueViolation
from rest_framework.throttling import SimpleRateThrottle

from claims.api import reports
from claims.api.moves import MOVE_RESOURCES
from claims.models import Event, Publication, User
from claims.services.articles import begin_article_reading, record_reading_failure
from claims.services.reports import report_problem
from claims.workflow import MOVES
from tests.api.api_clients import API_ROOT, api_client, assert_problem, post_move
from tests.people import PASSWORD
from tests.stories import (
    make_article,
    make_detected_claim,
    make_publication,
    make_queued_claim,
    make_read_article,
    make_submitted_verdict,
    make_taken_claim,
)


def test_every_move_has_a_url() -> None:
    assert set(MOVE_RESOURCES) == set(MOVES)


def test_the_same_text_returns_the_existing_article(cora: User, edith: User) -> None:
    existing = api_client(edith).post(f"{API_ROOT}/articles/", {"text": "News of the day."})
    again = api_client(cora).post(f"{API_ROOT}/articles/", {"text": "News of the day."})
    assert (existing.status_code, again.status_code) == (201, 200)
    assert again["Location"] == existing["Location"]
    assert api_client(cora).get(again["Location"]).status_code == 200


def test_a_contributor_sees_their_own_articles_only(cora: User, edith: User) -> None:
    hers, other = make_article(cora), make_article(edith)
    contributor = api_client(cora)
    assert [article_ids["id"] for article_ids in contributor.get(f"{API_ROOT}/articles/").data["results"]] == [hers.pk]
    for path in ("", "text/", "claims/", "events/"):
        assert_problem(contributor.get(f"{API_ROOT}/articles/{other.pk}/{path}"), 404, "not_found")


def test_a_claim_lists_only_possible_moves(edith: User, emil: User, mona: User) -> None:
    claim = make_taken_claim(edith)
    names = {
        person.name: [step["name"] for step in api_client(person).get(f"{API_ROOT}/claims/{claim.pk}/").data["moves"]]
        for person in (edith, emil, mona)
    }
    assert names == {"Edith": ["dismiss", "release", "submit"], "Emil": [], "Mona": ["dismiss", "release"]}


def test_a_leased_claim_cannot_be_taken(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    answer = post_move(api_client(emil), claim.pk, "take")
    assert_problem(answer, 409, "already_taken")
    assert answer.json()["facts"] == {"claim": claim.pk, "editor": "Edith"}


def test_an_author_cannot_approve_their_own_verdict(mona: User) -> None:
    verdict = make_submitted_verdict(mona)
    assert_problem(post_move(api_client(mona), verdict.claim_id, "approve"), 403, "author_cannot_approve")


def test_a_changed_claim_is_not_moved(edith: User) -> None:
    claim = make_detected_claim(edith)
    answer = post_move(api_client(edith), claim.pk, "accept", version=claim.version + 1)
    assert_problem(answer, 409, "version_conflict")
    assert answer.json()["facts"] == {"claim": claim.pk, "version": 1, "status": "detected"}


def test_missing_parts_of_a_verdict_are_named(edith: User) -> None:
    answer = post_move(api_client(edith), make_taken_claim(edith).pk, "submit")
    assert_problem(answer, 422, "verdict_incomplete")
    assert "rating" in answer.json()["facts"]["missing"]


def test_a_draft_keeps_the_other_fields(edith: User) -> None:
    path = f"{API_ROOT}/claims/{make_taken_claim(edith).pk}/draft/"
    editor = api_client(edith)
    first = editor.patch(path, {"version": 1, "summary": "Close."})
    second = editor.patch(path, {"version": first.data["version"], "rating": "true"})
    assert (second.data["summary"], second.data["rating"]) == ("Close.", "true")


def test_a_marked_passage_becomes_a_claim(edith: User) -> None:
    article = make_read_article(edith)
    start = article.text.index("The mayor")
    passage = {"start": start, "end": start + 9, "exact": "The mayor"}
    answer = api_client(edith).post(f"{API_ROOT}/articles/{article.pk}/claims/", passage)
    assert (answer.status_code, answer.data["status"], answer["Location"]) == (201, "queued", answer.data["href"])
    assert answer.data["added_by"] == {"id": edith.pk, "name": "Edith"}


def test_a_correction_is_a_new_revision_and_the_old_one_stays(edith: User, mona: User) -> None:
    claim = make_publication(edith, mona).claim_id
    first = api_client(None).get(f"{API_ROOT}/publications/{claim}/").data
    post_move(api_client(mona), claim, "withdraw", reason="The count was never made.")
    now = api_client(None).get(f"{API_ROOT}/publications/{claim}/").data
    assert (now["kind"], now["note"], now["revision"]) == ("withdrawn", "The count was never made.", 2)
    assert api_client(None).get(first["href"]).data == first
    numbers = [
        row["revision"] for row in api_client(None).get(f"{API_ROOT}/publications/{claim}/revisions/").json()["results"]
    ]
    assert numbers == [2, 1]
    assert api_client(None).get(f"{API_ROOT}/publications/").json()["results"] == []


def test_a_report_opens_a_case(edith: User, mona: User) -> None:
    claim = make_publication(edith, mona).claim_id
    report = {"reason": "outdated", "text": "A new count is out.", "email": "reader@home.example"}
    receipt = api_client(None).post(f"{API_ROOT}/publications/{claim}/reports/", report)
    assert receipt.status_code == 201
    [case] = api_client(mona).get(f"{API_ROOT}/moderation/").data["results"]
    report = case["report"]
    assert (report["id"], report["claim"], report["text"]) == (receipt.data["id"], claim, report["text"])
    closed = api_client(mona).post(
        f"{API_ROOT}/reports/{report['id']}/close/", {"outcome": "upheld", "note": "Corrected."}
    )
    assert closed.data["outcome"] == "upheld"
    assert api_client(mona).get(f"{API_ROOT}/reports/").data["results"] == []


def test_a_long_email_is_refused(edith: User, mona: User) -> None:
    claim = make_publication(edith, mona).claim_id
    report = {"reason": "outdated", "text": "A new count is out.", "email": f"{'x' * 243}@home.example"}
    assert_problem(api_client(None).post(f"{API_ROOT}/publications/{claim}/reports/", report), 400, "invalid")


def test_the_email_of_a_person_without_a_name_is_not_shown(edith: User) -> None:
    nameless = User.objects.create_user("nora@desk.example", role="editor")
    claim = make_taken_claim(nameless)
    html = api_client(edith).get(f"{API_ROOT}/claims/{claim.pk}/")
    assert html.data["lease"]["editor"]["name"] == "nora"
    assert "nora@" not in html.content.decode()


def test_reports_of_a_reader_are_limited(edith: User, mona: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SimpleRateThrottle.THROTTLE_RATES, "reports", "1/hour")
    path = f"{API_ROOT}/publications/{make_publication(edith, mona).claim_id}/reports/"
    report = {"reason": "other", "text": "Look again."}
    headers: dict[str, Any] = {"HTTP_X_FORWARDED_FOR": "203.0.113.7"}
    assert api_client(None).post(path, report).status_code == 201
    answer = api_client(None).post(path, report, **headers)
    assert_problem(answer, 429, "throttled")
    assert 0 < int(answer["Retry-After"]) <= 3600


def test_history_has_actors(edith: User) -> None:
    claim = make_queued_claim(edith)
    [accepted] = api_client(edith).get(f"{API_ROOT}/claims/{claim.pk}/events/").data["results"]
    assert (accepted["verb"], accepted["actor"]["name"]) == ("claim.accepted", "Edith")
    assert accepted["data"] == {"from_status": "detected", "to_status": "queued"}


def test_a_failed_article_is_retried(cora: User, mona: User) -> None:
    article = make_article(cora)
    for _ in range(3):
        begin_article_reading(article_id=article.pk)
        record_reading_failure(article_id=article.pk, error="It died.")
    [case] = api_client(mona).get(f"{API_ROOT}/moderation/", {"kind": "reading"}).data["results"]
    failed = case["article"]
    assert (failed["id"], failed["error"]) == (article.pk, "It died.")
    assert api_client(mona).post(f"{API_ROOT}/articles/{article.pk}/retry/").data["status"] == "received"
    assert_problem(api_client(mona).post(f"{API_ROOT}/articles/{article.pk}/retry/"), 409, "illegal_move")


def test_a_session_needs_its_csrf_token(cora: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cora)
    assert browser.get(f"{API_ROOT}/me/").json()["email"] == cora.email
    answer = browser.post(f"{API_ROOT}/articles/", {"text": "News."}, content_type="application/json")
    assert_problem(answer, 403, "permission_denied")


def test_a_problem_type_is_described(db: None) -> None:
    problem = api_client(None).get(f"{API_ROOT}/claims/1/").json()
    assert api_client(None).get(problem["type"]).data == {
        "code": "not_authenticated",
        "status": 401,
        "title": problem["title"],
    }
    codes = {kind["code"] for kind in api_client(None).get(f"{API_ROOT}/problems/").data["results"]}
    assert {"lease_expired", "throttled", "invalid"} <= codes


RACING_MOVES = {
    (409, "conflict"): (IntegrityError, UniqueViolation),
    (503, "busy"): (OperationalError, LockNotAvailable),
}


@pytest.mark.parametrize("answer", RACING_MOVES)
def test_a_race_is_decided_by_the_database(
    mona: User, monkeypatch: pytest.MonkeyPatch, answer: tuple[int, str]
) -> None:
    def race(**_: object) -> None:
        error, cause = RACING_MOVES[answer]
        raise error from cause()

    monkeypatch.setattr(reports, "close_report", race)
    assert_problem(api_client(mona).post(f"{API_ROOT}/reports/1/close/", {"outcome": "upheld"}), *answer)


def test_an_unexpected_error_is_a_problem(mona: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "close_report", lambda **_: 1 / 0)
    client = api_client(mona)
    client.raise_request_exception = False
    assert_problem(client.post(f"{API_ROOT}/reports/1/close/", {"outcome": "upheld"}), 500, "error")


def test_articles_are_submitted_without_redis(
    cora: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(current_app.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(current_app, "_pool", None)
    with django_capture_on_commit_callbacks(execute=True) as nudges:
        assert api_client(cora).post(f"{API_ROOT}/articles/", {"text": "News of the day."}).status_code == 201
    assert nudges
    assert Client().get("/health/").json()["redis"] == "away"


def test_every_write_records_one_event(cora: User) -> None:
    client = api_client(cora)
    before = Event.objects.count()
    client.post(f"{API_ROOT}/articles/", {"text": "News of the day."})
    client.post(f"{API_ROOT}/login/", {"email": cora.email, "password": PASSWORD})
    assert Event.objects.count() == before + 2


MAX_QUERIES = 12
LIST_PATHS = ["articles/", "claims/", "queue/", "queue/mine/", "moderation/", "publications/", "reports/"]


@pytest.mark.parametrize("path", LIST_PATHS)
def test_a_longer_list_runs_no_more_queries(
    edith: User, mona: User, path: str, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for _ in range(3):
        report_problem(publication=make_publication(edith, mona), reason="other", text="Look again.")
        make_taken_claim(edith)
        make_queued_claim(edith)
        make_submitted_verdict(edith)
    client = api_client(mona)
    with django_assert_max_num_queries(MAX_QUERIES):
        assert client.get(f"{API_ROOT}/{path}").status_code == 200


def test_one_claim_runs_few_queries(edith: User, mona: User, django_assert_max_num_queries: Callable[..., Any]) -> None:
    publication: Publication = make_publication(edith, mona)
    with django_assert_max_num_queries(MAX_QUERIES):
        as_detail = api_client(edith).get(f"{API_ROOT}/claims/{publication.claim_id}/")
    assert as_detail.data["publication"].endswith(f"/publications/{publication.claim_id}/")
