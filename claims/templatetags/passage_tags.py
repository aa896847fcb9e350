"""What a claim's anchor says about its words: `{% load passages %}`."""

from django import template

from claims.models import Appearance

register = template.Library()


@register.filter
def claim_times(appearance: Appearance) -> list[dict[str, str]]:
    """The times that a claim names: the words of the text where they lie in the claim, and the date they mean."""
    return [
        {"value": time["value"], "words": _time_text(appearance, time) or time["value"]} for time in appearance.times
    ]


def _time_text(appearance: Appearance, time: dict[str, int]) -> str:
    start, end = time["start"] - appearance.start, time["end"] - appearance.start
    return appearance.exact[start:end] if 0 <= start < end <= len(appearance.exact) else ""
