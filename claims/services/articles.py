"""Articles: taken in once, read once per pipeline, three attempts at most."""

from dataclasses import replace
from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Q, Subquery, Sum, Value
from django.utils import timezone

from claims import permissions, verbs
from claims.event_data import NoData
from claims.event_data.claims import ArticleReach, ArticleRead, ReadingFailed, ReadingStarted
from claims.intake import fetching
from claims.intake.addresses import canonical
from claims.intake.documents import Document, from_file
from claims.intake.text import clean, headline, one_line
from claims.models import Appearance, Article, Claim, User
from claims.models.lengths import length_limit
from claims.nlp.reading import Reading as Facts
from claims.refusals import BadValue, IllegalMove, require_found
from claims.services import events, readings, wake
from claims.services.cases import check_case
from claims.services.lengths import check_lengths, cut_to_field
from claims.services.matches import MATCH

READ = "claims.tasks.read_article"
Status = Article.Status
ERROR_CHARACTERS = 2_000
"""What is kept of the message of an exception; a machine wrote it, so it may be cut."""


def submit_text(
    *,
    text: str,
    by: User,
    title: str = "",
    url: str = "",
    publisher: str = "",
    byline: str = "",
    published: date | None = None,
    reach: int = 0,
) -> tuple[Article, bool]:
    """Submit a pasted text; see `submit`. A title, publisher or byline that is too long is refused, not cut."""
    given = {"title": title, "publisher": publisher, "byline": byline}
    check_lengths(Article, url=url, **given)
    lines = {name: one_line(value, length_limit(Article, name)) for name, value in given.items()}
    cleaned = clean(text)
    lines["title"] = lines["title"] or headline(cleaned)
    document = Document(text=cleaned, url=canonical(url) if url else "", published=published, **lines)
    return submit(document=document, by=by, reach=reach)


def submit_file(*, name: str, data: bytes, by: User, url: str = "", reach: int = 0) -> tuple[Article, bool]:
    """Submit a file of one of the kinds in `intake.documents.KINDS`; see `submit`."""
    document = from_file(name, data)
    return submit(document=replace(document, url=canonical(url)) if url else document, by=by, reach=reach)


def submit_url(*, url: str, by: User, reach: int = 0) -> tuple[Article, bool]:
    """Fetch a public page and take its text in; see `submit`. No transaction is open while it is fetched."""
    permissions.demand(by, "articles.submit")
    known = Article.objects.filter(url=canonical(url)).first()
    return (_again(known, by), False) if known else submit(document=fetching.article(url), by=by, reach=reach)


def submit(*, document: Document, by: User, reach: int = 0) -> tuple[Article, bool]:
    """The article with this address or this text, and whether it is new. Its reading starts after commit.

    `reach` is about how many people have seen it; an article that is there already keeps its own.
    """
    permissions.demand(by, "articles.submit")
    _check_reach(reach)
    try:
        known = _known(document)
        return (_again(known, by), False) if known else (_create(document, by, reach), True)
    except IntegrityError:
        known = _known(document)
        if known is None:
            raise
        return _again(known, by), False


def _again(article: Article, by: User) -> Article:
    """Remember who else handed it in: they may see it too."""
    if article.submitted_by_id != by.pk:
        events.record(verbs.ARTICLE_SUBMITTED_AGAIN, actor=by, article=article)
    return article


def _known(document: Document) -> Article | None:
    same = Q(text_sha256=Article.sha256_of(document.text))
    if document.url:
        same |= Q(url=document.url)
    return Article.objects.filter(same).order_by("id").first()


@transaction.atomic
def _create(document: Document, by: User, reach: int) -> Article:
    article = Article.objects.create(
        title=document.title or "Untitled",
        text=document.text,
        text_sha256=Article.sha256_of(document.text),
        url=document.url or None,
        publisher=cut_to_field(Article, "publisher", document.publisher),
        byline=cut_to_field(Article, "byline", document.byline),
        published=document.published,
        reach=reach,
        submitted_by=by,
    )
    events.record(verbs.ARTICLE_SUBMITTED, actor=by, article=article)
    wake.after_commit(READ, article.pk)
    return article


def _check_reach(reach: int) -> None:
    if not 0 <= reach <= Article.MAX_REACH:
        raise BadValue("Reach is a number of people: at least 0, and no more than there are.", field="reach")


@transaction.atomic
def set_reach(*, article_id: int, reach: int, by: User) -> Article:
    """Say about how many people have seen an article; its claims have the reach of all articles they stand in."""
    permissions.demand(by, "articles.reach")
    _check_reach(reach)
    article = _locked(article_id)
    if article.reach != reach:
        before, article.reach = article.reach, reach
        article.save(update_fields=["reach"])
        Claim.objects.filter(appearances__article=article).update(reach=_seen_by())
        data = ArticleReach(before=before, after=reach)
        events.record(verbs.ARTICLE_REACH_CHANGED, actor=by, article=article, data=data)
    return article


