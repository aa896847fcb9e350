"""Snapshots: what a page said when the desk fetched it, kept to the character."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models.functions import Now


class Sha256(models.Func):
    """SQL for the SHA-256 of a text in UTF-8, hexadecimal."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = models.CharField()


class Snapshot(models.Model):
    """One visit to a page: there as soon as somebody asks for it, filled in once, and never changed afterwards.

    `url` is the canonical address that was asked for, `final_url` the one that answered. `error` says in a sentence
    why there is no text, while it waits for another attempt too.
    """

    class State(models.TextChoices):
        """How far the visit has come."""

        WAITING = "waiting", "waiting to be fetched"
        KEPT = "kept", "kept"
        FAILED = "failed", "could not be fetched"

    MAX_ATTEMPTS = 3

    url = models.URLField(max_length=2000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    final_url = models.URLField(max_length=2000, blank=True)
    title = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    words = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    tried = models.DateTimeField(null=True, blank=True)
    fetched = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(attempts__lte=3), name="three_visits_at_most"),
            models.CheckConstraint(
                condition=~models.Q(state="kept")
                | ~models.Q(text="") & models.Q(fetched__isnull=False, text_sha256=Sha256("text")),
                name="a_kept_snapshot_has_its_text_and_its_hash",
            ),
            models.CheckConstraint(
                condition=models.Q(state="kept") | models.Q(text="", text_sha256="", fetched__isnull=True),
                name="only_a_kept_snapshot_has_a_text",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="failed") | ~models.Q(error=""), name="a_failed_snapshot_says_why"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["url", "-id"], name="snapshots_of_an_address"),
            models.Index(fields=["id"], name="snapshots_to_fetch", condition=models.Q(state="waiting")),
            models.Index(fields=["fetched"], name="snapshots_lately", condition=models.Q(state="kept")),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(
                name="a_snapshot_is_filled_once",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state="waiting"),
            ),
            pgtrigger.ReadOnly(name="a_snapshots_address_stays", fields=["url", "created"]),
            pgtrigger.Protect(name="snapshots_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.url} ({self.state})"

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be fetched."""
        return self.state == self.State.WAITING

    @property
    def is_kept(self) -> bool:
        """Whether there is a text."""
        return self.state == self.State.KEPT
