"""The commands that import and match fact-checks."""

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.intake import fetching
from claims.models import Event, FactCheck, Import
from tests.claimreview_samples import claimreview_sample


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "checks.json"
    elements = [
        {"item": [claimreview_sample(1)]},
        {"item": None},
        {"item": claimreview_sample(2)},
        {"item": [{"@type": "Thing"}]},
    ]
    path.write_text(json.dumps({"@type": "DataFeed", "dataFeedElement": elements}))
    return path


def run_import(*arguments: object) -> list[str]:
    out = StringIO()
    call_command("import_claimreview", *map(str, arguments), stdout=out)
    first, *others = out.getvalue().splitlines()
    return [first.removeprefix(f"Import {Import.objects.latest('id').pk}: "), *others]


def test_an_import_prints_a_report(db: None, feed: Path) -> None:
    assert run_import(feed) == [
        "4 read: 2 added, 0 changed, 0 unchanged, 2 left out",
        "  1: the entry is empty",
        "      2: None",
        "  1: the entry is not a ClaimReview",
        "      4: Thing",
    ]
    assert run_import(feed)[0] == "4 read: 0 added, 0 changed, 2 unchanged, 2 left out"
    assert list(Event.objects.values_list("verb", "data__feed")) == [("fact_checks.imported", "checks.json")] * 2


def test_an_import_can_be_undone_whole(db: None, feed: Path) -> None:
    run_import(feed)
    path = feed.with_name("later.json")
    path.write_text(json.dumps([claimreview_sample(1, headline="We counted anew"), claimreview_sample(3)]))
    before = list(FactCheck.objects.order_by("id").values())
    run_import(path)
    run = Import.objects.latest("id")
    assert (run.state, run.rows_read, run.report["added"], run.rows.count()) == ("done", 2, 1, 2)
    assert FactCheck.objects.filter(title="We counted anew").count() == 1
    out = StringIO()
    call_command("import_sheet", "--undo", str(run.pk), stdout=out)
    assert out.getvalue().splitlines() == ["1 removed, 1 restored, 0 kept"]
    assert list(FactCheck.objects.order_by("id").values()) == before
    assert Event.objects.get(verb="import.undone").data["run"] == run.pk


def test_a_feed_is_fetched_from_a_url(db: None, feed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "fetch_feed", lambda url, into: into.write(feed.read_bytes()))
    assert run_import("https://feeds.example/checks.json")[0].startswith("4 read: 2 added")
    assert Event.objects.get().data["feed"] == "https://feeds.example/checks.json"


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://127.0.0.1/feed.json", "private network"),
        ("https://user:secret@feeds.example/", "user name"),
        ("there-is-no-such-file.json", "No such file"),
    ],
)
def test_an_unreadable_feed_is_an_error_without_a_traceback(db: None, address: str, reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        run_import(address)


def test_a_file_that_is_not_a_feed_is_refused(db: None, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html>")
    with pytest.raises(CommandError, match="no ClaimReview"):
        run_import(path)


def test_a_language_can_be_given(db: None, tmp_path: Path) -> None:
    path = tmp_path / "checks.json"
    path.write_text(json.dumps([claimreview_sample(1, inLanguage=None)]))
    run_import(path, "--language", "de")
    assert FactCheck.objects.get().language == "de"


@contextmanager
def write_queries(text: str) -> Iterator[None]:
    before, sys.stdin = sys.stdin, io.StringIO(text)
    try:
        yield
    finally:
        sys.stdin = before


def run_match(queries: str, *arguments: str) -> list[dict[str, Any]]:
    out = StringIO()
    with write_queries(queries):
        call_command("match", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_matches_have_the_identifiers_of_their_publishers(db: None, tmp_path: Path) -> None:
    path = tmp_path / "checks.json"
    path.write_text(
        json.dumps(
            [claimreview_sample(1), claimreview_sample(2, identifier=None), claimreview_sample(3, "Taxes fell.")]
        )
    )
    run_import(path)
    first, second = run_match('{"id": "q1", "text": "The town planted trees"}\n\n{"id": 2, "text": "taxes"}\n')
    assert first["id"] == "q1"
    assert {match["id"] for match in first["matches"]} == {"check-1", "https://www.check.example/2"}
    assert [(second["id"], match["id"]) for match in second["matches"]] == [(2, "check-3")]
    assert all(0 < match["score"] < 1.1 for match in first["matches"])


def test_the_number_of_matches_is_limited(db: None, feed: Path) -> None:
    run_import(feed)
    assert len(run_match('{"id": 1, "text": "trees"}', "--limit", "1")[0]["matches"]) == 1


@pytest.mark.parametrize("line", ["{", "[]", "7", '{"id": 1}'])
def test_a_bad_query_line_is_an_error(db: None, line: str) -> None:
    with pytest.raises(CommandError, match="Line 1"):
        run_match(line)
