"""A benchmark desk that is loaded without triggers fulfils the guarantees of the triggers."""

import pytest
from django.db import connection
from django.test import Client

from benchmarks.load_desk import load_desk
from claims.log.chain import check_chain
from claims.models import Article, Claim, LogEntry, Publication, User, Verdict
from claims.priority import Weights, stored_priority
from claims.selectors.articles import list_articles
from claims.selectors.log_tree import load_tree
from claims.selectors.passage_marks import list_marks
from claims.selectors.publication_log import iterate_log_entries, list_unlogged_publications
from claims.workflow import Role, Status
from tests.database_owner import as_database_owner

CLAIMS = 400
ORPHANS_SQL = """
    SELECT constraint_name.conname, constraint_name.conrelid::regclass::text, source.attname,
           constraint_name.confrelid::regclass::text, target.attname
    FROM pg_constraint AS constraint_name
    JOIN pg_attribute AS source ON source.attrelid = conrelid AND source.attnum = conkey[1]
    JOIN pg_attribute AS target ON target.attrelid = confrelid AND target.attnum = confkey[1]
    WHERE contype = 'f'
"""


@pytest.fixture(autouse=True)
def desk(db: None) -> None:
    """Load a small desk in the same way as a large one."""
    with as_database_owner():
        load_desk(CLAIMS)


def test_the_publication_log_is_valid() -> None:
    assert list(check_chain(iterate_log_entries())) == []
    assert list_unlogged_publications() == []
    newest = LogEntry.objects.get(sequence=LogEntry.objects.count())
    assert newest.heads.get().root_sha256 == load_tree()[0].root()
    assert Publication.objects.count() > CLAIMS // 20


def test_every_foreign_key_has_its_row() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ORPHANS_SQL)
        for name, table, column, target, key in cursor.fetchall():
            cursor.execute(
                f"SELECT count(*) FROM {table} AS row WHERE {column} IS NOT NULL"  # noqa: S608 - the catalogue's names
                f" AND NOT EXISTS (SELECT FROM {target} AS other WHERE other.{key} = row.{column})"
            )
            assert (name, cursor.fetchone()) == (name, (0,))


def test_appearances_point_to_their_passages() -> None:
    for article in list_articles(status=Article.Status.READ).defer(None):
        assert not any(mark.lost for mark in list_marks(article))


def test_claims_have_the_rows_that_their_status_requires() -> None:
    leased = Claim.objects.filter(status=Status.IN_REVIEW)
    assert {claim.leases.filter(ended=None).count() for claim in leased} == {1}
    waiting = Claim.objects.filter(status__in=[Status.AWAITING_APPROVAL, Status.APPROVED])
    assert {claim.verdicts.filter(submitted__isnull=False).count() for claim in waiting} == {1}
    assert Verdict.objects.filter(claim__status=Status.APPROVED, approved__isnull=True).count() == 0
    public = Claim.objects.filter(status__in=[Status.PUBLISHED, Status.WITHDRAWN]).select_related("publication")
    pages = [(claim, claim.publication) for claim in public if claim.publication]
    assert len(pages) == len(public)
    assert all((claim.status == Status.WITHDRAWN) == (page.kind == "withdrawn") for claim, page in pages)
    assert {page.revision for claim, page in pages if claim.publications.count() == 1} == {1}


def test_queued_claims_have_their_priority() -> None:
    waiting = Claim.objects.filter(status=Status.QUEUED)
    assert waiting
    assert all(abs(claim.priority - stored_priority(claim, Weights())) < 1e-6 for claim in waiting)


def test_the_same_seed_generates_the_same_claims() -> None:
    texts = list(Claim.objects.order_by("pk").values_list("text", "status"))
    assert len(texts) == CLAIMS
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    with as_database_owner(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("TRUNCATE claims_claim, claims_article, claims_source, claims_user, claims_searchterm CASCADE")
        cursor.execute("SET LOCAL session_replication_role = origin")
        load_desk(CLAIMS)
    assert list(Claim.objects.order_by("pk").values_list("text", "status")) == texts


def test_new_rows_get_ids_after_the_loaded_ones(client: Client) -> None:
    client.force_login(User.objects.filter(role=Role.EDITOR)[0])
    client.post("/queue/next/")
    client.post("/articles/new/", {"source_kind": "text", "text": "Some news."})
    assert Article.objects.latest("pk").text == "Some news."
