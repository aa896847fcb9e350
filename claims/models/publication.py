"""Publications: verdicts as they were published, to the byte."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Now, NullIf
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import refuse_truncate
from claims.models.claim import Claim
from claims.models.verdict import Verdict
from claims.publication_page import PublicationPage

EMPTY = models.Value("", models.TextField())


class Publication(models.Model):
    """One public revision of a verdict: the first publication, a correction, or a withdrawal.

    `document` is the ClaimReview as text, so that not even the order of its keys changes. `page` is the JSON of the
    publication page, as the log hashes it; code reads it as `content`. Headline and slug are columns for lists.
    """

    class Kind(models.TextChoices):
        """The reason for this revision."""

        PUBLISHED = "published", _("published")
        CORRECTED = "corrected", _("corrected")
        WITHDRAWN = "withdrawn", _("withdrawn")

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="publications")
    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="publications")
    revision = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    note = models.TextField(blank=True)
    claim_text = models.TextField()
    claimant = models.CharField(max_length=300, blank=True)
    rating = models.CharField(max_length=30)
    summary = models.CharField(max_length=500)
    document = models.TextField()
    document_sha256 = models.CharField(max_length=64)
    page = models.JSONField()
    headline = models.GeneratedField(
        expression=Coalesce(
            NullIf(KeyTextTransform("headline", "page"), models.Value("", models.TextField())), "claim_text"
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    slug = models.GeneratedField(
        expression=Coalesce(KeyTextTransform("slug", "page"), EMPTY),
        output_field=models.TextField(),
        db_persist=True,
    )
    published = models.DateTimeField(db_default=Now())
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim", "revision"], name="one_publication_per_revision"),
            models.CheckConstraint(
                condition=models.Q(kind="published") | ~models.Q(note=""), name="a_public_change_has_a_note"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["rating", "-id"], name="publications_by_rating"),
            models.Index(fields=["claimant", "-id"], name="publications_by_claimant"),
            models.Index(fields=["-published", "-id"], name="publications_by_time"),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Protect(name="publications_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="every_publication_is_logged",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func="""
                    IF NOT EXISTS (SELECT FROM claims_logentry WHERE publication_id = NEW.id) THEN
                        RAISE EXCEPTION 'publication % is not in the log', NEW.id;
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id}, as published {self.revision}"

    def get_absolute_url(self) -> str:
        """Return the path of its page; the number alone if its headline gives no slug."""
        arguments = [self.claim_id, self.slug] if self.slug else [self.claim_id]
        return reverse("verdict", args=arguments)

    @cached_property
    def content(self) -> PublicationPage:
        """The publication page, typed."""
        return PublicationPage.from_json(self.page)
