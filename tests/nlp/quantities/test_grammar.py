"""What a row of `quantities.toml` does."""

from copy import deepcopy

from claims.nlp.english.tables import load_table
from claims.nlp.quantities import find_quantities
from claims.nlp.quantities.grammar import build_quantity_grammar


def test_a_row_adds_a_currency() -> None:
    table = deepcopy(load_table("quantities"))
    table["currencies"]["MNT"] = {"signs": ["₮"], "nouns": ["tugrik", "tugriks"], "weighed": ["tugriks"]}
    grammar = build_quantity_grammar(table)
    text = "it cost ₮5 million, or 6 million tugriks, or MNT 7 million"
    found = find_quantities(text, 0, len(text), grammar)
    assert [(one.unit, one.currency) for one in found] == [("₮", "MNT"), ("tugriks", "MNT"), ("MNT", "MNT")]
    assert "tugriks" in grammar.money_forms
