"""A log file that somebody has written to is unreadable in a sentence, never in a traceback."""

from pathlib import Path

import pytest

from claims.log.export_file import UnreadableLine, read_entries


@pytest.mark.parametrize("line", ["[" * 200_000, '{"head":' * 100_000, "{}", "null", "\x00"])
def test_a_hostile_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(UnreadableLine, match="line 1"):
        list(read_entries(path))
