"""``bin/up``: servers, preparation and the processes of the Procfile, until somebody says stop."""

import json
import os
import re
import secrets
import shlex
import signal
import socket
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import NoReturn

import environ
import httpx

from factcheck import embedded
from factcheck.processes import CannotStart, Child
from factcheck.progress import say, step

BASE_DIR = Path(__file__).resolve().parent.parent
PROCESS = re.compile(r"^(?P<name>\w+):\s*(?P<command>.+)$", re.MULTILINE)
# What ends this soon after its start, so many times in a row, would only end again.
TOO_YOUNG_TO_DIE = 15.0
YOUNG_DEATHS = 3
WEB_STARTS_WITHIN = 120.0


@dataclass(frozen=True)
class Options:
    """What the command line of ``python -m factcheck up`` asks for."""

    host: str
    port: int
    data: Path
    demo: bool

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the desk."""
        return self.host == "localhost" or (_is_address(self.host) and ip_address(self.host).is_loopback)

    @property
    def address(self) -> str:
        """Where a browser on this machine finds the desk."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"


def up(options: Options) -> None:
    """Run the whole desk in the foreground. Raises CannotStart; returns when asked to stop."""
    environ.Env.read_env(BASE_DIR / ".env")
    _require_free_port(options)
    _stop_on_signals()
    try:
        with ExitStack() as stack:
            _watch(_start_all(options, stack))
    except KeyboardInterrupt:
        say("  The desk has stopped. bin/up starts it again, with all its data.")


def _start_all(options: Options, stack: ExitStack) -> list[Child]:
    environment, servers = _surroundings(options, stack)
    _prepare(environment, stack, demo=options.demo and "LOCAL" in environment)
    web, *others = _procfile(environment, logs=options.data.resolve() / "log" if servers else None)
    stack.callback(_stop_together, [web, *others])
    with step("Starting the web"):
        web.start()
        _wait_for(web, f"{options.address}health/")
    with step("Starting workers and beat"):
        for process in others:
            process.start()
    _welcome(options, environment)
    return [*servers, web, *others]


# -- Surroundings ------------------------------------------------------------------------------------


def _surroundings(options: Options, stack: ExitStack) -> tuple[dict[str, str], list[Child]]:
    """The environment of every process of the desk, and the servers that we started for it."""
    ours = {
        "FACTCHECK_DATA": str(options.data.resolve()),
        "HOST": options.host,
        "PORT": str(options.port),
        "OMP_NUM_THREADS": "1",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PYTHONUNBUFFERED": "1",
    }
    given = {name for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
    if len(given) == 1:
        raise CannotStart(
            f"Only {given.pop()} is set. Set both DATABASE_URL and REDIS_URL to use servers of your own, "
            "or none of them to use the ones that come along."
        )
    if given:
        options.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        return {**os.environ, **ours}, []
    _require_no_strangers(options)
    with step("Starting PostgreSQL and Valkey"):
        running = stack.enter_context(embedded.servers(options.data))
    ours |= running.environment | {"SECRET_KEY": os.environ.get("SECRET_KEY") or _secret_key(options.data)}
    if options.loopback:
        ours |= {"LOCAL": "on", "BASE_URL": options.address}
    stack.enter_context(_left_for_others(options.data / "env", ours))
    return {**os.environ, **ours}, list(running.servers)


def _require_no_strangers(options: Options) -> None:
    """Accounts whose passwords everybody knows are for a desk that only this machine can reach."""
    if options.loopback:
        return
    if options.demo:
        raise CannotStart(
            f"The demo accounts have known passwords, and {options.host} can be reached by others. "
            "Start with --no-demo, or leave --host away."
        )
    if (options.data / "demo").exists():
        raise CannotStart(
            f"{options.data} holds the demo accounts, whose passwords everybody knows. "
            f"Choose another directory with --data to serve {options.host}."
        )


def _secret_key(data: Path) -> str:
    """The key that signs sessions, made once for these data."""
    path = data / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()


@contextmanager
def _left_for_others(path: Path, environment: dict[str, str]) -> Iterator[None]:
    """Write down the addresses for a ``manage.py`` in another terminal, as long as they are true."""
    names = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "LOCAL", "BASE_URL")
    path.touch(mode=0o600)
    path.write_text("".join(f"{name}={environment[name]}\n" for name in names if name in environment))
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def _require_free_port(options: Options) -> None:
    """Say that the port is taken before anything is started, not after."""
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((options.host, options.port))
        except OSError as error:
            raise CannotStart(
                f"{options.host}:{options.port} cannot be used ({error.strerror}). "
                "Stop the program that uses it, or choose another with --port."
            ) from error


