"""Makes the dump of an older release that `test_upgrade.py` restores and migrates.

Run it in a checkout of that release, whose code it uses, with the oldest PostgreSQL at hand and without the extension
`vector`, so that every other one can restore the dump:

    git archive RELEASE | tar --extract --directory OLD
    cd OLD
    export FACTCHECK_POSTGRESQL_BIN=/usr/lib/postgresql/14/bin PYTHONPATH=.
    python …/tests/upgrade/make_dump.py first_release.dump

It loads the demo desk into an embedded PostgreSQL, signs the head of the log with `LOG_KEY`, and calls pg_dump.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

LOG_KEY = "A" * 43


def main() -> None:
    """Write the dump to the path that is given."""
    from factcheck.local import embedded

    with tempfile.TemporaryDirectory() as folder, embedded.run_servers(Path(folder), durable=False) as running:
        own = {"SECRET_KEY": "only-for-tests", "LOCAL": "on", "FACTCHECK_DATA": folder, "LOG_KEY": LOG_KEY}
        own |= {"AS_DATABASE_OWNER": "on"}
        os.environ.update({**running.environment, **own, "DJANGO_SETTINGS_MODULE": "factcheck.settings"})
        Path(folder, "demo").touch()
        _load_desk()
        programs = Path(str(embedded.postgresql_program("pg_dump")))
        options = ["--format=custom", "--compress=9", "--no-owner", "--no-acl", "--no-comments"]
        url = running.environment.get("DATABASE_OWNER_URL", running.environment["DATABASE_URL"])
        subprocess.run([programs, *options, f"--file={sys.argv[1]}", url], check=True)


def _load_desk() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from claims.services.publication_log import sign_log_head

    call_command("migrate", verbosity=0)
    call_command("load_seeds", verbosity=0)
    sign_log_head()


if __name__ == "__main__":
    main()
