"""Imports: files of fact-checks that a moderator submitted, their rows, their progress and their result."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.intake.fact_check_entries import REFUSAL_REASONS
from claims.intake.import_files import CLAIMREVIEW, IMPORT_FORMATS
from claims.models.fact_check import FactCheck


class Import(models.Model):
    """A file of fact-checks, uploaded or by URL. An uploaded file is stored in `data` until it is imported.

    A worker first reads it into rows (`ImportRow`), then compares them with the fact-checks that are here. A `dry_run`
    waits then until a person confirms it. `archive` says that the rows are old verdicts of this desk. `columns`,
    `sample` and `preset` describe a table; `mapping` has its columns by field. `report` is the result, see
    `services.fact_checks.ImportReport`. `created_by` is empty for an import at the command line.
    """

    MAX_ATTEMPTS = 3

    class State(models.TextChoices):
        """The progress of the import."""

        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        MAPPING = "mapping", _("needs columns")
        CHECKED = "checked", _("checked, not imported yet")
        DONE = "done", _("imported")
        FAILED = "failed", _("failed")
        UNDONE = "undone", _("undone")

    feed = models.CharField(max_length=2000)
    data = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    format = models.CharField(max_length=20, blank=True, choices=list(IMPORT_FORMATS.items()))
    preset = models.CharField(max_length=30, blank=True)
    columns = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    sample = models.JSONField(default=list, blank=True)
    mapping = models.JSONField(default=dict, blank=True)
    archive = models.BooleanField(default=False)
    dry_run = models.BooleanField(default=False)
    is_read = models.BooleanField(default=False)
    rows_read = models.PositiveBigIntegerField(default=0)
    language = models.CharField(max_length=35, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    total_bytes = models.PositiveBigIntegerField(default=0)
    bytes_read = models.PositiveBigIntegerField(default=0)
    report = models.JSONField(default=dict, blank=True)
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    started = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["done", "failed", "undone"]) | models.Q(data__isnull=True),
                name="a_finished_import_has_no_data",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="imports_to_run", condition=models.Q(state__in=["waiting", "running"])),
            models.Index(fields=["-id"], name="archives_imported", condition=models.Q(archive=True, state="done")),
        ]

    def __str__(self) -> str:
        return self.feed

    @property
    def is_table(self) -> bool:
        """Whether it has columns that a person can assign."""
        return self.format not in ("", CLAIMREVIEW)


class ImportRow(models.Model):
    """A row of an import, in the order of the file, and what becomes of it.

    `values` is the fact-check of the row as `FactCheckEntry.to_json` writes it, until it is written; `before` has the
    columns of a fact-check that the import changed. Rows that changed nothing are not kept.
    """

    class Outcome(models.TextChoices):
        """What an import does with a row, or did."""

        ADDED = "added", _("new")
        CHANGED = "changed", _("changed")
        UNCHANGED = "unchanged", _("already here")
        REFUSED = "refused", _("not imported")
        UNDONE = "undone", _("undone")
        KEPT = "kept", _("kept, since people work with it")

    run = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    position = models.PositiveBigIntegerField()
    line = models.PositiveBigIntegerField()
    key = models.CharField(max_length=64, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    values = models.JSONField(null=True)
    refusal = models.CharField(max_length=30, blank=True, choices=list(REFUSAL_REASONS.items()))
    excerpt = models.CharField(max_length=100, blank=True)
    undated = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    before = models.JSONField(null=True)
    fact_check = models.ForeignKey(FactCheck, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "position"], name="a_row_is_read_once"),
            models.CheckConstraint(
                condition=models.Q(refusal="") | ~models.Q(outcome__in=["added", "changed"]),
                name="a_refused_row_is_not_imported",
            ),
        ]

    def __str__(self) -> str:
        return f"row {self.position} of import {self.run_id}"
