"""The French reader against sentences and articles marked by hand."""

from itertools import chain
from typing import Any

import pytest

from claims.nlp.reading import Claim
from tests.nlp.french.marks import FOLDER, f1, is_same, load_rows, pair_contents, read_text

ROWS, LATER = load_rows("sentences.jsonl"), load_rows("later_sentences.jsonl")
READ = {row["id"]: read_text(row["text"]) for row in (*ROWS, *LATER)}
both = pytest.mark.parametrize("rows", [ROWS, LATER], ids=["first", "later"])


@both
def test_contents_of_sentences_are_found_with_their_chains(rows: list[dict[str, Any]]) -> None:
    right = predicted = wanted = chains = hedges = 0
    for row in rows:
        said = [one for one in row["claims"] if one["chain"]]
        pairs = pair_contents(row["text"], [one["content"] for one in said], READ[row["id"]])
        right, wanted = right + len(pairs), wanted + len(said)
        predicted += sum(bool(claim.chain) for claim in READ[row["id"]])
        chains += sum([link.name for link in claim.chain] == said[place]["chain"] for place, claim in pairs)
        hedges += sum(claim.hedged == said[place].get("hedged", False) for place, claim in pairs)
    assert f1(right, predicted, wanted) > 0.95
    assert chains >= 0.85 * wanted
    assert hedges >= 0.95 * wanted


def test_a_denied_content_and_one_that_nobody_said_are_marked() -> None:
    stances = {row["id"]: [claim.asserted for claim in READ[row["id"]]] for row in ROWS}
    assert stances["f13"] == [False]
    assert stances["f47"] == [None]
    assert all(value is True for name, values in stances.items() if name not in ("f13", "f47") for value in values)


@both
def test_numbers_of_sentences_are_found_with_units_and_kinds(rows: list[dict[str, Any]]) -> None:
    right = predicted = wanted = 0
    for row in rows:
        found = list(
            {one.span: one for one in chain.from_iterable(claim.quantities for claim in READ[row["id"]])}.values()
        )
        right += sum(any(is_same(one, mark) for one in found) for mark in row["quantities"])
        predicted, wanted = predicted + len(found), wanted + len(row["quantities"])
    assert f1(right, predicted, wanted) > 0.95


def test_dates_of_sentences_are_resolved() -> None:
    values = {row["id"]: {date.value for claim in READ[row["id"]] for date in claim.times} for row in ROWS}
    missed = [(row["id"], date) for row in ROWS for date in row["dates"] if date["iso"] not in values[row["id"]]]
    assert len(missed) <= 0.2 * sum(len(row["dates"]) for row in ROWS), missed


def test_articles_are_read_with_their_sources() -> None:
    right = predicted = wanted = named = 0
    for path in sorted((FOLDER / "articles").glob("*.txt")):
        text, rows = path.read_text("utf-8"), load_rows(f"articles/{path.stem}.jsonl")
        claims = read_text(text)
        pairs = pair_contents(text, [row["content"] for row in rows], claims)
        right, wanted = right + len(pairs), wanted + len(rows)
        predicted += sum(bool(claim.chain) for claim in claims)
        named += sum(_mentions(text, claim, rows[place]["source"]) for place, claim in pairs)
    assert f1(right, predicted, wanted) > 0.9
    assert named >= 0.9 * wanted


def _mentions(text: str, claim: Claim, words: str) -> bool:
    span = claim.chain[0].span
    return span is not None and (text[span.start : span.end] in words or words in text[span.start : span.end])
