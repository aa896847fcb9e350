"""The paths of all pages, by role, in each state that looks different."""

from typing import Any

from django.conf import settings

from claims.event_data.operation import DeskExported
from claims.intake.images import redraw_image
from claims.models import Case, Claim, Source, Submission, Topic, User
from claims.permissions import list_webhook_events
from claims.refusals import FetchFailed
from claims.selectors.identity import renew_identity
from claims.selectors.site_pages import renew_page_links
from claims.services.appeals import close_appeal
from claims.services.comments import add_comment
from claims.services.desk_archives import request_desk_export
from claims.services.events import record_event
from claims.services.identity import change_identity
from claims.services.imports import create_file_import, execute_import
from claims.services.moderation import send_back_verdict
from claims.services.publications import withdraw_verdict
from claims.services.reports import report_problem
from claims.services.site_pages import save_site_page
from claims.services.submissions import submit_file, submit_url
from claims.services.tips import decline_tip, link_tip, submit_tip
from claims.services.users import change_user
from claims.services.watch_items import fail_item
from claims.services.watch_visits import fail_visit
from claims.services.watches import add_watch, pause_watch
from claims.services.webhook_deliveries import create_deliveries
from claims.services.webhooks import create_webhook
from claims.tasks import compare_tips, compute_metrics
from claims.verbs.desk import EXPORT_MADE, EXPORT_REQUESTED
from tests.api.sample_desk import create_failed_article, create_failed_submission
from tests.memory_page_states import family_pages, learning_pages, series_pages, translation_pages
from tests.sample_images import make_image
from tests.stories import (
    ARTICLE_SENTENCE,
    make_appeal,
    make_approved_verdict,
    make_article,
    make_changed_page,
    make_detected_claim,
    make_match,
    make_publication,
    make_queued_claim,
    make_read_article,
    make_reread_article,
    make_stored_snapshot,
    make_submitted_verdict,
    make_taken_claim,
    make_watch,
    make_written_draft,
)

SHEET = b"""Claim,URL,Rating,Date
The dam holds.,https://a.example/a/rather/long/address/of/a/page/with/no/end/1,False,2026-01-03
No page,,True,2018
"""

API_PAGES = ("/api/", "/api/quick-start/", "/api/docs/", "/api/docs/articles/")


def editor_pages(edith: User, emil: User, mona: User) -> list[str]:
    """Return the pages of an editor, in each state that looks different."""
    leased_by_other, queued, detected = make_taken_claim(emil), make_queued_claim(edith), make_detected_claim(edith)
    sent_back, suggested = make_submitted_verdict(edith).claim, make_match(edith).claim
    send_back_verdict(claim_id=sent_back.pk, moderator=mona, reason="Count them yourself.")
    read, failed, unread = make_read_article(edith), create_failed_article(edith), make_article(edith)
    return [
        "/articles/",
        "/articles/?status=reading",
        "/articles/new/",
        f"/articles/{read.pk}/history/",
        f"/articles/{read.pk}/details/",
        *newer_reading_pages(edith),
        "/keys/",
        "/desk/time-zone/",
        "/queue/?tour=claim",
        *(f"/articles/submissions/{submission.pk}/" for submission in make_submissions(edith)),
        *(f"/articles/{article.pk}/" for article in (read, failed, unread)),
        *(f"/claims/{claim.pk}/" for claim in (sent_back, leased_by_other, queued, detected, suggested)),
        f"/claims/{detected.pk}/reading/",
        f"/claims/{queued.pk}/plan/",
        "/search/?q=trees",
        "/search/?q=zzzz",
        "/queue/",
        "/queue/?state=detected&source=The+mayor&number=300&from=2026-01-01&assignee=nobody",
        "/queue/weights/",
        "/tips/",
        "/tips/?view=linked",
        "/tips/?view=declined",
        *review_pages(edith, emil),
        *tip_pages(edith, mona, queued),
        *program_pages(edith, mona),
        *metric_pages(),
        *watch_pages(edith),
        *family_pages(edith, mona),
        *series_pages(edith),
        *learning_pages(),
    ]


