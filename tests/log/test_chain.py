"""Verification of an exported log finds every kind of tampering, and its place."""

import json
import os
import subprocess
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from claims.log.chain import GENESIS, ChainEntry, SignedStatement, check_chain, seal_entry
from claims.log.export_file import format_entry, format_head, read_entries
from claims.log.merkle import GrowingTree
from tests.architecture.source_files import ROOT

KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
JWK = {"kty": "OKP", "crv": "Ed25519", "x": urlsafe_b64encode(KEY.public_key().public_bytes_raw()).decode().rstrip("=")}
NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)


def make_log(length: int, **words: object) -> list[ChainEntry]:
    """Return a log of this many entries, each about another claim."""
    entries, after = [], (0, GENESIS)
    for number in range(1, length + 1):
        entry = seal_entry({"claim_id": 10 * number, "revision": 1, "note": "", **words}, after=after)
        entries.append(entry)
        after = entry.sequence, entry.entry_sha256
    return entries


def change_entry(entry: ChainEntry, **words: object) -> ChainEntry:
    """Return the entry with other content and unchanged hashes."""
    return replace(entry, content={**(entry.content or {}), **words})


def sign_head_of(entry: ChainEntry) -> SignedStatement:
    return SignedStatement(entry.sequence, entry.entry_sha256, NOON)


def find_breaks(entries: list[ChainEntry], *heads: SignedStatement) -> list[str]:
    return [str(chain_break) for chain_break in check_chain(entries, heads)]


def reseal_log(entries: list[ChainEntry], start: int = 0) -> list[ChainEntry]:
    """Return the log with every hash recomputed from a position on."""
    created = entries[:start]
    for entry in entries[start:]:
        after = (created[-1].sequence, created[-1].entry_sha256) if created else (0, GENESIS)
        created.append(seal_entry(entry.content or {}, after=after))
    return created


def test_an_unchanged_log_is_intact() -> None:
    log = make_log(5)
    assert find_breaks(log, sign_head_of(log[2]), sign_head_of(log[4])) == []
    assert find_breaks([]) == []


def test_changed_content_is_named_by_entry_and_field() -> None:
    log = make_log(5)
    log[2] = change_entry(log[2], note="Never mind.")
    assert find_breaks(log) == ["entry 3 (claim 30, revision 1): `note` is not what was published"]


@pytest.mark.parametrize("field", ["note", "claim_id"])
def test_a_removed_field_is_named(field: str) -> None:
    log = make_log(3)
    log[1] = replace(log[1], content={name: value for name, value in (log[1].content or {}).items() if name != field})
    assert [each.rpartition(": ")[2] for each in find_breaks(log)] == [f"`{field}` is not what was published"]


def test_an_added_field_is_named() -> None:
    log = make_log(3)
    log[1] = change_entry(log[1], advert="Buy!")
    assert find_breaks(log) == ["entry 2 (claim 20, revision 1): `advert` is not what was published"]


def test_a_resealed_entry_breaks_the_next_one() -> None:
    log = make_log(5)
    log[2] = seal_entry(change_entry(log[2], note="x").content or {}, after=(2, log[1].entry_sha256))
    assert find_breaks(log) == ["entry 4 (claim 40, revision 1): was not written after entry 3 as it is here"]


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: replace(entry, digests={}),
        lambda entry: replace(entry, content_sha256="f" * 64),
        lambda entry: replace(entry, entry_sha256="f" * 64),
    ],
)
def test_a_changed_hash_is_found_at_its_entry(change: Callable[[ChainEntry], ChainEntry]) -> None:
    log = make_log(5)
    log[2] = change(log[2])
    assert find_breaks(log)[0].startswith("entry 3 ")


@pytest.mark.parametrize(
    ("removed", "message"),
    [([0], "entry 1 is missing"), ([1], "entry 2 is missing"), ([1, 2], "entries 2 to 3 are missing")],
)
def test_removed_entries_are_missing_in_their_place(removed: list[int], message: str) -> None:
    log = [entry for index, entry in enumerate(make_log(5)) if index not in removed]
    next_entry = log[removed[0]]
    assert find_breaks(log) == [f"{next_entry}: {message} before it"]


def test_a_removed_entry_is_found_after_renumbering() -> None:
    log = make_log(5)
    log[2:] = [replace(entry, sequence=entry.sequence - 1) for entry in log[3:]]
    assert find_breaks(log)[0].startswith("entry 3 (claim 40, revision 1): was not written after entry 2")


