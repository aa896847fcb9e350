"""Restore the newest backup on trial."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.event_data.operation import BackupReported
from claims.services.backup_restores import drill_backup
from claims.services.backups import list_backups


class Command(BaseCommand):
    """``manage.py drill [BACKUP]``: into a scratch database that the role of DRILL_DATABASE_URL creates and drops."""

    help = "Restore a backup into a scratch database and compare it with its manifest."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the folder of the backup."""
        parser.add_argument("backup", type=Path, nargs="?", help="the folder of the backup; the newest if left out")

    def handle(self, *_: Any, backup: Path | None, **__: Any) -> None:
        """Restore, compare and print the result."""
        folders = [backup] if backup else list_backups(settings.BACKUP_DIR)
        if not folders or not settings.DRILL_DATABASE_URL:
            raise CommandError("There is no backup, or DRILL_DATABASE_URL is not set.")
        report = drill_backup(folders[-1]).payload_as(BackupReported)
        if report.error:
            raise CommandError(report.error)
        self.stdout.write(f"{report.backup} restores: {report.entries} log entries, {report.seconds} s")
