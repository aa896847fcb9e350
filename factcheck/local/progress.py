"""Progress on the terminal while the desk starts: one line for each step, with its duration."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread


@contextmanager
def show_step(label: str) -> Iterator[None]:
    """Show `label` with its elapsed time: counting on a terminal, in one line elsewhere."""
    started, over = time.monotonic(), Event()
    ticker = Thread(target=_tick, args=(label, started, over), daemon=True)
    if sys.stdout.isatty():
        ticker.start()
    try:
        yield
    finally:
        over.set()
        if ticker.is_alive():
            ticker.join()
    print_line(_line(label, started, "done"))


def print_line(text: str) -> None:
    """Print a line without delay, even into a pipe; on a terminal it replaces the counting line."""
    start = "\r\033[K" if sys.stdout.isatty() else ""
    sys.stdout.write(f"{start}{text}\n")
    sys.stdout.flush()


def _tick(label: str, started: float, over: Event) -> None:
    while not over.is_set():
        sys.stdout.write("\r\033[K" + _line(label, started, "..."))
        sys.stdout.flush()
        over.wait(0.2)


def _line(label: str, started: float, state: str) -> str:
    return f"  {label:<34} {state:>4} {time.monotonic() - started:6.1f} s"
