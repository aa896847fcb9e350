"""Tests of the search over the desk: what it finds, for whom, and that no query reads a whole table."""

import pytest
from django.db import connection

from claims.models import Article, Claim, User
from claims.selectors import desk_search
from claims.selectors.desk_search import SEARCH_KINDS, SearchHit, search_desk
from claims.selectors.desk_search_sql import INDEXES_ONLY_SQL
from claims.services.tips import submit_tip
from tests.stories import make_article, make_publication, make_queued_claim, make_read_article


def find_ids(query: str, user: User) -> dict[str, list[int]]:
    """Return the ids of the results by kind."""
    results: dict[str, list[int]] = {}
    for hit in search_desk(query, user):
        results.setdefault(hit.kind, []).append(hit.pk)
    return results


def test_words_find_every_kind(edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    tip = submit_tip(text="Were 300 trees planted by the mayor?")
    verdict, claim = publication.verdict, publication.claim
    kinds = {"articles", "claims", "verdicts", "evidence", "fact_checks", "sources", "tips"}
    words = ["trees", verdict.summary.split()[0], verdict.evidence.get().question.split()[-1].strip("?"), "mayor"]
    results = [find_ids(word, edith) for word in words]
    assert {kind for result in results for kind in result} == kinds
    assert find_ids("planted 300", edith)["claims"] == [claim.pk]
    assert find_ids("PLANTED by", edith)["tips"] == [tip.pk]


def test_an_article_is_found_by_its_text_and_its_publisher(edith: User) -> None:
    article = make_article(edith, "The dam of Tarrow broke.", title="Water", publisher="Valley Courier")
    assert find_ids("tarrow", edith) == find_ids("courier valley", edith) == {"articles": [article.pk]}


def test_the_words_of_an_article_are_those_of_its_language(edith: User) -> None:
    article = make_article(edith, "Les infirmières ont quitté leur poste.", title="Santé")
    assert find_ids("infirmier", edith) == {}
    Article.objects.filter(pk=article.pk).update(language="fr")
    assert find_ids("infirmier", edith) == {"articles": [article.pk]}
    assert find_ids("infirmier -postes", edith) == {}


def test_a_verdict_is_found_by_its_justification_and_evidence_by_its_quote(edith: User, mona: User) -> None:
    verdict = make_publication(edith, mona).verdict
    assert find_ids("office counted 298", edith)["verdicts"] == [verdict.pk]
    assert find_ids("spring planted", edith)["evidence"] == [verdict.evidence.get().pk]


def test_words_side_by_side_may_stand_apart_in_an_article(edith: User) -> None:
    article = make_article(edith, "The port counted 79 boats in May and 80 in June.", title="Boats")
    for query in ("79,80 boats", '"boats port"'):
        assert find_ids(query, edith) == {"articles": [article.pk]}
    assert find_ids("79,81", edith) == {}


def test_a_misspelt_word_finds_similar_words(edith: User) -> None:
    claim = make_queued_claim(edith)
    assert find_ids("treees plantd", edith)["claims"] == [claim.pk]
    assert find_ids("zzzz", edith) == {}


def test_an_old_row_is_found_through_the_index(edith: User, monkeypatch: pytest.MonkeyPatch) -> None:
    old = make_queued_claim(edith)
    Claim.objects.filter(pk=old.pk).update(text="A wombat was seen.", statement="")
    make_queued_claim(edith)
    monkeypatch.setattr(desk_search, "NEWEST_ROWS", 1)
    monkeypatch.setattr(desk_search, "SIMILAR_ROWS", 1)
    assert find_ids("wombat seen a", edith)["claims"] == [old.pk]
    assert find_ids("womba", edith)["claims"] == [old.pk]
    assert find_ids("wommbat", edith)["claims"] == [old.pk]
    assert find_ids("se", edith).get("claims") is None


@pytest.mark.parametrize(("common", "found"), [(1, False), (2, True)])
def test_a_half_that_many_new_rows_have_is_not_looked_up(
    edith: User, monkeypatch: pytest.MonkeyPatch, common: int, found: bool
) -> None:
    old, newest = make_queued_claim(edith), make_queued_claim(edith)
    Claim.objects.filter(pk=old.pk).update(text="A wombat was seen.", statement="")
    Claim.objects.filter(pk=newest.pk).update(text="A woman found a bat.", statement="")
    monkeypatch.setattr(desk_search, "SIMILAR_ROWS", 1)
    monkeypatch.setattr(desk_search, "COMMON_ROWS", common)
    assert find_ids("wommbat", edith).get("claims", []) == [old.pk] * found


@pytest.mark.parametrize(("hits", "is_read"), [(1, False), (2, True)])
def test_the_index_is_read_if_the_newest_rows_are_too_few(
    edith: User, monkeypatch: pytest.MonkeyPatch, hits: int, is_read: bool
) -> None:
    make_queued_claim(edith)
    monkeypatch.setattr(desk_search, "MAX_HITS", hits)
    search = desk_search._Search("trees", ["TREES"], {}, edith)
    plan = explain(search, f"ANALYZE {search._matches_sql(SEARCH_KINDS[0])}")
    (scan,) = (line for line in plan.splitlines() if "Bitmap Heap Scan" in line)
    assert ("never executed" not in scan) == is_read


def test_an_id_comes_first(edith: User) -> None:
    claims = [make_queued_claim(edith) for _ in range(3)]
    assert find_ids(f"claim {claims[0].pk}", edith) == {"claims": [claims[0].pk]}
    assert find_ids(f"#{claims[1].pk}", edith)["claims"] == [claims[1].pk]
    assert find_ids(f"/claims/{claims[2].pk}/", edith) == {"claims": [claims[2].pk]}


def test_a_contributor_finds_their_own_articles_alone(cora: User, edith: User) -> None:
    own, other = make_read_article(cora), make_article(edith, "The mayor counted bees.", title="Bees of the mayor")
    assert find_ids("mayor", cora) == {}
    assert find_ids(own.title.split()[0], cora) == {"articles": [own.pk]}
    assert find_ids(str(other.pk), cora) == {}
    assert set(find_ids("mayor", edith)) >= {"articles", "sources"}


@pytest.mark.parametrize("query", ["", "\0", "%", "'; --", "_" * 300, '"', "a" * 5000, "\\", "💧 %s %(x)s"])
def test_hostile_queries_find_nothing(edith: User, query: str) -> None:
    make_queued_claim(edith)
    assert search_desk(query, edith) == []


def test_each_kind_is_limited(edith: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_search, "MAX_HITS", 2)
    for _ in range(4):
        make_queued_claim(edith)
    assert {kind: len(rows) for kind, rows in find_ids("trees", edith).items() if len(rows) > 2} == {}


def explain(search: desk_search._Search, sql: str) -> str:
    """Return the plan of a query of a search."""
    with connection.cursor() as cursor:
        cursor.execute(INDEXES_ONLY_SQL)
        cursor.execute(f"EXPLAIN {sql}", search._parameters())
        return "\n".join(row[0] for row in cursor.fetchall())


@pytest.mark.parametrize("kind", [kind for kind in SEARCH_KINDS if kind.table], ids=lambda kind: kind.name)
def test_no_query_reads_a_whole_table(edith: User, kind: desk_search.SearchKind) -> None:
    search = desk_search._Search("wombat", ["WOMBAT"], {}, edith)
    for sql in (search._matches_sql(kind), search._similar_sql(kind)):
        plan = explain(search, sql)
        assert "Seq Scan" not in plan
        assert "Bitmap Index Scan" in plan


def test_a_hit_says_where_it_leads(edith: User) -> None:
    claim = make_queued_claim(edith)
    hit = next(hit for hit in search_desk("trees", edith) if hit.kind == "claims")
    assert hit == SearchHit("claims", claim.pk, claim.headline, "queued", claim.pk)
