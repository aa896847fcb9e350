"""Changes in the database of the log are found, with their place."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claims.models import LogEntry, Publication, SignedHead, User
from claims.services.log_signing import public_signing_key
from claims.services.publication_log import append_log_entry
from claims.services.publications import withdraw_verdict
from tests.architecture.source_files import ROOT
from tests.database_owner import as_database_owner
from tests.stories import make_publication, newest_publication

TABLES = ("claims_publication", "claims_logentry", "claims_signedhead", "claims_claim")


@pytest.fixture
def four(edith: User, mona: User) -> list[Publication]:
    """Two verdicts, then the first withdrawn, then a third verdict."""
    out = [make_publication(edith, mona), make_publication(edith, mona)]
    withdraw_verdict(claim_id=out[0].claim_id, moderator=mona, reason="The office had miscounted.")
    out.append(newest_publication(out[0].claim_id))
    return [*out, make_publication(edith, mona)]


@contextmanager
def without_triggers() -> Iterator[Callable[..., object]]:
    """Change the tables as their owner can, without triggers and foreign keys."""
    with as_database_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        yield cursor.execute
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")


def verify_result(**options: object) -> list[str]:
    """Return the breaks that `verify_log` prints."""
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_log", stdout=out, stderr=err, **options)
    except CommandError:
        return [line.removeprefix("BROKEN  ") for line in err.getvalue().splitlines()]
    return out.getvalue().splitlines()


def test_an_unchanged_log_is_intact(four: list[Publication]) -> None:
    assert verify_result() == [
        f"whole: entries: 4, the last {LogEntry.objects.get(pk=4).entry_sha256}, signed heads: 4"
    ]


def test_an_empty_log_is_intact(db: None) -> None:
    assert verify_result() == ["whole: entries: 0, signed heads: 0"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("note", "Nothing to see."),
        ("rating", "false"),
        ("claim_text", "No trees were planted."),
        ("summary", "All is well."),
        ("claimant", "Nobody"),
        ("document", "{}"),
        ("document_sha256", "0" * 64),
        ("kind", "corrected"),
        ("published", "2020-01-01"),
        ("page", '{"evidence": []}'),
    ],
)
def test_changed_content_is_named(four: list[Publication], field: str, value: str) -> None:
    with without_triggers() as run:
        change = f"UPDATE claims_publication SET {field} = %s WHERE id = %s"  # noqa: S608 - from the list above
        run(change, [value, four[2].pk])
    assert verify_result() == [f"entry 3 (claim {four[0].claim_id}, revision 2): `{field}` is not what was published"]


def test_a_revision_removed_with_its_entry_is_missing(four: list[Publication]) -> None:
    with without_triggers() as run:
        run("DELETE FROM claims_logentry WHERE sequence = 2")
        run("DELETE FROM claims_publication WHERE id = %s", [four[1].pk])
    assert verify_result()[0] == f"entry 3 (claim {four[0].claim_id}, revision 2): entry 2 is missing before it"


def test_a_revision_removed_alone_is_missing(four: list[Publication]) -> None:
    with without_triggers() as run:
        run("DELETE FROM claims_publication WHERE id = %s", [four[1].pk])
    assert verify_result() == ["entry 2: its publication is missing"]


def test_a_head_shows_a_missing_end(four: list[Publication], tmp_path: Path) -> None:
    (tmp_path / "head").write_text(SignedHead.objects.get(entry=4).jws)
    with without_triggers() as run:
        run("DELETE FROM claims_logentry WHERE sequence > 2")
        run("DELETE FROM claims_publication WHERE id >= %s", [four[2].pk])
    assert verify_result()[0].startswith("the end: entry 3 is missing, named in the head signed at")
    with without_triggers() as run:
        run("DELETE FROM claims_signedhead WHERE entry_id > 2")
    assert verify_result()[0].startswith("whole: entries: 2")
    assert verify_result(head=[tmp_path / "head"])[0].startswith("the end: entries 3 to 4 are missing")


def test_swapped_entries_are_found(four: list[Publication]) -> None:
    with without_triggers() as run:
        for old, new in ((2, 9), (3, 2), (9, 3)):
            run("UPDATE claims_logentry SET sequence = %s WHERE sequence = %s", [new, old])
    assert {each.partition(" (")[0] for each in verify_result()} == {"entry 2", "entry 3", "entry 4"}


def test_an_inserted_entry_is_found(four: list[Publication]) -> None:
    with without_triggers() as run:
        run("UPDATE claims_logentry SET sequence = 5 WHERE sequence = 4")
        run("UPDATE claims_logentry SET sequence = 4 WHERE sequence = 3")
        run(
            "INSERT INTO claims_logentry"
            " (sequence, digests, content_sha256, previous_sha256, entry_sha256, publication_id, nodes)"
            " SELECT 3, digests, content_sha256, previous_sha256, entry_sha256, %s, nodes"
            " FROM claims_logentry WHERE sequence = 2",
            [four[1].pk + 1000],
        )
    assert verify_result()[0].startswith("entry 3: was not written after entry 2")


def test_a_log_without_heads_proves_nothing(four: list[Publication]) -> None:
    with without_triggers() as run:
        run("DELETE FROM claims_signedhead")
    assert verify_result() == ["the end: no signed head names the entries from 1 to 4"]


def test_an_unlogged_revision_is_found(four: list[Publication]) -> None:
    with without_triggers() as run:
        run("UPDATE claims_publication SET revision = 7 WHERE id = %s", [four[3].pk])
        run("DELETE FROM claims_signedhead WHERE entry_id = 4")
        run("DELETE FROM claims_logentry WHERE sequence = 4")
    assert verify_result() == [f"claim {four[3].claim_id}, as published 7: is not in the log"]


def test_a_recomputed_log_does_not_match_the_signed_head(four: list[Publication]) -> None:
    with without_triggers() as run:
        run("UPDATE claims_publication SET note = 'x' WHERE id = %s", [four[2].pk])
        run("DELETE FROM claims_logentry WHERE sequence > 2")
        for publication in four[2:]:
            append_log_entry(publication)
    assert [each.partition(" (")[0] for each in verify_result()] == ["entry 3", "entry 4"]
    assert "an entry from 3 to here was changed" in verify_result()[0]


def test_a_signed_head_needs_the_key(four: list[Publication]) -> None:
    with without_triggers() as run:
        run("UPDATE claims_signedhead SET jws = 'eyJhbGciOiJub25lIn0.e30.'")
    assert verify_result()[0].startswith("head 1: this is not a signed head")


def test_the_exported_file_shows_the_same(four: list[Publication], tmp_path: Path) -> None:
    exported, key = tmp_path / "log.jsonl", tmp_path / "key.json"
    key.write_text(json.dumps(public_signing_key()))
    with exported.open("w") as file:
        call_command("export_log", stdout=file)

    def script() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "claims.log", str(exported), "--key", str(key)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    whole = verify_result()[0].partition(", signed heads")[0]
    assert script().stdout.startswith(f"{whole}, signed heads: 1, the newest of 20")
    exported.write_text(exported.read_text().replace("The office had miscounted.", "The office was right.", 1))
    run = script()
    assert run.returncode == 1
    assert run.stderr.startswith(f"BROKEN  entry 3 (claim {four[0].claim_id}, revision 2): `document` is not")
