"""The pages with keys, for each role, and the keys of theirs that open a field."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from claims.models import Case, Claim, User
from claims.services.figures import confirm_figure
from claims.services.imports import create_url_import
from claims.services.matches import suggest_matches_for_claim
from claims.services.queue import take_claim
from claims.services.reports import report_problem
from claims.services.saved_searches import save_search
from claims.services.tips import submit_tip
from claims.services.webhooks import create_webhook
from claims.tasks import compare_tips, compute_metrics
from tests.api.sample_desk import create_failed_article
from tests.figure_stories import make_tree_series
from tests.stories import (
    ARTICLE_SENTENCE,
    FOREIGN_FEED,
    import_foreign_fact_check,
    make_appeal,
    make_approved_verdict,
    make_detected_claim,
    make_match,
    make_publication,
    make_queued_claim,
    make_relation,
    make_repetition,
    make_reread_article,
    make_stored_snapshot,
    make_submitted_verdict,
    make_taken_claim,
    make_watch,
    make_written_draft,
    start_noted_correction,
)
from tests.web.desk.test_triage_cards import make_full_article

SEARCH = frozenset({"/"})
READING = SEARCH | {"e", "E"}
CLAIM = READING | {"m", "w"}
VERDICT = CLAIM | {"v", "g s", "g w"}
MISSED_KEYS = {
    "article": {"I", "F", "h"},  # a passage selected with the mouse, a duplicate of a verdict, claims that are hidden
    "claim": {"8", "9", "0", "V", "g l"},  # longer scales, a verdict on the same claim, changes of somebody else
    "queue": {f"g {number}" for number in range(2, 10)},  # further saved searches
    "tips": {"g c"},  # a tip that was submitted as an article
    "moderation": {"T"},  # a case of somebody else
    "verdict": {"T", "C", "g l"},
    "case": {"T"},
    "secret": {"g b"},  # the answer to a form
}
"""The keys that no stop has, by page."""


class Stop(NamedTuple):
    """A page of `KEY_PAGES`, or another one: the keys that open a field there, and keys to press first."""

    page: str
    path: str
    fields: frozenset[str] = SEARCH
    first: str = ""


def list_claim_stops(edith: User, mona: User) -> Iterator[Stop]:
    """Create claims in each state, and list their pages."""
    repeated, corrected = make_queued_claim(edith), make_publication(edith, mona).claim
    import_foreign_fact_check(*FOREIGN_FEED)
    suggest_matches_for_claim(claim_id=repeated.pk)
    take_claim(claim_id=repeated.pk, editor=edith)
    start_noted_correction(corrected.pk, edith)
    fields = {
        make_detected_claim(edith): CLAIM,
        make_match(edith).claim: CLAIM,
        repeated: VERDICT | {"d", "s"},  # a submission that lacks something leads to it
        corrected: VERDICT | {"g n"},
        make_publication(edith, mona).claim: CLAIM | {"C"},
        make_relation(edith).claim: CLAIM,
        make_repetition(edith, mona).claim: CLAIM,
    }
    for claim, opened in fields.items():
        yield Stop("claim", f"/claims/{claim.pk}/", opened)
    yield Stop("family", f"/claims/{claim.pk}/family/", first="jj")


def list_article_stops(edith: User) -> Iterator[Stop]:
    """Create articles, and list their pages."""
    article, reread, failed = make_full_article(edith, 3), make_reread_article(edith), create_failed_article(edith)
    make_full_article(edith, 60)
    for first in ("j", "jx", "jak"):
        yield Stop("article", f"/articles/{article.pk}/", READING | {"i", "3"}, first)
    yield Stop("article", f"/articles/{failed.pk}/", SEARCH | {"i"})
    yield Stop("rereading", f"/articles/{reread.pk}/newer-reading/")
    yield Stop("history", f"/articles/{article.pk}/history/", first="j")
    yield Stop("articles", "/articles/", first="j")
    yield Stop("new article", "/articles/new/")


def list_verdict_stops(edith: User, taken: Claim) -> Iterator[Stop]:
    """Write a draft, and list the pages that belong to it."""
    item = make_written_draft(taken, edith).evidence.get()
    make_stored_snapshot(item.url)
    yield Stop("claim", f"/claims/{make_submitted_verdict(edith).claim_id}/", SEARCH | {"m", "w"})
    yield Stop("claim", f"/claims/{taken.pk}/", VERDICT | {"d"})
    yield Stop("preview", f"/claims/{taken.pk}/preview/", frozenset())
    yield Stop("history", f"/claims/{taken.pk}/history/", first="j")
    yield Stop("snapshot", f"/evidence/{item.pk}/snapshot/")


def list_queue_stops(edith: User) -> Iterator[Stop]:
    """Submit tips and save a search, and list the pages of the queue, the tips and the account."""
    for text in (ARTICLE_SENTENCE, f"{ARTICLE_SENTENCE} Really?"):
        submit_tip(text=text, email="reader@reader.example", url="https://paper.example/trees")
    compare_tips()
    save_search(owner=edith, name="Trees", query="number=300")
    webhook, _ = create_webhook(owner=edith, url="https://reader.example/hook", events=["verdict.published"])
    yield Stop("queue", "/queue/?source=mayor&state=queued", SEARCH | {"s", "w"}, "j")
    yield Stop("queue", "/queue/?state=detected", SEARCH | {"s"}, "]")
    yield Stop("tips", "/tips/", SEARCH | {"d", "f"})
    create_webhook(owner=edith, url="https://chat.example/hook", events=["notification.failed"], format="text")
    yield Stop("webhook", f"/webhooks/{webhook.pk}/")
    compute_metrics()
    pages = {
        "notifications": "notifications",
        "dashboard": "dashboard",
        "submissions": "reports",
        "webhooks": "webhook",
        "notifications/rooms": "webhook",
    }
    for path in (*pages, "tokens", "sessions"):
        yield Stop(pages.get(path, "other"), f"/{path}/", first="" if path == "dashboard" else "j")


def list_watch_stops(edith: User) -> Iterator[Stop]:
    """Create a watch that found items, and list its pages."""
    watch = make_watch(edith, "https://courier.example/feed")
    yield Stop("watches", "/watches/", SEARCH | {"c"}, "j")
    for first in ("j", "jjj"):
        yield Stop("watch", f"/watches/{watch.pk}/", first=first)
    yield Stop("watch items", "/watches/items/", first="j")


def list_series_stops(edith: User) -> Iterator[Stop]:
    """Create official figures about a claim, and list their pages."""
    series, taken = make_tree_series(edith), make_taken_claim(edith)
    confirmed = make_taken_claim(edith)
    confirm_figure(claim_id=confirmed.pk, series_id=series.pk, start=date(2026, 2, 1), editor=edith)
    yield Stop("figures", "/series/", SEARCH | {"c"}, "j")
    yield Stop("series", f"/series/{series.pk}/")
    yield Stop("figures import", f"/series/imports/{series.imports.get().pk}/")
    for claim in (taken, confirmed):
        yield Stop("claim", f"/claims/{claim.pk}/", VERDICT | {"d", "s"})


def list_moderator_stops(edith: User, mona: User, cora: User, taken: Claim) -> Iterator[Stop]:
    """Create cases of each kind, and list the pages of a moderator."""
    report_problem(publication=make_publication(edith, mona), reason="other", text="Look again.")
    make_appeal(edith, cora)
    submitted, approved = make_submitted_verdict(edith).claim_id, make_approved_verdict(edith, mona).claim_id
    answer = SEARCH | {"y", "r"}
    yield Stop("moderation", "/moderation/?kind=report", answer)
    yield Stop("moderation", "/moderation/?kind=reading", first="j")
    yield Stop("moderation", "/moderation/?kind=verdict", first="j")
    yield Stop("moderation", "/moderation/?kind=verdict", SEARCH | {"b"}, "jO")
    yield Stop("moderation", "/moderation/?kind=publish", SEARCH | {"b"}, "jO")
    yield Stop("claim", f"/claims/{taken.pk}/", CLAIM | {"d"})
    yield Stop("claim", f"/claims/{submitted}/", SEARCH | {"m", "w"})
    for claim_id in (submitted, approved):
        yield Stop("verdict", f"/claims/{claim_id}/moderation/", SEARCH | {"b", "m"})
    for kind, fields in {"report": answer, "reading": SEARCH}.items():
        yield Stop("case", f"/moderation/{Case.objects.get(kind=kind).pk}/", fields)


def list_admin_stops(ada: User, cora: User) -> Iterator[Stop]:
    """Import fact-checks, and list the pages of an admin."""
    url_import = create_url_import(url="https://checks.example/feed.json", by=ada)
    yield Stop("imports", f"/imports/{url_import.pk}/")
    yield Stop("imports", "/imports/", first="j")
    yield Stop("users", "/users/", first="j")
    yield Stop("user", f"/users/{cora.pk}/")
