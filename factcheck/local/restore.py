"""``python -m factcheck restore``: restores a backup into a new data directory of `bin/up`."""

import os
import sys
from pathlib import Path

from claims.backup.manifest import read_manifest
from factcheck.local.embedded import run_servers
from factcheck.local.processes import Child, StartError

BASE_DIR = Path(__file__).resolve().parents[2]


def restore_desk(*, backup: Path, keys: Path, data: Path) -> None:
    """Start the embedded servers over an empty data directory and run ``manage.py restore``. Raises StartError."""
    try:
        secret = keys / read_manifest(backup).secret_key
    except (OSError, ValueError) as error:
        raise StartError(f"{backup} is not a backup: {error}") from error
    own = {
        "FACTCHECK_DATA": str(data.resolve()),
        "SECRET_KEY": secret.read_text() if secret.exists() else "unknown",
        "LOCAL": "on",
        "AS_DATABASE_OWNER": "on",
        "LOG_LEVEL": "WARNING",
        "STATEMENT_TIMEOUT": "0",
    }
    command = [sys.executable, str(BASE_DIR / "manage.py"), "restore", str(backup.resolve())]
    with run_servers(data) as running:
        environment = {**os.environ, **running.environment, **own}
        restoration = Child("restore", [*command, "--keys", str(keys.resolve())], environment)
        restoration.start()
        if restoration.wait():
            raise StartError("The backup was not restored.")
