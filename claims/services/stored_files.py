"""Stored files: uploaded, kept while evidence has them, swept otherwise, and removed by admins."""

import hashlib

from django.db import transaction
from django.db.models.functions import Now

from claims.event_data.verdicts import FileStored
from claims.intake.images import CheckedFile
from claims.intake.limited_process import convert_evidence_file
from claims.models import Claim, Evidence, Removal, StoredFile, User
from claims.permissions import demand
from claims.selectors.retention import expiry_of
from claims.selectors.stored_files import FileRemoved
from claims.services.events import record_event
from claims.services.removal_records import create_further_removal
from claims.verbs.verdicts import FILE_STORED

SWEPT_FILES = 100
"""Files that a run of the task deletes at most."""


def store_file(*, data: bytes, by: User) -> StoredFile:
    """Store an image or a PDF as readers will get it. Who uploads what is here already gets the same file.

    No transaction is open while a process of its own reads the file. Raises the refusals of
    `intake.evidence_files`, `TooComplex` and `FileRemoved`.
    """
    demand(by, "verdicts.draft")
    return _save_file(convert_evidence_file(data), by)


@transaction.atomic
def _save_file(file: CheckedFile, by: User) -> StoredFile:
    sha256 = hashlib.sha256(file.data).hexdigest()
    if stored := keep_file(sha256):
        return stored
    stored, created = StoredFile.objects.get_or_create(
        sha256=sha256,
        defaults={
            "media_type": file.media_type,
            "data": file.data,
            "size_bytes": len(file.data),
            "width": file.width,
            "height": file.height,
            "text": file.text,
            "positions": [position.to_json() for position in file.positions],
            "uploaded_by": by,
        },
    )
    if created:
        record_event(FILE_STORED, actor=by, data=FileStored(sha256=sha256, size_bytes=len(file.data)))
    return stored


def keep_file(sha256: str) -> StoredFile | None:
    """Lock a file that is here, and let the time start anew after which it is swept. Raises `FileRemoved`."""
    if not StoredFile.objects.filter(sha256=sha256).update(uploaded=Now()):
        return None
    file = StoredFile.objects.get(sha256=sha256)
    if file.is_removed:
        raise FileRemoved
    return file


def delete_unused_files() -> int:
    """Delete files that no evidence has and whose time is up, see `claims.retention`. Returns their number."""
    unused = StoredFile.objects.filter(
        uploaded__lt=expiry_of("unused_files"), evidence__isnull=True, is_removed=False
    ).select_for_update(skip_locked=True, of=("self",))
    unused_ids = [file.pk for file in unused.order_by("uploaded")[:SWEPT_FILES]]
    StoredFile.objects.filter(pk__in=unused_ids).delete()
    return len(unused_ids)


def erase_file(removal: Removal) -> None:
    """Remove the content of a file; its hash stays, so that its address says that it was removed."""
    StoredFile.objects.filter(pk=removal.subject).update(data=None, text="", positions=[], is_removed=True)


def erase_files_of_claim(claim: Claim, removal: Removal) -> None:
    """Remove the files that are evidence of a removed claim and of no other."""
    elsewhere = Evidence.objects.exclude(verdict__claim=claim).exclude(file=None).values("file")
    files = StoredFile.objects.filter(evidence__verdict__claim=claim, is_removed=False).exclude(sha256__in=elsewhere)
    for file in files.distinct():
        erase_file(create_further_removal(removal, kind="file", subject=file.pk))
