"""Pages are visited again, less and less often; a change at a claim or a quote opens one case, and no text moves."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from claims.intake import watch_visits
from claims.intake.document import Document
from claims.intake.watched import PageVisit
from claims.models import Article, Case, DeskNotification, Event, Revisit, Snapshot, User
from claims.page_changes import REVISIT_HOURS
from claims.refusals import CaseClosed, FetchFailed, NotAllowed
from claims.removal_reasons import REMOVED_TEXT
from claims.selectors.revisits import list_due_revisit_ids, list_touched_claims
from claims.services.articles import begin_article_reading, store_reading
from claims.services.evidence import add_evidence
from claims.services.moderation import approve_verdict
from claims.services.publications import publish_verdict
from claims.services.removals import remove_data
from claims.services.revisits import _begin_revisit, close_page_change, execute_revisit, fail_revisit, finish_revisit
from claims.services.verdicts import submit_verdict
from claims.tasks import revisit_page
from tests.intake.loopback_web import LoopbackWeb, http_answer, read_headers, redirect_answer
from tests.stories import (
    make_article,
    make_changed_page,
    make_reading,
    make_stored_snapshot,
    make_taken_claim,
    make_written_draft,
)

GONE = FetchFailed("The site has no page at this URL (status 404).", upstream_status=404)
AWAY = FetchFailed("The site cannot be reached.")


@pytest.fixture(autouse=True)
def _fake_internet(web: LoopbackWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = partial(watch_visits.revisit_page, network=web.network)
    monkeypatch.setattr("claims.services.revisits.revisit_document", visit)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


def html(*paragraphs: str, **headers: str) -> bytes:
    words = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return http_answer(f"<html><title>Trees</title><body><article>{words}</article></body></html>".encode(), **headers)


REPORT = "A report on the parks of the town, which the council discussed for three hours in its last meeting."
CLAIM = "The mayor said on Monday that 300 trees were planted."


def read_page(web: LoopbackWeb, by: User, path: str = "/trees") -> Revisit:
    """An article with a claim, fetched from a page."""
    web.pages[path] = html(REPORT, CLAIM)
    article = make_article(by, f"{REPORT}\n\n{CLAIM}", url=web.url(path))
    begin_article_reading(article_id=article.pk)
    store_reading(article_id=article.pk, facts=make_reading(article))
    return article.revisit


def visit(clock: time_machine.Traveller, revisit: Revisit) -> Revisit:
    """Visit a page when it is due."""
    revisit.refresh_from_db()
    assert revisit.due
    clock.move_to(max(revisit.due, timezone.now() + timedelta(minutes=10)))
    assert list_due_revisit_ids() == [revisit.pk]
    revisit_page(revisit.pk)
    revisit.refresh_from_db()
    return revisit


def test_a_page_is_visited_less_and_less_often_and_then_no_more(
    web: LoopbackWeb, clock: time_machine.Traveller, edith: User
) -> None:
    revisit, hours = read_page(web, edith), []
    while revisit.due:
        assert visit(clock, revisit).finding == "same"
        assert revisit.visited
        hours.append(round((revisit.visited - revisit.since) / timedelta(hours=1)))
    assert tuple(hours) == REVISIT_HOURS
    assert (list_due_revisit_ids(), Snapshot.objects.count(), Case.objects.count()) == ([], 0, 0)


def test_changes_at_a_claim_are_one_case_and_the_article_stays(
    web: LoopbackWeb, clock: time_machine.Traveller, edith: User, mona: User
) -> None:
    revisit = read_page(web, edith)
    article = Article.objects.get()
    web.pages["/trees"] = html(f"{REPORT} Trees were named.", CLAIM.upper())
    assert visit(clock, revisit).finding == "beside"
    assert not Case.objects.exists()
    web.pages["/trees"] = html(REPORT, CLAIM.replace("Monday", "Tuesday"))
    assert visit(clock, revisit).finding == "touched"
    web.pages["/trees"] = html(REPORT, CLAIM.replace("300", "1,300"))
    assert visit(clock, revisit).finding == "touched"
    case = Case.objects.get()
    assert (case.kind, case.rank, case.label, case.closed) == ("change", 1, "source changed", None)
    assert [passage.finding for passage in revisit.passages] == ["gone"]
    assert revisit.versions.count() == 3
    assert Event.objects.filter(verb="page.changed", article=article).count() == 2
    anchor = article.appearances.get()
    assert Article.objects.get().text[anchor.start : anchor.end] == anchor.exact == "300 trees were planted"
    close_page_change(revisit_id=revisit.pk, moderator=mona, note="The paper corrected it.")
    case.refresh_from_db()
    assert case.closed
    assert visit(clock, revisit).touched_since is None  # nothing new is touched
    with pytest.raises(CaseClosed):
        close_page_change(revisit_id=revisit.pk, moderator=mona)
    with pytest.raises(NotAllowed):
        close_page_change(revisit_id=revisit.pk, moderator=edith)


def test_a_page_that_says_it_has_not_changed_is_not_read(
    web: LoopbackWeb, clock: time_machine.Traveller, edith: User
) -> None:
    revisit = read_page(web, edith)
    body = html(REPORT, CLAIM, etag='"one"')
    web.pages["/trees"] = lambda: [
        http_answer(status="304 Not Modified") if "if-none-match" in read_headers(web.requests[-1]) else body
    ]
    assert [visit(clock, revisit).finding for _ in range(2)] == ["same", "same"]
    assert 'if-none-match: "one"' in web.requests[-1].lower()


def test_a_page_that_is_gone_twice_is_dead_and_one_that_moves_is_followed(
    web: LoopbackWeb, clock: time_machine.Traveller, edith: User
) -> None:
    revisit = read_page(web, edith)
    del web.pages["/trees"]
    assert (visit(clock, revisit).finding, revisit.failures, Case.objects.count()) == ("", 1, 0)
    assert (visit(clock, revisit).finding, Case.objects.count()) == ("dead", 1)
    web.pages |= {"/trees": redirect_answer("/parks/trees"), "/parks/trees": html(REPORT, CLAIM)}
    assert (visit(clock, revisit).finding, revisit.moved_to, revisit.touched) == (
        "redirected", web.url("/parks/trees"), [],
    )  # fmt: skip
    assert (revisit.failures, revisit.error) == (0, "")


def test_a_wall_is_no_change(web: LoopbackWeb, clock: time_machine.Traveller, edith: User) -> None:
    revisit = read_page(web, edith)
    web.pages["/trees"] = html("Please verify you are human to continue.")
    assert (visit(clock, revisit).finding, revisit.failures, Case.objects.count()) == ("", 1, 0)


def test_robots_and_dead_sites_are_respected(web: LoopbackWeb, clock: time_machine.Traveller, edith: User) -> None:
    revisit = read_page(web, edith)
    web.pages["/robots.txt"] = http_answer(b"User-agent: *\nDisallow: /trees")
    assert (visit(clock, revisit).finding, "robots.txt" in revisit.error) == ("", True)
    assert not any(request.startswith("GET /trees") for request in web.requests)
    for _ in range(7):
        fail_revisit(revisit_id=revisit.pk, refusal=AWAY)
    revisit.refresh_from_db()
    assert (revisit.finding, revisit.failures) == ("dead", 8)


def test_a_worker_that_dies_leaves_the_visit_to_the_next_one_and_no_text_is_stored_twice(
    web: LoopbackWeb, clock: time_machine.Traveller, edith: User
) -> None:
    revisit = read_page(web, edith)
    clock.shift(timedelta(hours=1))
    assert _begin_revisit(revisit.pk)
    assert _begin_revisit(revisit.pk) is None
    assert not execute_revisit(revisit_id=revisit.pk)
    clock.shift(timedelta(seconds=91))
    assert list_due_revisit_ids() == [revisit.pk]
    later = PageVisit(document=Document(title="Trees", text=f"{REPORT}\n\nNo trees.", url=web.url("/trees")))
    for _ in range(2):
        finish_revisit(revisit_id=revisit.pk, visit=later)
    assert (Snapshot.objects.count(), Case.objects.count(), Event.objects.filter(verb="page.changed").count()) == (
        1, 1, 1,
    )  # fmt: skip


def test_a_change_of_a_quote_names_the_published_verdict_and_tells_its_author(
    clock: time_machine.Traveller, edith: User, mona: User
) -> None:
    claim = make_taken_claim(edith)
    item = make_written_draft(claim, edith).evidence.get()
    copy = make_stored_snapshot(item.url)
    submit_verdict(claim_id=claim.pk, editor=edith)
    approve_verdict(claim_id=claim.pk, moderator=mona)
    publish_verdict(claim_id=claim.pk, moderator=mona)
    revisit = Revisit.objects.get(url=item.url)
    beside = Document(title="Trees", text=f"{copy.text} The sun shone.", url=item.url)
    assert finish_revisit(revisit_id=revisit.pk, visit=PageVisit(document=beside)).finding == "beside"
    changed = Document(title="Trees", text=copy.text.replace("298", "198"), url=item.url)
    revisit = finish_revisit(revisit_id=revisit.pk, visit=PageVisit(document=changed))
    assert (revisit.finding, revisit.is_public) == ("touched", True)
    case = Case.objects.get(kind="change")
    assert (case.rank, case.label) == (0, "source of a public verdict changed")
    ((touched, _),) = list_touched_claims(revisit)
    assert touched.publication
    assert DeskNotification.objects.get(kind="changed").person == edith
    copy.refresh_from_db()
    assert "298" in copy.text


def test_the_case_of_a_page_that_becomes_public_evidence_later_comes_first(edith: User, mona: User) -> None:
    claim = make_taken_claim(edith)
    item = make_written_draft(claim, edith).evidence.get()
    copy = make_stored_snapshot(item.url)
    revisit = Revisit.objects.get(url=item.url)
    changed = Document(title="Trees", text=copy.text.replace("298", "198"), url=item.url)
    finish_revisit(revisit_id=revisit.pk, visit=PageVisit(document=changed))
    assert Case.objects.get(kind="change").rank == 1
    add_evidence(
        claim_id=claim.pk, editor=edith, question="Twice?", answer="Yes.", stance="context", url=item.url,
        quote="198 trees were planted in spring",
    )  # fmt: skip
    submit_verdict(claim_id=claim.pk, editor=edith)
    approve_verdict(claim_id=claim.pk, moderator=mona)
    publish_verdict(claim_id=claim.pk, moderator=mona)
    again = Document(title="Trees", text=copy.text.replace("298", "98"), url=item.url)
    finish_revisit(revisit_id=revisit.pk, visit=PageVisit(document=again))
    assert [case.rank for case in Case.objects.filter(kind="change", closed__isnull=True)] == [0]


def test_visits_of_evidence_begin_anew_when_it_is_used_again(
    clock: time_machine.Traveller, edith: User, mona: User
) -> None:
    item = make_written_draft(make_taken_claim(edith), edith).evidence.get()
    make_stored_snapshot(item.url)
    Revisit.objects.update(due=None)
    clock.shift(timedelta(minutes=5))
    make_written_draft(make_taken_claim(edith), edith)
    revisit = Revisit.objects.get()
    assert (revisit.since, revisit.due) == (timezone.now(), timezone.now() + timedelta(hours=1))


def test_what_visits_found_goes_with_a_removed_article_and_stays_otherwise(edith: User, ada: User) -> None:
    revisit = make_changed_page(edith)
    for write in (
        lambda: revisit.versions.update(text="Other."),
        lambda: Revisit.objects.update(url="https://other.example/"),
        revisit.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
    remove_data(kind="article", subject=revisit.article_id or 0, reason="law", by=ada)
    revisit.refresh_from_db()
    version = revisit.versions.get()
    assert (version.text, version.url, revisit.url, revisit.due) == (REMOVED_TEXT, "", "", None)
    assert not Case.objects.filter(closed__isnull=True).exists()
