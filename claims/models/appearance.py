"""The appearances of claims in articles."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import refuse_truncate
from claims.models.article import Article
from claims.models.claim import Claim
from claims.models.freeze_triggers import appearance_trigger
from claims.models.page_version import renew_from_appearances


class Appearance(models.Model):
    """A claim in an article: the W3C anchor and the text around it.

    `pipeline` is the newest that found it, empty if only an editor did. `start` and `end` are characters of the text
    with the hash `text_sha256`; `prefix` and `suffix` show whether the anchor fits a text, `page` and `second` where it
    is in a file. `assertion` says whether the source, or the article without one, asserts the claim. `period` runs from
    the first to the last day that the claim mentions, None if it mentions none.
    """

    class Assertion(models.TextChoices):
        """Whether the source asserts a claim; one that the article calls untrue or corrects is asserted no more."""

        ASSERTED = "asserted", _("asserted")
        DENIED = "denied", _("denied: the source says it is untrue")
        NOT_ASSERTED = "not_asserted", _("not asserted: the source does not say this")
        DISPUTED = "disputed", _("disputed: the source says it, the article calls it untrue")
        RETRACTED = "retracted", _("retracted: the article itself corrects it")

    CONTEXT_CHARACTERS = 32

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="appearances")
    article = models.ForeignKey(Article, models.PROTECT, related_name="appearances")
    text_sha256 = models.CharField(max_length=64)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=CONTEXT_CHARACTERS, blank=True)
    suffix = models.CharField(max_length=CONTEXT_CHARACTERS, blank=True)
    sentence_start, sentence_end = models.PositiveIntegerField(), models.PositiveIntegerField()
    parts = ArrayField(ArrayField(models.PositiveIntegerField(), size=2), default=list, blank=True)
    pipeline = models.CharField(max_length=200, blank=True)
    hedged, hedge = models.BooleanField(default=False), models.CharField(max_length=200, blank=True)
    assertion = models.CharField(
        max_length=12, choices=Assertion.choices, default=Assertion.ASSERTED, db_default=Assertion.ASSERTED
    )
    times = models.JSONField(default=list, blank=True)
    period = DateRangeField(null=True, blank=True)
    places = models.JSONField(default=list, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    second = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["article_id", "start", "end"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["article", "start", "end"],
                name="one_claim_per_anchor",
                deferrable=models.Deferrable.IMMEDIATE,  # two anchors may be exchanged in one statement
            ),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="an_anchor_has_length"),
            models.CheckConstraint(
                condition=models.Q(sentence_start__lte=models.F("start"), sentence_end__gte=models.F("start")),
                name="an_anchor_starts_in_its_sentence",
            ),
            models.CheckConstraint(
                condition=models.Q(assertion__in=["asserted", "denied", "not_asserted", "disputed", "retracted"]),
                name="an_assertion_is_known",
            ),
        ]
        indexes: ClassVar = [GistIndex(fields=["period"], name="appearances_by_period")]
        triggers: ClassVar = [
            refuse_truncate(),
            appearance_trigger("appearances_are_frozen_with_a_verdict"),
            *renew_from_appearances(),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}:{self.start}-{self.end}"

    @property
    def is_outdated(self) -> bool:
        """Whether the newest reading of its article no longer finds it."""
        return self.pipeline not in ("", self.article.pipeline)
