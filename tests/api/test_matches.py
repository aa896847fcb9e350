"""Matches through the API."""

from typing import Any

from claims.models import Match, User
from claims.services.matches import suggest_matches_for_claim
from tests.api.api_clients import API_ROOT, api_client, assert_problem
from tests.stories import FOREIGN_FEED, import_foreign_fact_check, make_match, make_queued_claim


def test_a_match_shows_the_numbers_that_differ(edith: User) -> None:
    match = make_match(edith)
    (data,) = api_client(edith).get(f"{API_ROOT}/claims/{match.claim_id}/matches/").json()["results"]
    assert (data["id"], data["state"], data["judged_by"], data["judged_at"]) == (match.pk, "suggested", None, None)
    assert data["fact_check"] == {
        "publisher": "The Checkers", "site": "check.example", "url": "https://www.check.example/1",
        "title": "We counted", "claim_text": "500 trees were planted", "claimant": "The mayor", "claimed": None,
        "reviewed": "2026-03-05", "rating": "Mostly true", "language": "en", "archive": False,
    }  # fmt: skip
    assert data["relation"] == "number_differs"
    assert [reason["code"] for reason in data["reasons"] if reason["against"]] == ["different_numbers"]
    (difference,) = data["differences"]
    assert (difference["claim"]["low"], difference["fact_check"]["low"]) == (300, 500)


def test_a_match_is_judged_and_reopened(edith: User) -> None:
    match, client = make_match(edith), api_client(edith)
    for name, state in (("confirm", "confirmed"), ("reject", "rejected"), ("reopen", "suggested")):
        answer = client.post(f"{API_ROOT}/matches/{match.pk}/{name}/").json()
        assert answer["state"] == state
        assert bool(answer["judged_by"]) == bool(answer["judged_at"]) == (state != "suggested")
        assert answer["differences"]
    confirm = f"{API_ROOT}/matches/{match.pk}/confirm/"
    assert client.post(confirm, {"relation": "wider"}).json()["relation"] == "wider"
    assert client.post(confirm, {"relation": "unclear"}).status_code == 400
    client.post(f"{API_ROOT}/matches/{match.pk}/reopen/")
    events = client.get(f"{API_ROOT}/claims/{match.claim_id}/events/").json()["results"]
    assert [event["verb"] for event in events[:3]] == ["match.reopened", "match.confirmed", "match.reopened"]


def test_what_is_not_there(edith: User) -> None:
    assert_problem(api_client(edith).get(f"{API_ROOT}/claims/1/matches/"), 404, "not_found")
    assert_problem(api_client(edith).post(f"{API_ROOT}/matches/1/confirm/"), 404, "not_found")


def test_pages_of_matches_are_complete(edith: User) -> None:
    import_foreign_fact_check(*(f"{number} trees were planted" for number in range(100, 110)), *FOREIGN_FEED)
    claim = make_queued_claim(edith)
    suggest_matches_for_claim(claim_id=claim.pk)
    client, path, match_ids = api_client(edith), f"{API_ROOT}/claims/{claim.pk}/matches/?limit=2", []
    while path:
        page = client.get(path).json()
        match_ids += [match["id"] for match in page["results"]]
        path = page["next"]
    assert match_ids == list(Match.objects.order_by("-score", "id").values_list("pk", flat=True))


def test_a_list_runs_few_queries(edith: User, django_assert_max_num_queries: Any) -> None:
    import_foreign_fact_check(*(f"{number} trees were planted" for number in range(100, 110)), *FOREIGN_FEED)
    claim, client = make_queued_claim(edith), api_client(edith)
    suggest_matches_for_claim(claim_id=claim.pk)
    with django_assert_max_num_queries(12):
        client.get(f"{API_ROOT}/claims/{claim.pk}/matches/")
