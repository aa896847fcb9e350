"""Find a Chromium for the browser tests, or bring one: ``python -m tests.browser.chromium`` prints its path.

One that is there is best (CHROMIUM names it, or it is on the PATH), then Playwright's own download, then
the system's package manager. Where nothing helps this fails: a browser test is never skipped in silence.

Beside it may stand its headless shell: the same engine without windows and extensions, which needs half the time.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from playwright.sync_api import Error, sync_playwright

PROGRAM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HEADLESS_SHELL = "chromium-headless-shell"
PLAYWRIGHT = (sys.executable, "-m", "playwright")
APT_INSTALL = ("apt-get", "install", "--yes", "--quiet")


def find_chromium() -> str | None:
    """The path of a Chromium that runs here."""
    return next((path for path in _candidate_paths() if _is_runnable(path, "--version")), None)


def find_headless_shell() -> str | None:
    """The path of a headless shell that runs here, unless CHROMIUM names the browser to take."""
    path = None if os.environ.get("CHROMIUM") else shutil.which(HEADLESS_SHELL)
    return path if path and _is_runnable(path, "--version") else None


def install_chromium() -> str:
    """Find one, trying what could bring one until one is there; then its headless shell, which may be missing."""
    for command in ((), *_install_commands()):
        if command:
            _run_install(command)
        if path := find_chromium():
            break
    else:
        sys.exit(
            "factcheck: the browser tests need Chromium. None is here, Playwright could not download one, and there "
            "is no right to install one. Install chromium, or name one with CHROMIUM=/path/to/chromium."
        )
    if path == "/usr/bin/chromium" and not find_headless_shell() and (as_root := _find_root_command()) is not None:
        _run_install((*as_root, *APT_INSTALL, HEADLESS_SHELL))
    return path


def _candidate_paths() -> Iterator[str]:
    if named := os.environ.get("CHROMIUM"):
        yield named
    yield from filter(None, map(shutil.which, PROGRAM_NAMES))
    try:
        with sync_playwright() as playwright:
            yield playwright.chromium.executable_path
    except Error as error:
        print(f"  Playwright does not start: {error}", file=sys.stderr)


def _is_runnable(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    except OSError:
        return False


def _install_commands() -> Iterator[tuple[str, ...]]:
    yield (*PLAYWRIGHT, "install", "chromium")
    if (as_root := _find_root_command()) is not None:
        yield (*as_root, *PLAYWRIGHT, "install-deps", "chromium")
        yield (*as_root, "apt-get", "update", "--quiet")
        yield (*as_root, *APT_INSTALL, "chromium")


def _find_root_command() -> tuple[str, ...] | None:
    """Return what stands before a command of apt-get; None without apt-get or without the right to install."""
    as_root = () if os.geteuid() == 0 else ("sudo", "-n")
    return as_root if shutil.which("apt-get") and _is_runnable(*as_root, "true") else None


def _run_install(command: tuple[str, ...]) -> None:
    print("  Looking for a browser:", *command, file=sys.stderr)
    subprocess.run(command, stdout=sys.stderr, check=False)


if __name__ == "__main__":
    print(install_chromium())
