"""Restore an export into an empty desk."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from claims.export_manifest import DamagedExport, ExportManifest, read_export_manifest
from claims.selectors.backups import LIST_TABLES
from claims.services.backup_restores import CannotRestore
from claims.services.database_roles import grant_application_role
from claims.services.desk_restores import restore_desk_export
from claims.services.log_signing import public_signing_key


class Command(BaseCommand):
    """``manage.py restore_export DIR [--sha256 HASH]``: everything or nothing, into a new database or an empty desk."""

    help = "Restore an export into an empty desk of the same release."
    requires_system_checks: list[str] = []  # noqa: RUF012 - the type of Django

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the folder and the hash that the export printed."""
        parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of the export, unpacked")
        parser.add_argument("--sha256", default="", help="the hash of the export, as its desk printed it")

    def handle(self, *_: Any, folder: Path, sha256: str, **__: Any) -> None:
        """Restore the export and say what is left to do. A new database is migrated first."""
        try:
            read_export_manifest(folder)
            if _is_new_database():
                call_command("migrate", interactive=False, verbosity=0)
                grant_application_role()
            manifest = restore_desk_export(folder, sha256=sha256)
        except (CannotRestore, DamagedExport) as error:
            raise CommandError(str(error)) from error
        rows = sum(file.lines for file in manifest.files if file.name.endswith(".ndjson"))
        self.stdout.write(f"restored: {rows} rows, {manifest.attachments} attachments; the log is whole")
        self.stdout.write(f"sha256 {manifest.sha256}")
        self.stdout.write("Nobody has a password. Set that of an admin with manage.py changepassword.")
        self._name_missing_key(manifest)

    def _name_missing_key(self, manifest: ExportManifest) -> None:
        if manifest.log_key != public_signing_key()["kid"]:
            self.stderr.write(
                f"The log was signed with the key {manifest.log_key}, which this desk does not use. Set LOG_KEY to it,"
                " or verify_log calls the signed heads BROKEN."
            )


def _is_new_database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(LIST_TABLES)
        return cursor.fetchone() is None
