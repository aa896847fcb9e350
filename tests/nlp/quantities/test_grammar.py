"""What a row of `quantities.toml` does."""

from copy import deepcopy

from claims.nlp.english.tables import load_table
from claims.nlp.quantities import find_quantities
from claims.nlp.quantities.grammar import build_quantity_grammar


def test_a_row_adds_a_currency() -> None:
    table = deepcopy(load_table("quantities"))
    table["currencies"]["lev"] = {"signs": ["лв"], "nouns": ["leva"], "compared_sign": "лв", "weighed": ["leva"]}
    grammar = build_quantity_grammar(table)
    text = "it cost лв5 million, or 6 million leva"
    assert [quantity.unit for quantity in find_quantities(text, 0, len(text), grammar)] == ["лв", "leva"]
    assert grammar.currency_nouns["лв"] == "lev"
    assert "leva" in grammar.money_forms
