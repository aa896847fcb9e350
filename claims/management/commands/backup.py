"""Make a backup now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.event_data.operation import BackupReported
from claims.services.backups import make_backup


class Command(BaseCommand):
    """``manage.py backup``: a dump and its manifest in BACKUP_DIR, the keys in BACKUP_KEYS_DIR."""

    help = "Make a backup of the database."

    def handle(self, *_: Any, **__: Any) -> None:
        """Make a backup and print its name and size."""
        event = make_backup()
        if event is None:
            raise CommandError("Another process makes a backup. Try again when it has ended.")
        report = event.payload_as(BackupReported)
        if report.error:
            raise CommandError(report.error)
        self.stdout.write(f"{report.backup}: {report.bytes} bytes, {report.entries} log entries, {report.seconds} s")
