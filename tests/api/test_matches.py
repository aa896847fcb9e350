"""Programs see what may have been checked already, and judge it as editors do."""

from typing import Any

from claims.models import Match, User
from claims.services import matches
from tests import stories
from tests.api.clients import V1, as_, assert_problem


def test_a_claim_stands_beside_reviews_with_the_numbers_that_differ(edith: User) -> None:
    match = stories.a_match(edith)
    (found,) = as_(edith).get(f"{V1}/claims/{match.claim_id}/matches/").json()["results"]
    assert (found["id"], found["state"], found["by"], found["at"]) == (match.pk, "suggested", None, None)
    assert found["review"] == {
        "publisher": "The Checkers", "site": "check.example", "url": "https://www.check.example/1",
        "title": "We counted", "claim_text": "500 trees were planted", "claimant": "The mayor", "claimed": None,
        "reviewed": "2026-03-05", "rating": "Mostly true", "language": "en",
    }  # fmt: skip
    (difference,) = found["differences"]
    assert (difference["here"]["low"], difference["there"]["low"]) == (300, 500)


def test_it_is_judged_and_the_judgement_taken_back(edith: User) -> None:
    match, client = stories.a_match(edith), as_(edith)
    for name, state in (("confirm", "confirmed"), ("reject", "rejected"), ("reopen", "suggested")):
        answer = client.post(f"{V1}/matches/{match.pk}/{name}/").json()
        assert answer["state"] == state
        assert bool(answer["by"]) == bool(answer["at"]) == (state != "suggested")
        assert answer["differences"]
    events = client.get(f"{V1}/claims/{match.claim_id}/events/").json()["results"]
    assert [event["verb"] for event in events[:3]] == ["match.reopened", "match.rejected", "match.confirmed"]


def test_what_is_not_there(edith: User) -> None:
    assert_problem(as_(edith).get(f"{V1}/claims/1/matches/"), 404, "not_found")
    assert_problem(as_(edith).post(f"{V1}/matches/1/confirm/"), 404, "not_found")


def test_pages_of_matches_leave_none_out(edith: User) -> None:
    stories.checked_elsewhere(*(f"{number} trees were planted" for number in range(100, 110)), *stories.OTHERS)
    claim = stories.a_queued_claim(edith)
    matches.suggest(claim_id=claim.pk)
    client, path, seen = as_(edith), f"{V1}/claims/{claim.pk}/matches/?limit=2", []
    while path:
        page = client.get(path).json()
        seen += [each["id"] for each in page["results"]]
        path = page["next"]
    assert seen == list(Match.objects.order_by("-score", "id").values_list("pk", flat=True))


def test_a_list_asks_little_of_the_database(edith: User, django_assert_max_num_queries: Any) -> None:
    stories.checked_elsewhere(*(f"{number} trees were planted" for number in range(100, 110)), *stories.OTHERS)
    claim, client = stories.a_queued_claim(edith), as_(edith)
    matches.suggest(claim_id=claim.pk)
    with django_assert_max_num_queries(12):
        client.get(f"{V1}/claims/{claim.pk}/matches/")
