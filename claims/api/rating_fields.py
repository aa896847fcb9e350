"""Fields of the API about ratings. Their codes are data: `/api/v1/scale/` lists them."""

from typing import Any

from django.db.models import F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from rest_framework import serializers

from claims.api.strict_fields import StrictCharField
from claims.rating_scales import STANDARD_SCALE
from claims.selectors.scales import get_scale, list_rating_labels

RATING_HELP = (
    "The code of a point of the scale, from `/api/v1/scale/`. On a scale without points: a canonical rating or empty."
)
RATING_FILTER_HELP = (
    "The code of a point of any version of the scale. A canonical rating stands for all points that map to it."
)
CANONICAL_HELP = "The canonical rating, for statistics and comparison; empty for some ratings in own words."
MAX_CODE_CHARACTERS = 30


class RatingCodeField(StrictCharField):
    """The code of a rating by which a list or a webhook is filtered."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=MAX_CODE_CHARACTERS, help_text=RATING_FILTER_HELP, **options)

    def to_internal_value(self, data: Any) -> str:
        """Return the code if some version of the scale has it."""
        code = super().to_internal_value(data)
        if code and code not in list_rating_labels():
            raise serializers.ValidationError(
                gettext("No scale of this desk has a rating “%(code)s”.") % {"code": code}, code="invalid_choice"
            )
        return code


class ScaleNumberField(serializers.IntegerField):
    """The number of the version of the scale that a verdict or a publication was rated with."""

    def __init__(self) -> None:
        super().__init__(source="*", read_only=True, help_text="The number of the version of the scale.")

    def to_representation(self, value: Any) -> int:
        """Return the number for a row."""
        return get_scale(value.scale_id).number

    def as_expression(self, path: str) -> Combinable:
        """Return the number in SQL."""
        return Coalesce(F(f"{path}scale__number"), Value(STANDARD_SCALE.number))
