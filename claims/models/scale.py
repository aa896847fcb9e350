"""Versions of the desk's own rating scale."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from claims.models.append_only import refuse_truncate
from claims.models.page_version import renew_site
from claims.rating_scales import CODE_PATTERN, MAX_POINTS, TONES
from claims.ratings import RATINGS

_POINTS_ARE_VALID_SQL = f"""
    IF jsonb_array_length(NEW.points) > {MAX_POINTS}
       OR (SELECT count(DISTINCT point->>'code') <> count(*) FROM jsonb_array_elements(NEW.points) AS point)
       OR EXISTS (
           SELECT FROM jsonb_array_elements(NEW.points) AS point
           WHERE (
               point->>'code' ~ '{CODE_PATTERN}'
               AND point->>'canonical' = ANY (ARRAY{[*RATINGS]})
               AND point->>'tone' = ANY (ARRAY{[*TONES]})
               AND (point->>'code' <> ALL (ARRAY{[*RATINGS]}) OR point->>'code' = point->>'canonical')
           ) IS NOT TRUE
       ) THEN
        RAISE EXCEPTION 'a point of the scale is not valid';
    END IF;
    RETURN NEW;
"""  # noqa: S608 - constants only


class Scale(models.Model):
    """A version of the scale; the newest is the current one. Version 1 is the standard scale and has no row.

    `points` is the JSON of `ScalePoint`s, best first; without points verdicts are rated in own words.
    """

    number = models.PositiveIntegerField(unique=True)
    points = models.JSONField(default=list)
    created = models.DateTimeField(db_default=Now())
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(number__gt=1), name="version_1_is_the_standard_scale"),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            renew_site(),
            pgtrigger.Protect(name="scales_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="the_points_of_a_scale_are_valid",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_POINTS_ARE_VALID_SQL,
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"
