"""Find a Chromium for the browser tests, or bring one: ``python -m tests.browser.chromium`` prints its path.

One that is there is best (CHROMIUM names it, or it is on the PATH), then Playwright's own download, then
the system's package manager. Where nothing helps this fails: a browser test is never skipped in silence.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from playwright.sync_api import Error, sync_playwright

PROGRAM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLAYWRIGHT = (sys.executable, "-m", "playwright")


def find_chromium() -> str | None:
    """The path of a Chromium that runs here."""
    return next((path for path in _candidate_paths() if _is_runnable(path, "--version")), None)


def install_chromium() -> str:
    """Find one, trying what could bring one until one is there."""
    for command in ((), *_install_commands()):
        if command:
            print("  Looking for a browser:", *command, file=sys.stderr)
            subprocess.run(command, stdout=sys.stderr, check=False)
        if path := find_chromium():
            return path
    sys.exit(
        "factcheck: the browser tests need Chromium. None is here, Playwright could not download one, and there "
        "is no right to install one. Install chromium, or name one with CHROMIUM=/path/to/chromium."
    )


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
    if not shutil.which("apt-get"):
        return
    as_root = () if os.geteuid() == 0 else ("sudo", "-n")
    if not _is_runnable(*as_root, "true"):
        return
    yield (*as_root, *PLAYWRIGHT, "install-deps", "chromium")
    yield (*as_root, "apt-get", "update", "--quiet")
    yield (*as_root, "apt-get", "install", "--yes", "--quiet", "chromium")


if __name__ == "__main__":
    print(install_chromium())
