"""The database that is migrated once for a run with xdist; each worker copies it.

The migrations run in a process of their own, while the workers collect the tests. It holds a lock until it ends.
"""

import atexit
import fcntl
import os
import subprocess
import sys
from pathlib import Path

NAME = "factcheck_template"
ROOT = Path(__file__).parents[1]


def _lock_path() -> Path:
    return Path(os.environ["FACTCHECK_DATA"], "template.lock")


def start_migrating() -> None:
    """Start the process; it inherits the lock, and this process does not end before it."""
    log = Path(os.environ["FACTCHECK_DATA"], "template.log")
    with _lock_path().open("w") as lock, log.open("w") as output:
        fcntl.flock(lock, fcntl.LOCK_EX)
        command = [sys.executable, "-m", "tests.template_database"]
        process = subprocess.Popen(command, cwd=ROOT, pass_fds=[lock.fileno()], stdout=output, stderr=output)
    atexit.register(process.wait)


def wait_for_template() -> str | None:
    """Return the name of the database once its migrations have ended, or None if this run makes none."""
    if not _lock_path().exists():
        return None
    with _lock_path().open() as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
    return NAME


def main() -> None:
    """Create the database and migrate it."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {NAME}")
    connection.settings_dict["NAME"] = NAME
    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    main()
