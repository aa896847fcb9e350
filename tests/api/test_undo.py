"""Undo, batch triage and keys through the API."""

from typing import Any

from claims.models import Claim, Event, User
from tests.api.api_clients import API_ROOT, api_client, assert_problem, post_move
from tests.stories import make_detected_claim, make_submitted_verdict
from tests.web.desk.test_triage_cards import make_full_article


def test_a_decision_is_undone_by_its_event(edith: User, emil: User) -> None:
    claim = make_detected_claim(edith)
    post_move(api_client(edith), claim.pk, "accept")
    event = Event.objects.get(claim=claim, verb="claim.accepted")
    assert_problem(api_client(emil).post(f"{API_ROOT}/events/{event.pk}/undo/"), 403, "not_allowed")
    assert api_client(edith).post(f"{API_ROOT}/events/{event.pk}/undo/").json()["status"] == "detected"
    assert_problem(api_client(edith).post(f"{API_ROOT}/events/{event.pk}/undo/"), 409, "undone_already")


def test_an_author_recalls_a_submitted_verdict(edith: User) -> None:
    claim_id = make_submitted_verdict(edith).claim_id
    answer = api_client(edith).get(f"{API_ROOT}/claims/{claim_id}/").json()
    assert [move["name"] for move in answer["moves"]] == ["recall"]
    assert post_move(api_client(edith), claim_id, "recall").json()["lease"]["editor"]["name"] == "Edith"


def test_a_batch_is_decided_and_undone(edith: User, emil: User) -> None:
    article = make_full_article(edith, 3)
    ids = list(article.appearances.values_list("claim", flat=True))
    post_move(api_client(emil), ids[0], "dismiss", reason="opinion")
    selection = {"move": "accept", "claims": [{"id": claim_id, "version": 1} for claim_id in ids]}
    answer = api_client(edith).post(f"{API_ROOT}/articles/{article.pk}/triage/", selection).json()
    assert sorted(answer["decided"]) == sorted(ids[1:])
    assert [(row["claim"], row["code"], row["by"]) for row in answer["skipped"]] == [
        (ids[0], "version_conflict", "Emil")
    ]
    back = api_client(edith).post(f"{API_ROOT}/batches/{answer['batch']}/undo/").json()
    assert (sorted(back["undone"]), back["refused"]) == (sorted(ids[1:]), [])
    assert Claim.objects.filter(status="detected").count() == 2


def test_a_bad_batch_is_refused(edith: User) -> None:
    article = make_full_article(edith, 1)
    where, claims = f"{API_ROOT}/articles/{article.pk}/triage/", [{"id": article.appearances.get().claim_id}]
    assert_problem(api_client(edith).post(where, {"move": "dismiss", "claims": claims}), 422, "reason_missing")
    assert_problem(api_client(edith).post(where, {"move": "accept", "claims": []}), 422, "bad_value")
    for wrong in (claims * 201, [{"id": "x"}]):
        assert api_client(edith).post(where, {"move": "accept", "claims": wrong}).status_code == 400


def test_keys_are_read_changed_and_reset(edith: User) -> None:
    def key(answer: Any, name: str = "accept") -> str:
        return str(next(each["key"] for each in answer.json()["keys"] if each["name"] == name))

    desk = api_client(edith)
    assert key(desk.get(f"{API_ROOT}/me/keys/")) == "a"
    assert key(desk.patch(f"{API_ROOT}/me/keys/", {"keys": {"accept": ";"}})) == ";"
    assert_problem(desk.patch(f"{API_ROOT}/me/keys/", {"keys": {"accept": "d"}}), 422, "bad_value")
    assert desk.delete(f"{API_ROOT}/me/keys/").status_code == 204
    assert key(desk.get(f"{API_ROOT}/me/keys/")) == "a"
