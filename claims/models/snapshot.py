"""Snapshots: stored copies of web pages."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import refuse_truncate
from claims.models.removal import protect_until_removed

_ARTICLE_SQL = "(SELECT article_id FROM claims_revisit WHERE claims_revisit.id = OLD.revisit_id)"


def sha256_of(field: str) -> models.Func:
    """Return SQL for the SHA-256 of a text in UTF-8, hexadecimal."""
    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    return models.Func(field, output_field=models.CharField(), template=template)


class Snapshot(models.Model):
    """One fetch of a page: created when it is requested, filled once, never changed afterwards.

    `url` is the canonical URL that was requested, `final_url` the one after redirects. `error` is a sentence that says
    why the last attempt failed. `positions` are the pages of a PDF (`claims.text_positions`). A `revisit` found a text
    that differs from the one before; such a copy of an article goes with the article if that is removed.
    """

    class State(models.TextChoices):
        """The progress of the fetch."""

        WAITING = "waiting", _("waiting to be fetched")
        STORED = "stored", _("stored")
        FAILED = "failed", _("could not be fetched")

    MAX_ATTEMPTS = 3

    url = models.URLField(max_length=2000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    final_url = models.URLField(max_length=2000, blank=True)
    title = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    positions = models.JSONField(default=list, blank=True, db_default=[])
    word_count = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_attempt = models.DateTimeField(null=True, blank=True)
    fetched = models.DateTimeField(null=True, blank=True)
    revisit = models.ForeignKey("claims.Revisit", models.PROTECT, null=True, blank=True, related_name="versions")
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(attempts__lte=3), name="three_visits_at_most"),
            models.CheckConstraint(
                condition=~models.Q(state="stored")
                | ~models.Q(text="") & models.Q(fetched__isnull=False, text_sha256=sha256_of("text")),
                name="a_stored_snapshot_has_its_text_and_hash",
            ),
            models.CheckConstraint(
                condition=models.Q(state="stored") | models.Q(text="", text_sha256="", fetched__isnull=True),
                name="only_a_stored_snapshot_has_a_text",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="failed") | ~models.Q(error=""), name="a_failed_snapshot_has_an_error"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["url", "-id"], name="snapshots_of_an_address"),
            models.Index(fields=["id"], name="snapshots_to_fetch", condition=models.Q(state="waiting")),
            models.Index(fields=["fetched"], name="snapshots_by_fetch_time", condition=models.Q(state="stored")),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            protect_until_removed(
                "a_snapshot_is_filled_once",
                kind="article",
                subject=_ARTICLE_SQL,
                condition=~pgtrigger.Q(old__state="waiting"),
            ),
            protect_until_removed(
                "a_snapshots_url_is_frozen",
                kind="article",
                subject=_ARTICLE_SQL,
                condition=pgtrigger.AnyChange("url", "created", "revisit"),
            ),
            pgtrigger.Protect(name="snapshots_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.url} ({self.state})"

    @property
    def is_waiting(self) -> bool:
        """Whether it is to be fetched."""
        return self.state == self.State.WAITING

    @property
    def is_stored(self) -> bool:
        """Whether it has a text."""
        return self.state == self.State.STORED
