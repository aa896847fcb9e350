"""``python -m factcheck restore`` and ``restore_export``: fill a new data directory of `bin/up`."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from claims.backup.manifest import read_manifest
from factcheck.local.embedded import run_servers
from factcheck.local.processes import Child, StartError

BASE_DIR = Path(__file__).resolve().parents[2]


def restore_desk(*, backup: Path, keys: Path, data: Path) -> None:
    """Restore a backup by ``manage.py restore``. Raises StartError."""
    try:
        secret = keys / read_manifest(backup).secret_key
    except (OSError, ValueError) as error:
        raise StartError(f"{backup} is not a backup: {error}") from error
    secret_key = secret.read_text() if secret.exists() else "unknown"
    _run_over(data, secret_key, ["restore", str(backup.resolve()), "--keys", str(keys.resolve())])


def restore_exported_desk(*, export: Path, data: Path) -> None:
    """Restore an export by ``manage.py restore_export``; nothing in it is sealed with a key. Raises StartError."""
    _run_over(data, "unknown", ["restore_export", str(export.resolve())])


def _run_over(data: Path, secret_key: str, command: Sequence[str]) -> None:
    """Start the embedded servers over a data directory and run a command of manage.py as the owner."""
    own = {
        "FACTCHECK_DATA": str(data.resolve()),
        "SECRET_KEY": secret_key,
        "LOCAL": "on",
        "AS_DATABASE_OWNER": "on",
        "LOG_LEVEL": "WARNING",
        "STATEMENT_TIMEOUT": "0",
    }
    with run_servers(data) as running:
        environment = {**os.environ, **running.environment, **own}
        restoration = Child("restore", [sys.executable, str(BASE_DIR / "manage.py"), *command], environment)
        restoration.start()
        if restoration.wait():
            raise StartError("Nothing was restored.")
