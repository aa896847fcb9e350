"""A desk with a claim in every state, for tests of every URL."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from allauth.usersessions.models import UserSession

from claims.accent_colours import name_accent_file
from claims.event_data.identity import SitePageChanged
from claims.models import (
    Article,
    Case,
    Claim,
    DeskNotification,
    Event,
    Logo,
    Publication,
    Source,
    StoredFile,
    Submission,
    Topic,
    User,
    Webhook,
)
from claims.notification_kinds import MAIL
from claims.permissions import list_webhook_events
from claims.services.articles import begin_article_reading, record_reading_failure
from claims.services.batch_triage import decide_claims
from claims.services.claims import dismiss_claim
from claims.services.comments import add_comment
from claims.services.figures import confirm_figure
from claims.services.imports import create_file_import
from claims.services.notification_mails import build_unsubscribe_url
from claims.services.reports import report_problem
from claims.services.saved_searches import save_search
from claims.services.series import remove_series
from claims.services.share_pictures import picture_of
from claims.services.site_pages import save_site_page
from claims.services.sources import add_source_role
from claims.services.submissions import fail_submission, submit_url
from claims.services.tips import submit_tip
from claims.services.tokens import create_token
from claims.services.translations import submit_translation
from claims.services.verdicts import begin_correction
from claims.services.watches import remove_watch
from claims.services.webhook_deliveries import create_deliveries
from claims.services.webhooks import create_webhook
from claims.tasks import write_exports
from tests.figure_stories import TREES, check_figures, make_series, make_tree_series
from tests.sample_images import PDF, make_image
from tests.stories import (
    make_appeal,
    make_approved_verdict,
    make_article,
    make_changed_page,
    make_detected_claim,
    make_match,
    make_publication,
    make_queued_claim,
    make_read_article,
    make_relation,
    make_reread_article,
    make_submitted_verdict,
    make_taken_claim,
    make_watch,
    make_written_draft,
)
from tests.translation_stories import make_translation, write_translation


@dataclass(frozen=True)
class SampleDesk:
    """People and ids of the desk by name; the ids are the arguments of URLs."""

    people: dict[str, User | None]
    things: dict[str, int | str]


def create_sample_desk(cora: User, edith: User, mona: User, ada: User) -> SampleDesk:
    """Create the desk: Edith owns everything except an article of Cora's, and Mona publishes."""
    webhook, _ = create_webhook(
        owner=edith, url="https://reader.example/hook", events=[row.name for row in list_webhook_events(edith)]
    )
    taken, dismissed, correcting = (make_taken_claim(edith), make_detected_claim(edith), make_publication(edith, mona))
    make_written_draft(taken, edith)
    dismiss_claim(claim_id=dismissed.pk, editor=edith, reason="trivial")
    begin_correction(claim_id=correcting.claim_id, editor=edith, reason="The count was wrong.")
    published = _make_translated_publication(edith, mona)
    things = {
        "article": make_read_article(cora).pk,
        "reread": make_reread_article(edith).pk,
        "failed": create_failed_article(cora).pk,
        "submission": create_failed_submission(cora).pk,
        "detected": make_detected_claim(edith).pk,
        "queued": make_queued_claim(edith).pk,
        "taken": taken.pk,
        "dismissed": dismissed.pk,
        "submitted": make_submitted_verdict(edith).claim_id,
        "approved": make_approved_verdict(edith, mona).claim_id,
        "published": published.claim_id,
        "correcting": correcting.claim_id,
        "person": edith.pk,
        "appeal": make_appeal(edith, cora).pk,
        "revision": published.revision,
        "code": "not_found",
        "figure": "queue-age",
        "role": "editor",
        "decision": Event.objects.get(claim=dismissed, verb="claim.dismissed").pk,
        **_add_editor_records(taken, edith),
        **_add_reader_records(published),
        **_list_public_sections(published),
        **_add_program_records(webhook, edith, mona),
        **_add_look(ada),
        **_add_watches(edith) | _add_series(published, edith),
    }
    write_exports()
    people = {"anonymous": None, "contributor": cora, "editor": edith, "moderator": mona, "admin": ada}
    return SampleDesk(people, things)


def _make_translated_publication(edith: User, mona: User) -> Publication:
    """Create a published verdict: a translation in French is public, one in German waits, one in Dutch is a draft."""
    published = make_publication(edith, mona)
    make_translation(published, edith, mona)
    write_translation(published, edith, "de")
    submit_translation(claim_id=published.claim_id, language="de", editor=edith)
    write_translation(published, edith, "nl")
    return published


