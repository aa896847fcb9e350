"""The manifest of a backup: what the dump holds, so that a restored database can be compared with it."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from claims.json_data import JsonData

DUMP_FILE, MANIFEST_FILE = "database.dump", "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupManifest(JsonData):
    """`rows` counts the rows of each table, `entries` those of the log, whose end `entry_sha256` names.

    `log_key` and `secret_key` name the keys without which heads and webhooks cannot be verified or unsealed; the
    keys themselves are stored apart. `migration` is the newest one of the desk.
    """

    made: datetime
    desk: str
    postgresql: str
    migration: str
    sha256: str
    bytes: int
    encrypted: bool
    rows: dict[str, int]
    entries: int
    entry_sha256: str
    log_key: str
    secret_key: str


def read_manifest(folder: Path) -> BackupManifest:
    """Read the manifest of a backup. Raises `OSError` or `ValueError`."""
    try:
        return BackupManifest.from_json(json.loads((folder / MANIFEST_FILE).read_text()))
    except (TypeError, AttributeError) as error:
        raise ValueError(f"{folder / MANIFEST_FILE} is not the manifest of a backup: {error}") from error


def write_manifest(folder: Path, manifest: BackupManifest) -> None:
    """Write the manifest beside the dump."""
    (folder / MANIFEST_FILE).write_text(json.dumps(manifest.to_json(), indent=2, ensure_ascii=False) + "\n")
