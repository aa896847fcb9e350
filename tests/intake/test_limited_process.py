"""What strangers wrote is fetched and parsed in a process with limits; it ends as a document or as a named refusal."""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import pytest
from django.utils.translation import override

from claims.intake.__main__ import run_job
from claims.intake.claimreviews import read_claimreview
from claims.intake.jobs import JOBS, Job, Limits, TooComplex, document_from_json, document_to_json
from claims.intake.limited_process import (
    ROOT,
    _environment,
    fetch_document,
    fetch_feed_file,
    iterate_feed_entries,
    read_document,
)
from claims.refusals import BadUrl, FetchFailed, NotAFeed, NotText, PrivateUrl, Refusal
from claims.services.revisits import REVISIT_LEASE
from claims.services.watch_items import ITEM_LEASE
from claims.services.watched_sites import SITE_LEASE
from tests.claimreview_samples import claimreview_sample
from tests.intake.loopback_web import INWARD_URLS

SENTENCE = "The mayor said that 300 trees fell in Alderport on Monday. "
MAX_BYTES = 5_000_000


def numbered(count: int, separator: str = " ", value: str = "") -> str:
    return separator.join(f"a{number}{value}" for number in range(count))


HOSTILE_FILES: dict[str, str] = {
    "attributes.html": f"<html><body><div {numbered(400_000, value='=1')}>{SENTENCE}",
    "attributes without blanks.html": f"<div {numbered(400_000, '', '=' + chr(34) * 2)}>{SENTENCE}",
    "attributes between slashes.html": f"<div/{numbered(600_000, '/')}>{SENTENCE}",
    "attributes behind a comment.html": f"<!-- --!><div {numbered(600_000)}>{SENTENCE}",
    "attributes behind a script.html": f"<script></script ><div {numbered(600_000)}>{SENTENCE}",
    "paragraphs.html": "<html><body>" + "<p>The mayor fell." * 39_000,
    "nested.html": "<div>" * 39_000 + SENTENCE,
    "cells.html": "<table><tr>" + "<td>x" * 39_000 + SENTENCE,
    "a long attribute.html": f"<p title='{'a ' * 2_400_000}'>{SENTENCE}",
    "brackets.html": "<" * MAX_BYTES,
    "front matter without end.md": "---\ntitle: x\n" + "a: b\n" * 180_000,
    "a table.md": "|a|b|\n|-|-|\n" + "|x|y|\n" * 160_000,
    "a wide table.md": "|a" * 160_000 + "|\n" + "|-" * 160_000 + "|\n",
    "quotes.md": "> " * 400_000,
    "lines of markup.md": "<div>\n\n" * 120_000,
    "control characters.txt": "\1" * MAX_BYTES,
    "blanks.txt": " " * 4_900_000 + "a",
}


def cpu_seconds_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


@pytest.mark.parametrize("name", HOSTILE_FILES)
def test_a_hostile_file_ends_within_two_cpu_seconds(name: str) -> None:
    before = cpu_seconds_of_children()
    try:
        document = read_document(name, HOSTILE_FILES[name].encode()[:MAX_BYTES])
    except Refusal as refusal:
        assert refusal.code in {"too_complex", "not_text", "empty_text", "text_too_long"}  # noqa: PT017
    else:
        assert document.text
    assert cpu_seconds_of_children() - before <= 2.2  # the clock of the kernel has a grain


@pytest.mark.parametrize("name", [name for name in HOSTILE_FILES if name.startswith("attributes between")])
def test_too_many_attributes_are_refused_before_they_are_parsed(name: str) -> None:
    before = cpu_seconds_of_children()
    with pytest.raises(NotText, match="too many attributes"):
        read_document(name, HOSTILE_FILES[name].encode())
    assert cpu_seconds_of_children() - before < 1.5


def test_an_ordinary_page_with_scripts_and_pictures_is_read() -> None:
    script = "<script>for (i=0; i<n; i++) { " + "a = b; " * 2_000 + "}</script>"
    picture = f"<img alt='{'tree ' * 600}' src='data:image/png;base64,{'A' * 200_000}'>"
    document = read_document("page.html", f"<html>{script}<body><p>{SENTENCE * 3}</p>{picture}".encode())
    assert "300 trees" in document.text


def test_a_document_arrives_unchanged() -> None:
    text = "Zwei Bäume “fielen” 🌳\n\nam Montag."
    document = read_document("trees.txt", text.encode())
    assert (document.text, document.title) == (text, "Zwei Bäume “fielen” 🌳")
    assert document_from_json(json.loads(json.dumps(document_to_json(document)))) == document


