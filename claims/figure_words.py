"""Official figures in words: a value with its unit, and a value as it was published and revised. Plain Python."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from claims.figure_matching import FigureSeries, PeriodFigure, figure_quantity
from claims.frequencies import period_text
from claims.quantity_words import quantity_text


def value_text(series: FigureSeries, value: float) -> str:
    """Write a value of a series with its unit."""
    return quantity_text(figure_quantity(series, value))


def figure_title(series: FigureSeries, start: date) -> str:
    """Name what the figure is about: “Unemployment rate, France, March 2026”."""
    return ", ".join(filter(None, (series.name, series.place, period_text(start, series.frequency))))


def figure_sentence(series: FigureSeries, figure: PeriodFigure) -> str:
    """Say what a figure was when a claim was made, and what it is now."""
    latest = {
        "latest": value_text(series, figure.latest.value),
        "latest_day": date_format(figure.latest.published, "DATE_FORMAT"),
    }
    if figure.at_day is None:
        return gettext("Not published yet when the claim was made; %(latest)s since %(latest_day)s.") % latest
    words = {
        **latest,
        "value": value_text(series, figure.at_day.value),
        "day": date_format(figure.at_day.published, "DATE_FORMAT"),
    }
    if figure.at_day == figure.latest:
        return gettext("%(value)s, published on %(day)s.") % words
    return gettext("%(value)s as published on %(day)s, revised to %(latest)s on %(latest_day)s.") % words