def test_a_signed_head_shows_a_missing_end() -> None:
    log = make_log(5)
    assert find_breaks(log[:3]) == []
    assert find_breaks(log[:3], sign_head_of(log[4])) == [
        "the end: entries 4 to 5 are missing, named in the head signed at 2026-05-03 12:00 UTC"
    ]
    assert find_breaks([], sign_head_of(log[0]))[0].startswith("the end: entry 1 is missing")


def test_swapped_entries_are_found() -> None:
    log = make_log(5)
    log[1], log[2] = log[2], log[1]
    assert [each.partition(" (")[0] for each in find_breaks(log)] == ["entry 3", "entry 2"]


def test_an_inserted_entry_is_found() -> None:
    log = make_log(5)
    forged = seal_entry({"claim_id": 99, "revision": 1, "note": ""}, after=(2, log[1].entry_sha256))
    assert find_breaks([*log[:2], forged, *log[2:]]) == [
        "entry 3 (claim 30, revision 1): is repeated or out of order, after entry 3",
        "entry 4 (claim 40, revision 1): was not written after entry 3 as it is here",
    ]


def test_a_rewritten_log_is_found_between_two_heads() -> None:
    log = make_log(6)
    heads = sign_head_of(log[1]), sign_head_of(log[4])
    log[3] = change_entry(log[3], note="x")
    forged = reseal_log(log, 3)
    assert find_breaks(forged) == []
    assert find_breaks(forged, *heads) == [
        (
            "entry 5 (claim 50, revision 1): is not the one in the head signed at 2026-05-03 12:00 UTC;"
            " an entry from 3 to here was changed"
        )
    ]


def test_a_missing_publication_is_named() -> None:
    log = make_log(2)
    log[0] = replace(log[0], content=None)
    assert find_breaks(log) == ["entry 1: its publication is missing"]


# The same from a file, by the script that strangers run ------------------------------------------


def sign_log(log: list[ChainEntry], key: Ed25519PrivateKey = KEY) -> str:
    tree = GrowingTree()
    for entry in log:
        tree.append_leaf(entry.entry_sha256)
    statement = {"iss": "https://desk.example", "iat": int(NOON.timestamp()), "root_sha256": tree.root()}
    return jwt.encode({**statement, "sequence": entry.sequence, "entry_sha256": entry.entry_sha256}, key, "EdDSA")


def write_log(folder: Path, lines: list[str]) -> Path:
    path = folder / "log.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    (folder / "key.json").write_text(json.dumps(JWK))
    return path


