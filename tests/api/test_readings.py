"""Corrections of readings through the API."""

from typing import Any

import pytest

from claims.event_data.claims import ClaimCorrected
from claims.models import Appearance, Article, Event, User
from claims.services.claims import add_claim
from tests.api.api_clients import API_ROOT, api_client, assert_problem
from tests.stories import make_article, make_detected_claim, make_queued_claim, make_read_article

OFFICE = {"name": "Parks office", "kind": "organisation", "cue": "according to"}
MAYOR = {"name": "The mayor", "kind": "person", "cue": "said"}


def test_correcting_a_chain_keeps_the_rest(edith: User) -> None:
    claim, client = make_detected_claim(edith), api_client(edith)
    path = f"{API_ROOT}/claims/{claim.pk}/reading/"
    before = client.get(path).json()
    answer = client.patch(path, {"version": before["version"], "sources": [OFFICE, MAYOR]}).json()
    assert [link["name"] for link in answer["sources"]] == ["Parks office", "The mayor"]
    assert answer["sources"][1]["start"] == before["sources"][0]["start"]
    assert {name: answer[name] for name in ("exact", "quantities", "hedged")} == {
        name: before[name] for name in ("exact", "quantities", "hedged")
    }
    assert answer == client.get(path).json()
    assert Event.objects.get(verb="claim.corrected").payload_as(ClaimCorrected).after.exact == before["exact"]


def test_a_correction_keeps_the_parts_of_a_quotation(edith: User) -> None:
    claim = make_detected_claim(edith)
    Appearance.objects.update(parts=[[1, 2], [3, 4]])
    api_client(edith).patch(f"{API_ROOT}/claims/{claim.pk}/reading/", {"version": 1, "assertion": "denied"})
    appearance = Appearance.objects.get()
    assert (appearance.assertion, appearance.parts) == ("denied", [[1, 2], [3, 4]])


def test_the_passage_is_moved_by_its_position(edith: User) -> None:
    claim = make_detected_claim(edith)
    appearance = claim.appearances.get()
    body = {"version": 1, "start": appearance.start, "end": appearance.start + 9}
    assert api_client(edith).patch(f"{API_ROOT}/claims/{claim.pk}/reading/", body).json()["exact"] == "300 trees"


def test_an_older_version_is_refused_with_the_newer_reading(edith: User, emil: User) -> None:
    claim = make_queued_claim(edith)
    path = f"{API_ROOT}/claims/{claim.pk}/reading/"
    api_client(emil).patch(path, {"version": claim.version, "sources": [OFFICE]})
    answer = api_client(edith).patch(path, {"version": claim.version, "sources": []})
    assert_problem(answer, 409, "version_conflict")
    assert answer.json()["facts"]["version"] == claim.version + 1
    assert answer.json()["facts"]["reading"]["sources"][0]["name"] == "Parks office"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 428, "precondition_required"),
        ({"version": 1, "sources": [{"name": " "}]}, 400, "invalid"),
        ({"version": 1, "sources": [{"name": "x", "kind": "planet"}]}, 400, "invalid"),
        ({"version": 1, "sources": [OFFICE] * 11}, 400, "invalid"),
        ({"version": 1, "quantities": [{"low": 10**400}]}, 400, "invalid"),
        ({"version": 1, "quantities": [{"low": "nan"}]}, 400, "invalid"),
        ({"version": 1, "quantities": [{"low": "7"}]}, 400, "invalid"),
        ({"version": 1, "quantities": [{}]}, 422, "bad_value"),
        ({"version": 1, "quantities": [{"low": 2, "high": 1}]}, 422, "bad_value"),
        ({"version": 1, "start": 3, "end": 3}, 422, "anchor_lost"),
        ({"version": 1, "end": 2**31 - 1}, 422, "anchor_lost"),
    ],
)
def test_a_bad_reading_is_refused(edith: User, body: dict[str, Any], status: int, code: str) -> None:
    claim = make_detected_claim(edith)
    assert_problem(api_client(edith).patch(f"{API_ROOT}/claims/{claim.pk}/reading/", body), status, code)
    assert not Event.objects.filter(verb="claim.corrected").exists()


def test_a_read_article_is_read_again(edith: User) -> None:
    article = make_read_article(edith)
    assert (
        api_client(edith).post(f"{API_ROOT}/articles/{article.pk}/reread/").json()["status"] == Article.Status.RECEIVED
    )
    assert_problem(api_client(edith).post(f"{API_ROOT}/articles/{article.pk}/reread/"), 409, "illegal_move")
    assert_problem(api_client(edith).post(f"{API_ROOT}/articles/{make_article(edith).pk}/reread/"), 409, "illegal_move")


def test_an_appearance_names_its_pipeline(edith: User) -> None:
    claim = make_detected_claim(edith)
    appearance = api_client(edith).get(f"{API_ROOT}/claims/{claim.pk}/").json()["appearances"][0]
    assert appearance["pipeline"] == "test 1"
    by_hand = add_claim(article=claim.appearances.get().article, editor=edith, start=0, end=6, exact="Report")
    assert api_client(edith).get(f"{API_ROOT}/claims/{by_hand.pk}/").json()["appearances"][0]["pipeline"] == ""
