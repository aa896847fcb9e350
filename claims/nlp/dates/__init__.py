"""Dates and periods that a text mentions."""

from claims.nlp.dates.extraction import find_dates

__all__ = ["find_dates"]
