"""Search of publications without scanning all of them."""

from typing import Any

import pytest
from django.db import connection

from claims.models import Claim, User
from claims.selectors import fact_checks, waiting_counts
from claims.selectors.fact_check_ranking import FactCheckFilter, parse_query, search_parameters, write_sql
from claims.selectors.fact_check_sql import NEWEST_FIRST_SQL
from claims.selectors.fact_checks import search_newest_of_ours, search_ours
from claims.selectors.feeds import FeedFilter, list_feed_publications
from claims.selectors.publications import list_current_publications
from claims.selectors.waiting_counts import count_up_to_cap
from claims.services.moderation import approve_verdict
from claims.services.publications import publish_verdict, withdraw_verdict
from claims.services.verdicts import begin_correction, save_draft, submit_verdict
from tests.stories import FOREIGN_FEED, import_foreign_fact_check, make_publication
from tests.translation_stories import make_translation


def test_a_common_word_is_searched_among_the_newest(edith: User, mona: User, monkeypatch: pytest.MonkeyPatch) -> None:
    published = [make_publication(edith, mona).claim_id for _ in range(3)]
    for looked_at, expected in ((3, published), (2, published[1:])):
        monkeypatch.setattr(waiting_counts, "NEWEST_ROWS", looked_at)
        publications = list_current_publications(query="trees", rating="mostly_true")
        assert sorted(publications.values_list("claim_id", flat=True)) == expected
        assert count_up_to_cap(list_current_publications(query="trees")) == looked_at


def test_words_that_occur_together_are_searched_among_the_newest(
    edith: User, mona: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_foreign_fact_check(*FOREIGN_FEED)
    published = [make_publication(edith, mona).claim_id for _ in range(3)]
    monkeypatch.setattr(waiting_counts, "NEWEST_ROWS", 2)
    publications = list_current_publications(query="trees planted", rating="mostly_true")
    assert sorted(publications.values_list("claim_id", flat=True)) == published[1:]


def test_an_unknown_topic_finds_nothing(edith: User, mona: User) -> None:
    make_publication(edith, mona)
    assert list_feed_publications(FeedFilter(topic="nowhere")) == []
    assert len(list_feed_publications(FeedFilter())) == 1


def a_correction(claim: Claim, edith: User, mona: User, summary: str) -> None:
    begin_correction(claim_id=claim.pk, editor=edith, reason="Counted anew.")
    draft = claim.verdicts.get(submitted__isnull=True)
    texts = {"rating": "false", "summary": summary, "justification": "The parks office counted them all again."}
    save_draft(claim_id=claim.pk, editor=edith, version=draft.version, correction="Counted anew.", **texts)
    submit_verdict(claim_id=claim.pk, editor=edith)
    approve_verdict(claim_id=claim.pk, moderator=mona)
    publish_verdict(claim_id=claim.pk, moderator=mona)


def test_a_search_covers_the_current_revision_and_a_feed_all(edith: User, mona: User) -> None:
    import_foreign_fact_check(*FOREIGN_FEED)
    claim = make_publication(edith, mona).claim
    assert [*search_ours("close")] == [claim.pk]
    a_correction(claim, edith, mona, "Seventy oaks are missing.")
    assert [*search_ours("close")] == []
    assert [*search_ours("oaks")] == [*search_ours("oaks trees")] == [claim.pk]
    for words in ("close", "oaks"):
        assert [item.revision for item in list_feed_publications(FeedFilter(query=words))] == [2]


def test_words_of_a_translation_are_searched_in_one_query_of_the_index(
    edith: User, mona: User, django_assert_num_queries: Any
) -> None:
    originals = [make_publication(edith, mona) for _ in range(3)]
    with django_assert_num_queries(3):
        few = list(list_current_publications(query="trees or arbres"))
    french = [make_translation(original, edith, mona) for original in originals]
    with django_assert_num_queries(3):
        many = list(list_current_publications(query="trees or arbres"))
    assert {row.pk for row in many} == {row.pk for row in few} == {row.pk for row in originals}
    found = list_current_publications(query="arbres")
    assert {row.pk for row in found} == {row.pk for row in french}
    assert {*search_newest_of_ours("arbres")} == {row.claim_id for row in french}
    search = parse_query("arbres")
    parameters = search_parameters(search, FactCheckFilter(ours=True, translated=True)) | {"depth": 9}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {write_sql(NEWEST_FIRST_SQL, search, common=True)}", parameters)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "reviews_of_ours" in plan


def test_a_withdrawn_verdict_stays_in_a_feed(edith: User, mona: User) -> None:
    claim = make_publication(edith, mona).claim
    withdraw_verdict(claim_id=claim.pk, moderator=mona, reason="It never was.")
    assert [*search_ours("trees")] == []
    assert [item.kind for item in list_feed_publications(FeedFilter(query="trees"))] == ["withdrawn"]


def test_imported_fact_checks_are_not_our_verdicts(edith: User, mona: User) -> None:
    import_foreign_fact_check("400 trees were planted", "No tree was planted")
    claim = make_publication(edith, mona).claim
    assert [*search_ours("trees planted")] == [claim.pk]
    assert search_newest_of_ours("trees planted") == [claim.pk]


def test_a_search_filters_by_rating(edith: User, mona: User, monkeypatch: pytest.MonkeyPatch) -> None:
    claims = [make_publication(edith, mona).claim for _ in range(2)]
    a_correction(claims[0], edith, mona, "Fewer trees.")
    for most in (waiting_counts.NEWEST_ROWS, 1):
        monkeypatch.setattr(fact_checks, "MAX_CANDIDATES", most)
        assert [*search_ours("trees", rating="false")] == [claims[0].pk]


@pytest.mark.parametrize(
    ("query", "is_found"),
    [("trees or elephants", True), ("“300 trees”", True), ("-elephants", False), ("300 -trees", False), ("the", False)],
)
def test_a_query_has_the_syntax_of_a_search_engine(edith: User, mona: User, query: str, *, is_found: bool) -> None:
    claim = make_publication(edith, mona).claim
    assert [*search_ours(query)] == ([claim.pk] if is_found else [])
