"""``bin/up``: runs the servers, the preparation and the processes of the Procfile until it is stopped.

docs/decisions/0002-process-runner.md says why this is not honcho, supervisor or circus.
"""

import json
import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from ipaddress import ip_address
from pathlib import Path

import environ
import psutil

from factcheck.local.embedded import run_servers
from factcheck.local.log_files import rotate_logs
from factcheck.local.processes import Child, StartError
from factcheck.local.procfile import BASE_DIR, process_environment, read_procfile
from factcheck.local.progress import print_line, show_step
from factcheck.local.restarts import restart_forever
from factcheck.local.stop_signals import interrupt_on_signals

# The web of a desk whose `up` was killed answers its last requests before it leaves its port.
PORT_WAIT_SECONDS = 12.0
POLL_SECONDS = 0.05
WEB_NAME = "desk-web"


@dataclass(frozen=True)
class Options:
    """The options of ``python -m factcheck up``."""

    host: str
    port: int
    data: Path
    demo: bool
    prepared: bool = False

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the desk."""
        return self.host == "localhost" or (_is_address(self.host) and ip_address(self.host).is_loopback)

    @property
    def address(self) -> str:
        """The URL of the desk for a browser on this machine."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"


def run_desk(options: Options) -> None:
    """Run the whole desk in the foreground until it is stopped. Raises StartError."""
    environ.Env.read_env(BASE_DIR / ".env")
    _require_free_port(options)
    interrupt_on_signals(
        signal.SIGINT,
        signal.SIGTERM,
        signal.SIGHUP,
        announcement="\n  Stopping: web and workers first, then Valkey, then PostgreSQL.",
    )
    try:
        with ExitStack() as stack:
            restart_forever(_start_all(options, stack), options.data.resolve())
    except KeyboardInterrupt:
        print_line("  The desk has stopped. bin/up starts it again, with all its data.")


def _start_all(options: Options, stack: ExitStack) -> list[Child]:
    environment, servers = _build_environment(options, stack)
    logs = options.data.resolve() / "log" if servers else None
    desk = _build_desk(environment, options.data.resolve(), logs)
    stack.callback(desk.stop)
    if logs:
        paths = [server.log for server in servers if server.log] + [logs / f"{name}.log" for name in read_procfile()]
        stack.enter_context(rotate_logs(paths))
    _start_desk(desk, options, demo=options.demo and "LOCAL" in environment)
    _print_welcome(options, environment)
    return [*servers, desk]


# -- Environment -------------------------------------------------------------------------------------


