"""Verdicts: drafted, then submitted and frozen. A correction is a new revision."""

from functools import reduce
from operator import or_
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Now, Upper

from claims.bounds import REASON_CHARACTERS
from claims.models.append_only import refuse_truncate
from claims.models.claim import Claim
from claims.models.removal import protect_until_removed
from claims.models.scale import Scale
from claims.models.word_vectors import words_of
from claims.rating_scales import WORDS_CHARACTERS
from claims.ratings import RATINGS

FROZEN_FIELDS = (
    "claim",
    "revision",
    "scale",
    "rating",
    "rating_words",
    "headline",
    "summary",
    "conclusion",
    "justification",
    "authors",
    "author",
    "submitted",
    "correction",
)
"""The fields of a verdict that cannot change once it is submitted."""

VERDICT_WORDS = (
    "rating_words", "headline", "summary", "conclusion", "justification", "correction", "sent_back_reason",
)  # fmt: skip
"""The fields of a verdict that are words of the desk."""

VERDICT_PARTS = ("rating", "summary", "justification", "evidence")
"""The parts of a verdict for which a moderator can leave notes when sending it back."""


def _content_differs() -> pgtrigger.Q:
    """Return SQL that is true if one of `FROZEN_FIELDS` changes."""
    changes = (pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")}) for field in FROZEN_FIELDS)
    return reduce(or_, changes)


def not_in_array(value: models.F, array: models.F) -> models.Func:
    """Return SQL ``value <> ALL (array)``: false if the value is in the array, else true or NULL."""
    output = models.BooleanField()
    return models.Func(value, array, arg_joiner=") <> ALL (", output_field=output, template="((%(expressions)s))")


def approved_by_another() -> models.Q:
    """Return the condition that nobody who wrote a verdict or a translation approved it."""
    return not_in_array(models.F("approved_by"), models.F("authors")) & ~models.Q(approved_by=models.F("author"))


_RATING_IS_ON_ITS_SCALE_SQL = f"""
    IF NEW.scale_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM claims_scale WHERE id = NEW.scale_id AND CASE
            WHEN points = '[]' THEN
                NEW.rating = ANY (ARRAY{["", *RATINGS]})
                AND (NEW.submitted IS NULL OR NEW.rating_words <> '')
            ELSE
                NEW.rating_words = ''
                AND (NEW.rating = '' OR points @> jsonb_build_array(jsonb_build_object('code', NEW.rating)))
        END
    ) THEN
        RAISE EXCEPTION 'version % of the scale has no rating "%"', NEW.scale_id, NEW.rating;
    END IF;
    RETURN NEW;
"""


class Verdict(models.Model):
    """The desk's judgement on a claim. One draft at a time; `authors` are all who wrote in it.

    `rating` is the code of a point of its `scale`, None for the standard scale. On a scale without points it is a
    canonical rating, or empty, and `rating_words` say what readers see. Without a `headline` of its own, the statement
    of the claim is the headline. `justification` is Markdown, and `conclusion` a sentence that stands before it.
    `last_evidence` is the highest number that its evidence has had; no number is given twice, so that a citation never
    points to other evidence than the one it was written for.
    `sent_back_notes` are a moderator's notes about single parts, by the name of the part (see `VERDICT_PARTS`).
    """

    PART_NOTE_CHARACTERS = 500
    """The longest note about one part in `sent_back_notes`."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="verdicts")
    revision = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    scale = models.ForeignKey(Scale, models.PROTECT, null=True, blank=True, related_name="+")
    rating = models.CharField(max_length=30, blank=True)
    rating_words = models.CharField(max_length=WORDS_CHARACTERS, blank=True, default="", db_default="")
    headline = models.CharField(max_length=200, blank=True, default="", db_default="")
    summary = models.CharField(max_length=500, blank=True)
    conclusion = models.CharField(max_length=300, blank=True, default="", db_default="")
    justification = models.TextField(max_length=100_000, blank=True)
    correction = models.TextField(max_length=10_000, blank=True)
    last_evidence = models.PositiveIntegerField(default=0, db_default=0)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="verdicts")
    authors = ArrayField(models.BigIntegerField(), default=list)
    saved = models.DateTimeField(db_default=Now())
    submitted = models.DateTimeField(null=True, blank=True)
    approved = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    sent_back = models.DateTimeField(null=True, blank=True)
    sent_back_reason = models.TextField(max_length=REASON_CHARACTERS, blank=True)
    sent_back_notes = models.JSONField(default=dict, blank=True, db_default={})

    class Meta:
        ordering: ClassVar = ["claim_id", "-revision"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim", "revision"], name="one_verdict_per_revision"),
            models.UniqueConstraint(
                fields=["claim"], condition=models.Q(submitted__isnull=True), name="one_draft_per_claim"
            ),
            models.CheckConstraint(
                condition=models.Q(scale__isnull=False) | models.Q(rating__in=["", *RATINGS], rating_words=""),
                name="the_rating_of_a_verdict_is_on_the_scale",
            ),
            models.CheckConstraint(
                condition=models.Q(submitted__isnull=True)
                | ~models.Q(rating="", rating_words="") & ~models.Q(summary="") & ~models.Q(justification=""),
                name="a_submitted_verdict_is_complete",
            ),
            models.CheckConstraint(
                condition=approved_by_another(),
                name="an_author_never_approves",
            ),
            models.CheckConstraint(
                condition=models.Q(approved__isnull=True)
                | models.Q(approved_by__isnull=False, submitted__isnull=False),
                name="an_approved_verdict_was_submitted",
            ),
        ]
        indexes: ClassVar = [
            GinIndex(OpClass(Upper("summary"), name="gin_trgm_ops"), name="verdicts_summary_trgm"),
            GinIndex(words_of("summary", "justification"), name="verdicts_words"),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Trigger(
                name="the_rating_of_a_verdict_is_on_its_scale",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("scale_id", "rating", "rating_words", "submitted"),
                func=_RATING_IS_ON_ITS_SCALE_SQL,
            ),
            protect_until_removed(
                "a_submitted_verdict_is_frozen",
                kind="claim",
                subject="OLD.claim_id",
                condition=pgtrigger.Q(old__submitted__isnull=False) & _content_differs(),
            ),
            pgtrigger.Protect(
                name="a_submitted_verdict_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__submitted__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id}, revision {self.revision}"

    @property
    def is_draft(self) -> bool:
        """Whether it is a draft."""
        return self.submitted is None
