"""Codes into what a person reads: `{% load words %}`."""

from dataclasses import dataclass

from django import template
from django.conf import settings

from claims.dismissals import DISMISSALS, Dismissal
from claims.models import Evidence, Quantity, Tip
from claims.ratings import BEST_VALUE, RATINGS, WORST_VALUE, Rating
from claims.selectors.tip_notifications import get_notification_state
from claims.services.requirements import LABELS
from claims.workflow import Status

register = template.Library()

STANCES = dict(Evidence.Stance.choices)


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """One place on the rating scale, and whether the verdict stands on it."""

    label: str
    is_current: bool


@register.filter
def status_label(code: str) -> str:
    """The words for a claim's status; unknown codes come back as they are."""
    return Status(code).label if code in set(Status) else code


@register.filter
def tip_notification_state(tip: Tip) -> str:
    """Whether the reader who asked has heard what became of it: told, waiting, failed, or no address."""
    return get_notification_state(tip)


@register.filter
def as_rating(code: str) -> Rating | None:
    """The point on the scale that has this code."""
    return RATINGS.get(code)


@register.filter
def as_scale(rating: Rating) -> list[ScaleStep]:
    """All places from worst to best; the one where `rating` stands carries its own label."""
    labels = {other.value: other.label for other in reversed(RATINGS.values())}
    return [
        ScaleStep(str(rating.label), is_current=True)
        if value == rating.value
        else ScaleStep(str(labels[value]), is_current=False)
        for value in range(WORST_VALUE, BEST_VALUE + 1)
    ]


@register.filter
def number_query(quantity: Quantity) -> str:
    """A number of a claim as the queue's filter writes it: one value, or a range."""
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return "-".join(dict.fromkeys(f"{end:.15g}" for end in ends))


@register.filter
def requirement_label(code: str) -> str:
    """The label of a requirement, by its code."""
    return str(LABELS[code])


@register.filter
def stance_label(code: str) -> str:
    """What evidence says about the claim, in words; an unknown code comes back as it is."""
    return str(STANCES.get(code, code))


@register.filter
def web_address(url: str) -> str:
    """The address if it is one of the web; empty for any other, such as a script."""
    return url if url.startswith(("https://", "http://")) else ""


@register.filter
def dismissal_label(code: str) -> str:
    """A reason for dismissing a claim, in a word or two."""
    return str(DISMISSALS[code].title) if code in DISMISSALS else code


@register.simple_tag
def all_ratings() -> list[Rating]:
    """Every rating, best first, for a form to choose from."""
    return list(RATINGS.values())


@register.simple_tag
def all_dismissals() -> list[Dismissal]:
    """Every reason to dismiss a claim, for a form to choose from."""
    return list(DISMISSALS.values())


@register.simple_tag
def desk_name() -> str:
    """What this desk is called, as its settings say."""
    return str(settings.DESK_NAME)
