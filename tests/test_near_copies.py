"""Near copies are told by the words that texts share in the same order."""

from claims.near_copies import COPY_PERCENT, LEAST_SHARED, estimate_resemblance, make_sketch, shared_percent

STORY = " ".join(f"The council counted {number} trees in street {number * 7} of the old town." for number in range(40))
OTHER = " ".join(f"In street {number * 7} of the old town {number} trees stood, it said." for number in range(40))


def test_a_cut_or_extended_text_is_a_copy_and_another_telling_is_not() -> None:
    cut, longer = STORY[: len(STORY) // 3], f"Our own lead. {STORY} {OTHER}"
    for copy in (cut, longer, STORY.upper()):
        assert shared_percent(STORY, copy) >= 95
        assert len(set(make_sketch(STORY)) & set(make_sketch(copy))) >= LEAST_SHARED
    assert shared_percent(STORY, OTHER) < COPY_PERCENT


def test_short_texts_are_copies_of_nothing() -> None:
    assert make_sketch("The council counted 3 trees.") == []
    assert make_sketch("") == []
    assert shared_percent("", "") == 0


def test_the_resemblance_of_sketches_is_the_share_of_what_either_has() -> None:
    assert estimate_resemblance(list(range(64)), list(range(64))) == 1
    assert estimate_resemblance(list(range(64)), list(range(32, 96))) == 0.5
    assert estimate_resemblance(list(range(64)), list(range(100, 164))) == 0
    assert estimate_resemblance([], []) == 0
