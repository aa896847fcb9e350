"""What is public is found without going through all of it."""

import pytest

from claims.models import User
from claims.selectors import counts, feeds, publications
from claims.selectors.feeds import Wanted
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
