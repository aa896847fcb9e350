"""A desk of the first release is restored and migrated, and its log is whole. `make_dump.py` makes the dump."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from claims.backup.programs import restore_database, server_of_settings
from claims.log.merkle import GrowingTree
from claims.models import Article, Event, LogEntry, Publication, SignedHead
from tests.services.test_backups import empty_database
from tests.upgrade.make_dump import LOG_KEY

FOLDER = Path(__file__).parent


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("release", ["first_release"])
def test_a_desk_of_an_older_release_is_migrated(release: str, settings: Any, tmp_path: Path) -> None:
    settings.LOG_KEY = LOG_KEY
    with empty_database():
        dump = (FOLDER / f"{release}.dump").read_bytes()
        restore_database(server_of_settings(connection.settings_dict), [dump], programs=settings.POSTGRESQL_BIN)
        old = read_signed_head()
        call_command("migrate", verbosity=0)
        tables_have_their_rows()
        the_tree_covers_all_entries()
        an_old_head_still_proves_its_entry(old, tmp_path)
        the_rows_are_protected_again()


def read_signed_head() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT jws FROM claims_signedhead ORDER BY id LIMIT 1")
        ((jws,),) = cursor.fetchall()
    return str(jws)


def tables_have_their_rows() -> None:
    assert Article.objects.count() > 3
    assert Event.objects.count() > 20
    assert Publication.objects.count() == LogEntry.objects.count() > 0


def the_tree_covers_all_entries() -> None:
    tree = GrowingTree()
    for entry in LogEntry.objects.order_by("sequence"):
        assert entry.nodes == tree.append_leaf(entry.entry_sha256)
    assert SignedHead.objects.order_by("-id")[0].root_sha256 == tree.root()


def an_old_head_still_proves_its_entry(jws: str, folder: Path) -> None:
    (folder / "head.json").write_text(json.dumps({"jws": jws}))
    out = StringIO()
    call_command("verify_log", head=[folder / "head.json"], stdout=out)
    assert out.getvalue().startswith("whole: ")
    assert SignedHead.objects.order_by("id")[0].jws == jws


def the_rows_are_protected_again() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O' AND NOT tgisinternal")
        assert cursor.fetchone() == (0,)
