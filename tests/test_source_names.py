"""Two names may be one source if one is short for the other."""

import pytest

from claims.source_names import may_be_one_source


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("IFS", "Institute for Fiscal Studies", True),
        ("I.F.S.", "the Institute for Fiscal Studies", True),
        ("IFS", "Institute of Fish", False),
        ("El-Sisi", "Abdel Fattah el-Sisi", True),
        ("Lima", "Ana Lima", True),
        ("François Mitterrand", "Francois Mitterrand", True),
        ("Ana Lima", "Rui Lima", False),
        ("Ana Lima", "Ana Costa", False),
        ("A", "Anna", False),
        ("Ana Lima", "Ana Lima", False),
        ("—", "…", False),
    ],
)
def test_names_that_may_be_one(first: str, second: str, expected: bool) -> None:
    assert may_be_one_source(first, second) == expected
    assert may_be_one_source(second, first) == expected
