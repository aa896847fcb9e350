"""What others have checked is suggested beside a claim once, and an editor's judgement on it stays."""

import pytest

from claims import tasks
from claims.models import Claim, Event, Match, Quantity, User
from claims.refusals import NotAllowed, NotFound
from claims.selectors import matches as selectors
from claims.services import articles, matches, publishing, queue
from claims.services import claims as triage
from tests import stories

ALIKE = [f"{number} trees were planted" for number in range(100, 107)]


def suggested(claim: Claim) -> list[str]:
    return [match.review.claim_text for match in selectors.shown(claim)]


def verbs(claim: Claim) -> list[str]:
    """What happened to the suggestions, oldest first."""
    return list(
        Event.objects.filter(claim=claim, verb__startswith="match.").order_by("id").values_list("verb", flat=True)
    )


# Suggested -------------------------------------------------------------------------


def test_the_nearest_are_suggested_and_a_second_time_changes_nothing(edith: User) -> None:
    claim = stories.a_detected_claim(edith)
    stories.checked_elsewhere("The governor taxes bridges.", "500 trees were planted in the town", *ALIKE[:1])
    matches.suggest(claim_id=claim.pk)
    before = list(Match.objects.values())
    assert sorted(suggested(claim)) == ["100 trees were planted", "500 trees were planted in the town"]
    assert matches.suggest(claim_id=claim.pk) == []
    assert list(Match.objects.values()) == before
    assert verbs(claim) == ["match.suggested"]


def test_there_are_never_more_than_the_best_few(edith: User) -> None:
    claim = stories.a_detected_claim(edith)
    stories.checked_elsewhere(*ALIKE, *stories.OTHERS)
    assert len(matches.suggest(claim_id=claim.pk)) == selectors.BEST < len(ALIKE)


def test_finding_nothing_leaves_no_event_and_is_not_done_again(edith: User) -> None:
    claim = stories.a_detected_claim(edith)
    assert selectors.unmatched() == [claim.pk]
    assert matches.suggest(claim_id=claim.pk) == []
    assert verbs(claim) == []
    assert selectors.unmatched() == []


def test_a_claim_is_not_beside_its_own_verdict_but_beside_ours_about_the_same(edith: User, mona: User) -> None:
    publication = stories.a_publication(edith, mona)
    other = stories.a_queued_claim(edith)
    assert matches.suggest(claim_id=publication.claim_id) == []
    (match,) = matches.suggest(claim_id=other.pk)
    assert match.review.claim_id == publication.claim_id
    publishing.withdraw(claim_id=publication.claim_id, moderator=mona, reason="It never was.")
    assert suggested(other) == []


def test_what_is_no_longer_among_the_nearest_goes_and_what_is_judged_stays(edith: User) -> None:
    claim = stories.a_detected_claim(edith)
    stories.checked_elsewhere("The trees were planted late", "Of the 300 trees most are dead")
    far, judged = matches.suggest(claim_id=claim.pk)
    matches.reject(match_id=judged.pk, editor=edith)
    stories.checked_elsewhere(
        *(f"300 trees were planted {when}" for when in ("today", "twice", "here", "there", "now"))
    )
    matches.suggest(claim_id=claim.pk)
    assert set(Match.objects.exclude(state="suggested").values_list("pk", flat=True)) == {judged.pk}
    assert not Match.objects.filter(pk=far.pk).exists()
    assert Match.objects.filter(state="suggested").count() == selectors.BEST


def test_the_task_compares_what_is_worth_checking_alone(edith: User, mona: User) -> None:
    stories.checked_elsewhere("500 trees were planted")
    claims = [stories.a_detected_claim(edith) for _ in range(2)]
    minor = stories.a_detected_claim(edith)
    Claim.objects.filter(pk=minor.pk).update(checkworthiness=Claim.MINOR / 2)
    published = stories.a_publication(edith, mona).claim_id
    tasks.suggest_matches()
    assert {*Match.objects.values_list("claim", flat=True)} == {claim.pk for claim in claims}
    assert not Match.objects.filter(claim__in=[minor.pk, published]).exists()


def test_a_claim_is_compared_again_when_it_is_read_anew_or_taken(edith: User) -> None:
    claim = stories.a_detected_claim(edith)
    tasks.suggest_matches()
    article = claim.appearances.get().article
    articles.reread(article_id=article.pk, editor=edith)
    articles.begin_reading(article_id=article.pk)
    articles.store_reading(article_id=article.pk, facts=stories.a_reading(article, "test 2"))
    assert selectors.unmatched() == [claim.pk]
    tasks.suggest_matches()
    triage.accept(claim_id=claim.pk, editor=edith)
    assert selectors.unmatched() == []
    queue.take(claim_id=claim.pk, editor=edith)
    assert selectors.unmatched() == [claim.pk]


def test_comparing_is_no_change_that_anybody_has_to_see(edith: User) -> None:
    claim = stories.a_queued_claim(edith)
    stories.checked_elsewhere("500 trees were planted")
    tasks.suggest_matches()
    queue.take(claim_id=claim.pk, editor=edith, version=claim.version)


# Judged ----------------------------------------------------------------------------


def test_an_editor_says_so_and_takes_it_back(edith: User) -> None:
    match = stories.a_match(edith)
    for judge, state in (
        (matches.confirm, "confirmed"), (matches.reject, "rejected"), (matches.confirm, "confirmed"),
        (matches.reopen, "suggested"), (matches.reject, "rejected"),
    ):  # fmt: skip
        judge(match_id=match.pk, editor=edith)
        match.refresh_from_db()
        assert (match.state, match.by) == (state, None if state == "suggested" else edith)
    assert verbs(match.claim) == [
        "match.suggested", "match.confirmed", "match.rejected", "match.confirmed", "match.reopened", "match.rejected",
    ]  # fmt: skip


def test_saying_it_twice_is_saying_it_once(edith: User, emil: User) -> None:
    match = stories.a_match(edith)
    matches.confirm(match_id=match.pk, editor=edith)
    assert matches.confirm(match_id=match.pk, editor=emil) is None
    match.refresh_from_db()
    assert match.by == edith
    assert verbs(match.claim).count("match.confirmed") == 1


def test_contributors_do_not_judge(cora: User, edith: User) -> None:
    match = stories.a_match(edith)
    for judge in (matches.confirm, matches.reject, matches.reopen):
        with pytest.raises(NotAllowed):
            judge(match_id=match.pk, editor=cora)


def test_what_is_not_there_is_not_judged(edith: User) -> None:
    with pytest.raises(NotFound):
        matches.confirm(match_id=1, editor=edith)


# Told apart ------------------------------------------------------------------------


def test_a_number_that_differs_is_named(edith: User) -> None:
    match = stories.a_match(edith)
    (difference,) = selectors.differences(match)
    assert (difference.here.low, difference.there.low) == (300, 500)


def test_numbers_are_those_that_an_editor_has_set_right(edith: User) -> None:
    match = stories.a_match(edith)
    Quantity.objects.filter(appearance__claim=match.claim).update(low=500, high=500)
    assert selectors.differences(selectors.detail(match.pk)) == []


def test_a_passage_that_nobody_has_read_has_the_numbers_of_its_words(edith: User) -> None:
    stories.checked_elsewhere("500 trees were planted")
    article = stories.an_article(edith)
    start = article.text.index("300")
    claim = triage.add(article=article, editor=edith, start=start, end=start + 22, exact="300 trees were planted")
    (match,) = matches.suggest(claim_id=claim.pk)
    assert [each.here.low for each in selectors.differences(match)] == [300]
