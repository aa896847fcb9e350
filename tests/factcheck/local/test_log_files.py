"""Log files stay small and few, and the last words of a process outlive its next starts."""

import os
import sys
from pathlib import Path

from factcheck.local.log_files import LAST_FILES, ROTATED_FILES, keep_last_log, rotate_log, rotate_logs
from factcheck.local.processes import Child
from tests.factcheck.desks import eventually

WRITER = "import time\nfor number in range(400): print(f'{number:08}', flush=True); time.sleep(0.005)"


def test_a_log_that_fits_is_left_alone(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    rotate_log(log)
    log.write_text("a line\n")
    rotate_log(log)
    assert [path.name for path in tmp_path.iterdir()] == ["web.log"]


def test_rotated_logs_are_bounded_and_the_oldest_go(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    for number in range(ROTATED_FILES + 3):
        log.write_text(f"{number}" * 20)
        rotate_log(log, max_bytes=10)
        assert log.read_text() == ""
    assert len(list(tmp_path.iterdir())) == ROTATED_FILES + 1
    assert (tmp_path / "web.1.log").read_text() == "7" * 20
    assert (tmp_path / f"web.{ROTATED_FILES}.log").read_text() == "3" * 20


def test_a_process_goes_on_writing_where_its_log_was_emptied(tmp_path: Path) -> None:
    log = tmp_path / "writer.log"
    writer = Child("writer", [sys.executable, "-c", WRITER], os.environ, log=log)
    writer.start()
    eventually(lambda: log.stat().st_size > 900)
    rotate_log(log, max_bytes=500)
    size = log.stat().st_size
    eventually(lambda: log.stat().st_size > size)
    writer.stop()
    lines = ((tmp_path / "writer.1.log").read_text() + log.read_text()).splitlines()
    assert all(len(line) == 8 and line.isdigit() for line in lines)  # no hole where the old lines were


def test_logs_are_looked_after_while_the_desk_runs(tmp_path: Path) -> None:
    log, gone = tmp_path / "web.log", tmp_path / "nothing" / "gone.log"
    log.write_text("a line\n" * 10)
    with rotate_logs([gone, log], seconds=0.01, max_bytes=50):
        eventually(lambda: log.stat().st_size == 0)
    assert (tmp_path / "web.1.log").read_text() == "a line\n" * 10
    log.write_text("a line\n" * 10)
    assert log.stat().st_size > 50


def test_the_last_words_of_many_lives_are_kept(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    for number in range(LAST_FILES + 2):
        log.write_text(f"life {number}")
        keep_last_log(log)
    assert (tmp_path / "web.last-1.log").read_text() == f"life {LAST_FILES + 1}"
    assert (tmp_path / f"web.last-{LAST_FILES}.log").read_text() == "life 2"
    assert len(list(tmp_path.iterdir())) == LAST_FILES


def test_an_empty_log_displaces_no_last_words(tmp_path: Path) -> None:
    (tmp_path / "web.log").touch()
    keep_last_log(tmp_path / "web.log")
    assert [path.name for path in tmp_path.iterdir()] == ["web.log"]
