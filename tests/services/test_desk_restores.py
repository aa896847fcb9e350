"""An export is restored whole or not at all, and the restored desk exports the same again."""

import csv
import json
import os
import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from claims.export_manifest import ExportManifest, read_export_manifest
from claims.log.__main__ import main as verify_exported_log
from claims.models import Claim, Comment, Event, Publication, Source, Tip, User
from claims.services.backup_restores import CannotRestore
from claims.services.comments import add_comment
from claims.services.desk_exports import write_desk_export
from claims.services.desk_restores import restore_desk_export
from claims.services.publication_log import sign_log_head
from claims.services.submissions import submit_file
from claims.services.tips import submit_tip
from claims.services.tokens import create_token
from claims.workflow import Role
from tests.people import PASSWORD, QUICK_HASHERS, create_user_with_role
from tests.scratch_desk import scratch_desks, use_desk
from tests.stories import make_appeal, make_match, make_publication, make_queued_claim, make_submitted_verdict
from tests.translation_stories import make_translation

SOURCE, TARGET = f"test_export_source_{os.getpid()}", f"test_export_target_{os.getpid()}"
HOSTILE_TEXT = "=HYPERLINK(1)\\N\n\u2028\\.\n\x7f\x02\x01\"'"
FILE = "Three hundred trees, says the mayor’s office.".encode()