def _add_editor_records(taken: Claim, edith: User) -> dict[str, int | str]:
    selected = make_read_article(edith)
    seen = dict.fromkeys(selected.appearances.values_list("claim", flat=True))
    return {
        "batch": str(decide_claims(article_id=selected.pk, name="accept", seen=seen, editor=edith).batch),
        "evidence": taken.verdicts.get().evidence.get().pk,
        "match": make_match(edith).pk,
        **_add_relation(edith),
        "comment": add_comment(claim_id=taken.pk, author=edith, text="Look at this.").pk,
        **_add_file(edith),
        "event": taken.events.get(verb="claim.taken").pk,
        "view": save_search(owner=edith, name="Sport", query="topic=sport").pk,
    }


def _add_relation(edith: User) -> dict[str, int | str]:
    relation = make_relation(edith)
    return {"relation": relation.pk, "related": relation.claim_id}


def _add_file(edith: User) -> dict[str, int | str]:
    file = StoredFile.objects.create(
        sha256=sha256(PDF).hexdigest(), media_type="application/pdf", data=PDF, size_bytes=len(PDF), uploaded_by=edith
    )
    return {"file": file.sha256, "file_name": str(file)}


def _list_public_sections(published: Publication) -> dict[str, int | str]:
    """Return what leads to the public pages beside a verdict."""
    source = Source.objects.get(key=Source.key_of(published.claimant))
    languages: dict[str, int | str] = {code: code for code in ("fr", "de", "nl")}
    return languages | {
        "source": source.pk,
        "source_role": add_source_role(source_id=source.pk, title="Mayor", editor=published.published_by).pk,
        "topic": str(Topic.objects.get(claims=published.claim_id).slug),
        "block": 0,
        "picture": picture_of(published).digest,
    }


def _add_reader_records(published: Publication) -> dict[str, int | str]:
    tip = submit_tip(text="Did the mayor plant 300 trees?")
    report = report_problem(publication=published, reason="other", text="Look again.")
    return {
        "report": report.pk,
        "case": Case.objects.get(report=report).pk,
        "tip": tip.pk,
        "asked": str(tip.key),
        "tip_kind": "tip",
        "tour_step": "public",
    }


def _add_program_records(webhook: Webhook, edith: User, mona: User) -> dict[str, int | str]:
    create_deliveries(webhook_id=webhook.pk)
    return {
        "key": create_token(user=edith)[0].token_key,
        "session": _add_session(edith),
        "import": create_file_import(name="checks.json", data=b"[]", by=mona).pk,
        "webhook": webhook.pk,
        "delivery": webhook.deliveries.order_by("id")[0].pk,
        "notification": DeskNotification.objects.filter(person=edith).order_by("id")[0].pk,
        "unsubscribe": build_unsubscribe_url(edith, MAIL).rstrip("/").rpartition("/")[2],
    }


def _add_look(ada: User) -> dict[str, int | str]:
    page = save_site_page(slug="method", language="en", title="How we check", body="We ask.", published=True, by=ada)
    image = make_image()
    logo = Logo.objects.create(sha256=sha256(image).hexdigest(), data=image, width=4, height=3)
    return {
        "site_page": "method",
        "site_page_version": page.payload_as(SitePageChanged).version,
        "logo": logo.pk,
        "accent": name_accent_file("#7a1f3d"),
    }


def _add_watches(edith: User) -> dict[str, int | str]:
    watch, removed = make_watch(edith, "https://courier.example/feed"), make_watch(edith, "https://post.example/feed")
    remove_watch(watch_id=removed.pk, by=edith)
    item = watch.items.get(outcome="queued")
    changed = make_changed_page(edith)
    version = changed.versions.get().pk
    return {
        "watch": watch.pk,
        "removed_watch": removed.pk,
        "watch_item": item.pk,
        "revisit": changed.pk,
        "version": version,
    }


def _add_series(published: Publication, edith: User) -> dict[str, int | str]:
    removed = make_series(edith)
    remove_series(series_id=removed.pk, by=edith)
    series = make_tree_series(edith)
    start = date(2026, 2, 1)
    confirm_figure(claim_id=published.claim_id, series_id=series.pk, start=start, editor=edith)
    checked = check_figures(series, edith, TREES.replace("280", "281").replace("02-18", "03-18"))
    return {
        "series": series.pk,
        "removed_series": removed.pk,
        "series_import": checked.pk,
        "figure_start": start.isoformat(),
    }


def _add_session(edith: User) -> int:
    return int(UserSession.objects.create(user=edith, ip="127.0.0.1", session_key="a" * 32, user_agent="Lynx").pk)


def create_failed_submission(by: User) -> Submission:
    """A page that could not be fetched."""
    submission = submit_url(url="https://courier.example/trees", by=by)
    fail_submission(submission_id=submission.pk, error="The site cannot be reached.", code="fetch_failed")
    submission.refresh_from_db()
    return submission


def create_failed_article(by: User) -> Article:
    """An article over which the reader died three times."""
    article = make_article(by)
    for _ in range(Article.MAX_ATTEMPTS):
        begin_article_reading(article_id=article.pk)
        record_reading_failure(article_id=article.pk, error="It died.")
    article.refresh_from_db()
    return article
