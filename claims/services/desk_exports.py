"""Exports of the whole desk: a folder of open files, which another desk of the same release restores."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from claims.csv_lines import format_csv_lines
from claims.export_manifest import (
    ATTACHMENTS_FOLDER,
    ExportedFile,
    ExportManifest,
    create_private_file,
    write_export_file,
    write_export_manifest,
)
from claims.selectors.claim_rows import iterate_claim_rows
from claims.selectors.datafeed import iterate_datafeed
from claims.selectors.desk_export import (
    hold_export_snapshot,
    iterate_attachments,
    iterate_table_lines,
)
from claims.selectors.exported_tables import ExportedTable, list_exported_tables
from claims.selectors.identity import get_identity
from claims.selectors.migrations import find_newest_migration
from claims.selectors.publication_log import iterate_log_lines
from claims.services.log_signing import public_signing_key


def _claim_lines() -> Iterable[str]:
    return format_csv_lines(iterate_claim_rows())


def _log_lines() -> Iterable[str]:
    return (f"{line}\n" for line in iterate_log_lines())


def _log_key_lines() -> Iterable[str]:
    yield json.dumps(public_signing_key(), indent=2) + "\n"


READABLE_FILES = {
    "claims.csv": _claim_lines,
    "claimreview.json": iterate_datafeed,
    "log.jsonl": _log_lines,
    "log-key.json": _log_key_lines,
}
"""Files made from the tables for people and other programs; a restore checks their hashes and does not read them."""


def list_export_files() -> list[str]:
    """Return the names of the files of an export, apart from attachments and the manifest, in their order."""
    return [*(table.file for table in list_exported_tables()), *READABLE_FILES]


def write_desk_export(folder: Path) -> ExportManifest:
    """Write everything of one moment into a new or empty folder. It is an export once its manifest is there.

    Raises `OSError`; `FileExistsError` if the folder holds anything.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty.")
    with hold_export_snapshot():
        made, files = timezone.now(), list(_write_files(folder))
        attachments = _write_attachments(folder / ATTACHMENTS_FOLDER, list_exported_tables())
        manifest = ExportManifest(
            migration=find_newest_migration(),
            desk=settings.BASE_URL,
            name=get_identity().name,
            log_key=public_signing_key()["kid"],
            files=tuple(files),
            attachments=len(attachments),
            attachment_bytes=sum(attachments.values()),
            made=made,
        )
    write_export_manifest(folder, manifest)
    return manifest


def _write_files(folder: Path) -> Iterator[ExportedFile]:
    for table in list_exported_tables():
        yield write_export_file(folder, table.file, iterate_table_lines(table))
    for name, lines in READABLE_FILES.items():
        yield write_export_file(folder, name, (line.encode() for line in lines()))


def _write_attachments(folder: Path, tables: Iterable[ExportedTable]) -> dict[str, int]:
    """Write each binary value once, under its hash; return their sizes by hash."""
    sizes: dict[str, int] = {}
    folder.mkdir(mode=0o700)
    for data in (data for table in tables for data in iterate_attachments(table)):
        name = sha256(data).hexdigest()
        if name not in sizes:
            create_private_file(folder / name).write_bytes(data)
            sizes[name] = len(data)
    return sizes
