"""Numbers and percentages in the language of the page: `{% load numbers %}`."""

from django import template
from django.utils.translation import gettext as _

from claims.number_format import format_number, format_tenths

register = template.Library()


@register.filter
def number(value: float) -> str:
    """Write a number with all its digits and no others: 7,000 or 11.4."""
    return format_number(value)


@register.filter
def tenths(value: float) -> str:
    """Write a number with one digit after the point: 84.0."""
    return format_tenths(value)


@register.filter
def percent(value: float) -> str:
    """Write a percentage, as its language does: 11.4 %."""
    return _("%(number)s %%") % {"number": format_number(value)}