def watch_pages(edith: User) -> list[str]:
    """Return the pages of watches: one that works, one that fails, one that is paused and one without a visit."""
    works, fails, paused = (make_watch(edith, f"https://{name}.example/feed") for name in ("courier", "herald", "post"))
    fail_visit(watch_id=fails.pk, refusal=FetchFailed("The site cannot be reached."))
    pause_watch(watch_id=paused.pk, by=edith)
    item = works.items.get(title="Trees planted")
    fail_item(item_id=item.pk, refusal=FetchFailed("The site has no page at this URL.", upstream_status=404))
    new = add_watch(url="https://gazette.example/a-rather-long-address/of-a-feed/without-any-end.xml", by=edith)
    changed = make_changed_page(edith)
    return [
        "/watches/",
        "/watches/items/",
        *(f"/watches/{watch.pk}/" for watch in (works, fails, paused, new)),
        f"/revisits/{changed.pk}/",
        f"/articles/{changed.article_id}/",
    ]


def make_submissions(edith: User) -> list[Submission]:
    """Submit a page and a file that wait, and a page that could not be fetched."""
    page = submit_url(url="https://courier.example/more-trees", by=edith)
    return [create_failed_submission(edith), page, submit_file(name="trees.txt", data=b"Trees.", by=edith)]


def review_pages(edith: User, emil: User) -> list[str]:
    """Return the pages of a claim that is being checked."""
    taken = make_taken_claim(edith)
    item = make_written_draft(taken, edith).evidence.get()
    make_stored_snapshot(item.url)
    make_written_draft(taken, edith)
    add_comment(claim_id=taken.pk, author=emil, text="@Edith, see https://parks.example/trees.")
    saved = taken.events.get(verb="verdict.drafted")
    return [
        f"/claims/{taken.pk}/",
        f"/claims/{taken.pk}/preview/",
        f"/claims/{taken.pk}/comments/",
        f"/claims/{taken.pk}/history/",
        f"/claims/{taken.pk}/history/{saved.pk}/",
        f"/evidence/{item.pk}/snapshot/",
        f"/evidence/{item.pk}/edit/",
        "/notifications/",
        "/notifications/settings/",
    ]


def program_pages(edith: User, mona: User) -> list[str]:
    """Return the pages of tokens and webhooks."""
    webhook, _ = create_webhook(
        owner=edith, url="https://reader.example/hook", events=[row.name for row in list_webhook_events(edith)]
    )
    make_publication(edith, mona)
    create_deliveries(webhook_id=webhook.pk)
    room, _ = create_webhook(
        owner=edith, url="https://chat.example/hook", events=["notification.mentioned"], format="text"
    )
    add_comment(claim_id=make_taken_claim(edith).pk, author=mona, text="@Edith, from May?")
    webhooks = [f"/webhooks/{row.pk}/" for row in (webhook, room)]
    return ["/sessions/", "/tokens/", "/webhooks/", "/notifications/rooms/", *webhooks]


def metric_pages() -> list[str]:
    """Compute the metrics and return the dashboard."""
    compute_metrics()
    return ["/dashboard/"]


def tip_pages(edith: User, mona: User, claim: Claim) -> list[str]:
    """Return the public pages of tips in each state; the editors' page lists them all."""
    published = make_publication(edith, mona).claim
    texts = (
        ARTICLE_SENTENCE,
        f"{ARTICLE_SENTENCE} Really?",
        "Is the mayor a good man?",
        "Was a bridge sold?",
        "Did a cow fly?",
    )
    url = f"https://a-very-long-name-of-a-paper.example/{'news-' * 60}"
    suggested, _, declined, linked, answered = (submit_tip(text=text, url=url, email="r@x.example") for text in texts)
    compare_tips()
    decline_tip(tip_id=declined.pk, editor=edith, reason="opinion", note="Ask a philosopher.")
    link_tip(tip_id=linked.pk, editor=edith, claim_id=claim.pk)
    link_tip(tip_id=answered.pk, editor=edith, claim_id=published.pk)
    return ["/tips/new/", *(f"/tips/{tip.key}/" for tip in (suggested, declined, linked, answered))]


def moderator_pages(edith: User, mona: User, cora: User) -> list[str]:
    """Return the list with a case of each kind, and the page of each case."""
    publication = make_publication(edith, mona)
    report_problem(publication=publication, reason="other", text="Look again.", email="reader@mail.example")
    submitted, approved = make_submitted_verdict(edith).claim_id, make_approved_verdict(edith, mona).claim_id
    create_failed_article(cora)
    make_appeal(edith, cora)
    make_changed_page(edith, "https://herald.example/trees")
    own = make_submitted_verdict(mona).claim_id
    cases = Case.objects.filter(closed__isnull=True, verdict=None).order_by("pk")
    imports = [_check_import(mona, table) for table in (SHEET, SHEET.replace(b"Claim", b"?"))]
    return [
        "/moderation/",
        "/moderation/?kind=report",
        "/moderation/?kind=publish&cursor=1",
        *(f"/claims/{claim}/moderation/" for claim in (submitted, approved, own, publication.claim_id)),
        *(f"/moderation/{case.pk}/" for case in cases),
        "/imports/",
        *(f"/imports/{number}/" for number in imports),
        *learning_pages(mona),
        *translation_pages(edith, mona),
    ]


