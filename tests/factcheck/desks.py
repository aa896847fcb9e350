"""Running `python -m factcheck up` as a person does."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import psutil

ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "SECRET_KEY": "".join(map(chr, range(48, 110))),
    "ALLOWED_HOSTS": "desk.example.org",
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "BASE_URL": "https://desk.example.org",
    "NUM_PROXIES": "1",
    "EMAIL_URL": "smtp+tls://desk:secret@mail.example.org:587",
}
ABOUT_THE_TESTS = (
    "ALLOWED_HOSTS", "AS_DATABASE_OWNER", "DATABASE_OWNER_URL", "DATABASE_URL", "DRILL_DATABASE_URL", "FACTCHECK_DATA",
    "LOCAL", "LOG_LEVEL", "REDIS_URL", "SECRET_KEY",
)  # fmt: skip


def environment(**more: str) -> dict[str, str]:
    """Return the environment without the servers of the tests."""
    return {name: value for name, value in os.environ.items() if name not in ABOUT_THE_TESTS} | more


def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m factcheck` to its end."""
    command = [sys.executable, "-m", "factcheck", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(**more), capture_output=True, text=True, timeout=60, check=False
    )


def free_port() -> int:
    """Return a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def eventually(condition: Callable[[], object], *, within: float = 60.0) -> None:
    """Wait until a condition holds, or fail."""
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, "it did not come to be in time"
        time.sleep(0.05)


class Desk:
    """A desk that was started by one command and says what it does in `words`."""

    def __init__(self, process: subprocess.Popen[bytes], data: Path, port: int, output: Path) -> None:
        self.process, self.data, self.port, self._output = process, data, port, output
        self.url = f"http://127.0.0.1:{port}"

    @property
    def words(self) -> str:
        return self._output.read_text()

    def log(self, name: str) -> str:
        """What one of the processes wrote."""
        return (self.data / "log" / f"{name}.log").read_text()

    def part(self, mark: str) -> psutil.Process:
        """The oldest of the desk's processes with `mark` in its name or command line, once there is one."""
        eventually(lambda: self._parts(mark))
        return min(self._parts(mark), key=psutil.Process.create_time)

    def _parts(self, mark: str) -> list[psutil.Process]:
        found = []
        for part in psutil.Process(self.process.pid).children(recursive=True):
            with suppress(psutil.Error):  # it has ended meanwhile
                if mark in " ".join([part.name(), *part.cmdline()]):
                    found.append(part)
        return found

    def manage(self, *arguments: str, **more: str) -> str:
        """What manage.py says in another terminal."""
        command = [sys.executable, "manage.py", *arguments]
        variables = environment(FACTCHECK_DATA=str(self.data), **more)
        return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=True).stdout

    def shell(self, code: str) -> str:
        """What a line of Python prints that is run inside Django."""
        return self.manage("shell", "--no-imports", "--command", code).strip()

    def lets_in(self) -> bool:
        """Whether the door is open: web and PostgreSQL answer."""
        try:
            return httpx.get(f"{self.url}/health/", timeout=20).status_code == 200
        except httpx.TransportError:
            return False

    def stop(self) -> int:
        """Press Ctrl-C, so to say; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=60)


@contextmanager
def open_desk(data: Path, *options: str, port: int = 0) -> Iterator[Desk]:
    """Start a desk, and kill it afterwards."""
    port, output = port or free_port(), data.with_suffix(".output")
    command = [sys.executable, "-m", "factcheck", "up", "--port", str(port), "--data", str(data), *options]
    with output.open("wb") as file:
        process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=file, stderr=file)
    desk = Desk(process, data, port, output)
    try:
        eventually(lambda: process.poll() is not None or "Ctrl-C stops it" in desk.words, within=120)
        assert process.poll() is None, desk.words
        yield desk
    finally:
        process.kill()
        process.wait()
