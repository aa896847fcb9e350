"""Dates and periods that a text mentions."""

from claims.nlp.dates.extraction import find_dates, find_day, prefers_day

__all__ = ["find_dates", "find_day", "prefers_day"]
