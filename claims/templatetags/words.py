"""Codes into what a person reads: `{% load words %}`."""

from collections.abc import ItemsView
from dataclasses import dataclass

from django import template
from django.conf import settings

from claims.models import Quantity
from claims.ratings import BEST, RATINGS, WORST, Rating
from claims.workflow import DISMISSALS, Status

register = template.Library()


@dataclass(frozen=True, slots=True)
class Step:
    """One place on the rating scale, and whether the verdict stands on it."""

    label: str
    here: bool


@register.filter
def status_words(code: str) -> str:
    """The words for a claim's status; unknown codes come back as they are."""
    return Status(code).label if code in set(Status) else code


@register.filter
def as_rating(code: str) -> Rating | None:
    """The point on the scale that has this code."""
    return RATINGS.get(code)


@register.filter
def as_scale(rating: Rating) -> list[Step]:
    """All places from worst to best; the one where `rating` stands carries its own label."""
    labels = {other.value: other.label for other in reversed(RATINGS.values())}
    return [
        Step(rating.label, here=True) if value == rating.value else Step(labels[value], here=False)
        for value in range(WORST, BEST + 1)
    ]


@register.filter
def number_query(quantity: Quantity) -> str:
    """A number of a claim as the queue's filter writes it: one value, or a range."""
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return "-".join(dict.fromkeys(f"{end:.15g}" for end in ends))


@register.simple_tag
def ratings() -> list[Rating]:
    """Every rating, best first, for a form to choose from."""
    return list(RATINGS.values())


@register.simple_tag
def dismissals() -> ItemsView[str, str]:
    """Code and words of every reason to put a claim aside."""
    return DISMISSALS.items()


@register.simple_tag
def desk_name() -> str:
    """What this desk is called, as its settings say."""
    return str(settings.DESK_NAME)
