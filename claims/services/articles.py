"""Articles: submitted once, read once per pipeline, in three attempts at most."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Q, Subquery, Sum, Value
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data import NoData, Verb
from claims.event_data.articles import ArticleReach, ArticleRead, ReadingFailed, ReadingStarted
from claims.intake.addresses import canonical_url
from claims.intake.article_text import clean_text, first_line, to_one_line
from claims.intake.document import Document
from claims.intake.turns import add_turns
from claims.models import Appearance, Article, Claim, Event, TextSketch, User
from claims.models.lengths import length_limit
from claims.near_copies import make_sketch
from claims.nlp.parsing.long_tables import find_unread_rows
from claims.nlp.reading import Reading
from claims.nlp.stored_readings import parse_reading
from claims.permissions import demand
from claims.refusals import IllegalMove, require_found
from claims.selectors.articles import startable_readings
from claims.selectors.removals import check_not_removed
from claims.services import task_wakeups
from claims.services.article_checks import check_article_quota, check_kind, check_reach, clean_media_url
from claims.services.article_dates import redate_claims
from claims.services.article_details import lock_article
from claims.services.cases import check_case
from claims.services.events import record_event
from claims.services.lengths import check_lengths, cut_to_field
from claims.services.matches import SUGGEST_TASK
from claims.services.reading_leases import lease_end, send_to_readers
from claims.services.readings import apply_reading, record_reading
from claims.services.resubmissions import confirm_address, record_resubmission
from claims.services.revisits import plan_article_revisits
from claims.source_notes import SourceNote
from claims.verbs.articles import (
    ARTICLE_FAILED,
    ARTICLE_REACH_CHANGED,
    ARTICLE_READ,
    ARTICLE_READING,
    ARTICLE_READING_ACCEPTED,
    ARTICLE_READING_FAILED,
    ARTICLE_REREAD,
    ARTICLE_RETRIED,
    ARTICLE_SUBMITTED,
)

Status = Article.Status
Kind = Article.Kind
ERROR_CHARACTERS = 2_000
"""Characters of an exception's message that are stored; a machine wrote it, so it may be cut."""


def submit_text(
    *,
    text: str,
    by: User,
    title: str = "",
    url: str = "",
    publisher: str = "",
    byline: str = "",
    published: date | None = None,
    kind: str = Kind.NEWS,
    speaker: str = "",
    media_url: str = "",
    reach: int = 0,
) -> tuple[Article, bool]:
    """Submit a pasted text that is said to come from `url`; see `submit_document`. Refuse details that are too long."""
    details = {"title": title, "publisher": publisher, "byline": byline, "speaker": speaker}
    check_lengths(Article, url=url, media_url=media_url, **details)
    check_article_quota(by)
    lines = {name: to_one_line(value, length_limit(Article, name)) for name, value in details.items()}
    cleaned = clean_text(text)
    guesses = () if lines["title"] else ("title",)
    lines["title"] = lines["title"] or first_line(cleaned)
    document = Document(
        lines["title"], cleaned, published=published, publisher=lines["publisher"], byline=lines["byline"], kind=kind,
        speaker=lines["speaker"], media_url=clean_media_url(media_url), guesses=guesses,
    )  # fmt: skip
    return submit_document(document=document, by=by, reach=reach, claimed_url=url)


def submit_document(*, document: Document, by: User, reach: int = 0, claimed_url: str = "") -> tuple[Article, bool]:
    """Return the article with this URL or this text, and whether it is new. A new one is read after commit.

    The URL of the document is the one from which the desk fetched it; `claimed_url` is where somebody says that the
    text comes from. `reach` is roughly how many people have seen the article; an existing article keeps its own.
    """
    demand(by, "articles.submit")
    check_reach(reach)
    check_kind(document.kind)
    claimed_url = canonical_url(claimed_url) if claimed_url else ""
    document = add_turns(document)
    try:
        if existing := _find_existing_article(document):
            return _submit_again(existing, document, by, claimed_url), False
        return _create_article(document, by, reach, claimed_url), True
    except IntegrityError:
        existing = _find_existing_article(document)
        if existing is None:
            raise
        return record_resubmission(existing, by, document, claimed_url), False


