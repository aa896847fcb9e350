"""Pictures of verdicts as files: drawn once, gone with a redaction, and no harm without a place for them."""

from pathlib import Path
from typing import Any

import pytest

from claims.models import Publication, User
from claims.services import share_pictures
from claims.services.exports import NotReady
from claims.services.redactions import redact_passage
from claims.services.share_pictures import fetch_picture
from claims.tasks import draw_picture
from tests.desk_look import Commits
from tests.stories import make_publication


@pytest.fixture
def directory(tmp_path: Path, settings: Any) -> Path:
    settings.EXPORT_DIR = tmp_path
    return tmp_path / "pictures"


def test_the_task_draws_what_readers_get(directory: Path, edith: User, mona: User, monkeypatch: Any) -> None:
    publication = make_publication(edith, mona)
    draw_picture(publication.pk)
    (file,) = (directory / str(publication.claim_id)).iterdir()
    monkeypatch.setattr(share_pictures, "draw_share_picture", None)
    assert fetch_picture(publication) == file.read_bytes()


def test_a_redaction_takes_the_files_with_it(
    directory: Path, edith: User, mona: User, ada: User, commits: Commits
) -> None:
    publication = make_publication(edith, mona)
    fetch_picture(publication)
    before = share_pictures.picture_of(publication).digest
    with commits():
        redact_passage(claim_id=publication.claim_id, passage="300 trees", reason="request", by=ada)
    assert not (directory / str(publication.claim_id)).exists()
    redacted = Publication.objects.get(pk=publication.pk)
    assert share_pictures.picture_of(redacted).digest != before


def test_without_a_place_for_files_the_picture_is_drawn_all_the_same(
    tmp_path: Path, settings: Any, edith: User, mona: User
) -> None:
    (tmp_path / "file").touch()
    settings.EXPORT_DIR = tmp_path / "file"
    assert fetch_picture(make_publication(edith, mona)).startswith(b"\x89PNG")


def test_a_process_draws_one_picture_at_a_time(directory: Path, edith: User, mona: User, monkeypatch: Any) -> None:
    publication = make_publication(edith, mona)
    monkeypatch.setattr(share_pictures, "WAIT_SECONDS", 0)
    with share_pictures._drawing, pytest.raises(NotReady):
        fetch_picture(publication)
    assert fetch_picture(publication)
