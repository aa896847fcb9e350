"""The pictures of verdicts as files: drawn once, by a task at publication or for the first who asks.

A file lies below its claim, named by revision and hash. A picture is found by what the publication says now, so that a
file that a redaction left behind on another machine is never sent.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore

import structlog
from django.conf import settings

from claims.models import Publication
from claims.services.exports import NotReady
from claims.share_drawing import draw_share_picture
from claims.share_picture import SharePicture, describe_picture

log = structlog.get_logger(__name__)

DRAW_TASK = "claims.tasks.draw_picture"
DIRECTORY = "pictures"
MAX_DRAWING = 1
"""Pictures that one process draws at the same time."""
WAIT_SECONDS = 3
_drawing = BoundedSemaphore(MAX_DRAWING)


def picture_of(publication: Publication) -> SharePicture:
    """Return what the picture of a publication says."""
    return describe_picture(publication.content, publication.claim_text)


def fetch_picture(publication: Publication) -> bytes:
    """Return the picture of a publication, drawn if there is no file. Raises `NotReady` if too many are being drawn."""
    picture = picture_of(publication)
    path = _directory(publication.claim_id) / f"{publication.revision}-{picture.digest}.png"
    try:
        return path.read_bytes()
    except OSError:
        data = _draw(picture)
    _keep(path, data)
    return data


def delete_pictures(claim_id: int) -> None:
    """Delete the files of all revisions of a verdict; they are drawn again from what is left of its words."""
    shutil.rmtree(_directory(claim_id), ignore_errors=True)


def _directory(claim_id: int) -> Path:
    return Path(settings.EXPORT_DIR) / DIRECTORY / str(claim_id)


def _draw(picture: SharePicture) -> bytes:
    with _turn():
        return draw_share_picture(picture)


@contextmanager
def _turn() -> Iterator[None]:
    if not _drawing.acquire(timeout=WAIT_SECONDS):
        raise NotReady
    try:
        yield
    finally:
        _drawing.release()


def _keep(path: Path, data: bytes) -> None:
    """Write a file as a whole. Without room or permission the picture is drawn again for the next who asks."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{id(data):x}")
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        log.warning("picture.not_kept", path=str(path), error=type(error).__name__)
