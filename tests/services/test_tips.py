"""The desk finds what a reader may mean, and who asked the same; editors decide."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from claims import tasks
from claims.models import Article, Claim, Tip, User
from claims.refusals import BadValue, IllegalMove, NotAllowed, NotFound
from claims.selectors import tips as selectors
from claims.services import articles, tips
from claims.services import claims as triage
from tests import stories

ASKED = "Is it true what they say? The mayor said on Monday that 300 trees were planted."
COWS = "Did a cow fly over the church on Sunday?"


def a_tip(text: str = ASKED, email: str = "") -> Tip:
    tip = tips.ask(text=text, email=email)
    tasks.compare_tips()
    return now(tip)


def now(tip: Tip) -> Tip:
    return Tip.objects.get(pk=tip.pk)


def a_claim(edith: User, words: str) -> Claim:
    """A claim with these words, marked by hand."""
    article = stories.an_article(edith, f"Report.\n\n{words}")
    return triage.add(article=article, editor=edith, start=9, end=9 + len(words), exact=words)


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
def test_a_claim_is_suggested_where_the_words_and_the_numbers_agree(edith: User, asked: str, suggested: bool) -> None:
    claim = a_claim(edith, "300 trees were planted in the town")
    tip = a_tip(asked)
    assert (tip.suggested == claim) is suggested
    assert tip.state == "open"
    assert tip.compared


def test_of_several_claims_the_most_alike_is_suggested(edith: User) -> None:
    a_claim(edith, "300 trees were planted in the town of Elm and by the river")
    closest = a_claim(edith, "300 trees were planted in the town of Ash")
    assert a_tip("300 trees were planted in the town of Ash, is that so?").suggested == closest


def test_what_was_put_aside_is_not_suggested(edith: User) -> None:
    claim = a_claim(edith, "300 trees were planted in the town")
    triage.dismiss(claim_id=claim.pk, editor=edith, reason="trivial")
    assert a_tip("300 trees were planted in the town").suggested is None


def test_a_claim_that_comes_later_is_found_the_next_day(edith: User) -> None:
    tip = a_tip("300 trees were planted in the town")
    claim = a_claim(edith, "300 trees were planted in the town")
    tasks.compare_tips()
    assert now(tip).suggested is None
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        tasks.compare_tips()
    assert now(tip).suggested == claim


def test_a_rejected_claim_is_not_suggested_again_until_that_is_taken_back(edith: User) -> None:
    claim = a_claim(edith, "300 trees were planted in the town")
    tip = a_tip("300 trees were planted in the town")
    assert tips.reject(tip_id=tip.pk, editor=edith).suggested is None
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        tasks.compare_tips()
    assert now(tip).suggested is None
    assert tips.reconsider(tip_id=tip.pk, editor=edith).suggested == claim
    with pytest.raises(IllegalMove):
        tips.reconsider(tip_id=tip.pk, editor=edith)


def test_a_search_that_takes_too_long_finds_nothing_and_holds_nobody_up(
    edith: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = a_claim(edith, "300 trees were planted in the town")
    with monkeypatch.context() as slow:
        slow.setattr(selectors, "PATIENCE", "50ms")
        slow.setattr(selectors, "CLAIMS", "SELECT id, text, text, 0.9 FROM claims_claim, pg_sleep(5)")
        tip = a_tip("300 trees were planted in the town")
    assert (tip.suggested, tip.compared is None) == (None, False)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        tasks.compare_tips()
    assert now(tip).suggested == claim


# Questions about the same -----------------------------------------------------------


def test_who_asks_the_same_is_counted_with_the_first(db: None) -> None:
    first = a_tip(COWS)
    others = [a_tip(COWS), a_tip("did a cow fly over the church on sunday")]
    assert [other.head for other in others] == [first, first]
    assert now(first).times == 3


def test_another_number_is_another_question(db: None) -> None:
    a_tip("Did 3 cows fly over the church on Sunday?")
    assert a_tip("Did 4 cows fly over the church on Sunday?").head is None


def test_what_is_decided_gathers_nobody_any_more(edith: User) -> None:
    first = a_tip(COWS)
    tips.decline(tip_id=first.pk, editor=edith, reason="opinion")
    assert a_tip(COWS).head is None


def test_one_decision_holds_for_all_who_asked_and_is_undone_for_all(edith: User) -> None:
    first, other = a_tip(COWS), a_tip(COWS)
    claim = stories.a_queued_claim(edith)
    tips.link(tip_id=first.pk, editor=edith, claim_id=claim.pk)
    assert [now(tip).claim for tip in (first, other)] == [claim, claim]
    assert Claim.objects.get(pk=claim.pk).asked == 2
    tips.reopen(tip_id=first.pk, editor=edith)
    assert [(now(tip).state, now(tip).claim) for tip in (first, other)] == [("open", None)] * 2
    assert Claim.objects.get(pk=claim.pk).asked == 0


def test_what_is_not_the_same_stands_by_itself_and_stays_there(edith: User) -> None:
    first, other = a_tip(COWS), a_tip(COWS)
    tips.separate(tip_id=other.pk, editor=edith)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        tasks.compare_tips()
    assert (now(other).head, now(first).times) == (None, 1)
    with pytest.raises(IllegalMove):
        tips.separate(tip_id=other.pk, editor=edith)


def test_what_hangs_on_another_is_not_decided_alone(edith: User) -> None:
    a_tip(COWS)
    with pytest.raises(IllegalMove, match="hangs on"):
        tips.decline(tip_id=a_tip(COWS).pk, editor=edith, reason="opinion")


# Decisions ---------------------------------------------------------------------------


def test_a_suggestion_is_confirmed(edith: User) -> None:
    claim = stories.a_queued_claim(edith)
    tip = a_tip()
    assert tip.suggested == claim
    tips.link(tip_id=tip.pk, editor=edith)
    assert (now(tip).claim, now(tip).decided_by) == (claim, edith)
    assert Claim.objects.get(pk=claim.pk).version == claim.version


def test_what_is_decided_is_decided_once(edith: User, emil: User) -> None:
    tip = a_tip(COWS)
    tips.decline(tip_id=tip.pk, editor=edith, reason="opinion")
    with pytest.raises(IllegalMove):
        tips.decline(tip_id=tip.pk, editor=emil, reason="spam")
    tips.reopen(tip_id=tip.pk, editor=emil)
    with pytest.raises(IllegalMove):
        tips.reopen(tip_id=tip.pk, editor=emil)


def test_a_link_needs_a_claim_that_is_there_and_not_put_aside(edith: User) -> None:
    tip, claim = a_tip(COWS), stories.a_detected_claim(edith)
    triage.dismiss(claim_id=claim.pk, editor=edith, reason="trivial")
    with pytest.raises(BadValue):
        tips.link(tip_id=tip.pk, editor=edith)
    with pytest.raises(NotFound):
        tips.link(tip_id=tip.pk, editor=edith, claim_id=2**62)
    with pytest.raises(IllegalMove, match="dismissed"):
        tips.link(tip_id=tip.pk, editor=edith, claim_id=claim.pk)
    assert now(tip).state == "open"


def test_contributors_decide_nothing(cora: User, edith: User) -> None:
    tip = a_tip(COWS)
    for judge in (tips.link, tips.reject, tips.reconsider, tips.reopen, tips.separate, tips.hand_in):
        with pytest.raises(NotAllowed):
            judge(tip_id=tip.pk, editor=cora)
    with pytest.raises(NotAllowed):
        tips.decline(tip_id=tip.pk, editor=cora, reason="spam")


# Taken in ----------------------------------------------------------------------------


def test_a_question_is_taken_in_and_its_own_claim_suggested_once_it_is_read(edith: User) -> None:
    tip = a_tip(f"Look at this.\n\n{stories.SENTENCE}")
    assert tip.suggested is None
    tips.hand_in(tip_id=tip.pk, editor=edith)
    article = Article.objects.get()
    assert (now(tip).article, article.text, article.submitted_by) == (article, tip.text, edith)
    tasks.compare_tips()
    assert now(tip).compared is None
    articles.begin_reading(article_id=article.pk)
    articles.store_reading(article_id=article.pk, facts=stories.a_reading(article))
    tasks.compare_tips()
    assert now(tip).suggested == Claim.objects.get()


def test_there_is_no_page_to_take_in_without_an_address(edith: User) -> None:
    with pytest.raises(BadValue):
        tips.hand_in(tip_id=a_tip(COWS).pk, editor=edith, page=True)
    assert not Article.objects.exists()
