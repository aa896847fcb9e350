"""Labels of codes: `{% load code_labels %}`."""

from dataclasses import dataclass
from typing import Any

from django import template

from claims.accent_colours import name_accent_file
from claims.checkworthiness_reasons import describe_reason, is_unscored
from claims.dismissals import DISMISSALS, Dismissal
from claims.language_names import name_language
from claims.models import Evidence, Publication, Quantity, Tip, Verdict
from claims.rating_scales import RatingScale, ScalePoint
from claims.selectors.identity import get_identity
from claims.selectors.scales import describe_rating, get_current_scale, get_scale, list_rating_labels
from claims.selectors.tip_notifications import get_notification_state
from claims.services.requirements import LABELS
from claims.workflow import Status

register = template.Library()
register.filter(is_unscored)

STANCES = dict(Evidence.Stance.choices)


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """A step of a rating scale, and whether the verdict has it."""

    label: str
    is_current: bool


@register.filter
def status_label(code: str) -> str:
    """Return the label of a claim's status; an unknown code as it is."""
    return str(Status(code).label) if code in set(Status) else code


@register.filter
def language_label(code: str) -> str:
    """Return the name of a language in the language of the page."""
    return name_language(code)


@register.filter
def tip_notification_state(tip: Tip) -> str:
    """Return whether the reader who sent a tip was notified of the outcome, as a code of `Mail.State`."""
    return get_notification_state(tip)


@register.filter
def as_rating(rated: Verdict | Publication | dict[str, str]) -> ScalePoint | None:
    """Return the point of a verdict or a publication on its scale; that of submitted form data on the current one."""
    if isinstance(rated, dict):
        return get_current_scale().describe(rated["rating"] or "", rated.get("rating_words") or "")
    return describe_rating(rated) if isinstance(rated, Verdict | Publication) else None


@register.simple_tag
def rating_labels() -> dict[str, str]:
    """Return the label of each rating, on the newest scale that has it."""
    return list_rating_labels()


@register.filter
def label_in(code: str, labels: dict[str, str]) -> str:
    """Return the label of a code, or else the code."""
    return labels.get(code, code)


@register.filter
def as_scale(rated: Verdict | Publication) -> list[ScaleStep]:
    """Return the steps of the scale from worst to best, the own one with its label; none if it has no numbers."""
    scale, point = get_scale(rated.scale_id), describe_rating(rated)
    if point is None:
        return []
    labels = {other.value: other.label for other in reversed(scale.points)} | {point.value: point.label}
    return [ScaleStep(labels[value], is_current=value == point.value) for value in scale.values]


@register.filter
def number_query(quantity: Quantity) -> str:
    """Return a quantity as the queue's number filter writes it: one value, or a range."""
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return "-".join(dict.fromkeys(f"{end:.15g}" for end in ends))


@register.filter
def requirement_label(code: str) -> str:
    """Return the label of a requirement."""
    return str(LABELS[code])


@register.filter
def stance_label(code: str) -> str:
    """Return the label of a piece of evidence's stance; an unknown code as it is."""
    return str(STANCES.get(code, code))


@register.filter
def web_address(url: str) -> str:
    """Return a URL if it is http or https; empty for any other, such as `javascript:`."""
    return url if url.startswith(("https://", "http://")) else ""


@register.filter
def dismissal_label(code: str) -> str:
    """Return the short label of a reason for dismissing a claim."""
    return str(DISMISSALS[code].title) if code in DISMISSALS else code


@register.filter
def reason_text(reason: dict[str, Any]) -> str:
    """Return a reason for the check-worthiness of a claim in words."""
    return describe_reason(reason)


@register.simple_tag
def current_scale(draft: Verdict) -> RatingScale:
    """Return the scale that a draft is rated with now."""
    return get_current_scale(draft)


@register.simple_tag
def all_dismissals() -> list[Dismissal]:
    """Return every reason for dismissing a claim."""
    return list(DISMISSALS.values())


@register.simple_tag(takes_context=True)
def desk_name(context: dict[str, Any]) -> str:
    """Return the name of this desk."""
    return str((context.get("identity") or get_identity()).name)


@register.filter
def accent_file(colour: str) -> str:
    """Return the name of the stylesheet of a colour."""
    return name_accent_file(colour)