def test_a_refusal_keeps_its_kind_its_sentence_and_its_facts() -> None:
    with pytest.raises(NotText, match="NUL characters"):
        read_document("a.txt", b"half a\0word")
    with pytest.raises(Refusal) as refused:
        read_document("a.txt", b"word " * 200_001)
    assert (refused.value.code, refused.value.facts["limit"]) == ("text_too_long", 1_000_000)


def test_a_refusal_is_in_the_language_of_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    requests: list[str] = []
    popen = subprocess.Popen

    def watched(command: list[str], **options: Any) -> Any:
        requests.append(command[-1])
        return popen(command, **options)

    monkeypatch.setattr(subprocess, "Popen", watched)
    with override("fr"), pytest.raises(NotText):
        read_document("a.txt", b"half a\0word")
    assert json.loads(requests[0])["language"] == "fr"


@pytest.mark.parametrize("url", [*INWARD_URLS[:4], "http://[::1]/", "http://169.254.169.254/latest/meta-data/"])
def test_the_process_fetches_nothing_from_inside(url: str) -> None:
    with pytest.raises((PrivateUrl, BadUrl, FetchFailed)) as refused:
        fetch_document(url)
    assert not isinstance(refused.value, TooComplex)
    with TemporaryFile(buffering=0) as file, pytest.raises((PrivateUrl, BadUrl, FetchFailed)):
        fetch_feed_file(url, file)


def test_the_entries_of_a_feed_come_one_by_one_and_the_position_follows() -> None:
    with TemporaryFile(buffering=0) as file:
        file.write(json.dumps([claimreview_sample(1), None, {"number": 3}]).encode())
        file.seek(0)
        review, *others = iterate_feed_entries(file)
        assert review.fact_check == read_claimreview(claimreview_sample(1))
        assert [entry.refusal for entry in others] == ["empty", "not_a_claimreview"]
        assert file.tell() > 0
        file.seek(0)
        file.write(b"<html>")
        file.seek(0)
        with pytest.raises(NotAFeed):
            list(iterate_feed_entries(file))


def test_entries_that_nobody_takes_end_the_process() -> None:
    with TemporaryFile(buffering=0) as file:
        file.write(json.dumps(["word " * 1_000] * 2_000).encode())
        file.seek(0)
        entries = iterate_feed_entries(file)
        assert next(entries)
        entries.close()  # type: ignore[attr-defined]  # a generator


PROBE = """
import json, sys
from claims.intake.__main__ import main
from claims.intake.jobs import JOBS, Job, Limits, TooComplex
def spin():
    while True: pass
    yield
def eat():
    yield len(b"x" * 2_000_000_000)
def sleep():
    import time; time.sleep(60); yield
def write():
    with open(sys.argv[2], "wb") as file: file.write(b"x" * 10)
    yield
limits = Limits(cpu_seconds=1, wall_seconds=WALL)
JOBS["probe"] = Job({"spin": spin, "eat": eat, "sleep": sleep, "write": write}[sys.argv[1]], limits)
main({"job": "probe", "language": "en", "arguments": {}})
"""


def run_probe(name: str, *arguments: str, wall_seconds: int = 30) -> subprocess.CompletedProcess[str]:
    code = PROBE.replace("WALL", str(wall_seconds))
    command = [sys.executable, "-c", code, name, *arguments]
    return subprocess.run(command, cwd=ROOT, env=_environment(), capture_output=True, text=True, check=False)


def test_the_kernel_ends_what_exceeds_its_limits(tmp_path: Path) -> None:
    assert run_probe("spin").returncode < 0
    assert run_probe("sleep", wall_seconds=1).returncode < 0
    assert json.loads(run_probe("eat").stdout)["refusal"]["code"] == "too_complex"
    assert "File too large" in run_probe("write", str(tmp_path / "probe")).stderr


def test_the_process_knows_no_secret() -> None:
    assert not {"SECRET_KEY", "DATABASE_URL", "REDIS_URL"} & _environment().keys()


def test_the_lines_of_a_job_are_its_values_and_the_refusal_that_ends_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run() -> Iterator[Any]:
        yield 1
        raise PrivateUrl(port=22)

    monkeypatch.setitem(JOBS, "probe", Job(run, Limits(cpu_seconds=1, wall_seconds=1)))
    run_job("probe", {})
    first, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == {"value": 1}
    assert (last["refusal"]["code"], last["refusal"]["facts"]) == ("private_url", {"port": 22})


def test_a_page_has_the_same_limits_whoever_wants_it_and_a_site_is_leased_for_longer() -> None:
    limits = {JOBS[name].limits for name in ("fetch_page", "fetch_watched_page", "fetch_revisited_page")}
    assert len(limits) == 1
    longest = timedelta(seconds=limits.pop().wall_seconds)
    assert min(SITE_LEASE, ITEM_LEASE, REVISIT_LEASE) >= longest + timedelta(seconds=30)
