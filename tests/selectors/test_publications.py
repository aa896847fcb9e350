"""What is public is found without going through all of it."""

import pytest

from claims.models import Claim, User
from claims.selectors import counts, feeds, publications, reviews
from claims.selectors.feeds import Wanted
from claims.services import moderation, publishing, verdicts
from tests import stories


def test_a_common_word_is_sought_among_the_newest(edith: User, mona: User, monkeypatch: pytest.MonkeyPatch) -> None:
    published = [stories.a_publication(edith, mona).claim_id for _ in range(3)]
    for looked_at, expected in ((3, published), (2, published[1:])):
        monkeypatch.setattr(counts, "NEWEST", looked_at)
        found = publications.current(query="trees", rating="mostly_true")
        assert sorted(found.values_list("claim_id", flat=True)) == expected
        assert counts.count_up_to_cap(publications.current(query="trees")) == looked_at


def test_words_that_always_stand_together_are_sought_among_the_newest(
    edith: User, mona: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories.checked_elsewhere(*stories.OTHERS)
    published = [stories.a_publication(edith, mona).claim_id for _ in range(3)]
    monkeypatch.setattr(counts, "NEWEST", 2)
    found = publications.current(query="trees planted", rating="mostly_true")
    assert sorted(found.values_list("claim_id", flat=True)) == published[1:]


def test_a_topic_that_nobody_has_is_about_nothing(edith: User, mona: User) -> None:
    stories.a_publication(edith, mona)
    assert feeds.newest(Wanted(topic="nowhere")) == []
    assert len(feeds.newest(Wanted())) == 1


def a_correction(claim: Claim, edith: User, mona: User, summary: str) -> None:
    verdicts.correct(claim_id=claim.pk, editor=edith, reason="Counted anew.")
    draft = claim.verdicts.get(submitted__isnull=True)
    texts = {"rating": "false", "summary": summary, "justification": "The parks office counted them all again."}
    verdicts.save_draft(claim_id=claim.pk, editor=edith, version=draft.version, correction="Counted anew.", **texts)
    verdicts.submit(claim_id=claim.pk, editor=edith)
    moderation.approve(claim_id=claim.pk, moderator=mona)
    publishing.publish(claim_id=claim.pk, moderator=mona)


def test_a_search_looks_at_the_newest_revision_and_a_feed_at_all(edith: User, mona: User) -> None:
    stories.checked_elsewhere(*stories.OTHERS)
    claim = stories.a_publication(edith, mona).claim
    assert reviews.search_ours("close") == [claim.pk]
    a_correction(claim, edith, mona, "Seventy oaks are missing.")
    assert reviews.search_ours("close") == []
    assert reviews.search_ours("oaks") == reviews.search_ours("oaks trees") == [claim.pk]
    for words in ("close", "oaks"):
        assert [item.revision for item in feeds.newest(Wanted(words=words))] == [2]


def test_a_withdrawn_verdict_stays_in_a_feed_by_words_alone(edith: User, mona: User) -> None:
    claim = stories.a_publication(edith, mona).claim
    publishing.withdraw(claim_id=claim.pk, moderator=mona, reason="It never was.")
    assert reviews.search_ours("trees") == []
    assert [item.kind for item in feeds.newest(Wanted(words="trees"))] == ["withdrawn"]


def test_what_others_checked_is_not_among_our_verdicts(edith: User, mona: User) -> None:
    stories.checked_elsewhere("400 trees were planted", "No tree was planted")
    claim = stories.a_publication(edith, mona).claim
    assert reviews.search_ours("trees planted") == [claim.pk]
    assert reviews.search_newest_of_ours("trees planted") == [claim.pk]


def test_a_search_keeps_to_a_rating_however_many_fit(edith: User, mona: User, monkeypatch: pytest.MonkeyPatch) -> None:
    claims = [stories.a_publication(edith, mona).claim for _ in range(2)]
    a_correction(claims[0], edith, mona, "Fewer trees.")
    for most in (counts.NEWEST, 1):
        monkeypatch.setattr(reviews, "CANDIDATES", most)
        assert reviews.search_ours("trees", rating="false") == [claims[0].pk]


@pytest.mark.parametrize(
    ("query", "is_found"),
    [("trees or elephants", True), ("“300 trees”", True), ("-elephants", False), ("300 -trees", False), ("the", False)],
)
def test_a_query_is_read_as_for_a_search_engine(edith: User, mona: User, query: str, *, is_found: bool) -> None:
    claim = stories.a_publication(edith, mona).claim
    assert reviews.search_ours(query) == ([claim.pk] if is_found else [])
