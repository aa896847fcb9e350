"""Articles: lists whose cost does not grow with the table, and one article with its claims."""

from datetime import timedelta
from functools import cache

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Length, Now

from claims.bounds import LARGEST_BIGINT
from claims.models import Appearance, Article, Attribution, Claim, Event, Reading, User
from claims.models.claim import CLAIMS_TO_TRIAGE
from claims.nlp import pipeline_name
from claims.permissions import allows
from claims.refusals import NotFound
from claims.removal_reasons import REMOVED_TEXT
from claims.selectors.claims import attach_readings
from claims.selectors.outlets import outlets_subquery
from claims.selectors.prepared import IsOneOf
from claims.selectors.prepared_rows import ID, IDS, PreparedRows
from claims.selectors.removals import check_not_removed
from claims.workflow import Status as ClaimStatus

Status = Article.Status
COUNT_CAP = 20_000
LONG_FIELDS = ("text", "positions", "notes", "source_notes")
"""What lists of other things do not load of an article."""
MAX_TRIAGE_CLAIMS = 1_000


def list_articles(*, user: User | None = None, status: str = "") -> QuerySet[Article]:
    """Return articles without their texts, newest first; `user` and `status` filter them."""
    articles = Article.objects.defer("text", "positions").select_related("submitted_by").order_by("-id")
    if user:
        articles = articles.filter(submitted_by=user)
    return articles.filter(status=status) if status else articles


def get_article(article_id: int, *, user: User | None = None, text: bool = True) -> Article:
    """Return an article that this person may see; raises `NotFound`, and `Removed`. It is cheaper without `text`."""
    article = _prepare_article(text=text).find(min(article_id, LARGEST_BIGINT))
    if article is None or (user and not _may_see(article, user)):
        raise NotFound
    if article.title == REMOVED_TEXT:  # the text may not be loaded
        check_not_removed(article.text)
    return article


@cache
def _prepare_article(*, text: bool) -> PreparedRows[Article]:
    articles = Article.objects.filter(pk=ID).select_related("submitted_by", "revisit")
    articles = articles.annotate(copies=outlets_subquery("pk"))
    return PreparedRows(lambda: articles if text else articles.defer("text", "positions"))


def _may_see(article: Article, user: User) -> bool:
    """Return whether a person may see an article: editors see all, others those that they have submitted too."""
    if allows(user, "claims.see") or article.submitted_by_id == user.pk:
        return True
    return article.events.filter(actor=user).exists()


def is_own_claim(claim: Claim, user: User) -> bool:
    """Return whether a person may appeal for a claim: editors for all, others for claims of articles they submitted."""
    if allows(user, "claims.see"):
        return True
    submissions = Event.objects.filter(article=OuterRef("article"), actor=user)
    return claim.appearances.filter(Q(article__submitted_by=user) | Exists(submissions)).exists()


def count_claims_by_status(articles: list[Article]) -> dict[int, dict[str, int]]:
    """Count the claims of each article by status, without minor ones: one query.

    At most `COUNT_CAP` claims are counted over all articles.
    """
    places = exclude_minor(Appearance.objects.filter(article__in=articles)).order_by()
    rows = Appearance.objects.filter(pk__in=places.values("pk")[:COUNT_CAP]).order_by()
    counts: dict[int, dict[str, int]] = {}
    for article_id, status, number in rows.values_list("article_id", "claim__status").annotate(Count("id")):
        counts.setdefault(article_id, {})[status] = number
    return counts


def list_appearances(article: Article) -> QuerySet[Appearance]:
    """Return the claims of an article in the order of the text, with source chains and quantities: three queries."""
    chains = Prefetch("attributions", Attribution.objects.select_related("source"))
    places = article.appearances.select_related(*CARD_RELATIONS)
    return places.prefetch_related(chains, "quantities").order_by("start", "-end", "id")