def _seen_by() -> Subquery:
    """The reach of a claim: that of its articles together."""
    places = Appearance.objects.filter(claim=OuterRef(OuterRef("pk")))
    articles = Article.objects.filter(pk__in=places.values("article")).order_by()
    return Subquery(articles.values(all=Value(1)).annotate(total=Sum("reach")).values("total"))


def _locked(article_id: int) -> Article:
    return require_found(Article.objects.select_for_update(no_key=True).filter(pk=article_id).first())


@transaction.atomic
def begin_reading(*, article_id: int) -> Article | None:
    """Count an attempt before the work starts; None when somebody else reads it, or it is read or failed.

    A worker that died leaves the article `reading`: after `READ_LEASE_SECONDS` it may be
    begun again, and after the third attempt it is failed, where moderators see it.
    """
    article = _locked(article_id)
    if article.status not in (Status.RECEIVED, Status.READING) or _is_being_read(article):
        return None
    if article.attempts >= Article.MAX_ATTEMPTS:
        error = article.error or "The reader died three times over this text."
        _stopped(article, Status.FAILED, verbs.ARTICLE_FAILED, error)
        return None
    article.attempts += 1
    article.status, article.reading_since = Status.READING, timezone.now()
    article.save(update_fields=["attempts", "status", "reading_since"])
    data = ReadingStarted(attempt=article.attempts)
    events.record(verbs.ARTICLE_READING, actor=None, article=article, data=data)
    return article


def _is_being_read(article: Article) -> bool:
    lease = timedelta(seconds=settings.READ_LEASE_SECONDS)
    since = article.reading_since
    return article.status == Status.READING and since is not None and timezone.now() < since + lease


def _stopped(article: Article, status: Status, verb: verbs.Verb[ReadingFailed], error: str) -> None:
    article.status, article.error = status, error[:ERROR_CHARACTERS]
    article.save(update_fields=["status", "error"])
    events.record(verb, actor=None, article=article, data=ReadingFailed(error=article.error))


@transaction.atomic
def reading_failed(*, article_id: int, error: str) -> None:
    """The reader raised: wait for the next sweep, or give up after the last attempt."""
    article = _locked(article_id)
    if article.status != Status.READING:
        return
    if article.attempts >= Article.MAX_ATTEMPTS:
        _stopped(article, Status.FAILED, verbs.ARTICLE_FAILED, error)
    else:
        _stopped(article, Status.RECEIVED, verbs.ARTICLE_READING_FAILED, error)


@transaction.atomic
def store_reading(*, article_id: int, facts: Facts) -> bool:
    """Keep a reading and make its claims; False when this pipeline's reading of this text is there already."""
    article = _locked(article_id)
    new = readings.store(article, facts)
    if not new and article.status == Status.READ:
        return False
    article.status, article.error, article.pipeline = Status.READ, "", facts.pipeline
    article.language, article.notes = facts.language, list(facts.notes)
    article.save(update_fields=["status", "error", "pipeline", "language", "notes"])
    data = ArticleRead(pipeline=facts.pipeline, claims=len(facts.claims))
    events.record(verbs.ARTICLE_READ, actor=None, article=article, data=data)
    wake.after_commit(MATCH)
    return new


@transaction.atomic
def retry(*, article_id: int, moderator: User) -> Article:
    """Give a failed article three new attempts."""
    permissions.demand(moderator, "articles.retry")
    article = _locked(article_id)
    if article.status != Status.FAILED:
        raise IllegalMove("Only an article that could not be read can be tried again.")
    check_case(moderator, article=article)
    return _begin_anew(article, verbs.ARTICLE_RETRIED, moderator)


@transaction.atomic
def reread(*, article_id: int, editor: User) -> Article:
    """Have an article read again with the pipeline of today; what editors have touched stays as it is."""
    permissions.demand(editor, "articles.reread")
    article = _locked(article_id)
    if article.status != Status.READ:
        raise IllegalMove("Only an article that has been read can be read again.")
    return _begin_anew(article, verbs.ARTICLE_REREAD, editor)


def _begin_anew(article: Article, verb: verbs.Verb[NoData], by: User) -> Article:
    article.status, article.attempts, article.reading_since = Status.RECEIVED, 0, None
    article.save(update_fields=["status", "attempts", "reading_since"])
    events.record(verb, actor=by, article=article)
    wake.after_commit(READ, article.pk)
    return article
