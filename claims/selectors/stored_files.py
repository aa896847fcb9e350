"""Stored files: who may read one, and at which address."""

from collections.abc import Iterable

from django.core.signing import BadSignature, TimestampSigner
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.file_kinds import MEDIA_TYPES
from claims.models import Evidence, StoredFile
from claims.publication_page import PageFile
from claims.refusals import BadValue, NotFound, Refusal, require_found

KEY_SECONDS = 3_600
"""How long the address of an unpublished file works; pages of the desk make a new one each time."""
_signer = TimestampSigner(salt="claims.stored_file")


class FileRemoved(Refusal):
    code, status = "file_removed", 410
    title = _("This file was removed. The list of removals has its hash and the reason.")


def file_path(file: StoredFile | PageFile) -> str:
    """Return the address of a file for everybody, which works once it is published."""
    return reverse("stored_file", args=[str(file)])


def signed_file_path(file: StoredFile | PageFile) -> str:
    """Return an address of a file for people of the desk; whoever has it can read the file for `KEY_SECONDS`."""
    key = _signer.sign(file.sha256).removeprefix(f"{file.sha256}:")
    return f"{file_path(file)}?key={key}"


def is_file_key(sha256: str, key: str) -> bool:
    """Return whether `signed_file_path` has given this key to this file, and not too long ago."""
    try:
        return _signer.unsign(f"{sha256}:{key}", max_age=KEY_SECONDS) == sha256
    except BadSignature:
        return False


def is_published(sha256: str) -> bool:
    """Return whether a published verdict has the file as evidence."""
    return Evidence.objects.filter(file__sha256=sha256, verdict__publications__isnull=False).exists()


def read_stored_file(sha256: str, suffix: str, *, has_key: bool) -> tuple[StoredFile, bytes]:
    """Return a file and its content; raises `FileRemoved`, or `NotFound` for what nobody has published."""
    files = StoredFile.objects.filter(sha256=sha256, media_type=MEDIA_TYPES[suffix]).annotate(content=F("data"))
    file = require_found(files.first())
    if file.content is None:
        raise FileRemoved
    if not has_key and not is_published(sha256):
        raise NotFound
    return file, bytes(file.content)


def get_stored_file(sha256: str) -> StoredFile:
    """Return a file without its content; raises `NotFound`."""
    return require_found(StoredFile.objects.filter(sha256=sha256).first())


def find_usable_file(sha256: str) -> StoredFile | None:
    """Return a file that evidence can have, None for an empty hash. Raises `BadValue`."""
    if not sha256:
        return None
    file = StoredFile.objects.filter(sha256=sha256, is_removed=False).first()
    if file is None:
        raise BadValue(gettext("This file is not stored. Upload it again."), field="file")
    return file


def list_removed_files(hashes: Iterable[str]) -> set[str]:
    """Return those of some files that were removed."""
    wanted = list(hashes)
    if not wanted:
        return set()
    return set(StoredFile.objects.filter(sha256__in=wanted, is_removed=True).values_list("sha256", flat=True))