@transaction.atomic
def _submit_again(article: Article, document: Document, by: User, claimed_url: str) -> Article:
    """Record who else submitted an article. A text that was pasted before gets the address that it was fetched from."""
    if document.url and article.url is None and not Article.objects.filter(url=document.url).exists():
        article = lock_article(article.pk)
        confirm_address(article, document, by)
    return record_resubmission(article, by, document, claimed_url)


def _find_existing_article(document: Document) -> Article | None:
    same = Q(text_sha256=Article.sha256_of(document.text))
    if document.url:
        same |= Q(url=document.url)
    existing = Article.objects.filter(same).order_by("id").first()
    if existing:
        check_not_removed(existing.text)
    return existing


@transaction.atomic
def _create_article(document: Document, by: User, reach: int, claimed_url: str) -> Article:
    article = Article.objects.create(
        title=document.title or gettext("Untitled"),
        text=document.text,
        text_sha256=Article.sha256_of(document.text),
        url=document.url or None,
        claimed_url=claimed_url,
        publisher=cut_to_field(Article, "publisher", document.publisher),
        byline=cut_to_field(Article, "byline", document.byline),
        published=document.published,
        kind=document.kind,
        speaker=document.speaker,
        media_url=document.media_url,
        positions=[position.to_json() for position in document.positions],
        source_notes=[note.to_json() for note in (*document.notes, *_describe_tables(document.text))],
        reach=reach,
        guesses=[*document.guesses, "language"],
        submitted_by=by,
    )
    if sketch := make_sketch(article.text):
        TextSketch.objects.create(article=article, shingles=sketch)
    plan_article_revisits(article)
    record_event(ARTICLE_SUBMITTED, actor=by, article=article)
    transaction.on_commit(lambda: send_to_readers(article.pk, len(article.text)), robust=True)
    return article


def _describe_tables(text: str) -> list[SourceNote]:
    unread = find_unread_rows(text)
    return [SourceNote("long_table", len(unread))] if unread else []


@transaction.atomic
def set_article_reach(*, article_id: int, reach: int, by: User) -> Article:
    """Set roughly how many people have seen an article. A claim has the reach of all its articles together."""
    demand(by, "articles.set_reach")
    check_reach(reach)
    article = lock_article(article_id)
    if article.reach != reach:
        before, article.reach = article.reach, reach
        article.save(update_fields=["reach"])
        update_reach_of_claims(article)
        data = ArticleReach(before=before, after=reach)
        record_event(ARTICLE_REACH_CHANGED, actor=by, article=article, data=data)
    return article


def update_reach_of_claims(article: Article) -> None:
    """Compute the reach of the claims of an article again."""
    Claim.objects.filter(appearances__article=article).update(reach=_total_reach_subquery())


def _total_reach_subquery() -> Subquery:
    """Return the reach of a claim: the sum over its articles."""
    places = Appearance.objects.filter(claim=OuterRef(OuterRef("pk")))
    articles = Article.objects.filter(pk__in=places.values("article")).order_by()
    return Subquery(articles.values(all=Value(1)).annotate(total=Sum("reach")).values("total"))


@transaction.atomic
def begin_article_reading(*, article_id: int) -> Article | None:
    """Count an attempt before the work starts. Returns None if the article is being read, is read or has failed.

    A worker that dies leaves the article `reading` and no longer renews its lease: after `READ_LEASE_SECONDS` it can
    be started again. After the third attempt the article has failed, and a moderator decides.
    """
    article = lock_article(article_id)
    if not Article.objects.filter(startable_readings(), pk=article_id).exists():
        return None
    if article.attempts >= Article.MAX_ATTEMPTS:
        error = article.error or gettext("The reading was interrupted three times.")
        _stop_reading(article, Status.FAILED, ARTICLE_FAILED, error)
        return None
    article.attempts += 1
    article.status, article.reading_since, article.reading_until = Status.READING, timezone.now(), lease_end()
    article.save(update_fields=["attempts", "status", "reading_since", "reading_until"])
    data = ReadingStarted(attempt=article.attempts)
    record_event(ARTICLE_READING, actor=None, article=article, data=data)
    return article


