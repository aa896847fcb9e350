"""The files of the log and the DataFeed: written when something has changed, at a bounded cost, and sent as files."""

import gzip
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.http import FileResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from claims.log.__main__ import main
from claims.models import User
from claims.selectors.publication_log import iterate_log_lines
from claims.services.exports import EXPORTS, export_path, write_export
from claims.services.publication_log import sign_log_head
from claims.tasks import write_exports
from claims.web.request_log import RequestLogMiddleware
from tests.stories import make_publication


@pytest.fixture(autouse=True)
def _own_directory(settings: Any, tmp_path: Path) -> None:
    settings.EXPORT_DIR = tmp_path / "exports"


def written_log(minutes: int = 0) -> str:
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        write_exports()
    return export_path("log.jsonl").read_text()


def whole_log() -> str:
    return "".join(f"{line}\n" for line in iterate_log_lines())


def test_the_file_grows_with_the_log_and_verifies(edith: User, mona: User, capsys: pytest.CaptureFixture[str]) -> None:
    assert written_log() == ""
    for minutes in (10, 20, 30):
        make_publication(edith, mona)
        assert written_log(minutes) == whole_log()
    for days in (1, 2):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            assert sign_log_head()
            assert written_log() == whole_log()
            assert written_log().count('"head"') == days + 1
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        make_publication(edith, mona)
        assert written_log() == whole_log()
    assert main([str(export_path("log.jsonl"))]) == 0
    assert "entries: 4" in capsys.readouterr().out
    assert gzip.decompress(export_path("log.jsonl.gz").read_bytes()) == export_path("log.jsonl").read_bytes()


def test_entries_are_formatted_once(edith: User, mona: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        make_publication(edith, mona)
    written_log()
    formatted: list[int] = []
    original = EXPORTS["log.jsonl"].chunks.__globals__["format_entry"]

    def watched(entry: Any) -> str:
        formatted.append(entry.sequence)
        return str(original(entry))

    monkeypatch.setattr("claims.services.exports.format_entry", watched)
    make_publication(edith, mona)
    assert written_log(10) == whole_log()
    assert formatted == [4]


@pytest.mark.parametrize("damage", ["cut", "foreign", "empty"])
def test_kept_lines_that_are_damaged_or_of_another_log_are_written_again(edith: User, mona: User, damage: str) -> None:
    make_publication(edith, mona)
    written_log()
    kept = export_path("log.entries")
    text = kept.read_text()
    kept.write_text({"cut": text[:-9], "foreign": text.replace(text.split(" ")[1], "0" * 64, 1), "empty": ""}[damage])
    make_publication(edith, mona)
    assert written_log(10) == whole_log()


def test_an_unchanged_export_is_left_alone_and_a_changed_one_waits_for_the_pause(edith: User, mona: User) -> None:
    make_publication(edith, mona)
    assert write_export(name="claimreview.json")
    assert not write_export(name="claimreview.json")
    make_publication(edith, mona)
    state = export_path("claimreview.json.state")
    written = json.loads(state.read_text())
    state.write_text(json.dumps(written | {"next": timezone.now().timestamp() + 60}))
    assert not write_export(name="claimreview.json")
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert write_export(name="claimreview.json")


def test_before_the_first_file_readers_are_told_to_wait(client: Client, db: None) -> None:
    response = client.get(reverse("log_lines"))
    assert (response.status_code, response["Retry-After"]) == (503, "15")


def test_the_file_is_sent_in_ranges_and_compressed(client: Client, edith: User, mona: User) -> None:
    make_publication(edith, mona)
    text, url = written_log().encode(), reverse("log_lines")
    whole = client.get(url)
    assert (whole.getvalue(), whole["Accept-Ranges"]) == (text, "bytes")
    assert whole["Last-Modified"]
    part = client.get(url, headers={"Range": "bytes=100-199", "If-Range": whole["ETag"]})
    assert (part.status_code, part.getvalue()) == (206, text[100:200])
    assert part["Content-Range"] == f"bytes 100-199/{len(text)}"
    changed = client.get(url, headers={"Range": "bytes=100-199", "If-Range": '"another"'})
    assert (changed.status_code, changed.getvalue()) == (200, text)
    packed = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert (packed["Content-Encoding"], gzip.decompress(packed.getvalue())) == ("gzip", text)
    assert packed["ETag"] != whole["ETag"]
    assert client.get(url, headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]}).status_code == 304
    assert client.head(url)["Content-Length"] == str(len(text))


def test_a_file_stays_a_file_behind_the_log_of_requests(rf: RequestFactory, tmp_path: Path, mona: User) -> None:
    """The web server sends a file without a thread; what passes through Python occupies one."""
    path = tmp_path / "file"
    path.write_bytes(b"x")
    request = rf.get("/")
    request.user = mona
    view: Any = lambda _: FileResponse(path.open("rb"))  # noqa: E731 - the middleware has narrower types
    response: Any = RequestLogMiddleware(view)(request)
    assert response.file_to_stream
    response.close()
