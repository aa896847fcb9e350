"""Export the whole desk as open files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.services.desk_exports import write_desk_export


class Command(BaseCommand):
    """``manage.py export DIR``: everything of the desk without secrets, for another desk or another program."""

    help = "Write everything of the desk, without secrets, into a new folder: NDJSON, CSV, ClaimReview and the log."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the folder."""
        parser.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")

    def handle(self, *_: Any, folder: Path, **__: Any) -> None:
        """Write the export and print its size and hash, which proves later that nothing in it was changed."""
        try:
            manifest = write_desk_export(folder)
        except OSError as error:
            raise CommandError(str(error)) from error
        size = sum(file.bytes for file in manifest.files) + manifest.attachment_bytes
        self.stdout.write(f"{len(manifest.files)} files, {manifest.attachments} attachments, {size} bytes")
        self.stdout.write(f"sha256 {manifest.sha256}")
