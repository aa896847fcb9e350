"""Every page asks a few queries, no more of them when there is more to show, and none that counts without end.

The pages and the API's lists are those of the access tables, so a new one is looked at without being named here.
"""

import json
import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.intake.claimreview_feeds import iterate_entries
from claims.models import Article, Claim, User
from claims.services.claims import add_claim
from claims.services.comments import add_comment
from claims.services.fact_checks import import_fact_checks
from claims.services.matches import suggest_matches_for_claim
from claims.services.moderation import approve_verdict, send_back_verdict
from claims.services.publications import publish_verdict, withdraw_verdict
from claims.services.queue import release_claim, take_claim
from claims.services.reading_corrections import AttributionInput, correct_reading
from claims.services.reports import report_problem
from claims.services.tokens import create_token
from claims.services.verdicts import begin_correction, save_draft, submit_verdict
from claims.workflow import Status
from tests.api.sample_desk import SampleDesk, create_failed_article, create_sample_desk
from tests.api.test_access import ACCESS_TABLE as API
from tests.claimreview_samples import claimreview_sample
from tests.stored_sessions import client_of_session, store_sessions
from tests.stories import (
    make_approved_verdict,
    make_detected_claim,
    make_publication,
    make_queued_claim,
    make_submitted_verdict,
    make_taken_claim,
    make_written_draft,
    newest_publication,
    newest_verdict,
    start_noted_correction,
)
from tests.web.access_table import ACCESS_TABLE, PUBLIC

MAX_QUERIES = 12
MANY_ROWS = 3
CLAIMS = ("detected", "queued", "taken", "dismissed", "submitted", "approved", "published", "correcting")
COUNT, CAPPED = re.compile(r"\bCOUNT\("), re.compile(r"\bLIMIT \d+\)")
SEARCH_WORDS = ("Report", "number", "mayor", "Monday", "trees", "planted")


@pytest.fixture
def world(cora: User, edith: User, mona: User, ada: User) -> SampleDesk:
    return create_sample_desk(cora, edith, mona, ada)


@pytest.mark.long
def test_a_page_asks_few_queries_however_much_it_shows_and_none_that_counts_without_end(
    world: SampleDesk, edith: User, mona: User
) -> None:
    few = dict(_count_queries(world))
    _add_rows(world, edith, mona)
    many = dict(_count_queries(world))
    assert {page: _short_sql(sent) for page, sent in many.items() if len(sent) > MAX_QUERIES} == {}
    grown = {page: (len(few[page]), _short_sql(sent)) for page, sent in many.items() if len(sent) > len(few[page])}
    assert grown == {}
    endless = {page: [sql for sql in sent if _has_uncapped_count(sql)] for page, sent in (few | many).items()}
    assert {page: queries for page, queries in endless.items() if queries} == {}


def test_a_claim_page_asks_few_queries_in_every_state(world: SampleDesk, emil: User) -> None:
    edith, mona = world.people["editor"], world.people["moderator"]
    assert edith
    assert mona
    claims = {name: Claim.objects.get(pk=world.things[name]) for name in CLAIMS} | _add_later_states(edith, mona)
    for claim in claims.values():
        add_comment(claim_id=claim.pk, author=mona, text="@Edith, @Emil, look at this.")
    assert {claim.status for claim in claims.values()} == set(Status)
    sessions = store_sessions(world.people | {"colleague": emil})
    sent = {}
    for role in ("editor", "colleague", "moderator", "admin"):
        client = client_of_session(sessions[role])
        for name, claim in claims.items():
            assert _is_shown(client, reverse("claim", args=[claim.pk]))
            sent[role, name] = _ask_queries(client, reverse("claim", args=[claim.pk]))
    assert {page: _short_sql(queries) for page, queries in sent.items() if len(queries) > MAX_QUERIES} == {}


def test_a_moderator_of_a_correction_by_two_that_was_sent_back_asks_few_queries(
    client: Client, edith: User, emil: User, mona: User
) -> None:
    claim_id = make_publication(edith, mona).claim_id
    start_noted_correction(claim_id, edith)
    submit_verdict(claim_id=claim_id, editor=edith)
    send_back_verdict(claim_id=claim_id, moderator=mona, reason="Name the source.")
    release_claim(claim_id=claim_id, editor=edith)
    take_claim(claim_id=claim_id, editor=emil)
    draft = newest_verdict(claim_id)
    texts = {name: getattr(draft, name) for name in ("rating", "summary", "justification")}
    save_draft(claim_id=claim_id, editor=emil, version=draft.version, correction="It was 296.", **texts)
    correct_reading(
        claim_id=claim_id, editor=emil, version=Claim.objects.get(pk=claim_id).version, hedged=True,
        chain=[AttributionInput("Ana Lima", "person", "said")], quantities=[], assertion="asserted",
    )  # fmt: skip
    submit_verdict(claim_id=claim_id, editor=emil)
    report_problem(publication=newest_publication(claim_id), reason="other", text="Look again.")
    client.force_login(mona)
    address = reverse("claim_moderation", args=[claim_id])
    assert "Edith, Emil" in client.get(address).text
    assert len(_ask_queries(client, address)) <= MAX_QUERIES


