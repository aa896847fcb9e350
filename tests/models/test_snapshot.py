"""The database guarantees of snapshots, each with an attempt to break it without the services."""

from typing import Any

import pytest
from django.db import Error, IntegrityError
from django.utils import timezone

from claims.models import Article, Snapshot, User
from claims.services.snapshots import fail_snapshot, request_snapshot
from tests.stories import make_stored_snapshot

URL = "https://parks.example/trees"


@pytest.fixture
def stored_snapshot(edith: User) -> Snapshot:
    request_snapshot(url=URL, by=edith)
    return make_stored_snapshot(URL)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Something else.", "text_sha256": Article.sha256_of("Something else.")},
        {"title": "Another"},
        {"state": "waiting", "text": "", "text_sha256": "", "fetched": None},
        {"word_count": 1},
    ],
)
def test_a_stored_snapshot_never_changes(stored_snapshot: Snapshot, change: dict[str, Any]) -> None:
    with pytest.raises(Error, match="Cannot update rows from claims_snapshot"):
        Snapshot.objects.filter(pk=stored_snapshot.pk).update(**change)


def test_a_failed_snapshot_is_not_filled_later(edith: User) -> None:
    page = request_snapshot(url=URL, by=edith)
    fail_snapshot(snapshot_id=page.pk, error="There is no such page.")
    with pytest.raises(Error, match="Cannot update rows from claims_snapshot"):
        Snapshot.objects.update(state="waiting")


def test_snapshots_cannot_be_deleted(stored_snapshot: Snapshot) -> None:
    with pytest.raises(Error, match="Cannot delete rows from claims_snapshot"):
        Snapshot.objects.filter(pk=stored_snapshot.pk)._raw_delete("default")


def test_the_url_of_a_waiting_snapshot_cannot_change(edith: User) -> None:
    request_snapshot(url=URL, by=edith)
    with pytest.raises(Error, match="Cannot update"):
        Snapshot.objects.update(url="https://parks.example/other")


@pytest.mark.parametrize(
    ("row", "constraint"),
    [
        ({"state": "stored", "text": "Trees.", "text_sha256": "0" * 64}, "a_stored_snapshot_has_its_text_and_hash"),
        (
            {"state": "stored", "text": "", "text_sha256": Article.sha256_of("")},
            "a_stored_snapshot_has_its_text_and_hash",
        ),
        ({"text": "Trees."}, "only_a_stored_snapshot_has_a_text"),
        ({"state": "failed"}, "a_failed_snapshot_has_an_error"),
        ({"attempts": 4}, "three_visits_at_most"),
    ],
)
def test_a_snapshot_is_consistent_whatever_writes_it(db: None, row: dict[str, Any], constraint: str) -> None:
    fetched = timezone.now() if row.get("state") == "stored" else None
    with pytest.raises(IntegrityError, match=constraint):
        Snapshot.objects.create(url=URL, fetched=fetched, **row)


def test_a_hash_is_of_the_text_in_utf_8(edith: User) -> None:
    request_snapshot(url=URL, by=edith)
    page = make_stored_snapshot(URL, "Zoë’s 298 trees 😀")
    assert page.text_sha256 == Article.sha256_of("Zoë’s 298 trees 😀")