@pytest.fixture(scope="module")
def exported(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """Export a desk with something in most tables; the target stays empty."""
    folder = tmp_path_factory.mktemp("exports") / "desk"
    with django_db_blocker.unblock(), scratch_desks(SOURCE, TARGET):
        with use_desk(SOURCE), override_settings(PASSWORD_HASHERS=QUICK_HASHERS, DEMO=True):
            call_command("load_seeds", stdout=StringIO())
            _work_on_the_desk()
            write_desk_export(folder)
        yield folder


def _work_on_the_desk() -> None:
    cora, edith, mona = (
        create_user_with_role(name, role)
        for name, role in (("Cora", Role.CONTRIBUTOR), ("Edith", Role.EDITOR), ("Mona", Role.MODERATOR))
    )
    make_translation(make_publication(edith, mona), edith, mona)
    make_submitted_verdict(edith)
    make_appeal(edith, cora)
    make_match(edith)
    add_comment(claim_id=make_queued_claim(edith).pk, author=edith, text=f"@Mona {HOSTILE_TEXT}")
    submit_tip(text="Did the mayor plant them?", email="reader@mail.example")
    submit_file(name="trees.txt", data=FILE, by=cora)
    create_token(user=edith, name="A program", days=3)
    sign_log_head()


@pytest.fixture
def target(exported: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), use_desk(TARGET):
        yield


@pytest.fixture
def copy(exported: Path, tmp_path: Path) -> Path:
    """A copy of the export, to change."""
    return Path(shutil.copytree(exported, tmp_path / "copy"))


def test_no_secret_leaves_the_desk(exported: Path) -> None:
    text = "".join(path.read_text() for path in exported.glob("*.*"))
    assert "md5$" not in text
    assert "reader@mail.example" not in text
    assert "edith@desk.example" in text
    assert not (exported / "token.ndjson").exists()
    assert all(path.stat().st_mode & 0o077 == 0 for path in exported.rglob("*") if path.is_file())


def test_other_programs_read_the_files(exported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claims = list(csv.DictReader((exported / "claims.csv").read_text().splitlines(keepends=True)))
    lines = [json.loads(line) for line in (exported / "claim.ndjson").read_bytes().splitlines()]
    assert [int(row["claim"]) for row in claims] == [row["id"] for row in lines]
    public = [row for row in claims if row["verdict URL"]]
    assert all(row["rating"] and row["said by"] and row["article"] for row in public)
    feed = json.loads((exported / "claimreview.json").read_text())
    assert sum("translationOfWork" not in json.dumps(item) for item in feed["dataFeedElement"]) == len(public)
    assert verify_exported_log([str(exported / "log.jsonl"), "--key", str(exported / "log-key.json")]) == 0
    assert (exported / "files" / sha256(FILE).hexdigest()).read_bytes() == FILE


def test_the_restored_desk_exports_the_same_again(
    exported: Path, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    out, manifest = StringIO(), read_export_manifest(exported)
    name = f"{TARGET}_full"
    with django_db_blocker.unblock(), scratch_desks(name), use_desk(name):
        call_command("restore_export", exported, "--sha256", manifest.sha256, stdout=out)
        call_command("export", tmp_path / "again", stdout=out)
        _compare_folders(exported, tmp_path / "again")
        call_command("verify_log", stdout=out)
        _go_on_with_the_desk()
        with pytest.raises(CommandError, match="The desk is not empty: claims_"):
            call_command("restore_export", exported)
    assert out.getvalue().count(f"sha256 {manifest.sha256}") == 2


def _compare_folders(first: Path, second: Path) -> None:
    names = sorted(str(path.relative_to(first)) for path in first.rglob("*") if path.is_file())
    assert names == sorted(str(path.relative_to(second)) for path in second.rglob("*") if path.is_file())
    different = [name for name in names if (first / name).read_bytes() != (second / name).read_bytes()]
    assert different == ["manifest.json"]


def _go_on_with_the_desk() -> None:
    """Numbers, guards and people are as on the old desk; nobody has a password."""
    edith, mona = (User.objects.get(name=name, email__endswith="@desk.example") for name in ("Edith", "Mona"))
    assert not edith.has_usable_password()
    assert not edith.check_password(PASSWORD)
    newest = Event.objects.latest("id").pk
    publication = make_publication(edith, mona)
    assert Event.objects.latest("id").pk > newest
    assert publication.log_entry.previous_sha256 != ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O'")
        assert cursor.fetchone() == (0,)


def _is_empty() -> bool:
    return not any(model.objects.exists() for model in (User, Event, Claim, Source, Comment, Publication, Tip))


def _write_manifest(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the manifest as somebody would who knows how it is made."""
    data = json.loads((folder / "manifest.json").read_text())
    change(data)
    data["sha256"] = ExportManifest.from_json(data).sha256
    (folder / "manifest.json").write_text(json.dumps(data))


def _replace_file(folder: Path, name: str, text: bytes) -> None:
    """Change a file and the manifest with it."""
    (folder / name).write_bytes(text)

    def change(data: dict[str, Any]) -> None:
        row = next(row for row in data["files"] if row["name"] == name)
        row.update(sha256=sha256(text).hexdigest(), bytes=len(text), lines=text.count(b"\n"))

    _write_manifest(folder, change)


def _tamper(name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        data = (folder / name).read_bytes()
        assert old in data
        _replace_file(folder, name, data.replace(old, new, 1))

    return change


def _append(name: str, line: bytes) -> Callable[[Path], None]:
    return lambda folder: _replace_file(folder, name, (folder / name).read_bytes() + line)


def _repeat_last_line(folder: Path) -> None:
    data = (folder / "event.ndjson").read_bytes()
    _replace_file(folder, "event.ndjson", data + data.splitlines(keepends=True)[-1])


def _link(folder: Path) -> None:
    (folder / "event.ndjson").rename(folder / "elsewhere")
    (folder / "event.ndjson").symlink_to(folder / "elsewhere")


def _pipe(folder: Path) -> None:
    (folder / "event.ndjson").unlink()
    os.mkfifo(folder / "event.ndjson")


def _attachment(folder: Path) -> Path:
    return folder / "files" / sha256(FILE).hexdigest()


def _rename_file(name: str) -> Callable[[Path], None]:
    return lambda folder: _write_manifest(folder, lambda data: data["files"][0].update(name=name))


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "no manifest": (lambda folder: (folder / "manifest.json").unlink(), "manifest.json is missing"),
    "another manifest": (lambda folder: (folder / "manifest.json").write_text("[1]"), "is not the manifest"),
    "deep manifest": (lambda folder: (folder / "manifest.json").write_text("[" * 99_999), "is not the manifest"),
    "large manifest": (lambda folder: (folder / "manifest.json").write_text(" " * 1_000_001), "larger than it may be"),
    "text for a number": (
        lambda folder: _write_manifest(folder, lambda data: data["files"][0].update(bytes="9")), "is not the manifest"
    ),
    "hash of the manifest": (
        lambda folder: (folder / "manifest.json").write_text(
            (folder / "manifest.json").read_text().replace('"attachments": ', '"attachments": 1')
        ),
        "manifest.json was changed",
    ),
    "other release": (
        lambda folder: _write_manifest(folder, lambda data: data.update(migration="0002_of_another_release")),
        "Restore it with the release that wrote it",
    ),
    "path upwards": (_rename_file("../appeal.ndjson"), "does not list the files"),
    "absolute path": (_rename_file("/etc/passwd"), "does not list the files"),
    "a file twice": (_rename_file("appearance.ndjson"), "does not list the files"),
    "missing file": (lambda folder: (folder / "claim.ndjson").unlink(), "claim.ndjson is missing"),
    "tampered file": (
        lambda folder: (folder / "log.jsonl").write_text("{}\n"), "log.jsonl is not the file that the manifest names"
    ),
    "link": (_link, "event.ndjson is not a file"),
    "pipe": (_pipe, "event.ndjson is not a file"),
    "missing attachment": (lambda folder: _attachment(folder).unlink(), "is missing"),
    "tampered attachment": (lambda folder: _attachment(folder).write_bytes(b"Trees"), "was changed"),
    "path of an attachment": (
        _tamper("submission.ndjson", sha256(FILE).hexdigest().encode(), b"../../manifest.json"), "no SHA-256"
    ),
    "number for an attachment": (
        _tamper("submission.ndjson", f'"{sha256(FILE).hexdigest()}"'.encode(), b"7"), "no SHA-256"
    ),
    "no JSON": (_append("source.ndjson", b"nothing\n"), "PostgreSQL refuses the rows"),
    "no row": (_append("submission.ndjson", b"[]\n"), "a line that is no row"),
    "unknown key": (_tamper("source.ndjson", b'{"id":', b'{"is_admin":true,"id":'), "rows as a desk writes them"),
    "text for a boolean": (_tamper("user.ndjson", b'"is_active":true', b'"is_active":"yes"'), "rows as a desk writes"),
    "word for a number": (_tamper("source.ndjson", b'{"id":', b'{"id":"x","i":'), "PostgreSQL refuses the rows"),
    "password": (_tamper("user.ndjson", b'{"id":', b'{"password":"md5$a$b","id":'), "rows as a desk writes them"),
    "spaces": (_tamper("source.ndjson", b'{"id":', b'{"id": '), "rows as a desk writes them"),
    "a row twice": (_repeat_last_line, "PostgreSQL refuses the rows"),
    "end of the copy": (_append("source.ndjson", b"\\.\n"), "source.ndjson|PostgreSQL refuses the rows"),
    "delimiter": (_append("source.ndjson", b"{}\x02{}\n"), "PostgreSQL refuses the rows"),
    "deep row": (_append("source.ndjson", b"[" * 200_000 + b"\n"), "PostgreSQL refuses the rows"),
    "foreign key": (_tamper("comment.ndjson", b'"author_id":', b'"author_id":9'), "PostgreSQL refuses the rows"),
    "other words in the log": (
        _tamper("publication.ndjson", b'"summary":"', b'"summary":"Never. '), "The log of the export is broken"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_export_leaves_an_empty_desk(name: str, target: None, copy: Path) -> None:
    spoil, message = HOSTILE[name]
    spoil(copy)
    with pytest.raises(CannotRestore, match=message):
        restore_desk_export(copy)
    assert _is_empty()


def test_a_restore_that_breaks_off_leaves_an_empty_desk(
    target: None, exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("claims.services.desk_restores._require_whole_log", break_off)
    with pytest.raises(KeyboardInterrupt):
        restore_desk_export(exported)
    assert _is_empty()


def test_another_hash_than_the_expected_one_is_refused(target: None, exported: Path) -> None:
    with pytest.raises(CommandError, match="This is another export: its hash is"):
        call_command("restore_export", exported, "--sha256", "0" * 64)
    assert _is_empty()


def test_a_line_without_end_is_refused(target: None, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.export_manifest.MAX_LINE_BYTES", 50)
    with pytest.raises(CannotRestore, match="has a line that is longer than 50 bytes"):
        restore_desk_export(copy)


def test_the_missing_key_of_the_log_is_named(
    exported: Path, settings: Any, tmp_path: Path, django_db_blocker: Any
) -> None:
    settings.LOG_KEY_FILE = tmp_path / "new" / "log-key"
    name, err = f"{TARGET}_key", StringIO()
    with django_db_blocker.unblock(), scratch_desks(name), use_desk(name):
        call_command("restore_export", exported, stdout=StringIO(), stderr=err)
    assert "Set LOG_KEY to it" in err.getvalue()


def test_an_export_is_never_written_over_files(tmp_path: Path) -> None:
    """Nothing is asked of the database before."""
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(CommandError, match="is not empty"):
        call_command("export", tmp_path)
