"""The reader on the command line."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from claims.nlp.__main__ import main

DAYS = ("2020-05-01", "2020-05-02")


def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str, given: str = ""
) -> list[dict[str, Any]]:
    monkeypatch.setattr("sys.argv", ["claims.nlp", *words])
    monkeypatch.setattr("sys.stdin", io.StringIO(given))
    main()
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_articles_go_in_and_readings_come_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    article = {"id": "a1", "text": "The envoy said on Tuesday that 300 people fled.", "published": "2022-03-22"}
    (row,) = run(monkeypatch, capsys, "read", given=json.dumps(article) + "\n")
    assert row["id"] == "a1"
    assert row["claims"][0]["sources"][0]["name"] == "envoy"


def test_a_plain_text_file_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "note.txt"
    path.write_text("The envoy said that 300 people fled.", "utf-8")
    (row,) = run(monkeypatch, capsys, "read", "--text", str(path))
    assert row["id"] == "note"


def test_sentences_are_scored_with_reasons(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    given = json.dumps({"id": 1, "text": "Taxes rose by 20 percent.", "speaker": "A"})
    (row,) = run(monkeypatch, capsys, "score", given=given)
    assert 0 < row["score"] < 1
    assert {"code": "percent", "words": "20 percent"} in [
        {"code": reason["code"], "words": reason["parameters"].get("words")} for reason in row["reasons"]
    ]


def test_earlier_fact_checks_raise_a_score(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    store = tmp_path / "factchecks.jsonl"
    store.write_text(json.dumps({"text": "The Calder dam holds enough water.", "published": "2020-05-01"}), "utf-8")
    rows = [{"id": day, "text": "The Calder dam holds enough water for all.", "published": day} for day in DAYS]
    given = "\n".join(map(json.dumps, rows))
    before, after = run(monkeypatch, capsys, "score", "--store", str(store), given=given)
    assert before["score"] < after["score"]
    assert [reason["parameters"] for reason in after["reasons"] if reason["code"] == "earlier_checks"] == [
        {"count": "1"}
    ]
    assert "earlier_checks" not in {reason["code"] for reason in before["reasons"]}


def test_a_reading_can_have_full_scores(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "note.txt"
    path.write_text("The envoy said that 300 people fled.", "utf-8")
    (quick,) = run(monkeypatch, capsys, "read", "--text", str(path))
    (full,) = run(monkeypatch, capsys, "read", "--text", str(path), "--full-scores")
    assert quick["claims"][0]["score"] != full["claims"][0]["score"]
    assert quick["claims"][0]["start"] == full["claims"][0]["start"]


def test_two_processes_keep_the_order_of_the_rows() -> None:
    given = "".join(
        json.dumps({"id": n, "text": f"The envoy said that {n + 20} people fled."}) + "\n" for n in range(6)
    )
    command_line = [sys.executable, "-m", "claims.nlp", "read", "--processes", "2"]
    done = subprocess.run(command_line, input=given, capture_output=True, text=True, check=True, timeout=120)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == list(range(6))
