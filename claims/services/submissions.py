"""Submissions of files and URLs: stored at once, fetched and parsed by a worker, three times at most."""

from dataclasses import replace
from datetime import date
from typing import Unpack

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data import Verb
from claims.event_data.submissions import SubmissionChanged
from claims.intake.addresses import canonical_url
from claims.intake.article_text import to_one_line
from claims.intake.document import Document
from claims.intake.documents import check_file, is_readable
from claims.intake.limited_process import fetch_document, read_document
from claims.intake.mails import MAX_ATTACHMENTS, Attachment, list_names
from claims.models import Article, Submission, Tip, User
from claims.models.lengths import length_limit
from claims.permissions import demand
from claims.refusals import BadValue, IllegalMove, Refusal, require_found
from claims.selectors.retention import expiry_of
from claims.selectors.submissions import FETCH_LEASE, get_submission
from claims.selectors.tips import get_tip
from claims.services import task_wakeups
from claims.services.article_checks import check_article_quota
from claims.services.articles import submit_document
from claims.services.events import record_event
from claims.services.lengths import check_lengths, cut_to_field
from claims.services.outlets import collapse_copy, lock_copies
from claims.services.resubmissions import record_resubmission
from claims.services.submitted_details import StatedLines, clean_details, state_details
from claims.services.tips import set_tip_article
from claims.source_notes import SourceNote
from claims.verbs.articles import SUBMISSION_FAILED, SUBMISSION_RECEIVED, SUBMISSION_RETRIED

log = structlog.get_logger(__name__)

FETCH_SUBMISSION_TASK = "claims.tasks.fetch_submission"
State = Submission.State
Kind = Article.Kind


@transaction.atomic
def submit_url(
    *,
    url: str,
    by: User,
    kind: str = Kind.NEWS,
    speaker: str = "",
    media_url: str = "",
    reach: int = 0,
    tip: Tip | None = None,
) -> Submission:
    """Submit a public page, which a worker fetches. The submission of a known URL is stored with its article."""
    demand(by, "articles.submit")
    details = clean_details(kind=kind, speaker=speaker, media_url=media_url, reach=reach)
    submission = Submission(url=canonical_url(url), submitted_by=by, tip=tip, **details)
    article = Article.objects.filter(url=submission.url).first()
    check_article_quota(by)
    if article is None:
        return _create_submission(submission)
    submission.save()
    _link_article(submission, record_resubmission(article, by))
    return submission


@transaction.atomic
def submit_file(
    *,
    name: str,
    data: bytes,
    by: User,
    url: str = "",
    published: date | None = None,
    kind: str = Kind.NEWS,
    media_url: str = "",
    reach: int = 0,
    **lines: Unpack[StatedLines],
) -> Submission:
    """Submit a file of one of the kinds in `intake.documents.KINDS` that is said to come from `url`; a worker reads it.

    The `lines` and the day on which it was `published` go before what the file says of itself. Raises
    `UnknownFileType`, `TextTooLong` and `EmptyText` before anything is stored.
    """
    demand(by, "articles.submit")
    details = clean_details(kind=kind, media_url=media_url, reach=reach, **lines)
    check_lengths(Submission, url=url)
    check_file(name, data)
    check_article_quota(by)
    line = to_one_line(name, length_limit(Submission, "file_name"))
    claimed = canonical_url(url) if url else ""
    submission = Submission(
        file_name=line, data=data, claimed_url=claimed, published=published, submitted_by=by, **details
    )
    return _create_submission(submission)


def submit_tip_page(*, tip_id: int, editor: User) -> Submission:
    """Submit the page at the URL of a tip; the tip gets the article once it is stored."""
    demand(editor, "tips.decide")
    tip = get_tip(tip_id)
    if not tip.url:
        raise BadValue(gettext("This tip has no URL. Submit its text instead."), field="page")
    return submit_url(url=tip.url, by=editor, tip=tip)


def _create_submission(submission: Submission) -> Submission:
    submission.save()
    _record(SUBMISSION_RECEIVED, submission, by=submission.submitted_by)
    task_wakeups.send_task_after_commit(FETCH_SUBMISSION_TASK, submission.pk)
    return submission


def _record(verb: Verb[SubmissionChanged], submission: Submission, *, by: User | None) -> None:
    data = SubmissionChanged(submission=submission.pk, origin=str(submission), error=submission.error)
    record_event(verb, actor=by, data=data)


def _link_article(submission: Submission, article: Article) -> None:
    """Store the result, and give the article to the tip that it was made from, unless the tip was decided meanwhile."""
    submission.state, submission.article, submission.data = State.STORED, article, None
    submission.error = submission.error_code = ""
    submission.save()
    if submission.tip is None:
        return
    try:
        set_tip_article(tip_id=submission.tip.pk, article=article, editor=submission.submitted_by)
    except Refusal as refusal:
        log.info("submission.tip_decided", submission=submission.pk, reason=refusal.code)


# The worker --------------------------------------------------------------------------


def execute_submission(*, submission_id: int) -> bool:
    """Fetch and parse one submission, unless that is done or under way. Returns whether its article is stored.

    No transaction is open during the fetch. A worker that dies leaves the submission to the next sweep.
    """
    submission = _begin_fetch(submission_id)
    if submission is None:
        return False
    try:
        document = _read_document(submission)
        _store_document(submission_id, document)
    except Refusal as refusal:
        fail_submission(submission_id=submission_id, error=refusal.detail, code=refusal.code)
        return False
    return True


