"""Pages that the desk has read and visits again, to notice what is changed in silence."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import refuse_truncate
from claims.models.article import Article
from claims.models.case import case_trigger
from claims.models.removal import protect_until_removed
from claims.page_changes import TouchedPassage


class Revisit(models.Model):
    """The visits to a page after the desk has read it: the page of an `article`, or else of evidence.

    The article and the stored copies of the evidence stay what they are; a text that differs is a further `Snapshot`
    in `versions`. `due` is the next visit, or the end of the lease of the worker that visits, and null once the visits
    that begin with `since` have ended. `etag` and `modified` are the validators of the last answer, `failures` counts
    visits in a row that failed for the reason `error`. `moved_to` is where the page is now, if it has moved.

    `touched` are the passages (`claims.page_changes.TouchedPassage`) that the page no longer has as the desk read
    them. `touched_since` is the first of these changes about which no moderator has decided; a case is open since then,
    and later changes join it. `is_public` says that a published verdict is concerned.
    """

    class Finding(models.TextChoices):
        """What the last visit that succeeded found."""

        SAME = "same", _("unchanged")
        BESIDE = "beside", _("changed, but no claim and no quote")
        TOUCHED = "touched", _("changed at a claim or a quote")
        REDIRECTED = "redirected", _("moved to another address")
        DEAD = "dead", _("no longer there")

    url = models.URLField(max_length=2000)
    origin = models.CharField(max_length=300)
    article = models.OneToOneField(Article, models.PROTECT, null=True, related_name="revisit")
    since = models.DateTimeField(db_default=Now())
    due = models.DateTimeField(null=True)
    etag = models.CharField(max_length=300, blank=True)
    modified = models.CharField(max_length=300, blank=True)
    visited = models.DateTimeField(null=True)
    finding = models.CharField(max_length=10, blank=True, choices=Finding.choices)
    changed = models.DateTimeField(null=True)
    moved_to = models.URLField(max_length=2000, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    touched = models.JSONField(default=list, blank=True)
    touched_since = models.DateTimeField(null=True)
    is_public = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["url"], condition=Q(article__isnull=True), name="a_page_of_evidence_is_revisited_once"
            ),
            models.CheckConstraint(
                condition=Q(failures=0, error="") | Q(failures__gt=0) & ~Q(error=""), name="a_failing_revisit_says_why"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["origin", "due"], name="revisits_due", condition=Q(due__isnull=False)),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Protect(name="revisits_stay", operation=pgtrigger.Delete),
            protect_until_removed(
                "a_revisit_stays_with_its_page",
                kind="article",
                subject="OLD.article_id",
                condition=pgtrigger.AnyChange("url", "origin", "article"),
            ),
            case_trigger(
                "a_change_that_touches_a_passage_opens_a_case",
                column="revisit_id",
                kind="change",
                rank="CASE WHEN NEW.is_public THEN 0 ELSE 1 END",
                while_="NEW.touched_since IS NOT NULL",
                on=pgtrigger.UpdateOf("touched_since"),
            ),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def passages(self) -> list[TouchedPassage]:
        """The passages that the page no longer has."""
        return [TouchedPassage.from_json(row) for row in self.touched]