def verify(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run the script without site packages, and return its exit code and output."""
    run = subprocess.run(
        [ROOT / "bin" / "verify-log", "log.jsonl", *arguments],
        cwd=folder, env={"PATH": f"{sys.base_prefix}/bin:{os.defpath}", "PYTHONNOUSERSITE": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return run.returncode, run.stdout + run.stderr


def test_the_script_verifies_a_file_and_its_heads(tmp_path: Path) -> None:
    log = make_log(3, note="“Größe” \u2028 <b>")
    write_log(tmp_path, [format_head(sign_log(log)), *map(format_entry, log)])
    end = f"whole: entries: 3, the last {log[2].entry_sha256}"
    newest = "heads: 1, the newest of 2026-05-03 12:00 UTC"
    assert verify(tmp_path) == (0, f"{end}, {newest}, whose signatures are not checked without --key\n")
    assert verify(tmp_path, "--key", "key.json") == (0, f"{end}, signed {newest}\n")


def test_the_script_finds_a_missing_end_by_a_head(tmp_path: Path) -> None:
    log = make_log(3)
    write_log(tmp_path, [format_head(sign_log(log[:1])), format_entry(log[0])])
    assert verify(tmp_path, "--key", "key.json")[0] == 0
    (tmp_path / "head.json").write_text(json.dumps({"jws": sign_log(log)}))
    status, output = verify(tmp_path, "--key", "key.json", "--head", "head.json")
    assert (status, "the end: entries 2 to 3 are missing" in output) == (1, True)


@pytest.mark.parametrize("arguments", [(), ("--key", "key.json")])
@pytest.mark.parametrize("left", [1, 2, 3])
def test_a_cut_tail_is_found_in_the_file_alone(tmp_path: Path, arguments: tuple[str, ...], left: int) -> None:
    log = make_log(3)
    lines = [format_head(sign_log(log)), *map(format_entry, log)]
    write_log(tmp_path, lines[:left])
    status, output = verify(tmp_path, *arguments)
    assert (status, "BROKEN  the end: entr" in output) == (1, True)


@pytest.mark.parametrize("arguments", [(), ("--key", "key.json")])
def test_a_log_written_anew_without_heads_is_broken(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    write_log(tmp_path, list(map(format_entry, make_log(3, note="forged"))))
    status, output = verify(tmp_path, *arguments)
    assert (status, "no signed head names the entries from 1 to 3" in output) == (1, True)


def test_a_tail_added_behind_the_signed_head_is_broken(tmp_path: Path) -> None:
    log = make_log(3)
    write_log(tmp_path, [format_head(sign_log(log[:2])), *map(format_entry, log)])
    status, output = verify(tmp_path, "--key", "key.json")
    assert (status, "no signed head names the entries from 3 to 3" in output) == (1, True)


def test_an_empty_file_is_broken(tmp_path: Path) -> None:
    write_log(tmp_path, [])
    status, output = verify(tmp_path, "--key", "key.json")
    assert (status, "BROKEN  the file: has no entries" in output) == (1, True)


def test_a_tree_of_other_entries_is_found(tmp_path: Path) -> None:
    log, other = make_log(3), make_log(3, note="other")
    forged = jwt.decode(sign_log(log), options={"verify_signature": False})
    forged |= {"root_sha256": jwt.decode(sign_log(other), options={"verify_signature": False})["root_sha256"]}
    write_log(tmp_path, [format_head(jwt.encode(forged, KEY, "EdDSA")), *map(format_entry, log)])
    status, output = verify(tmp_path, "--key", "key.json")
    assert (status, "the tree up to it is not the one in the head" in output) == (1, True)


def test_a_head_of_another_key_is_refused(tmp_path: Path) -> None:
    log = make_log(1)
    other = Ed25519PrivateKey.from_private_bytes(b"\1" * 32)
    write_log(tmp_path, [format_head(sign_log(log, other)), format_entry(log[0])])
    status, output = verify(tmp_path, "--key", "key.json")
    assert (status, "head 1: none of the keys has signed" in output) == (1, True)


@pytest.mark.parametrize("name", ["log.jsonl", "key.json", "head.json"])
@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"head":' * 100_000, '{"jws":1}', '{"jws":"' + "W" * 99 + '"}', "[1]", "1" * 9_999]
)
def test_hostile_files_end_in_a_sentence(tmp_path: Path, name: str, text: str) -> None:
    log = make_log(1)
    write_log(tmp_path, [format_head(sign_log(log)), format_entry(log[0])])
    (tmp_path / "head.json").write_text(sign_log(log))
    (tmp_path / name).write_text(text)
    status, output = verify(tmp_path, "--key", "key.json", "--head", "head.json")
    assert status in (1, 2)
    assert "Traceback" not in output


def test_a_head_with_a_nested_statement_ends_in_a_sentence(tmp_path: Path) -> None:
    nested = urlsafe_b64encode(b"[" * 100_000).decode().rstrip("=")
    write_log(tmp_path, [format_head(f"{nested}.{nested}.AA"), format_entry(make_log(1)[0])])
    status, output = verify(tmp_path, "--key", "key.json")
    assert (status, "this is not a signed head" in output, "Traceback" in output) == (1, True, False)


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        "{}",
        '{"head":1}',
        '{"sequence":1}',
        format_entry(make_log(1)[0]).replace(",", ", ", 1),
        format_entry(make_log(1)[0]).replace('{"content":', '{"content":{},"content":', 1),
        format_entry(replace(make_log(1)[0], sequence="1")),  # type: ignore[arg-type]
    ],
)
def test_a_line_that_is_not_canonical_is_named(tmp_path: Path, line: str) -> None:
    write_log(tmp_path, [format_entry(make_log(1)[0]), line])
    status, output = verify(tmp_path)
    assert (status, output.startswith("line 2: ")) == (2, True)


def test_an_exported_log_reads_the_same(tmp_path: Path) -> None:
    log = make_log(3, page={"low": 0.1, "high": 1e22, "none": None, "text": "\u2029é"})
    path = write_log(tmp_path, list(map(format_entry, log)))
    assert [asdict(entry) for entry in read_entries(path)] == [asdict(entry) for entry in log]
