"""The log files of `bin/up`: bounded in size and number, with the last words of processes that were started again.

`web.log` is written now. `web.1.log` to `web.5.log` are what it held before it grew too large, and `web.last-1.log` to
`web.last-10.log` the ends of earlier lives of the process, the newest first.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

MAX_BYTES = 10 * 1024 * 1024
ROTATED_FILES = 5
LAST_FILES = 10
ROTATION_SECONDS = 2.0


@contextmanager
def rotate_logs(
    paths: Sequence[Path], *, seconds: float = ROTATION_SECONDS, max_bytes: int = MAX_BYTES
) -> Iterator[None]:
    """Look after these logs while the block runs. A full disk ends nothing: the next round tries again."""
    ended = Event()

    def rotate_until_ended() -> None:
        while not ended.wait(seconds):
            for path in paths:
                with suppress(OSError):
                    rotate_log(path, max_bytes=max_bytes)

    thread = Thread(target=rotate_until_ended, name="logs", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def rotate_log(path: Path, *, max_bytes: int = MAX_BYTES) -> None:
    """Copy a log that grew too large, and empty it: the process that writes it has it open, and goes on.

    Lines written between the two steps are lost, fewer than a millisecond's worth.
    """
    if not path.exists() or path.stat().st_size <= max_bytes:
        return
    newest = _make_room(path, "", ROTATED_FILES)
    shutil.copyfile(path, newest)
    os.truncate(path, 0)


def keep_last_log(path: Path) -> None:
    """Move the log of a process that is started again out of the way of the new one."""
    if path.exists() and path.stat().st_size:
        path.replace(_make_room(path, "last-", LAST_FILES))


def _make_room(path: Path, series: str, count: int) -> Path:
    """Renumber the files of a series, dropping the oldest; return the name of the newest, which is free now."""
    names = [path.with_suffix(f".{series}{number}{path.suffix}") for number in range(1, count + 1)]
    for older, newer in zip(reversed(names), reversed(names[:-1]), strict=False):
        if newer.exists():
            newer.replace(older)
    return names[0]
