"""The versions of the rating scale, and what filters of ratings mean.

Versions never change, so each process reads one once. Only which is the newest is asked each time, so that all
processes see a new version at once.
"""

from functools import lru_cache

from django.db.models import Subquery
from django.utils.translation import gettext

from claims.models import Publication, Scale, Verdict
from claims.rating_scales import MAX_SCALES, STANDARD_SCALE, RatingScale, ScalePoint
from claims.ratings import RATINGS

NEWEST_SCALE = Subquery(Scale.objects.order_by("-pk").values("pk")[:1])
"""The newest version as the column `newest_scale` of verdicts, so that pages about them need no query for it."""


def list_scales(known_by: Verdict | None = None) -> tuple[RatingScale, ...]:
    """Return all versions, the current one first; the standard scale is the last.

    A verdict that was loaded with `NEWEST_SCALE` knows which is the current one.
    """
    known = vars(known_by) if known_by else {}
    if "newest_scale" in known:
        return _load_scales(known["newest_scale"])
    return _load_scales(Scale.objects.order_by("-pk").values_list("pk", flat=True).first())


@lru_cache(maxsize=1)
def _load_scales(newest: int | None) -> tuple[RatingScale, ...]:
    """Load the versions up to the newest."""
    if newest is None:
        return (STANDARD_SCALE,)
    rows = Scale.objects.filter(pk__lte=newest).order_by("-pk")[:MAX_SCALES]
    return (*map(_scale_of_row, rows), STANDARD_SCALE)


def _scale_of_row(row: Scale) -> RatingScale:
    points = tuple(ScalePoint.from_json(point) for point in row.points)
    return RatingScale(row.number, points, row.pk, row.created)


def get_current_scale(known_by: Verdict | None = None) -> RatingScale:
    """Return the version that verdicts are rated with now."""
    return list_scales(known_by)[0]


def get_scale(scale_id: int | None) -> RatingScale:
    """Return a version by its row; None is the standard scale."""
    return STANDARD_SCALE if scale_id is None else _load_scale(scale_id)


@lru_cache(maxsize=MAX_SCALES)
def _load_scale(scale_id: int) -> RatingScale:
    return _scale_of_row(Scale.objects.get(pk=scale_id))


def describe_rating(rated: Verdict | Publication) -> ScalePoint | None:
    """Return the point of a verdict on the scale that it was rated with; None for a draft without a rating."""
    scale = get_scale(rated.scale_id)
    return scale.describe(rated.rating, _words_of(rated) if scale.in_words else "")


def _words_of(rated: Verdict | Publication) -> str:
    """Return a rating in own words; only a saved publication has its column."""
    if isinstance(rated, Verdict):
        return rated.rating_words
    return str(rated.content.rating_label if rated.pk is None else rated.rating_label)


# Filters ------------------------------------------------------------------------------


def rating_condition(code: str) -> dict[str, str]:
    """Return the condition by which publications have a rating; empty for no code.

    A canonical rating stands for all points that map to it, on every version of the scale; another code for that point.
    """
    return {"canonical" if code in RATINGS else "rating": code} if code else {}


def list_rating_choices() -> list[tuple[str, str | list[tuple[str, str]]]]:
    """Return code and label of all that a filter takes: the current points, then in a group those of earlier ones."""
    current, *earlier = list_scales()
    codes = {point.code: point.label for point in current.points}
    former = {point.code: point.label for scale in reversed(earlier) for point in scale.points}
    rest = [(code, label) for code, label in former.items() if code not in codes]
    choices: list[tuple[str, str | list[tuple[str, str]]]] = [*codes.items()]
    return [*choices, (gettext("Earlier scales"), rest)] if codes and rest else [*choices, *rest]


def list_rating_labels(known_by: Verdict | None = None) -> dict[str, str]:
    """Return the label of each code, on the newest version that has it."""
    return {point.code: point.label for scale in reversed(list_scales(known_by)) for point in scale.points}
