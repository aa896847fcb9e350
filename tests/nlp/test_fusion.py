"""Words and vectors decide together; recent fact-checks gain."""

from datetime import date

import pytest

from claims.nlp.fusion import Candidate, fuse_scores

DAY = date(2024, 3, 1)


def test_words_and_vectors_count_with_their_weights() -> None:
    both = Candidate(0.5, 1.0, 1.0, DAY)
    other_words = Candidate(0.0, 0.8, None, DAY)
    other_meaning = Candidate(0.5, 0.1, None, DAY)
    scores = fuse_scores([both, other_words, other_meaning])
    assert scores == pytest.approx([1.0, 0.56 / 1.14, 0.37 / 1.14])


def test_recent_fact_checks_gain_where_the_day_of_the_text_is_known() -> None:
    new, old = (Candidate(0.5, 0.5, None, day) for day in (DAY, date(2014, 3, 1)))
    assert fuse_scores([new, old])[0] == fuse_scores([new, old])[1]
    recent, older = fuse_scores([new, old], DAY)
    assert recent > older


def test_without_a_vector_words_stand_in_and_no_score_is_negative() -> None:
    assert fuse_scores([Candidate(0.5, None, None, DAY)]) == pytest.approx([(0.3 + 0.35) / 1.14])
    assert fuse_scores([Candidate(0.0, -0.9, -0.9, DAY)]) == [0.0]
    assert fuse_scores([]) == []
