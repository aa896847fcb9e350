"""Admins export the desk on a page: start, progress, download, and the end of the archive."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings as desk_settings
from django.test import Client
from django.utils import timezone

from claims.event_data.operation import DeskExported
from claims.export_manifest import read_export_manifest
from claims.models import Event, User
from claims.refusals import Conflict
from claims.selectors.desk_exports import desk_export_directory, draft_folder
from claims.services.desk_archives import request_desk_export, write_requested_export
from claims.tasks import write_desk_exports
from claims.verbs.desk import EXPORT_DOWNLOADED, EXPORT_MADE
from tests.stories import make_publication

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def admin(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


def newest_report() -> DeskExported:
    return Event.objects.filter(verb=EXPORT_MADE.name).latest("id").payload_as(DeskExported)


def test_an_admin_starts_an_export_and_downloads_it(
    admin: Client, ada: User, edith: User, mona: User, tmp_path: Path
) -> None:
    make_publication(edith, mona)
    assert admin.post("/exports/").status_code == 302
    waiting = admin.get("/exports/", headers={"HX-Request": "true"})
    assert "The export will start soon." in waiting.text
    assert 'hx-trigger="every 2s"' in waiting.text
    assert admin.post("/exports/").status_code == 409
    write_desk_exports()
    report = newest_report()
    page = admin.get("/exports/")
    assert report.sha256 in page.text
    assert "every 2s" not in page.text
    answer = admin.get(f"/exports/{report.export}/")
    with ZipFile(BytesIO(b"".join(answer))) as archive:
        archive.extractall(tmp_path / "unpacked")
    assert read_export_manifest(tmp_path / "unpacked" / str(report.export)).sha256 == report.sha256
    assert answer["Content-Type"] == "application/zip"
    assert "no-store" in answer["Cache-Control"]
    assert sorted(path.name for path in desk_export_directory().iterdir()) == [f"{report.export}.zip", "lock"]
    downloads = Event.objects.filter(verb=EXPORT_DOWNLOADED.name)
    assert [(event.actor, event.payload_as(DeskExported).export) for event in downloads] == [(ada, report.export)]


def test_a_download_goes_on_in_parts(admin: Client, ada: User) -> None:
    export = request_desk_export(by=ada).pk
    write_desk_exports()
    first = admin.get(f"/exports/{export}/", headers={"Range": "bytes=0-99"})
    rest = admin.get(f"/exports/{export}/", headers={"Range": "bytes=100-", "If-Range": first["ETag"]})
    assert (first.status_code, rest.status_code) == (206, 206)
    assert len(first.getvalue() + rest.getvalue()) == newest_report().bytes
    known = admin.get(f"/exports/{export}/", headers={"If-None-Match": first["ETag"]})
    assert known.status_code == 304
    assert admin.get("/exports/7/").status_code == 404


def test_an_archive_is_deleted_after_some_days(admin: Client, ada: User, settings: Any) -> None:
    export = request_desk_export(by=ada).pk
    write_desk_exports()
    with time_machine.travel(timezone.now() + timedelta(days=settings.DESK_EXPORT_DAYS, hours=1), tick=False):
        write_desk_exports()
    assert "Deleted" in admin.get("/exports/").text
    assert admin.get(f"/exports/{export}/").status_code == 404


def test_a_failure_is_shown(admin: Client, ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_folder: Path) -> None:
        raise OSError("No space left on device")

    request_desk_export(by=ada)
    monkeypatch.setattr("claims.services.desk_archives.write_desk_export", fail)
    write_desk_exports()
    assert "The disk could not be written." in admin.get("/exports/").text
    monkeypatch.undo()
    request_desk_export(by=ada)
    write_desk_exports()
    assert newest_report().error == ""


@pytest.mark.parametrize("end", [KeyboardInterrupt, SoftTimeLimitExceeded])
def test_a_worker_that_dies_is_followed_by_two(
    ada: User, monkeypatch: pytest.MonkeyPatch, end: type[BaseException]
) -> None:
    def die(folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        raise end

    export = request_desk_export(by=ada).pk
    monkeypatch.setattr("claims.services.desk_archives.write_desk_export", die)
    for _ in range(3):
        with pytest.raises(end):
            write_requested_export()
    monkeypatch.undo()
    write_requested_export()
    assert newest_report().error == "interrupted"
    assert write_requested_export() is None
    assert not draft_folder(export).exists()


def test_an_archive_that_does_not_fit_on_the_disk_leaves_nothing(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("No space left on device")

    request_desk_export(by=ada)
    monkeypatch.setattr("claims.services.desk_archives.shutil.copyfileobj", fail)
    write_desk_exports()
    assert newest_report().error == "disk"
    assert [path.name for path in desk_export_directory().iterdir()] == ["lock"]


def test_one_export_waits_at_a_time(ada: User) -> None:
    request_desk_export(by=ada)
    with pytest.raises(Conflict):
        request_desk_export(by=ada)
    assert desk_settings.EXPORT_DIR.exists() is False
