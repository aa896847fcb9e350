"""Stored files: images and PDFs that are evidence, named by the hash of their content."""

from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from claims.file_kinds import PDF, SUFFIXES, name_file
from claims.models.append_only import refuse_truncate
from claims.models.removal import protect_until_removed


def _function_of_data(template: str, output: "models.Field[Any, Any]") -> models.Func:
    return models.Func("data", template=template, output_field=output)


class StoredFileManager(models.Manager["StoredFile"]):
    """Files without their content, which is read on purpose only."""

    def get_queryset(self) -> "models.QuerySet[StoredFile]":
        """Return all files."""
        return super().get_queryset().defer("data", "text", "positions")


class StoredFile(models.Model):
    """A file as readers get it: an image drawn anew, or a PDF. `data` is None once an admin has removed it.

    A PDF has its `text`, empty if it cannot be read, with `positions`, its pages (`claims.text_positions`).

    PostgreSQL computes the hash of what it stores, and of what a backup restores. `uploaded` is when somebody uploaded
    the file last; one that no evidence has is swept some days later.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=30, choices=list(SUFFIXES.items()))
    data = models.BinaryField(null=True, editable=False)
    size_bytes = models.PositiveIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True, default="", db_default="")
    positions = models.JSONField(default=list, blank=True, db_default=[])
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded = models.DateTimeField(db_default=Now())
    is_removed = models.BooleanField(default=False, db_default=False)

    objects = StoredFileManager()

    class Meta:
        base_manager_name = "objects"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(data__isnull=True, is_removed=True)
                | models.Q(
                    is_removed=False,
                    sha256=_function_of_data("encode(sha256(%(expressions)s), 'hex')", models.CharField()),
                    size_bytes=_function_of_data("octet_length(%(expressions)s)", models.IntegerField()),
                ),
                name="a_stored_file_has_the_hash_of_its_data",
            ),
            models.CheckConstraint(
                condition=models.Q(media_type=PDF, width=0, height=0)
                | ~models.Q(media_type=PDF) & models.Q(width__gt=0, height__gt=0),
                name="only_an_image_has_width_and_height",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["uploaded"], name="stored_files_by_upload")]
        triggers: ClassVar = [
            refuse_truncate(),
            protect_until_removed(
                "a_stored_file_is_frozen",
                kind="file",
                condition=pgtrigger.AnyChange(
                    "sha256", "media_type", "data", "size_bytes", "width", "height", "text", "positions", "is_removed"
                ),
            ),
            pgtrigger.Protect(
                name="removed_files_keep_their_hash",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__is_removed=True),
            ),
        ]

    def __str__(self) -> str:
        return name_file(self.sha256, self.media_type)

    @property
    def is_image(self) -> bool:
        """Whether a page can show it."""
        return self.media_type != PDF
