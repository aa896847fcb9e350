"""What programs can take back, decide at once, and remap."""

from typing import Any

from claims.models import Claim, Event, User
from tests.api.clients import V1, as_, assert_problem, moved
from tests.stories import a_detected_claim, a_submitted_verdict
from tests.web.test_triage import a_full_article


def test_a_decision_is_taken_back_by_its_event(edith: User, emil: User) -> None:
    claim = a_detected_claim(edith)
    moved(as_(edith), claim.pk, "accept")
    event = Event.objects.get(claim=claim, verb="claim.accepted")
    assert_problem(as_(emil).post(f"{V1}/events/{event.pk}/undo/"), 403, "not_allowed")
    assert as_(edith).post(f"{V1}/events/{event.pk}/undo/").json()["status"] == "detected"
    assert_problem(as_(edith).post(f"{V1}/events/{event.pk}/undo/"), 409, "undone_already")


def test_an_author_recalls_what_waits(edith: User) -> None:
    claim_id = a_submitted_verdict(edith).claim_id
    answer = as_(edith).get(f"{V1}/claims/{claim_id}/").json()
    assert [move["name"] for move in answer["moves"]] == ["recall"]
    assert moved(as_(edith), claim_id, "recall").json()["lease"]["editor"]["name"] == "Edith"


def test_a_selection_is_decided_and_taken_back(edith: User, emil: User) -> None:
    article = a_full_article(edith, 3)
    ids = list(article.appearances.values_list("claim", flat=True))
    moved(as_(emil), ids[0], "dismiss", reason="opinion")
    selection = {"move": "accept", "claims": [{"id": each, "version": 1} for each in ids]}
    answer = as_(edith).post(f"{V1}/articles/{article.pk}/triage/", selection).json()
    assert sorted(answer["done"]) == sorted(ids[1:])
    assert [(each["claim"], each["code"], each["by"]) for each in answer["left"]] == [
        (ids[0], "version_conflict", "Emil")
    ]
    back = as_(edith).post(f"{V1}/batches/{answer['batch']}/undo/").json()
    assert (sorted(back["done"]), back["refused"]) == (sorted(ids[1:]), [])
    assert Claim.objects.filter(status="detected").count() == 2


def test_a_selection_without_a_reason_or_without_an_end_is_refused(edith: User) -> None:
    article = a_full_article(edith, 1)
    where, claims = f"{V1}/articles/{article.pk}/triage/", [{"id": article.appearances.get().claim_id}]
    assert_problem(as_(edith).post(where, {"move": "dismiss", "claims": claims}), 422, "reason_missing")
    assert_problem(as_(edith).post(where, {"move": "accept", "claims": []}), 422, "bad_value")
    for wrong in (claims * 201, [{"id": "x"}]):
        assert as_(edith).post(where, {"move": "accept", "claims": wrong}).status_code == 400


def test_keys_are_read_changed_and_reset(edith: User) -> None:
    def key(answer: Any, name: str = "accept") -> str:
        return str(next(each["key"] for each in answer.json()["keys"] if each["name"] == name))

    desk = as_(edith)
    assert key(desk.get(f"{V1}/me/keys/")) == "a"
    assert key(desk.patch(f"{V1}/me/keys/", {"keys": {"accept": ";"}})) == ";"
    assert_problem(desk.patch(f"{V1}/me/keys/", {"keys": {"accept": "d"}}), 422, "bad_value")
    assert desk.delete(f"{V1}/me/keys/").status_code == 204
    assert key(desk.get(f"{V1}/me/keys/")) == "a"
