"""Filing a claim under a verdict of our own: from a match, from a card, by a search."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Match, User
from claims.services.claims import dismiss_claim
from claims.services.matches import suggest_matches_for_claim
from tests.stories import make_detected_claim, make_publication, make_queued_claim, make_taken_claim

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


def claim_text(client: Client, claim: Claim) -> str:
    return client.get(reverse("claim", args=[claim.pk])).content.decode()


def own_match(claim: Claim) -> Match:
    return next(match for match in suggest_matches_for_claim(claim_id=claim.pk) if match.fact_check.claim_id)


def test_a_confirmed_match_offers_to_file_the_claim_or_to_reuse_evidence(desk: Client, edith: User, mona: User) -> None:
    original, claim = make_publication(edith, mona).claim, make_taken_claim(edith)
    match = own_match(claim)
    assert "File under our verdict" not in claim_text(desk, claim)
    answer = desk.post(reverse("match_judge", args=[match.pk, "confirm"]), headers=HTMX).content.decode()
    assert ("File under our verdict" in answer, "Reuse its evidence" in answer) == (True, True)
    assert desk.post(reverse("match_evidence", args=[match.pk])).status_code == 302
    assert "The parks office counted 298." in claim_text(desk, claim)
    claim.refresh_from_db()
    form = {"version": claim.version, "reason": "duplicate", "duplicate_of": original.pk}
    assert desk.post(reverse("claim_move", args=[claim.pk, "dismiss"]), form).status_code == 302
    assert Claim.objects.get(pk=claim.pk).duplicate_of == original
    html = claim_text(desk, claim)
    assert f"filed under claim {original.pk}" in html
    assert "1 claim from another article is filed under this one." in claim_text(desk, original)


def test_a_card_in_triage_shows_the_verdict_that_may_answer_it(
    desk: Client, edith: User, mona: User, django_assert_max_num_queries: Any
) -> None:
    original, claim = make_publication(edith, mona).claim, make_detected_claim(edith)
    own_match(claim)
    article = claim.appearances.get().article_id
    with django_assert_max_num_queries(12):
        html = desk.get(reverse("article", args=[article])).content.decode()
    assert "Already checked?" in html
    form = {"version": claim.version, "reason": "duplicate", "duplicate_of": original.pk}
    url = f"{reverse('claim_move', args=[claim.pk, 'dismiss'])}?article={article}"
    card = desk.post(url, form, headers=HTMX).content.decode()
    assert f"filed under claim {original.pk}" in card
    assert "File under our verdict" not in card


def test_the_form_suggests_and_searches_by_words_and_number(
    desk: Client, edith: User, mona: User, django_assert_max_num_queries: Any
) -> None:
    original, claim = make_publication(edith, mona).claim, make_detected_claim(edith)
    queued, dismissed = make_queued_claim(edith), make_queued_claim(edith)
    dismiss_claim(claim_id=dismissed.pk, editor=edith, reason="opinion")
    own_match(claim)

    def offered(query: str = "") -> list[int]:
        with django_assert_max_num_queries(6):
            answer = desk.get(reverse("claim_duplicate", args=[claim.pk]), {"q": query}, headers=HTMX)
        return [row.pk for row in answer.context["originals"]]

    assert offered() == [original.pk]
    assert set(offered("trees were planted")) == {original.pk, queued.pk}
    assert offered(f"#{queued.pk}") == [queued.pk]
    assert offered(str(dismissed.pk)) == offered("9" * 40) == offered("\0%_") == []
    assert "Duplicate of which claim?" in desk.get(reverse("claim_duplicate", args=[claim.pk])).content.decode()


def test_a_duplicate_may_name_no_claim_and_is_not_the_next_suggestion(desk: Client, edith: User) -> None:
    claim = make_detected_claim(edith)
    url = reverse("claim_move", args=[claim.pk, "dismiss"])
    assert desk.post(url, {"version": claim.version, "reason": "duplicate"}).status_code == 302
    claim.refresh_from_db()
    assert (claim.dismissal, claim.duplicate_of, "dismissal" in desk.session) == ("duplicate", None, False)
    for wrong in ("0", "x", str(claim.pk)):
        assert desk.post(url, {"reason": "duplicate", "duplicate_of": wrong}).status_code in {409, 422}