# -- Processes ---------------------------------------------------------------------------------------


def _prepare(environment: dict[str, str], stack: ExitStack, *, demo: bool) -> None:
    """Let ``python -m factcheck prepare`` do its steps in a process of its own, which says them."""
    if demo:
        Path(environment["FACTCHECK_DATA"], "demo").touch()
    command = [sys.executable, "-m", "factcheck", "prepare", *(["--demo"] if demo else [])]
    unlimited = {"STATEMENT_TIMEOUT": "0", "LOG_LEVEL": "WARNING", "PYTHONPATH": str(BASE_DIR)}
    preparation = Child("prepare", command, environment | unlimited)
    stack.callback(preparation.stop)
    preparation.start()
    if preparation.wait():
        raise CannotStart("The desk was not started.")


def _procfile(environment: dict[str, str], *, logs: Path | None) -> list[Child]:
    """The processes that the Procfile names, the web first; with `logs` each writes a file there."""
    here = f"cd {shlex.quote(str(BASE_DIR))} && exec"
    return [
        Child(
            name=match["name"],
            command=["sh", "-c", f"{here} {match['command']}"],
            env=environment,
            log=logs / f"{match['name']}.log" if logs else None,
        )
        for match in PROCESS.finditer((BASE_DIR / "Procfile").read_text())
    ]


def _wait_for(web: Child, address: str) -> None:
    while not _answers(address):
        if not web.running or web.age > WEB_STARTS_WITHIN:
            raise CannotStart(f"The web process does not answer at {address}. {web.last_words()}")
        time.sleep(0.1)


def _answers(address: str) -> bool:
    try:
        httpx.get(address, timeout=5)
    except httpx.TransportError:
        return False
    return True


def _watch(children: list[Child]) -> NoReturn:
    """Start again what dies; what keeps dying young takes the desk along. Ends by KeyboardInterrupt."""
    young_deaths: Counter[str] = Counter()
    while True:
        time.sleep(0.5)
        for child in children:
            if child.running:
                continue
            young_deaths[child.name] = young_deaths[child.name] + 1 if child.age < TOO_YOUNG_TO_DIE else 0
            if young_deaths[child.name] == YOUNG_DEATHS:
                raise CannotStart(f"{child.name} ends as soon as it starts. {child.last_words()}")
            say(f"  {child.name} ended unexpectedly. Starting it again.")
            child.start()


def _stop_together(processes: list[Child]) -> None:
    """Ask all first, so that they end side by side."""
    for process in processes:
        process.ask_to_stop()
    for process in processes:
        process.stop()


def _stop_on_signals() -> None:
    """Turn the first of the signals that mean stop into KeyboardInterrupt, and let stopping go undisturbed."""
    wanted = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(*_: object) -> NoReturn:
        for number in wanted:
            signal.signal(number, signal.SIG_IGN)
        say("\n  Stopping: web and workers first, then Valkey, then PostgreSQL.")
        raise KeyboardInterrupt

    for number in wanted:
        signal.signal(number, stop)


# -- Words -------------------------------------------------------------------------------------------


def _welcome(options: Options, environment: dict[str, str]) -> None:
    say(f"\n  The desk is open at {options.address}")
    if (options.data / "demo").exists() and "LOCAL" in environment:
        demo = json.loads((BASE_DIR / "seeds" / "accounts.json").read_text())
        say(f"  Sign in with the password {demo['password']} as")
        for account in demo["accounts"]:
            say(f"    {account['role']:<12} {account['email']}")
    else:
        elsewhere = "" if options.data.resolve() == BASE_DIR / ".data" else f"FACTCHECK_DATA={options.data.resolve()} "
        say(f"  The first account: {elsewhere}.venv/bin/python manage.py createsuperuser")
    say("  Ctrl-C stops it.\n")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
