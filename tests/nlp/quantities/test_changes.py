"""Numbers that changed: from, to and by."""

import pytest

from tests.nlp.quantities.test_extraction import find_all


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("output fell from 700 to 2 million tonnes", [(700, "change_from"), (2e6, "change_to")]),
        ("the price rose from £300 to £3bn", [(300, "change_from"), (3e9, "change_to")]),
        ("rents went up by 4% to 900 euros", [(4, "change_by"), (900, "change_to")]),
        ("support was down 6 points to 31%", [(6, "change_by"), (31, "change_to")]),
        ("the bank cut rates to 3% from 3.5%", [(3, "change_to"), (3.5, "change_from")]),
        ("the herd shrank to 2,100, down from 2,900", [(2100, "change_to"), (2900, "change_from")]),
        ("sales fell 8 percent", [(8, "change_by")]),
        ("an increase of 9 percent", [(9, "change_by")]),
        ("the price went up to $80", [(80, "change_to")]),
        ("crime fell by a third", [(33.33, "change_by")]),
        ("the staff was cut in half", [(0.5, "change_by")]),
        ("bottles range from 20 to 50 litres", [(20, "range")]),
        ("the army dropped 40 bombs", [(40, "exact")]),
        ("aid went to 300 families", [(300, "change_to")]),
        ("the mayor gave keys to 300 families", [(300, "exact")]),
    ],
)
def test_a_change_is_no_range(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(one.low, one.kind) for one in find_all(text)] == expected


def test_more_than_halved_is_at_most_one_half() -> None:
    (quantity,) = find_all("Crime more than halved.")
    assert (quantity.low, quantity.high) == (None, 0.5)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "profit fell 34 percent to 61.4 million pounds in the half-year, from 93 million a year earlier",
            [(34, "%", "change_by"), (61.4e6, "pounds", "change_to"), (93e6, "pounds", "change_from")],
        ),
        (
            "sales rose to 12 million euros from 9 million",
            [(12e6, "euros", "change_to"), (9e6, "euros", "change_from")],
        ),
        ("inflation rose to 5% from 3.5", [(5, "%", "change_to"), (3.5, "%", "change_from")]),
        (
            "sales rose to 12 million euros. Aid went from 9 million",
            [(12e6, "euros", "change_to"), (9e6, "", "change_from")],
        ),
        ("police recovered $85,000 in cash", [(85e3, "$", "exact")]),
        ("shares recovered 3 percent", [(3, "%", "change_by")]),
    ],
)
def test_a_change_has_one_unit(text: str, numbers: list[tuple[float, str, str]]) -> None:
    assert [(one.low, one.unit, one.kind.value) for one in find_all(text)] == numbers