@transaction.atomic
def _begin_fetch(submission_id: int) -> Submission | None:
    """Return the submission if this worker is to fetch it now; that counts as an attempt."""
    now, submission = timezone.now(), _lock_submission(submission_id)
    if submission.state != State.WAITING or (submission.started and now < submission.started + FETCH_LEASE):
        return None
    if submission.attempts >= Submission.MAX_ATTEMPTS:
        _set_failed(submission, error=gettext("The fetch was interrupted three times."), code="interrupted")
        return None
    submission.attempts, submission.started = submission.attempts + 1, now
    submission.save(update_fields=["attempts", "started"])
    return submission


def _lock_submission(submission_id: int) -> Submission:
    rows = Submission.objects.select_for_update(no_key=True, of=("self",)).select_related("submitted_by", "tip")
    return require_found(rows.filter(pk=submission_id).first())


def _read_document(submission: Submission) -> Document:
    if submission.file_name:
        document = read_document(submission.file_name, bytes(submission.data or b""))
    else:
        document = fetch_document(submission.url)
    return state_details(document, submission)


@transaction.atomic
def _store_document(submission_id: int, document: Document) -> None:
    submission = _lock_submission(submission_id)
    if submission.state == State.WAITING:
        by, claimed = submission.submitted_by, submission.claimed_url
        read, unread = _split_attachments(submission, document)
        document = replace(document, notes=(*document.notes, *_attachment_notes(read, unread)))
        article, _is_new = submit_document(document=document, by=by, reach=submission.reach, claimed_url=claimed)
        _link_article(submission, article)
        for file in read:
            _submit_attachment(submission, file)


def _split_attachments(submission: Submission, document: Document) -> tuple[list[Attachment], list[Attachment]]:
    """Return the attachments that become articles, and the others: too many, too deep, or of another kind."""
    parent = submission.parent
    is_deep = parent is not None and parent.parent_id is not None
    readable = [] if is_deep else [file for file in document.attachments if is_readable(file.name, file.data)]
    read = readable[:MAX_ATTACHMENTS]
    return read, [file for file in document.attachments if file not in read]


def _attachment_notes(read: list[Attachment], unread: list[Attachment]) -> list[SourceNote]:
    groups = {"read_attachments": read, "unread_attachments": unread}
    return [SourceNote(code, len(files), list_names(files)) for code, files in groups.items() if files]


def _submit_attachment(parent: Submission, file: Attachment) -> None:
    """Submit a file that came with another one; it does not count as a submission of the person."""
    line = to_one_line(file.name, length_limit(Submission, "file_name"))
    _create_submission(
        Submission(file_name=line, data=file.data, parent=parent, reach=parent.reach, submitted_by=parent.submitted_by)
    )


@transaction.atomic
def fail_submission(*, submission_id: int, error: str, code: str) -> None:
    """Record why a submission could not be read; a person may try it again."""
    submission = _lock_submission(submission_id)
    if submission.state == State.WAITING:
        _set_failed(submission, error=error, code=code)


def _set_failed(submission: Submission, *, error: str, code: str) -> None:
    submission.state, submission.error_code = State.FAILED, code
    submission.error = cut_to_field(Submission, "error", error)
    submission.save(update_fields=["state", "error", "error_code"])
    _record(SUBMISSION_FAILED, submission, by=None)


@transaction.atomic
def record_fetched_page(*, url: str, by: User, kind: str, document: Document, reach: int = 0) -> Submission:
    """Store an article that the desk found and fetched itself, with its submission.

    A near copy of an article of the last days becomes an outlet of it.
    """
    lock_copies()
    article = collapse_copy(document=document, reach=reach)
    if article is None:
        article, _is_new = submit_document(document=replace(document, kind=kind), by=by, reach=reach)
    submission = Submission(url=canonical_url(url), submitted_by=by, kind=kind, reach=reach)
    submission.save()
    _link_article(submission, article)
    return submission


@transaction.atomic
def record_known_page(*, url: str, article: Article, by: User) -> Submission:
    """Record that a watch found an article, or a copy of one, that the desk has already."""
    submission = Submission(url=canonical_url(url), submitted_by=by)
    submission.save()
    _link_article(submission, record_resubmission(article, by))
    return submission


@transaction.atomic
def record_failed_page(*, url: str, by: User, kind: str, error: str, code: str) -> Submission:
    """Record a page that the desk found and could not fetch; a person may try it again."""
    submission = Submission(url=canonical_url(url), submitted_by=by, kind=kind, state=State.FAILED)
    submission.error, submission.error_code = cut_to_field(Submission, "error", error), code
    submission.save()
    _record(SUBMISSION_FAILED, submission, by=None)
    return submission


# Afterwards --------------------------------------------------------------------------


@transaction.atomic
def retry_submission(*, submission_id: int, by: User) -> Submission:
    """Fetch a submission that failed again."""
    demand(by, "articles.submit")
    get_submission(submission_id, user=by)
    submission = _lock_submission(submission_id)
    if submission.state != State.FAILED:
        raise IllegalMove(gettext("Only a submission that could not be read can be tried again."))
    if submission.file_name and submission.data is None:
        raise IllegalMove(gettext("The file is no longer stored. Submit it again."))
    submission.state, submission.attempts, submission.started = State.WAITING, 0, None
    submission.error = submission.error_code = ""
    submission.save(update_fields=["state", "attempts", "started", "error", "error_code"])
    _record(SUBMISSION_RETRIED, submission, by=by)
    task_wakeups.send_task_after_commit(FETCH_SUBMISSION_TASK, submission.pk)
    return submission


def erase_submitted_files() -> int:
    """Erase the files of failed submissions whose time is up, see `claims.retention`. Returns their number."""
    old = Submission.objects.filter(state=State.FAILED, data__isnull=False, created__lt=expiry_of("submitted_files"))
    return old.update(data=None)
