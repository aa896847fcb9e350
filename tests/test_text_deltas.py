"""A delta leads back to the text before, or nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text_deltas import MAX_DELTA_CHARACTERS, apply_reverse_delta, compute_delta, deltas_of_save, text_checksum

TEXTS = st.text(st.sampled_from("ab \n😀"), max_size=30)


@given(TEXTS, TEXTS)
def test_undoing_leads_back_to_the_letter(before: str, after: str) -> None:
    assert apply_reverse_delta(after, compute_delta(before, after)) == before


def test_typing_at_the_end_of_a_long_text_is_a_small_delta() -> None:
    text = "298 trees. " * 20_000
    assert compute_delta(text, text + "So") == [220_000, "", "So"]


@pytest.mark.parametrize(
    "delta", [None, [], [1], [-1, "", "trees"], ["0", "", "trees"], [0, "", "shrubs"], [900, "", "trees"], {"0": ""}]
)
def test_what_does_not_fit_is_not_undone(delta: object) -> None:
    assert apply_reverse_delta("trees", delta) is None


def test_a_rating_is_kept_as_what_it_was_and_is() -> None:
    delta, _ = deltas_of_save({"rating": "mostly_true"}, {"rating": "mostly_false"}, ["rating"])
    assert delta == {"rating": [0, "mostly_true", "mostly_false"]}


def test_a_delta_that_is_too_large_is_left_out_but_its_sum_is_kept() -> None:
    text = "x" * (MAX_DELTA_CHARACTERS + 1)
    saved = deltas_of_save({"justification": ""}, {"justification": text}, ["justification"])
    assert saved == ({}, {"justification": text_checksum(text)})