def _stop_reading(article: Article, status: Status, verb: Verb[ReadingFailed], error: str) -> None:
    article.status, article.error = status, error[:ERROR_CHARACTERS]
    article.save(update_fields=["status", "error"])
    record_event(verb, actor=None, article=article, data=ReadingFailed(error=article.error))


@transaction.atomic
def record_reading_failure(*, article_id: int, error: str, attempt: int | None = None) -> None:
    """Record that a reading failed: it is tried again by the next sweep, until the last attempt.

    An `attempt` that another one has replaced meanwhile fails without a word.
    """
    article = lock_article(article_id)
    if article.status != Status.READING or (attempt and attempt != article.attempts):
        return
    if article.attempts >= Article.MAX_ATTEMPTS:
        _stop_reading(article, Status.FAILED, ARTICLE_FAILED, error)
    else:
        _stop_reading(article, Status.RECEIVED, ARTICLE_READING_FAILED, error)


@transaction.atomic
def store_reading(*, article_id: int, facts: Reading, version: int | None = None) -> bool:
    """Store a reading, and create the claims of the first one. Returns False if this pipeline has read the text before.

    A reading by another pipeline than that of the article's claims changes nothing until an editor accepts it, but the
    dates of claims after an edit of the day. A reading of an older `version` of the details is dropped.
    """
    article = lock_article(article_id)
    if version not in (None, article.version):
        return False
    new = record_reading(article, facts)
    if not new and article.status == Status.READ:
        return False
    article.status, article.error = Status.READ, ""
    article.save(update_fields=["status", "error"])
    redated = redate_claims(article, facts) if article.is_redating else 0
    if not article.pipeline:
        apply_reading(article, facts)
    data = ArticleRead(pipeline=facts.pipeline, claims=len(facts.claims), redated=redated)
    record_event(ARTICLE_READ, actor=None, article=article, data=data)
    task_wakeups.send_task_after_commit(SUGGEST_TASK)
    return new


@transaction.atomic
def retry_article(*, article_id: int, moderator: User) -> Article:
    """Give a failed article three more attempts."""
    demand(moderator, "articles.retry")
    article = lock_article(article_id)
    if article.status != Status.FAILED:
        raise IllegalMove(gettext("Only an article that could not be read can be retried."))
    check_case(moderator, article=article)
    return _restart_reading(article, ARTICLE_RETRIED, moderator)


@transaction.atomic
def reread_article(*, article_id: int, editor: User) -> Article:
    """Read an article again with the current pipeline. Its claims do not change until an editor accepts the reading."""
    demand(editor, "articles.reread")
    article = lock_article(article_id)
    if article.status != Status.READ:
        raise IllegalMove(gettext("Only an article that has been read can be read again."))
    return _restart_reading(article, ARTICLE_REREAD, editor)


@transaction.atomic
def accept_reading(*, article_id: int, reading_id: int, editor: User) -> Event:
    """Replace the claims of an article by those of a newer reading. Claims that editors have worked on stay."""
    demand(editor, "articles.reread")
    article = lock_article(article_id)
    reading = require_found(article.readings.filter(pk=reading_id, text_sha256=article.text_sha256).first())
    if reading.pipeline == article.pipeline and reading.article_version <= article.claims_version:
        raise IllegalMove(gettext("This reading has been accepted already."))
    facts = parse_reading(reading.facts)
    article.claims_version = article.version
    apply_reading(article, facts)
    data = ArticleRead(pipeline=facts.pipeline, claims=len(facts.claims))
    task_wakeups.send_task_after_commit(SUGGEST_TASK)
    return record_event(ARTICLE_READING_ACCEPTED, actor=editor, article=article, data=data)


def _restart_reading(article: Article, verb: Verb[NoData], by: User) -> Article:
    article.status, article.attempts, article.reading_since = Status.RECEIVED, 0, None
    article.save(update_fields=["status", "attempts", "reading_since"])
    record_event(verb, actor=by, article=article)
    transaction.on_commit(lambda: send_to_readers(article.pk, len(article.text)), robust=True)
    return article
