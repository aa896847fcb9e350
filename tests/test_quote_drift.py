"""A quotation is verbatim, shortened, joined or altered; or it quotes something else."""

import pytest

from claims.quote_drift import Drift, compare_quotations, find_quotation

FULL = "We planted 300 trees last year, and we will plant many more, whatever it costs"


@pytest.mark.parametrize(
    ("quotation", "drift"),
    [
        ("we planted 300 trees last year and we will plant many more – whatever it costs.", Drift.VERBATIM),
        ("We will plant many more, whatever it costs", Drift.SHORTENED),
        ("We planted 300 trees … whatever it costs", Drift.SHORTENED),
        ("We planted 300 trees [...] and we will plant many more", Drift.SHORTENED),
        ("We planted 300 trees, whatever it costs", Drift.JOINED),
        ("We planted 500 trees last year, and we will plant many more", Drift.ALTERED),
        ("Whatever it costs … we planted 300 trees", Drift.ALTERED),
        ("Nobody counted the birds of the town", None),
        ("…", None),
    ],
)
def test_what_became_of_a_quotation(quotation: str, drift: Drift | None) -> None:
    assert compare_quotations(FULL, quotation) == drift


@pytest.mark.parametrize(
    ("passage", "before", "after", "quotation"),
    [
        (f"The mayor said: “{FULL}.”", "", "", f"{FULL}."),
        ("«Nous avons planté 300 arbres», dit-elle", "", "", "Nous avons planté 300 arbres"),
        (FULL, "She said: “", "”, and left.", FULL),
        ("We planted 300 trees", '"', ' last year," she said', "We planted 300 trees last year,"),
        ("The “green town” has 300 trees", "", "", ""),
        ("300 trees were planted", "", "", ""),
        ("300 trees were planted", "“", "", ""),
    ],
)
def test_the_longest_quotation_of_a_passage(passage: str, before: str, after: str, quotation: str) -> None:
    assert find_quotation(passage, before, after) == quotation
