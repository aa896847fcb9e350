"""Tips are compared with claims and with each other; editors decide."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from claims.models import Article, Claim, Submission, Tip, User
from claims.refusals import BadValue, IllegalMove, NotAllowed, NotFound
from claims.selectors import tips, trigram_search
from claims.services.articles import begin_article_reading, store_reading
from claims.services.claims import add_claim, dismiss_claim
from claims.services.submissions import submit_tip_page
from claims.services.tips import (
    create_article_from_tip,
    decline_tip,
    link_tip,
    make_tip_key,
    reject_suggestion,
    reopen_tip,
    restore_suggestion,
    separate_tip,
    submit_tip,
)
from claims.tasks import compare_tips
from tests.stories import ARTICLE_SENTENCE, make_article, make_detected_claim, make_queued_claim, make_reading

TIP_TEXT = "Is it true what they say? The mayor said on Monday that 300 trees were planted."
COWS = "Did a cow fly over the church on Sunday?"


def make_tip(text: str = TIP_TEXT, email: str = "") -> Tip:
    tip = submit_tip(text=text, email=email)
    compare_tips()
    return compare_now(tip)


def compare_now(tip: Tip) -> Tip:
    return Tip.objects.get(pk=tip.pk)


def make_claim(edith: User, words: str) -> Claim:
    """A claim with these words, marked by hand."""
    article = make_article(edith, f"Report.\n\n{words}")
    return add_claim(article=article, editor=edith, start=9, end=9 + len(words), exact=words)


# Suggestions -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "suggested"),
    [
        ("300 trees were planted in the town", True),
        ("Hello!\nMy aunt heard this. 300 trees were planted in our town. What do you think of it, can that be?", True),
        ("500 trees were planted in the town", False),
        ("The governor taxed bridge number 7", False),
        ("?! trees %% _ \\ ' 300", False),
    ],
)
def test_a_claim_is_suggested_if_words_and_numbers_agree(edith: User, asked: str, suggested: bool) -> None:
    claim = make_claim(edith, "300 trees were planted in the town")
    tip = make_tip(asked)
    assert (tip.suggested_claim == claim) is suggested
    assert tip.state == "open"
    assert tip.compared


def test_a_claim_is_found_by_its_statement(edith: User) -> None:
    claim = make_queued_claim(edith)
    Claim.objects.filter(pk=claim.pk).update(text="It was more than before", statement="The town planted 300 trees")
    tip = submit_tip(text="The town planted 300 trees, is that so?")
    compare_tips()
    tip.refresh_from_db()
    assert tip.suggested_claim_id == claim.pk


def test_the_most_similar_claim_is_suggested(edith: User) -> None:
    make_claim(edith, "300 trees were planted in the town of Elm and by the river")
    closest = make_claim(edith, "300 trees were planted in the town of Ash")
    assert make_tip("300 trees were planted in the town of Ash, is that so?").suggested_claim == closest


def test_a_dismissed_claim_is_not_suggested(edith: User) -> None:
    claim = make_claim(edith, "300 trees were planted in the town")
    dismiss_claim(claim_id=claim.pk, editor=edith, reason="trivial")
    assert make_tip("300 trees were planted in the town").suggested_claim is None


def test_a_later_claim_is_suggested_the_next_day(edith: User) -> None:
    tip = make_tip("300 trees were planted in the town")
    claim = make_claim(edith, "300 trees were planted in the town")
    compare_tips()
    assert compare_now(tip).suggested_claim is None
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        compare_tips()
    assert compare_now(tip).suggested_claim == claim


def test_a_rejected_claim_is_not_suggested_until_it_is_restored(edith: User) -> None:
    claim = make_claim(edith, "300 trees were planted in the town")
    tip = make_tip("300 trees were planted in the town")
    assert reject_suggestion(tip_id=tip.pk, editor=edith).suggested_claim is None
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        compare_tips()
    assert compare_now(tip).suggested_claim is None
    assert restore_suggestion(tip_id=tip.pk, editor=edith).suggested_claim == claim
    with pytest.raises(IllegalMove):
        restore_suggestion(tip_id=tip.pk, editor=edith)


def test_a_search_that_takes_too_long_suggests_nothing_and_blocks_nobody(
    edith: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = make_claim(edith, "300 trees were planted in the town")
    with monkeypatch.context() as slow:
        slow.setattr(trigram_search, "SEARCH_TIMEOUT", "50ms")
        slow.setattr(tips, "SIMILAR_CLAIMS_SQL", "SELECT id, text, text, 0.9 FROM claims_claim, pg_sleep(5)")
        tip = make_tip("300 trees were planted in the town")
    assert (tip.suggested_claim, tip.compared is None) == (None, False)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        compare_tips()
    assert compare_now(tip).suggested_claim == claim


# Questions about the same -----------------------------------------------------------


def test_tips_about_the_same_are_grouped(db: None) -> None:
    first = make_tip(COWS)
    others = [make_tip(COWS), make_tip("did a cow fly over the church on sunday")]
    assert [other.duplicate_of for other in others] == [first, first]
    assert compare_now(first).reader_count == 3


def test_tips_with_different_numbers_are_not_grouped(db: None) -> None:
    make_tip("Did 3 cows fly over the church on Sunday?")
    assert make_tip("Did 4 cows fly over the church on Sunday?").duplicate_of is None


def test_new_tips_are_not_grouped_with_a_decided_one(edith: User) -> None:
    first = make_tip(COWS)
    decline_tip(tip_id=first.pk, editor=edith, reason="opinion")
    assert make_tip(COWS).duplicate_of is None


def test_a_decision_and_its_reversal_hold_for_the_group(edith: User) -> None:
    first, other = make_tip(COWS), make_tip(COWS)
    claim = make_queued_claim(edith)
    link_tip(tip_id=first.pk, editor=edith, claim_id=claim.pk)
    assert [compare_now(tip).claim for tip in (first, other)] == [claim, claim]
    assert Claim.objects.get(pk=claim.pk).tip_count == 2
    reopen_tip(tip_id=first.pk, editor=edith)
    assert [(compare_now(tip).state, compare_now(tip).claim) for tip in (first, other)] == [("open", None)] * 2
    assert Claim.objects.get(pk=claim.pk).tip_count == 0


def test_a_separated_tip_stays_separate(edith: User) -> None:
    first, other = make_tip(COWS), make_tip(COWS)
    separate_tip(tip_id=other.pk, editor=edith)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        compare_tips()
    assert (compare_now(other).duplicate_of, compare_now(first).reader_count) == (None, 1)
    with pytest.raises(IllegalMove):
        separate_tip(tip_id=other.pk, editor=edith)


def test_a_grouped_tip_is_not_decided_alone(edith: User) -> None:
    make_tip(COWS)
    with pytest.raises(IllegalMove, match="grouped with another"):
        decline_tip(tip_id=make_tip(COWS).pk, editor=edith, reason="opinion")


# Decisions ---------------------------------------------------------------------------


def test_a_suggestion_is_confirmed(edith: User) -> None:
    claim = make_queued_claim(edith)
    tip = make_tip()
    assert tip.suggested_claim == claim
    link_tip(tip_id=tip.pk, editor=edith)
    assert (compare_now(tip).claim, compare_now(tip).decided_by) == (claim, edith)
    assert Claim.objects.get(pk=claim.pk).version == claim.version


def test_a_tip_is_decided_once(edith: User, emil: User) -> None:
    tip = make_tip(COWS)
    decline_tip(tip_id=tip.pk, editor=edith, reason="opinion")
    with pytest.raises(IllegalMove):
        decline_tip(tip_id=tip.pk, editor=emil, reason="spam")
    reopen_tip(tip_id=tip.pk, editor=emil)
    with pytest.raises(IllegalMove):
        reopen_tip(tip_id=tip.pk, editor=emil)


def test_a_tip_is_linked_to_an_existing_claim_that_is_not_dismissed(edith: User) -> None:
    tip, claim = make_tip(COWS), make_detected_claim(edith)
    dismiss_claim(claim_id=claim.pk, editor=edith, reason="trivial")
    with pytest.raises(BadValue):
        link_tip(tip_id=tip.pk, editor=edith)
    with pytest.raises(NotFound):
        link_tip(tip_id=tip.pk, editor=edith, claim_id=2**62)
    with pytest.raises(IllegalMove, match="dismissed"):
        link_tip(tip_id=tip.pk, editor=edith, claim_id=claim.pk)
    assert compare_now(tip).state == "open"


def test_contributors_cannot_decide_tips(cora: User, edith: User) -> None:
    tip = make_tip(COWS)
    for judge in (
        link_tip,
        reject_suggestion,
        restore_suggestion,
        reopen_tip,
        separate_tip,
        create_article_from_tip,
        submit_tip_page,
    ):
        with pytest.raises(NotAllowed):
            judge(tip_id=tip.pk, editor=cora)
    with pytest.raises(NotAllowed):
        decline_tip(tip_id=tip.pk, editor=cora, reason="spam")


# Taken in ----------------------------------------------------------------------------


def test_a_tip_becomes_an_article_whose_claim_is_suggested(edith: User) -> None:
    tip = make_tip(f"Look at this.\n\n{ARTICLE_SENTENCE}")
    assert tip.suggested_claim is None
    create_article_from_tip(tip_id=tip.pk, editor=edith)
    article = Article.objects.get()
    assert (compare_now(tip).article, article.text, article.submitted_by) == (article, tip.text, edith)
    compare_tips()
    assert compare_now(tip).compared is None
    begin_article_reading(article_id=article.pk)
    store_reading(article_id=article.pk, facts=make_reading(article))
    compare_tips()
    assert compare_now(tip).suggested_claim == Claim.objects.get()


def test_a_tip_without_url_has_no_page_to_submit(edith: User) -> None:
    with pytest.raises(BadValue):
        submit_tip_page(tip_id=make_tip(COWS).pk, editor=edith)
    assert not Submission.objects.exists()


def test_the_key_of_a_tip_has_128_random_bits() -> None:
    keys = [make_tip_key().int for _ in range(200)]
    assert all({key >> bit & 1 for key in keys} == {0, 1} for bit in range(128))
