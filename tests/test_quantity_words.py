"""Quantities in words, and the kinds that their ends allow."""

from dataclasses import dataclass

import pytest

from claims.quantity_words import fit_kind, infer_kind, quantity_text


@dataclass(frozen=True)
class Number:
    low: float | None = None
    high: float | None = None
    unit: str = ""
    modifier: str = ""
    kind: str = ""
    currency: str = ""


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (Number(300, 300, "trees", kind="exact"), "300 trees"),
        (Number(300, None, "trees", kind="at_least"), "at least 300 trees"),
        (Number(7000, None, "jobs", "more than", "at_least"), "more than 7,000 jobs"),
        (Number(None, 20, "%", "up to", "at_most"), "up to 20%"),
        (Number(None, 20, "%", kind="at_most"), "at most 20%"),
        (Number(3, 3, "people", kind="approx"), "about 3 people"),
        (Number(5, 10, "people", kind="range"), "5 to 10 people"),
        (Number(11.4, 11.4, "%", kind="change_by"), "by 11.4%"),
        (Number(5, 5, "%", "about", "change_by"), "by about 5%"),
        (Number(400, 400, "euros", kind="change_from", currency="EUR"), "from 400 euros (EUR)"),
        (Number(3.2e9, 3.2e9, "US$", kind="change_to", currency="USD"), "to US$3,200,000,000 (USD)"),
        (Number(100, None, "people", "hundreds of", "vague"), "hundreds of people"),
        (Number(100, None, "people", kind="vague"), "100 people"),
        (Number(2, 2, "times", kind="change_by"), "2 times as much"),
        (Number(4, 4, "USD", kind="exact", currency="USD"), "4 USD"),
        (Number(5, None, "%"), "at least 5%"),
        (Number(5, 5), "5"),
    ],
)
def test_a_quantity_in_words(number: Number, words: str) -> None:
    assert quantity_text(number) == words


@pytest.mark.parametrize(
    ("ends", "kind"),
    [((1, None), "at_least"), ((None, 1), "at_most"), ((1, 1), "exact"), ((1, 2), "range")],
)
def test_a_kind_follows_from_the_ends(ends: tuple[float | None, float | None], kind: str) -> None:
    assert infer_kind(*ends) == kind
    assert fit_kind("", *ends) == (kind, *ends)


@pytest.mark.parametrize(
    ("kind", "ends", "fitted"),
    [
        ("at_least", (5, 5), (5, None)),
        ("at_least", (None, 5), (5, None)),
        ("at_most", (5, None), (None, 5)),
        ("exact", (5, None), (5, 5)),
        ("change_by", (None, 5), (5, 5)),
        ("approx", (5, 7), (5, 7)),
        ("range", (5, 7), (5, 7)),
        ("vague", (100, None), (100, None)),
    ],
)
def test_a_kind_has_the_ends_that_it_needs(
    kind: str, ends: tuple[float | None, float | None], fitted: tuple[float | None, float | None]
) -> None:
    assert fit_kind(kind, *ends) == (kind, *fitted)


@pytest.mark.parametrize(
    ("kind", "ends"), [("at_least", (5, 6)), ("at_most", (5, 6)), ("exact", (5, 6)), ("range", (5, 5))]
)
def test_ends_that_contradict_a_kind_do_not_fit(kind: str, ends: tuple[float, float]) -> None:
    assert fit_kind(kind, *ends) is None
