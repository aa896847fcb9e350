"""Fact-checks are suggested for a claim once, and the judgement of an editor stays."""

from typing import Any

import pytest

from claims.models import Claim, Event, Match, Quantity, User
from claims.refusals import NotAllowed, NotFound
from claims.selectors.matches import (
    MAX_SUGGESTIONS,
    get_match,
    list_best_matches,
    list_number_differences,
    list_unmatched_claim_ids,
)
from claims.services.articles import accept_reading, begin_article_reading, reread_article, store_reading
from claims.services.claims import accept_claim, add_claim
from claims.services.matches import confirm_match, reject_match, reopen_match, suggest_matches_for_claim
from claims.services.publications import withdraw_verdict
from claims.services.queue import take_claim
from claims.tasks import suggest_matches
from tests.stories import (
    FOREIGN_FEED,
    import_foreign_fact_check,
    make_article,
    make_detected_claim,
    make_match,
    make_publication,
    make_queued_claim,
    make_reading,
)

SIMILAR_TEXT = [f"{number} trees were planted" for number in range(100, 107)]


def make_suggestion(claim: Claim) -> list[str]:
    return [match.fact_check.claim_text for match in list_best_matches(claim)]


def event_verbs(claim: Claim) -> list[str]:
    """What happened to the suggestions, oldest first."""
    return list(
        Event.objects.filter(claim=claim, verb__startswith="match.").order_by("id").values_list("verb", flat=True)
    )


# Suggested -------------------------------------------------------------------------


def test_the_nearest_fact_checks_are_suggested_once(edith: User) -> None:
    claim = make_detected_claim(edith)
    import_foreign_fact_check("The governor taxes bridges.", "500 trees were planted in the town", *SIMILAR_TEXT[:1])
    suggest_matches_for_claim(claim_id=claim.pk)
    before = list(Match.objects.values())
    assert sorted(make_suggestion(claim)) == ["100 trees were planted", "500 trees were planted in the town"]
    assert suggest_matches_for_claim(claim_id=claim.pk) == []
    assert list(Match.objects.values()) == before
    assert event_verbs(claim) == ["match.suggested"]


def test_only_the_best_fact_checks_are_suggested(edith: User) -> None:
    claim = make_detected_claim(edith)
    import_foreign_fact_check(*SIMILAR_TEXT, *FOREIGN_FEED)
    assert len(suggest_matches_for_claim(claim_id=claim.pk)) == MAX_SUGGESTIONS < len(SIMILAR_TEXT)


def test_a_comparison_without_result_leaves_no_event_and_is_not_repeated(edith: User) -> None:
    claim = make_detected_claim(edith)
    assert list_unmatched_claim_ids() == [claim.pk]
    assert suggest_matches_for_claim(claim_id=claim.pk) == []
    assert event_verbs(claim) == []
    assert list_unmatched_claim_ids() == []


