"""Quantities: numbers with what they count, and whether two of them differ."""

from claims.nlp.quantities.comparison import (
    Bounded,
    find_different_quantities,
    find_equal_quantities,
    share_unit,
)
from claims.nlp.quantities.extraction import find_quantities

__all__ = ["Bounded", "find_different_quantities", "find_equal_quantities", "find_quantities", "share_unit"]
