"""Codes into what a person reads: `{% load words %}`."""

from dataclasses import dataclass

from django import template
from django.conf import settings

from claims.dismissals import DISMISSALS, Dismissal
from claims.models import Quantity, Tip
from claims.ratings import BEST, RATINGS, WORST, Rating
from claims.selectors import tip_notices
from claims.workflow import Status

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
def told(tip: Tip) -> str:
    """Whether the reader who asked has heard what became of it: told, waiting, failed, or no address."""
    return tip_notices.state(tip)


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


WRITTEN_IN = {
    "a rating": "rating",
    "a summary": "summary",
    "a justification": "justification",
    "at least one piece of evidence": "evidence",
    "a note that says what is corrected": "correction",
}
"""What submitting asks for, in the words of `services.verdicts.wanted`, and the field or section that has it."""

SECTIONS = ("rating", "evidence")


@register.filter
def written_in(part: str) -> str:
    """The field or section in which a part of a verdict is written; empty for what no field has."""
    return WRITTEN_IN.get(part, "")


@register.filter
def target(field: str) -> str:
    """The id of a field of the verdict's form, or of a section beside it."""
    return field if field in SECTIONS else f"id_{field}"


@register.filter
def brief(code: str) -> str:
    """A reason for dismissing a claim, in a word or two."""
    return str(DISMISSALS[code].title) if code in DISMISSALS else code


@register.simple_tag
def ratings() -> list[Rating]:
    """Every rating, best first, for a form to choose from."""
    return list(RATINGS.values())


@register.simple_tag
def dismissals() -> list[Dismissal]:
    """Every reason to dismiss a claim, for a form to choose from."""
    return list(DISMISSALS.values())


@register.simple_tag
def desk_name() -> str:
    """What this desk is called, as its settings say."""
    return str(settings.DESK_NAME)
