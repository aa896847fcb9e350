"""The log's promises, each with an attempt to break it past all services."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import Error, IntegrityError, connection
from django.db.models import F, Model

from claims.log.chain import GENESIS, seal_entry
from claims.log.merkle import hash_leaf
from claims.models import LogEntry, Publication, SignedHead, User
from claims.selectors.log_tree import load_tree
from claims.services.publication_log import append_log_entry
from tests.stories import make_publication


@pytest.fixture
def publication(edith: User, mona: User) -> Publication:
    return make_publication(edith, mona)


def copy_of(publication: Publication) -> Publication:
    """A second revision that no service wrote."""
    publication.pk, publication.revision = None, publication.revision + 1
    publication.save(force_insert=True)
    return publication


def at_commit() -> None:
    """Look at what PostgreSQL looks at when a transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.parametrize("table", [LogEntry, SignedHead])
@pytest.mark.parametrize(
    "change",
    [lambda rows: rows.update(**{rows.model._meta.pk.name: F("pk")}), lambda rows: rows._raw_delete("default")],
)
def test_the_log_is_append_only(publication: Publication, table: type[Model], change: Callable[[Any], Any]) -> None:
    with pytest.raises(Error, match="Cannot update or delete rows"):
        change(table._default_manager.all())


def test_nothing_goes_out_without_an_entry(publication: Publication) -> None:
    at_commit()
    copy = copy_of(publication)
    with pytest.raises(Error, match=f"publication {copy.pk} is not in the log"):
        at_commit()


@pytest.mark.parametrize(
    ("after", "change", "refusal"),
    [
        ((0, GENESIS), {}, "does not follow the head, entry 1"),
        ((1, "f" * 64), {}, "does not follow the head, entry 1"),
        ((2, "head"), {}, "does not follow the head, entry 1"),
        ((1, "head"), {"entry_sha256": "f" * 64}, "does not have its hash"),
        ((1, "head"), {"content_sha256": "f" * 64}, "does not have its hash"),
        ((1, "head"), {"nodes": []}, "does not extend the tree"),
        ((1, "head"), {"nodes": ["f" * 64] * 2}, "does not extend the tree"),
        ((1, "head"), {"nodes": ["leaf"]}, "does not extend the tree"),
        ((1, "head"), {"nodes": ["leaf", "f" * 64]}, "does not extend the tree"),
    ],
)
def test_an_entry_that_does_not_follow_the_head_is_refused(
    publication: Publication, after: tuple[int, str], change: dict[str, Any], refusal: str
) -> None:
    head = LogEntry.objects.get().entry_sha256
    entry = seal_entry({"claim_id": 1}, after=(after[0], head if after[1] == "head" else after[1]))
    row = {name: getattr(entry, name) for name in ("sequence", "digests", "content_sha256")}
    row |= {"previous_sha256": entry.previous_sha256, "entry_sha256": entry.entry_sha256, "nodes": [], **change}
    row["nodes"] = [hash_leaf(entry.entry_sha256) if node == "leaf" else node for node in row["nodes"]]
    with pytest.raises(Error, match=refusal):
        LogEntry.objects.create(publication=copy_of(publication), **row)


def test_an_entry_without_a_head_is_refused(publication: Publication) -> None:
    at_commit()
    tree, newest = load_tree()
    entry = seal_entry({"claim_id": 1}, after=(1, newest))
    row = {name: getattr(entry, name) for name in ("sequence", "digests", "content_sha256", "previous_sha256")}
    nodes = tree.append_leaf(entry.entry_sha256)
    LogEntry.objects.create(publication=copy_of(publication), entry_sha256=entry.entry_sha256, nodes=nodes, **row)
    with pytest.raises(Error, match="log entry 2 has no signed head"):
        at_commit()


def test_a_publication_has_one_entry(publication: Publication) -> None:
    with pytest.raises(IntegrityError, match="publication_id"):
        append_log_entry(publication)
