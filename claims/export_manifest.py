"""The files of an export and their manifest: written, read and checked. Plain Python.

A folder with an export is input from outside when it is restored: nothing of it is believed before the manifest and the
files agree, and no name in the manifest is used as a path unless this desk writes a file of that name.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG
from typing import Any

from claims.json_data import JsonData

MANIFEST_FILE = "manifest.json"
ATTACHMENTS_FOLDER = "files"
"""Binary values, one file each, named by their SHA-256."""
MAX_MANIFEST_BYTES = 1_000_000
MAX_LINE_BYTES = 64 * 1024**2
MAX_ATTACHMENT_BYTES = 256 * 1024**2
BLOCK_BYTES = 1_000_000
SHA256 = re.compile(r"[0-9a-f]{64}")


class DamagedExport(ValueError):
    """A file of an export is missing, changed or not what an export holds; the message names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile(JsonData):
    """One file. A table has as many rows as its file has lines."""

    name: str
    sha256: str
    bytes: int
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportManifest(JsonData):
    """What an export holds. `migration` is the newest one of the desk, `log_key` names the key of its log."""

    migration: str
    desk: str
    name: str
    log_key: str
    files: tuple[ExportedFile, ...]
    attachments: int
    attachment_bytes: int
    made: datetime

    @property
    def sha256(self) -> str:
        """The hash of the whole export. The time is left out, so that the same content has the same hash."""
        content = replace(self, made=datetime.fromtimestamp(0, UTC)).to_json()
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    def file(self, name: str) -> ExportedFile:
        """Return the row of a file."""
        return next(file for file in self.files if file.name == name)


def write_export_file(folder: Path, name: str, chunks: Iterable[bytes]) -> ExportedFile:
    """Write a file in blocks of about a megabyte, and return its row of the manifest."""
    digest, size, lines = hashlib.sha256(), 0, 0
    with create_private_file(folder / name).open("wb") as file:
        for block in join_blocks(chunks):
            file.write(block)
            digest.update(block)
            size, lines = size + len(block), lines + block.count(b"\n")
    return ExportedFile(name=name, sha256=digest.hexdigest(), bytes=size, lines=lines)


def create_private_file(path: Path) -> Path:
    """Create a new file that only this user reads. Raises `FileExistsError`."""
    path.touch(mode=0o600, exist_ok=False)
    return path


def join_blocks(chunks: Iterable[bytes]) -> Iterable[bytes]:
    """Join chunks to blocks of about a megabyte."""
    block = bytearray()
    for chunk in chunks:
        block += chunk
        if len(block) >= BLOCK_BYTES:
            yield bytes(block)
            block.clear()
    yield bytes(block)


def write_export_manifest(folder: Path, manifest: ExportManifest) -> None:
    """Write the manifest, which makes the folder an export. It begins with the hash of the whole."""
    text = json.dumps({"sha256": manifest.sha256, **manifest.to_json()}, indent=2, ensure_ascii=False)
    create_private_file(folder / MANIFEST_FILE).write_text(f"{text}\n", encoding="utf-8")


def read_export_manifest(folder: Path) -> ExportManifest:
    """Read the manifest of an export. Raises `DamagedExport`."""
    path = folder / MANIFEST_FILE
    require_regular_file(path, MAX_MANIFEST_BYTES)
    try:
        data = json.loads(path.read_bytes())
        manifest = _build_manifest(data)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedExport(f"{MANIFEST_FILE} is not the manifest of an export.") from error
    if manifest.sha256 != data.get("sha256"):
        raise DamagedExport(f"{MANIFEST_FILE} was changed: its hash is {manifest.sha256}.")
    return manifest


def _build_manifest(data: Any) -> ExportManifest:
    """Return the manifest if each of its values has the type of its field."""
    manifest = ExportManifest.from_json(data)
    texts = [manifest.migration, manifest.desk, manifest.name, manifest.log_key]
    numbers = [manifest.attachments, manifest.attachment_bytes]
    for file in manifest.files:
        texts += [file.name, file.sha256]
        numbers += [file.bytes, file.lines]
    if {type(text) for text in texts} != {str} or {type(number) for number in numbers} != {int}:
        raise TypeError("A value of the manifest has another type.")
    return manifest


def check_export_files(folder: Path, manifest: ExportManifest, names: Collection[str]) -> None:
    """Compare each file with the manifest, which must list exactly these names. Raises `DamagedExport`."""
    listed = [file.name for file in manifest.files]
    if sorted(listed) != sorted(names):
        odd = min(set(listed) ^ set(names), default="a file twice")
        raise DamagedExport(f"The manifest does not list the files of this release: {odd}.")
    for file in manifest.files:
        require_regular_file(folder / file.name, file.bytes)
        if _measure_file(folder / file.name) != file:
            raise DamagedExport(f"{file.name} is not the file that the manifest names.")


def require_regular_file(path: Path, max_bytes: int) -> None:
    """Raise `DamagedExport` unless the path is a file of at most this size, and no link or device."""
    try:
        status = path.lstat()
    except OSError as error:
        raise DamagedExport(f"{path.name} is missing.") from error
    if not S_ISREG(status.st_mode):
        raise DamagedExport(f"{path.name} is not a file.")
    if status.st_size > max_bytes:
        raise DamagedExport(f"{path.name} is larger than it may be.")


def _measure_file(path: Path) -> ExportedFile:
    digest, size, lines = hashlib.sha256(), 0, 0
    with path.open("rb") as file:
        while line := file.readline(MAX_LINE_BYTES + 1):
            if len(line) > MAX_LINE_BYTES:
                raise DamagedExport(f"{path.name} has a line that is longer than {MAX_LINE_BYTES} bytes.")
            digest.update(line)
            size, lines = size + len(line), lines + line.endswith(b"\n")
    return ExportedFile(name=path.name, sha256=digest.hexdigest(), bytes=size, lines=lines)


def read_attachment(folder: Path, name: object) -> bytes:
    """Return a binary value whose name, its hash, stands in a row. Raises `DamagedExport`."""
    if not (isinstance(name, str) and SHA256.fullmatch(name)):
        raise DamagedExport(f"A row names a file that is no SHA-256: {str(name)[:80]!r}.")
    path = folder / ATTACHMENTS_FOLDER / name
    require_regular_file(path, MAX_ATTACHMENT_BYTES)
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != name:
        raise DamagedExport(f"{ATTACHMENTS_FOLDER}/{name} was changed.")
    return data
