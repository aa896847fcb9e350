"""The times that a claim names: `{% load passage_tags %}{{ appearance|claim_times }}`."""

from django import template

from claims.models import Appearance

register = template.Library()


@register.filter
def claim_times(appearance: Appearance) -> list[dict[str, str]]:
    """Return the times that a claim names: their words in the text and the date they mean."""
    return [
        {"value": time["value"], "words": _time_text(appearance, time) or time["value"]} for time in appearance.times
    ]


def _time_text(appearance: Appearance, time: dict[str, int]) -> str:
    start, end = time["start"] - appearance.start, time["end"] - appearance.start
    return appearance.exact[start:end] if 0 <= start < end <= len(appearance.exact) else ""
