"""Idempotency keys, and versions in If-Match."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from rest_framework.test import APIClient

from claims.models import Article, Event, IdempotentResponse, User
from claims.tasks import delete_expired_records
from tests.api.api_clients import API_ROOT, api_client, assert_problem, post_move
from tests.stories import make_queued_claim, make_taken_claim

ARTICLES = f"{API_ROOT}/articles/"
ARTICLE_TEXT = {"text": "The mayor said on Monday that 300 trees were planted."}


def post_article(client: APIClient, key: str = "one", **body: str) -> Any:
    return client.post(ARTICLES, {**ARTICLE_TEXT, **body}, HTTP_IDEMPOTENCY_KEY=key)


def test_the_same_key_gets_the_first_response(cora: User) -> None:
    program = api_client(cora)
    first, again = post_article(program), post_article(program)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again["Location"] == first["Location"]
    assert again["Idempotency-Replayed"] == "true"
    assert Event.objects.filter(verb="article.submitted").count() == 1


def test_a_move_is_made_once(edith: User) -> None:
    claim, program = make_queued_claim(edith), api_client(edith)
    for _ in range(2):
        answer = program.post(f"{API_ROOT}/claims/{claim.pk}/moves/take/", {}, HTTP_IDEMPOTENCY_KEY="take it")
        assert_problem(answer, 400, "invalid")  # a blank is no visible character
        answer = program.post(f"{API_ROOT}/claims/{claim.pk}/moves/take/", {}, HTTP_IDEMPOTENCY_KEY="take-it")
        assert answer.json()["status"] == "in_review"
    assert Event.objects.filter(verb="claim.taken").count() == 1


def test_the_same_key_for_another_request_is_refused(cora: User) -> None:
    program = api_client(cora)
    post_article(program)
    assert_problem(post_article(program, title="Another"), 422, "key_reused")
    assert Article.objects.count() == 1


def test_two_people_may_use_the_same_key(cora: User, edith: User) -> None:
    assert post_article(api_client(cora)).status_code == 201
    assert post_article(api_client(edith)).status_code == 200  # the article is there already, and the answer is her own
    assert IdempotentResponse.objects.count() == 2


def test_a_refusal_is_not_stored(cora: User) -> None:
    program = api_client(cora)
    assert_problem(post_article(program, text=" "), 422, "empty_text")
    assert post_article(program).status_code == 201


def test_a_key_expires_after_a_day(cora: User) -> None:
    program = api_client(cora)
    post_article(program)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        delete_expired_records()
        assert not IdempotentResponse.objects.exists()
        assert "Idempotency-Replayed" not in post_article(program)


def test_no_secret_is_stored(cora: User) -> None:
    answer = api_client(cora).post(f"{API_ROOT}/tokens/", {"name": "a"}, HTTP_IDEMPOTENCY_KEY="one")
    assert answer.status_code == 201
    assert not IdempotentResponse.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_simultaneous_requests_run_once(cora: User) -> None:
    clients = [api_client(cora) for _ in range(4)]

    def ask(client: APIClient) -> int:
        try:
            return int(post_article(client).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, clients)) == [201] * 4
    assert Event.objects.filter(verb__startswith="article.submitted").count() == 1


# If-Match -------------------------------------------------------------------------


def test_a_draft_is_saved_only_over_the_version_seen(edith: User) -> None:
    claim, program = make_taken_claim(edith), api_client(edith)
    draft = f"{API_ROOT}/claims/{claim.pk}/draft/"
    tag = program.get(draft)["ETag"]
    saved = program.patch(draft, {"summary": "Close."}, HTTP_IF_MATCH=tag)
    assert (saved.status_code, saved["ETag"]) == (200, '"2"')
    late = program.patch(draft, {"summary": "Far."}, HTTP_IF_MATCH=tag)
    assert_problem(late, 412, "precondition_failed")
    assert late.json()["facts"]["summary"] == "Close."
    assert program.patch(draft, {"summary": "Far."}, HTTP_IF_MATCH="*").status_code == 200


@pytest.mark.parametrize("tag", ['W/"1"', "1", '"one"', '"99"', ""])
def test_an_unknown_tag_does_not_match(edith: User, tag: str) -> None:
    claim = make_taken_claim(edith)
    answer = api_client(edith).patch(f"{API_ROOT}/claims/{claim.pk}/draft/", {"summary": "Far."}, HTTP_IF_MATCH=tag)
    assert_problem(answer, 412, "precondition_failed")


def test_a_long_tag_is_refused(edith: User) -> None:
    claim = make_taken_claim(edith)
    answer = api_client(edith).patch(
        f"{API_ROOT}/claims/{claim.pk}/draft/", {"summary": "Far."}, HTTP_IF_MATCH="1" * 201
    )
    assert_problem(answer, 400, "invalid")


def test_a_change_without_a_version_is_refused(edith: User) -> None:
    claim, program = make_taken_claim(edith), api_client(edith)
    for path, body in (("draft", {"summary": "Far."}), ("reading", {"hedged": True})):
        assert_problem(program.patch(f"{API_ROOT}/claims/{claim.pk}/{path}/", body), 428, "precondition_required")


def test_a_move_can_name_the_version_seen(edith: User) -> None:
    claim, program = make_queued_claim(edith), api_client(edith)
    tag = program.get(f"{API_ROOT}/claims/{claim.pk}/")["ETag"]
    assert post_move(program, claim.pk, "take").status_code == 200
    answer = program.post(f"{API_ROOT}/claims/{claim.pk}/moves/release/", {}, HTTP_IF_MATCH=tag)
    assert_problem(answer, 412, "precondition_failed")
    assert answer.json()["facts"]["status"] == "in_review"
