"""A POST that is sent twice under one key is done once; and writers say which version they have seen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from rest_framework.test import APIClient

from claims import tasks
from claims.models import Answer, Article, Event, User
from tests.api.clients import V1, as_, assert_problem, moved
from tests.stories import a_queued_claim, a_taken_claim

ARTICLES = f"{V1}/articles/"
TEXT = {"text": "The mayor said on Monday that 300 trees were planted."}


def handed_in(client: APIClient, key: str = "one", **body: str) -> Any:
    return client.post(ARTICLES, {**TEXT, **body}, HTTP_IDEMPOTENCY_KEY=key)


def test_asking_again_under_the_same_key_gives_the_first_answer(cora: User) -> None:
    program = as_(cora)
    first, again = handed_in(program), handed_in(program)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again["Location"] == first["Location"]
    assert again["Idempotency-Replayed"] == "true"
    assert Event.objects.filter(verb="article.submitted").count() == 1


def test_a_step_is_taken_once(edith: User) -> None:
    claim, program = a_queued_claim(edith), as_(edith)
    for _ in range(2):
        answer = program.post(f"{V1}/claims/{claim.pk}/moves/take/", {}, HTTP_IDEMPOTENCY_KEY="take it")
        assert_problem(answer, 400, "invalid")  # a blank is no visible character
        answer = program.post(f"{V1}/claims/{claim.pk}/moves/take/", {}, HTTP_IDEMPOTENCY_KEY="take-it")
        assert answer.json()["status"] == "in_review"
    assert Event.objects.filter(verb="claim.taken").count() == 1


def test_the_same_key_for_something_else_is_refused(cora: User) -> None:
    program = as_(cora)
    handed_in(program)
    assert_problem(handed_in(program, title="Another"), 422, "key_reused")
    assert Article.objects.count() == 1


def test_two_people_may_choose_the_same_key(cora: User, edith: User) -> None:
    assert handed_in(as_(cora)).status_code == 201
    assert handed_in(as_(edith)).status_code == 200  # the article is there already, and the answer is her own
    assert Answer.objects.count() == 2


def test_a_refusal_is_not_kept(cora: User) -> None:
    program = as_(cora)
    assert_problem(handed_in(program, text=" "), 422, "empty_text")
    assert handed_in(program).status_code == 201


def test_after_a_day_a_key_is_new(cora: User) -> None:
    program = as_(cora)
    handed_in(program)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        tasks.sweep()
        assert not Answer.objects.exists()
        assert "Idempotency-Replayed" not in handed_in(program)


def test_no_secret_is_kept(cora: User) -> None:
    answer = as_(cora).post(f"{V1}/tokens/", {"name": "a"}, HTTP_IDEMPOTENCY_KEY="one")
    assert answer.status_code == 201
    assert not Answer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twice_at_the_same_moment_is_done_once(cora: User) -> None:
    clients = [as_(cora) for _ in range(4)]

    def ask(client: APIClient) -> int:
        try:
            return int(handed_in(client).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, clients)) == [201] * 4
    assert Event.objects.filter(verb__startswith="article.submitted").count() == 1


# If-Match -------------------------------------------------------------------------


def test_a_draft_is_saved_over_what_was_seen_and_over_nothing_else(edith: User) -> None:
    claim, program = a_taken_claim(edith), as_(edith)
    draft = f"{V1}/claims/{claim.pk}/draft/"
    tag = program.get(draft)["ETag"]
    saved = program.patch(draft, {"summary": "Close."}, HTTP_IF_MATCH=tag)
    assert (saved.status_code, saved["ETag"]) == (200, '"2"')
    late = program.patch(draft, {"summary": "Far."}, HTTP_IF_MATCH=tag)
    assert_problem(late, 412, "precondition_failed")
    assert late.json()["facts"]["summary"] == "Close."
    assert program.patch(draft, {"summary": "Far."}, HTTP_IF_MATCH="*").status_code == 200


@pytest.mark.parametrize("tag", ['W/"1"', "1", '"one"', '"99"', ""])
def test_what_names_no_version_of_it_does_not_match(edith: User, tag: str) -> None:
    claim = a_taken_claim(edith)
    answer = as_(edith).patch(f"{V1}/claims/{claim.pk}/draft/", {"summary": "Far."}, HTTP_IF_MATCH=tag)
    assert_problem(answer, 412, "precondition_failed")


def test_a_tag_without_end_is_refused(edith: User) -> None:
    claim = a_taken_claim(edith)
    answer = as_(edith).patch(f"{V1}/claims/{claim.pk}/draft/", {"summary": "Far."}, HTTP_IF_MATCH="1" * 201)
    assert_problem(answer, 400, "invalid")


def test_who_says_nothing_of_what_they_saw_is_asked_to(edith: User) -> None:
    claim, program = a_taken_claim(edith), as_(edith)
    for path, body in (("draft", {"summary": "Far."}), ("reading", {"hedged": True})):
        assert_problem(program.patch(f"{V1}/claims/{claim.pk}/{path}/", body), 428, "precondition_required")


def test_a_step_can_name_what_was_seen_too(edith: User) -> None:
    claim, program = a_queued_claim(edith), as_(edith)
    tag = program.get(f"{V1}/claims/{claim.pk}/")["ETag"]
    assert moved(program, claim.pk, "take").status_code == 200
    answer = program.post(f"{V1}/claims/{claim.pk}/moves/release/", {}, HTTP_IF_MATCH=tag)
    assert_problem(answer, 412, "precondition_failed")
    assert answer.json()["facts"]["status"] == "in_review"