def _add_later_states(edith: User, mona: User) -> dict[str, Claim]:
    """Claims that went back or out again."""
    withdrawn, corrected = make_publication(edith, mona).claim_id, make_publication(edith, mona).claim_id
    withdraw_verdict(claim_id=withdrawn, moderator=mona, reason="It was never said.")
    begin_correction(claim_id=corrected, editor=edith, reason="The count was wrong.")
    make_written_draft(Claim.objects.get(pk=corrected), edith)
    submit_verdict(claim_id=corrected, editor=edith)
    sent_back = make_submitted_verdict(edith).claim_id
    send_back_verdict(claim_id=sent_back, moderator=mona, reason="Name the source.")
    ids = {"withdrawn": withdrawn, "corrected": corrected, "sent back": sent_back}
    return {name: Claim.objects.get(pk=pk) for name, pk in ids.items()}


def _is_shown(client: Client, path: str) -> bool:
    """Whether this person gets a page, which is asked for once before its queries are counted."""
    answer = client.get(path)
    answer.getvalue()
    return answer.status_code == 200


def _ask_queries(client: Client, path: str) -> list[str]:
    """The queries of a page that has been asked for before."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
        answer.getvalue()
    assert answer.status_code == 200
    return [query["sql"] for query in queries]


@pytest.mark.parametrize(
    ("sql", "endless"),
    [
        ("SELECT COUNT(*) FROM claims_claim", True),
        ("SELECT COUNT(*) FROM claims_claim LIMIT 21", True),
        ("SELECT COUNT(*) FROM (SELECT id FROM claims_claim LIMIT 1001) capped", False),
        ("SELECT id FROM claims_claim", False),
    ],
)
def test_the_rule_knows_an_endless_count(sql: str, *, endless: bool) -> None:
    assert _has_uncapped_count(sql) == endless


def _short_sql(queries: list[str]) -> list[str]:
    """The queries by what tells them apart."""
    return [re.sub(r"^SELECT .* FROM ", "SELECT … FROM ", " ".join(sql.split()))[:160] for sql in queries]


def _has_uncapped_count(sql: str) -> bool:
    """Whether it counts rows, and none of its subqueries has an end."""
    return bool(COUNT.search(sql) and not CAPPED.search(sql))


def _count_queries(world: SampleDesk) -> Iterator[tuple[str, list[str]]]:
    """The queries of each page, asked by an editor where editors get it, else by the admin."""
    sessions = store_sessions(world.people)
    for name, path in _pages(world):
        for role in ("editor", "admin"):
            client = client_of_session(sessions[role])
            if _is_shown(client, path):
                yield name, _ask_queries(client, path)
                break


def _pages(world: SampleDesk) -> Iterator[tuple[str, str]]:
    """Names and addresses of all that can be read: pages, API, and the lists of the admin pages."""
    doors = [(name, name, row.things) for (method, name), row in (ACCESS_TABLE | PUBLIC).items() if method == "GET"]
    doors += [(f"api:{name}", f"api:{name}", row.things) for (method, name), row in API.items() if method == "GET"]
    for label, name, things in doors:
        yield label, reverse(name, args=[world.things.get(thing, thing) for thing in things.split()])
    for model in ("article", "claim", "event", "publication", "user"):
        yield f"admin {model}", reverse(f"admin:claims_{model}_changelist")


def _add_rows(world: SampleDesk, edith: User, mona: User) -> None:
    """More of everything that a page can list."""
    for _ in range(MANY_ROWS):
        make_detected_claim(edith)
        make_queued_claim(edith)
        make_taken_claim(edith)
        make_submitted_verdict(edith)
        make_approved_verdict(edith, mona)
        create_failed_article(edith)
        create_token(user=edith)
        _add_reports(make_publication(edith, mona).claim_id)
        _add_reports(int(world.things["published"]))
    _add_related_rows(world, edith, mona)


def _add_reports(claim_id: int) -> None:
    publication = Claim.objects.select_related("publication").get(pk=claim_id).publication
    assert publication
    report_problem(publication=publication, reason="other", text="Look again.", email="reader@post.example")


def _add_related_rows(world: SampleDesk, edith: User, mona: User) -> None:
    """More about the very things that pages are asked for."""
    article = Article.objects.get(pk=world.things["article"])
    for word in SEARCH_WORDS:
        at = article.text.index(word)
        add_claim(article=article, editor=edith, start=at, end=at + len(word), exact=word)
    taken = Claim.objects.get(pk=world.things["taken"])
    for _ in range(MANY_ROWS):
        make_written_draft(taken, edith)
    feed = [claimreview_sample(number, f"{500 + number} trees were planted") for number in range(10, 10 + MANY_ROWS)]
    import_fact_checks(entries=iterate_entries(BytesIO(json.dumps(feed).encode())), feed="more.json", by=None)
    for claim in ("taken", "queued"):
        suggest_matches_for_claim(claim_id=int(world.things[claim]))
    _publish_corrections(int(world.things["published"]), edith, mona)


def _publish_corrections(claim_id: int, edith: User, mona: User) -> None:
    """Let a second revision out."""
    begin_correction(claim_id=claim_id, editor=edith, reason="The count was wrong.")
    make_written_draft(Claim.objects.get(pk=claim_id), edith)
    submit_verdict(claim_id=claim_id, editor=edith)
    approve_verdict(claim_id=claim_id, moderator=mona)
    publish_verdict(claim_id=claim_id, moderator=mona)
