"""docs/security.md names modules and tests that exist, and covers every chapter."""

import re

import pytest

from tests.architecture.source_files import ROOT

TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (V\d+\.\d+.*?) \| (.*?) \| (.*?) \| (.*?) \|$", TEXT, re.MULTILINE)
NAMES = sorted(set(re.findall(r"`((?:claims|factcheck|tests|docs)/[^`]+)`", TEXT)))


def test_every_chapter_is_there() -> None:
    assert [int(number) for number in re.findall(r"^## V(\d+) ", TEXT, re.MULTILINE)] == list(range(1, 18))
    assert len(ROWS) > 90


@pytest.mark.parametrize("name", NAMES)
def test_what_is_named_exists(name: str) -> None:
    path, _, test = name.partition("::")
    assert (ROOT / path).exists()
    assert not test or f"\ndef {test}(" in (ROOT / path).read_text(encoding="utf-8")


def test_every_requirement_has_a_proof_or_a_reason() -> None:
    reasons = ("apply", "**Not met**", "**Partly**")
    bare = [row[0] for row in ROWS if "tests/" not in row[3] and not any(reason in row[2] for reason in reasons)]
    assert bare == []
