"""The section “Already checked?” of a claim's page: matches, numbers that differ, and two keys to judge a match."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Match, User
from claims.services.matches import suggest_matches_for_claim
from tests.stories import FOREIGN_FEED, import_foreign_fact_check, make_match, make_queued_claim, make_taken_claim

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def claim_page_text(client: Client, match: Match) -> str:
    return client.get(reverse("claim", args=[match.claim_id])).content.decode()


def post_judgement(client: Client, match: Match, name: str, headers: dict[str, str] | None = None, **words: str) -> Any:
    return client.post(reverse("match_judge", args=[match.pk, name]), words, headers=headers or {})


def test_a_claim_shows_matching_fact_checks(desk: Client, edith: User) -> None:
    shown = claim_page_text(desk, make_match(edith))
    for words in (
        "Already checked?", "500 trees were planted", "Mostly true", "The Checkers", "https://www.check.example/1",
        "5 March 2026", 'data-key="y"', 'data-key="r"', "300 trees", "500 trees",
    ):  # fmt: skip
        assert words in shown


def test_without_a_match_the_section_is_missing(desk: Client, edith: User) -> None:
    claim = make_queued_claim(edith)
    assert "Already checked?" not in desk.get(reverse("claim", args=[claim.pk])).content.decode()


def test_a_judgement_returns_the_updated_section(desk: Client, edith: User) -> None:
    match = make_match(edith)
    answer = post_judgement(desk, match, "confirm", HTMX).content.decode()
    assert 'data-state="confirmed"' in answer
    assert "confirmed, judged by Edith" in answer
    assert "the same claim with another number" in answer
    assert "<html" not in answer
    assert "About another claim (1)" in post_judgement(desk, match, "reject", HTMX).content.decode()
    assert 'data-state="suggested"' in post_judgement(desk, match, "reopen", HTMX).content.decode()


def test_an_editor_can_confirm_another_relation_than_the_desk_suggests(desk: Client, edith: User) -> None:
    match = make_match(edith)
    shown = claim_page_text(desk, match)
    for words in ("Same claim, another number", 'name="relation" value="same"', '<option value="wider">a wider claim'):
        assert words in shown
    assert post_judgement(desk, match, "confirm", relation="similar").status_code == 422
    for relation in ("same", "wider"):
        post_judgement(desk, match, "confirm", HTMX, relation=relation)
        match.refresh_from_db()
        assert (match.state, match.relation) == ("confirmed", relation)
    post_judgement(desk, match, "reopen", HTMX)
    match.refresh_from_db()
    assert (match.state, match.relation) == ("suggested", "number_differs")


def test_the_keys_move_on_to_the_next_open_match(desk: Client, edith: User) -> None:
    import_foreign_fact_check("500 trees were planted", "600 trees were planted")
    first, second = suggest_matches_for_claim(claim_id=make_queued_claim(edith).pk)
    assert claim_page_text(desk, first).count('data-key="y"') == 1
    answer = post_judgement(desk, first, "reject", HTMX).content.decode()
    assert (
        answer.index(f'id="match-{second.pk}"') < answer.index('data-key="y"') < answer.index(f'id="match-{first.pk}"')
    )


def test_without_scripts_the_page_reopens_at_the_section(desk: Client, edith: User) -> None:
    match = make_match(edith)
    answer = post_judgement(desk, match, "reject")
    assert answer.headers["Location"] == f"{reverse('claim', args=[match.claim_id])}#matches"
    shown = claim_page_text(desk, match)
    assert "Fact-check rejected: another claim" in shown
    assert "Earlier fact-checks suggested" in shown


def test_an_unknown_judgement_is_not_found(desk: Client, edith: User) -> None:
    assert post_judgement(desk, make_match(edith), "burn").status_code == 404


def test_many_matches_cost_no_more_queries(desk: Client, edith: User, django_assert_max_num_queries: Any) -> None:
    import_foreign_fact_check(*(f"{number} trees were planted" for number in range(100, 110)), *FOREIGN_FEED)
    claim = make_taken_claim(edith)
    assert len(suggest_matches_for_claim(claim_id=claim.pk)) > 1
    with django_assert_max_num_queries(12):
        desk.get(reverse("claim", args=[claim.pk]))
