"""Imports: feeds of fact-checks that a moderator submitted, their progress and their result."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Import(models.Model):
    """A feed to import, as a file or by URL. An uploaded file is stored in `data` until it is imported.

    `report` is the result, see `services.fact_checks.ImportReport`.
    """

    MAX_ATTEMPTS = 3

    class State(models.TextChoices):
        """The progress of the import."""

        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("imported")
        FAILED = "failed", _("failed")

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
