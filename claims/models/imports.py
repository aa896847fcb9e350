"""Imports: feeds of fact-checks that a moderator handed in, how far each has come, and what was left out."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Import(models.Model):
    """A feed to take in, by file or by address. The file is kept here until it is taken in, then it goes.

    `size` and `done` count bytes; `report` is what came of it, as `services.fact_checks.ImportReport` has it.
    """

    MAX_ATTEMPTS = 3

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", "waiting"
        RUNNING = "running", "being taken in"
        DONE = "done", "taken in"
        FAILED = "failed", "could not be taken in"

    feed = models.CharField(max_length=2000)
    data = models.BinaryField(null=True)
    language = models.CharField(max_length=35, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    total_bytes = models.PositiveBigIntegerField(default=0)
    bytes_read = models.PositiveBigIntegerField(default=0)
    report = models.JSONField(default=dict, blank=True)
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    started = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "running"]) | models.Q(data__isnull=True),
                name="a_finished_import_has_no_data",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="imports_to_run", condition=models.Q(state__in=["waiting", "running"])),
        ]

    def __str__(self) -> str:
        return self.feed
