"""Snapshots: what a page said when the desk fetched it, kept to the character."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models.functions import Now


def sha256_of(field: str) -> models.Func:
    """SQL for the SHA-256 of a text in UTF-8, hexadecimal."""
    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    return models.Func(field, output_field=models.CharField(), template=template)


class Snapshot(models.Model):
    """One visit to a page: there as soon as somebody asks for it, filled in once, and never changed afterwards.

    `url` is the canonical address that was asked for, `final_url` the one that answered. `error` says in a sentence
    why there is no text, while it waits for another attempt too.
    """

    class State(models.TextChoices):
        """How far the visit has come."""

        WAITING = "waiting", "waiting to be fetched"
        STORED = "stored", "stored"
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
    word_count = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_attempt = models.DateTimeField(null=True, blank=True)
    fetched = models.DateTimeField(null=True, blank=True)
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
            pgtrigger.Protect(
                name="a_snapshot_is_filled_once",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state="waiting"),
            ),
            pgtrigger.ReadOnly(name="a_snapshots_url_is_frozen", fields=["url", "created"]),
            pgtrigger.Protect(name="snapshots_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.url} ({self.state})"

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be fetched."""
        return self.state == self.State.WAITING

    @property
    def is_stored(self) -> bool:
        """Whether there is a text."""
        return self.state == self.State.STORED