CARD_RELATIONS = ("claim__added_by", "claim__publication", "claim__topic", "claim__assignee")
_CARD_PLACES = PreparedRows(lambda: Appearance.objects.filter(IsOneOf("pk", IDS)).select_related(*CARD_RELATIONS))


def load_appearances(article: Article, ids: list[int]) -> list[Appearance]:
    """Return these appearances in an article in their order, with the same details as `list_appearances`."""
    rows = {row.pk: row for row in _CARD_PLACES.fetch(ids) if row.article_id == article.pk}
    for row in rows.values():
        row.article = article
    attach_readings([*rows.values()])
    return [rows[pk] for pk in ids if pk in rows]


def exclude_minor(places: QuerySet[Appearance]) -> QuerySet[Appearance]:
    """Leave out undecided claims that cannot be checked or have a low check-worthiness."""
    minor = Q(claim__checkable=False) | Q(claim__checkworthiness__lt=Claim.MINOR_CHECKWORTHINESS)
    return places.exclude(minor, claim__status=ClaimStatus.DETECTED)


def count_undecided(article: Article) -> int:
    """Count the claims of an article that wait for triage, without minor ones, up to `COUNT_CAP`."""
    detected = exclude_minor(article.appearances.order_by()).filter(claim__status=ClaimStatus.DETECTED)
    return detected[:COUNT_CAP].count()


def list_articles_to_triage(*, user: User | None = None) -> QuerySet[Article]:
    """Return the articles of the newest `MAX_TRIAGE_CLAIMS` claims that wait for triage, newest first."""
    newest = Claim.objects.filter(CLAIMS_TO_TRIAGE).order_by("-id").values("pk")[:MAX_TRIAGE_CLAIMS]
    places = Appearance.objects.filter(claim__in=newest).values("article")
    return list_articles(user=user).filter(pk__in=places)


def find_next_untriaged_article(article: Article | None = None) -> Article | None:
    """Return another article with claims to triage, the one with the newest such claim; minor claims do not count.

    Looks at the newest `MAX_TRIAGE_CLAIMS` undecided claims.
    """
    newest = Claim.objects.filter(CLAIMS_TO_TRIAGE).order_by("-id").values("pk")[:MAX_TRIAGE_CLAIMS]
    places = Appearance.objects.filter(claim__in=newest).exclude(article=article)
    place = places.select_related("article").only("article__title", "claim_id").order_by("-claim_id").first()
    return place.article if place else None


def is_reading_outdated(article: Article) -> bool:
    """Return whether an article was read by an older pipeline, so that reading it again may find more."""
    return article.status == Status.READ and article.pipeline != pipeline_name()


def find_newer_reading(article: Article) -> Reading | None:
    """Return the reading of the current pipeline that waits for an editor to accept it; None if there is none."""
    if article.claims_version == article.version and not is_reading_outdated(article):
        return None
    readings = article.readings.filter(pipeline=pipeline_name(), text_sha256=article.text_sha256)
    known = Q(pipeline=article.pipeline, article_version__lte=article.claims_version)
    return readings.exclude(known).order_by("-article_version").first()


def startable_readings() -> Q:
    """Return the condition of articles that no worker reads: they wait, or the worker has stopped to renew its lease.

    The clock is that of the database. A lease that ends later than a lease can was written before the clock was set
    back: it is not believed.
    """
    latest = Now() + timedelta(seconds=settings.READ_LEASE_SECONDS)
    held = Q(reading_until__gt=Now(), reading_until__lte=latest)
    return Q(status=Status.RECEIVED) | Q(status=Status.READING) & ~held


def list_unread_articles(limit: int = 50) -> list[tuple[int, int]]:
    """Return the ids and lengths of articles that wait to be read or whose reading was interrupted.

    Those with fewer attempts come first, so that a text that no worker survives does not hold up the others.
    """
    waiting = Article.objects.filter(startable_readings(), status__in=[Status.RECEIVED, Status.READING])
    return list(waiting.order_by("attempts", "id").values_list("pk", Length("text"))[:limit])