def test_our_other_verdicts_are_suggested_but_not_the_claims_own(edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    other = make_queued_claim(edith)
    assert suggest_matches_for_claim(claim_id=publication.claim_id) == []
    (match,) = suggest_matches_for_claim(claim_id=other.pk)
    assert match.fact_check.claim_id == publication.claim_id
    withdraw_verdict(claim_id=publication.claim_id, moderator=mona, reason="It never was.")
    assert make_suggestion(other) == []


def test_outdated_suggestions_are_deleted_and_judged_matches_stay(edith: User) -> None:
    claim = make_detected_claim(edith)
    import_foreign_fact_check("The trees were planted late", "Of the 300 trees most are dead")
    far, judged = suggest_matches_for_claim(claim_id=claim.pk)
    reject_match(match_id=judged.pk, editor=edith)
    import_foreign_fact_check(
        *(f"300 trees were planted {when}" for when in ("today", "twice", "here", "there", "now"))
    )
    suggest_matches_for_claim(claim_id=claim.pk)
    assert set(Match.objects.exclude(state="suggested").values_list("pk", flat=True)) == {judged.pk}
    assert not Match.objects.filter(pk=far.pk).exists()
    assert Match.objects.filter(state="suggested").count() == MAX_SUGGESTIONS


def test_the_task_compares_only_check_worthy_claims(edith: User, mona: User) -> None:
    import_foreign_fact_check("500 trees were planted")
    claims = [make_detected_claim(edith) for _ in range(2)]
    minor = make_detected_claim(edith)
    Claim.objects.filter(pk=minor.pk).update(checkworthiness=Claim.MINOR_CHECKWORTHINESS / 2)
    published = make_publication(edith, mona).claim_id
    suggest_matches()
    assert {*Match.objects.values_list("claim", flat=True)} == {claim.pk for claim in claims}
    assert not Match.objects.filter(claim__in=[minor.pk, published]).exists()


def test_a_claim_is_compared_again_when_it_is_reread_or_taken(edith: User) -> None:
    claim = make_detected_claim(edith)
    suggest_matches()
    article = claim.appearances.get().article
    reread_article(article_id=article.pk, editor=edith)
    begin_article_reading(article_id=article.pk)
    store_reading(article_id=article.pk, facts=make_reading(article, "test 2"))
    accept_reading(article_id=article.pk, reading_id=article.readings.get(pipeline="test 2").pk, editor=edith)
    assert list_unmatched_claim_ids() == [claim.pk]
    suggest_matches()
    accept_claim(claim_id=claim.pk, editor=edith)
    assert list_unmatched_claim_ids() == []
    take_claim(claim_id=claim.pk, editor=edith)
    assert list_unmatched_claim_ids() == [claim.pk]


def test_a_comparison_does_not_change_the_version(edith: User) -> None:
    claim = make_queued_claim(edith)
    import_foreign_fact_check("500 trees were planted")
    suggest_matches()
    take_claim(claim_id=claim.pk, editor=edith, version=claim.version)


# Judged ----------------------------------------------------------------------------


def test_an_editor_judges_a_match_and_reverses_the_judgement(edith: User) -> None:
    match = make_match(edith)
    for judge, state in (
        (confirm_match, "confirmed"), (reject_match, "rejected"), (confirm_match, "confirmed"),
        (reopen_match, "suggested"), (reject_match, "rejected"),
    ):  # fmt: skip
        judge(match_id=match.pk, editor=edith)
        match.refresh_from_db()
        assert (match.state, match.judged_by) == (state, None if state == "suggested" else edith)
    assert event_verbs(match.claim) == [
        "match.suggested", "match.confirmed", "match.rejected", "match.confirmed", "match.reopened", "match.rejected",
    ]  # fmt: skip


def test_the_same_judgement_twice_leaves_one_event(edith: User, emil: User) -> None:
    match = make_match(edith)
    confirm_match(match_id=match.pk, editor=edith)
    assert confirm_match(match_id=match.pk, editor=emil) is None
    match.refresh_from_db()
    assert match.judged_by == edith
    assert event_verbs(match.claim).count("match.confirmed") == 1


def test_contributors_cannot_judge_matches(cora: User, edith: User) -> None:
    match = make_match(edith)
    for judge in (confirm_match, reject_match, reopen_match):
        with pytest.raises(NotAllowed):
            judge(match_id=match.pk, editor=cora)


def test_an_unknown_match_is_not_found(edith: User) -> None:
    with pytest.raises(NotFound):
        confirm_match(match_id=1, editor=edith)


# Told apart ------------------------------------------------------------------------


def test_a_differing_number_is_named(edith: User) -> None:
    match = make_match(edith)
    (difference,) = list_number_differences(match)
    assert (difference.claim_number.low, difference.fact_check_number.low) == (300, 500)


def test_corrected_numbers_are_compared(edith: User) -> None:
    match = make_match(edith)
    Quantity.objects.filter(appearance__claim=match.claim).update(low=500, high=500)
    assert list_number_differences(get_match(match.pk)) == []


def test_a_passage_without_reading_is_compared_by_the_numbers_in_its_text(edith: User) -> None:
    import_foreign_fact_check("500 trees were planted")
    article = make_article(edith)
    start = article.text.index("300")
    claim = add_claim(article=article, editor=edith, start=start, end=start + 22, exact="300 trees were planted")
    (match,) = suggest_matches_for_claim(claim_id=claim.pk)
    assert [each.claim_number.low for each in list_number_differences(match)] == [300]


@pytest.mark.parametrize(
    ("ours", "text", "differs"),
    [
        ({"low": 3000, "high": None, "kind": "at_least"}, "The town planted 3,400 trees.", False),
        ({"low": 3000, "high": 3000, "kind": "exact"}, "The town planted 3,400 trees.", True),
        ({"low": 5, "high": 5, "unit": "$", "currency": "USD"}, "The trees cost US$5.", False),
        ({"low": 5, "high": 5, "unit": "$", "currency": "USD"}, "The trees cost US$6.", True),
        ({"low": 5, "high": 5, "unit": "$", "currency": "USD"}, "The trees cost 6 euros.", False),
        ({"low": 400, "high": 400, "kind": "change_from"}, "The number rose to 600 trees.", False),
        ({"low": 400, "high": 400, "kind": "change_from"}, "The number rose from 500 trees to 600 trees.", True),
    ],
)
def test_kinds_and_currencies_decide_whether_numbers_differ(
    edith: User, ours: dict[str, Any], text: str, differs: bool
) -> None:
    match = make_match(edith)
    Quantity.objects.filter(appearance__claim=match.claim).update(**{"unit": "trees", **ours})
    match = get_match(match.pk)
    match.fact_check.claim_text = text
    assert bool(list_number_differences(match)) == differs
