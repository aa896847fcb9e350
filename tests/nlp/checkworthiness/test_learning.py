"""Weights learned from a desk's decisions are bounded, reproducible, and a reason that can be taken away again."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.nlp import get_language
from claims.nlp.checkworthiness.learned import (
    MAX_SHIFT,
    MAX_WEIGHT,
    MAX_WEIGHTS,
    ClaimScore,
    DeskWeights,
    apply_learned,
    list_features,
    remove_learned,
    sum_shift,
    to_logit,
)
from claims.nlp.checkworthiness.learning import JudgedClaim, fit_learned, try_weights
from claims.nlp.checkworthiness.ranking import average_precision
from claims.nlp.reading import Reason
from tests.learning_stories import decide_by_chance, make_sentences

RULES = get_language().checkworthiness


def judged(count: int, seed: int = 0, *, by_chance: bool = False) -> list[JudgedClaim]:
    decide = decide_by_chance(seed) if by_chance else lambda _text, wanted: wanted
    rows = make_sentences(count, seed)
    return [JudgedClaim(list_features(text, RULES), 0.0, decide(text, wanted)) for text, wanted in rows]


def test_a_preference_is_learned_and_confirmed() -> None:
    trial = try_weights(judged(225), judged(75, 1))
    assert trial.is_better
    assert trial.own_precision > 0.9
    assert trial.shipped_precision < 0.8
    assert trial == try_weights(judged(225), judged(75, 1)), "the same decisions give the same weights"


def test_chance_is_hardly_ever_taken_for_a_preference() -> None:
    trials = [
        try_weights(judged(225, seed, by_chance=True), judged(75, 50 + seed, by_chance=True)) for seed in range(8)
    ]
    assert sum(trial.is_better for trial in trials) <= 1


def test_absurd_decisions_give_bounded_weights() -> None:
    absurd = [JudgedClaim({f"word{number % 1500}": 6.0, "past:0": 1.0}, 9.2, is_worthy=False) for number in range(6000)]
    learned = fit_learned([*absurd, JudgedClaim({"past:0": 1.0}, -9.2, is_worthy=True)])
    assert 0 < len(learned.weights) <= MAX_WEIGHTS
    assert all(math.isfinite(weight) and abs(weight) <= MAX_WEIGHT for weight in learned.weights.values())
    assert abs(sum_shift({"word1": 1e6}, learned)) <= MAX_SHIFT


@given(
    score=st.integers(0, 10_000).map(lambda number: number / 10_000),
    weights=st.dictionaries(st.sampled_from(["schools", "budget", "sign:number", "who:none"]), st.floats(-2, 2)),
    centre=st.floats(-5, 5),
)
@example(score=0.075, weights={}, centre=2.0)  # a half that rounds down
def test_the_reasons_add_up_and_the_shipped_score_comes_back(
    score: float, weights: dict[str, float], centre: float
) -> None:
    shipped = ClaimScore(score, (Reason("base", {}, round(score, 2)),))
    own = apply_learned(shipped, "The budget for schools rose by 7 percent.", DeskWeights(weights, centre, 3), RULES)
    assert 0 <= own.score <= 1
    assert abs(to_logit(own.score) - to_logit(score)) <= MAX_SHIFT + 0.7, "rounded to four decimals"
    assert abs(sum(reason.weight for reason in own.reasons) - own.score) < 0.0101
    assert remove_learned(own) == shipped


def test_a_reason_names_the_words_that_move_the_score_most() -> None:
    text = "The budget for schools rose by 7 percent."
    shipped = ClaimScore(0.5, (Reason("base", {}, 0.5),))
    own = apply_learned(shipped, text, DeskWeights({"schools": 1.0, "budget": 0.5, "rose": -0.1}, 0.0, 3), RULES)
    reason = own.reasons[-1]
    assert (reason.code, reason.parameters["words"]) == ("learned_words", "schools, budget")
    assert own.score == pytest.approx(0.5 + reason.weight, abs=0.006)
    plain = apply_learned(shipped, text, DeskWeights({"sign:percent": 1.0}), RULES)
    assert plain.reasons[-1].code == "learned"


@pytest.mark.parametrize(
    ("rows", "value"), [([(2.0, 1), (1.0, 0)], 1.0), ([(2.0, 0), (1.0, 1)], 0.5), ([(1.0, 0)], None), ([], None)]
)
def test_average_precision(rows: Sequence[tuple[float, int]], value: float | None) -> None:
    assert average_precision(rows) == value