def _check_import(mona: User, table: bytes) -> int:
    """Check a table, with columns that are recognised or not, and return the number of the import."""
    run = create_file_import(name="a-table-with-a-rather-long-name.csv", data=table, by=mona, dry_run=True)
    execute_import(import_id=run.pk)
    return run.pk


def contributor_pages(cora: User, edith: User, mona: User) -> list[str]:
    """Return the pages of a contributor's articles, reports and appeals."""
    appeal = make_appeal(edith, cora)
    article = appeal.claim.appearances.get().article_id
    close_appeal(appeal_id=appeal.pk, moderator=mona, outcome="rejected", note="It is a wish.")
    report_problem(publication=make_publication(edith, mona), reason="other", text="Look again.", reporter=cora)
    kinds = ("articles", "reports", "appeals")
    return [
        *reader_pages(edith, mona),
        "/articles/",
        "/my-data/",
        "/privacy/",
        "/how-we-rate/",
        f"/articles/{article}/",
        *(f"/submissions/?tab={kind}" for kind in kinds),
    ]


def reader_pages(edith: User, mona: User) -> list[str]:
    """Return the public pages of verdicts, and of what stands beside each other in topics, sources and corrections."""
    lead, gone = make_publication(edith, mona), make_publication(edith, mona)
    withdraw_verdict(claim_id=gone.claim_id, moderator=mona, reason="She never said it.")
    source = Source.objects.get(key=Source.key_of(lead.claimant)).pk
    topic = Topic.objects.get(claims=lead.claim_id).slug
    sections = [f"/sources/{source}-the-mayor/", f"/topics/{topic}/", "/corrections/"]
    return ["/", "/?q=trees", lead.get_absolute_url(), gone.get_absolute_url(), *sections, *API_PAGES]


def admin_pages(ada: User, edith: User, cora: User) -> list[str]:
    """Return the pages of users, roles, the second factor and exports."""
    failed = record_event(EXPORT_REQUESTED, actor=ada)
    record_event(EXPORT_MADE, actor=ada, data=DeskExported(export=failed.pk, error="disk"))
    request_desk_export(by=ada)
    change_user(user_id=cora.pk, name="Cora", role="contributor", active=False, by=ada)
    people = [f"/users/{person.pk}/" for person in (ada, edith, cora)]
    pages = [
        "/users/",
        "/users/?q=zebra",
        "/users/invite/",
        "/roles/",
        "/account/2fa/",
        "/scale/",
        "/scale/?from=six",
        "/exports/",
    ]
    return [*pages, *people, *look_pages(ada)]


def look_pages(ada: User) -> list[str]:
    """Return the pages of a desk with a name, a logo and a colour of its own, and those about it."""
    place: dict[str, Any] = {"time_zone": "Europe/Paris", "language": "en"}
    place["languages"] = [code for code, _ in settings.LANGUAGES]
    for name in ("Facts", "Facts and figures"):
        logo = redraw_image(make_image(), max_width=800, max_height=200)
        change_identity(name=name, tagline="Checked twice", accent="#7a1f3d", logo=logo, by=ada, **place)
    for title in ("Method", "How we check"):
        save_site_page(slug="method", language="en", title=title, body="## We ask\n\n- twice", published=True, by=ada)
    save_site_page(slug="privacy", language="en", title="Privacy", body="We keep little.", published=True, by=ada)
    renew_identity()
    renew_page_links()
    paths = ["/identity/", "/site-pages/", "/site-pages/method/", "/site-pages/funding/"]
    return ["/", "/pages/method/", "/privacy/", *paths]


def newer_reading_pages(edith: User) -> list[str]:
    """Return an article that waits for an editor to accept a newer reading, and what this changes."""
    reread = make_reread_article(edith)
    return [f"/articles/{reread.pk}/", f"/articles/{reread.pk}/newer-reading/"]