def _build_environment(options: Options, stack: ExitStack) -> tuple[dict[str, str], list[Child]]:
    """Return the environment of every process, and the embedded servers that were started."""
    ours = {
        "FACTCHECK_DATA": str(options.data.resolve()),
        "HOST": options.host,
        "PORT": str(options.port),
    } | process_environment()
    given = {name for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
    if len(given) == 1:
        raise StartError(
            f"Only {given.pop()} is set. Set both DATABASE_URL and REDIS_URL to use servers of your own, "
            "or neither of them to use the embedded ones."
        )
    if given:
        options.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        return {**os.environ, **ours}, []
    _require_private_demo(options)
    with show_step("Starting PostgreSQL and Valkey"):
        running = stack.enter_context(run_servers(options.data))
    ours |= running.environment | {"SECRET_KEY": os.environ.get("SECRET_KEY") or _secret_key(options.data)}
    ours |= {"LOG_STYLE": os.environ.get("LOG_STYLE") or "json"}  # for programs: it goes to files
    if options.loopback:
        ours |= {"LOCAL": "on", "BASE_URL": options.address}
    stack.enter_context(_environment_file(options.data / "env", ours))
    return {**os.environ, **ours}, list(running.servers)


def _require_private_demo(options: Options) -> None:
    """Refuse demo accounts, whose passwords are public, on a desk that other machines can reach."""
    if options.loopback:
        return
    if options.demo:
        raise StartError(
            f"The demo accounts have known passwords, and {options.host} can be reached by others. "
            "Start with --no-demo, or leave --host away."
        )
    if (options.data / "demo").exists():
        raise StartError(
            f"{options.data} holds the demo accounts, whose passwords everybody knows. "
            f"Choose another directory with --data to serve {options.host}."
        )


def _secret_key(data: Path) -> str:
    """Return the key that signs sessions; it is created once for a data directory."""
    path = data / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()


@contextmanager
def _environment_file(path: Path, environment: dict[str, str]) -> Iterator[None]:
    """Keep the servers' addresses in a file for ``manage.py`` in another terminal, while they run."""
    names = (
        "DATABASE_URL", "DATABASE_OWNER_URL", "DRILL_DATABASE_URL", "REDIS_URL", "SECRET_KEY", "LOCAL", "BASE_URL"
    )  # fmt: skip
    path.touch(mode=0o600)
    path.write_text("".join(f"{name}={environment[name]}\n" for name in names if name in environment))
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def _require_free_port(options: Options) -> None:
    """Refuse a port that is in use before anything is started. A web that is ending may leave it first."""
    end = time.monotonic() + PORT_WAIT_SECONDS
    while error := _bind_error(options):
        if time.monotonic() > end or not _is_web_ending():
            raise StartError(
                f"{options.host}:{options.port} cannot be used ({error.strerror}). "
                "Stop the program that uses it, or choose another with --port."
            ) from error
        time.sleep(0.1)


def _bind_error(options: Options) -> OSError | None:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((options.host, options.port))
        except OSError as error:
            return error
    return None


def _is_web_ending() -> bool:
    """Return whether there is a web whose runner has died: it may have the port."""
    return any(_is_orphaned_web(process) for process in psutil.process_iter())


def _is_orphaned_web(process: psutil.Process) -> bool:
    try:
        return process.name() == WEB_NAME and not any("up" in parent.cmdline() for parent in process.parents())
    except psutil.Error:
        return False


# -- Processes ---------------------------------------------------------------------------------------


def _build_desk(environment: dict[str, str], data: Path, logs: Path | None) -> Child:
    """Return the process that forks web, all workers and beat; with `logs` each of them writes a file there."""
    command = [sys.executable, "-m", "factcheck", "workers", "--web", "--data", str(data)]
    return Child(
        "web and workers",
        [*command, *(["--logs", str(logs)] if logs else [])],
        environment | {"PYTHONPATH": str(BASE_DIR)},
    )


def _start_desk(desk: Child, options: Options, *, demo: bool) -> None:
    """Start the processes and wait for the web; the first start prepares the desk, unless somebody has. Shows steps."""
    if demo:
        (options.data / "demo").touch()
    command = desk.command
    preparation = [] if options.prepared else ["--prepare", *(["--demo"] if demo else [])]
    desk.command = [*command, *preparation]
    desk.start()
    while not _answers(options):
        if not desk.running:
            raise StartError("The desk was not started.")
        time.sleep(POLL_SECONDS)
    desk.command = command


def _answers(options: Options) -> bool:
    with closing(HTTPConnection(options.host, options.port, timeout=5)) as connection:
        try:
            connection.request("GET", "/health/")
            connection.getresponse()
        except (OSError, HTTPException):
            return False
    return True


# -- Output ------------------------------------------------------------------------------------------


def _print_welcome(options: Options, environment: dict[str, str]) -> None:
    print_line(f"\n  The desk is open at {options.address}")
    if (options.data / "demo").exists() and "LOCAL" in environment:
        demo = json.loads((BASE_DIR / "seeds" / "accounts.json").read_text())
        print_line(f"  Sign in with the password {demo['password']} as")
        for account in demo["accounts"]:
            print_line(f"    {account['role']:<12} {account['email']}")
    else:
        elsewhere = "" if options.data.resolve() == BASE_DIR / ".data" else f"FACTCHECK_DATA={options.data.resolve()} "
        print_line(f"  The first account: {elsewhere}.venv/bin/python manage.py createsuperuser")
    print_line("  Ctrl-C stops it.\n")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
