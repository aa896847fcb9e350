"""Restore a backup into an empty desk."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.backup.manifest import BackupManifest
from claims.services.backup_keys import install_keys
from claims.services.backup_restores import CannotRestore, restore_backup
from claims.services.database_roles import grant_application_role


class Command(BaseCommand):
    """``manage.py restore BACKUP [--keys DIR]``: database, keys and migrations; the database must be empty."""

    help = "Restore a backup into an empty database."
    requires_system_checks: list[str] = []  # noqa: RUF012 - the type of Django

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the folder of the backup and the directory of the keys."""
        parser.add_argument("backup", type=Path, help="the folder of the backup")
        parser.add_argument("--keys", type=Path, help="the directory with the keys of the desk")

    def handle(self, *_: Any, backup: Path, keys: Path | None, **__: Any) -> None:
        """Restore the database, install the keys, migrate, and say what is missing."""
        try:
            manifest = restore_backup(backup)
        except CannotRestore as error:
            raise CommandError(str(error)) from error
        call_command("migrate", interactive=False, verbosity=0)
        grant_application_role()
        self.stdout.write(f"restored: {sum(manifest.rows.values())} rows, {manifest.entries} log entries")
        self._install_keys(manifest, keys or settings.BACKUP_KEYS_DIR)

    def _install_keys(self, manifest: BackupManifest, directory: Path) -> None:
        names = {"log_key": manifest.log_key, "secret_key": manifest.secret_key}
        for name in install_keys(directory, names):
            self.stderr.write(
                f"The desk does not use {name}: it is not in {directory}, or another key is set. Without the log-key,"
                " verify_log calls the signed heads BROKEN; without the secret_key, the secrets of webhooks cannot be"
                " read and everybody has to sign in again."
            )
