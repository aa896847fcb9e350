"""Dividing a score into shares that add up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.nlp.checkworthiness.explanation import Part, explain_logit, squash

LOGITS = st.floats(-12, 12, allow_nan=False)


@given(LOGITS, st.lists(LOGITS, max_size=8))
def test_the_shares_of_any_parts_add_up_to_the_score(base: float, logits: list[float]) -> None:
    parts = [Part(f"part{number}", logit) for number, logit in enumerate(logits)]
    total = base + sum(logits)
    shown = sum((Decimal(str(reason.weight)) for reason in explain_logit(total, base, parts)), Decimal(0))
    assert abs(shown - Decimal(str(squash(total)))) <= Decimal("0.0051")


def test_a_larger_part_has_a_larger_share_and_a_part_against_is_negative() -> None:
    reasons = explain_logit(1.0, -1.0, [Part("much", 3.0), Part("little", 0.5), Part("against", -1.5)])
    weights = {reason.code: reason.weight for reason in reasons}
    assert weights["much"] > weights["little"] > 0 > weights["against"]


def test_parts_without_a_share_are_left_out_but_notes_stay() -> None:
    reasons = explain_logit(0.0, 0.0, [Part("nothing", 0.0001), Part("best_sentence", 0.0)])
    assert [reason.code for reason in reasons] == ["base", "best_sentence"]


@pytest.mark.parametrize("logit", [1000.0, -1000.0])
def test_extreme_logits_have_scores(logit: float) -> None:
    assert 0 <= squash(logit) <= 1
