"""Pages that are visited again: what is due, the passages taken from a page, its versions, and the open changes."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from claims.models import Article, Claim, Evidence, Publication, QuoteCheck, Revisit, Snapshot, Verdict
from claims.page_changes import PASSAGE_LABELS, Passage
from claims.refusals import require_found
from claims.selectors.articles import LONG_FIELDS, exclude_minor
from claims.selectors.watches import MAX_DUE_SITES, busy_site
from claims.workflow import Status

MAX_PASSAGES = 500
MAX_VERSIONS = 20
STANDING_QUOTES = (QuoteCheck.State.VERBATIM, QuoteCheck.State.GAPS)
"""Quotes that the desk has seen in the page."""


def list_revisits() -> QuerySet[Revisit]:
    """Return revisits with their article, without its text, newest first."""
    rows = Revisit.objects.select_related("article").order_by("-id")
    return rows.defer(*(f"article__{name}" for name in LONG_FIELDS))


def get_revisit(revisit_id: int) -> Revisit:
    """Return a revisit with its article; raises `NotFound`."""
    return require_found(list_revisits().filter(pk=revisit_id).first())


def find_evidence_revisit(snapshot: Snapshot) -> Revisit | None:
    """Return the revisit of the page of evidence."""
    return Revisit.objects.filter(url=snapshot.url, article__isnull=True).first()


def _texts_of(revisit: Revisit) -> QuerySet[Snapshot]:
    """Return the later texts of an article, or all copies of a page of evidence."""
    copies = Snapshot.objects.filter(url=revisit.url, state=Snapshot.State.STORED, revisit__article__isnull=True)
    return (revisit.versions.all() if revisit.article_id else copies).order_by("-id")


def list_versions(revisit: Revisit) -> list[Snapshot]:
    """Return the later texts of an article, or all copies of a page of evidence, newest first, to `MAX_VERSIONS`."""
    return list(_texts_of(revisit)[:MAX_VERSIONS])


def get_version(revisit: Revisit, version_id: int) -> Snapshot:
    """Return a later text of an article, or a copy of a page of evidence; raises `NotFound`."""
    return require_found(_texts_of(revisit).filter(pk=version_id).first())


def find_base_snapshot(revisit: Revisit) -> Snapshot | None:
    """Return the copy of a page of evidence that people asked for last; None for an article, which has its text."""
    rows = Snapshot.objects.filter(url=revisit.url, state=Snapshot.State.STORED, revisit__isnull=True)
    return None if revisit.article_id else rows.order_by("-id").first()


def find_newest_version(revisit: Revisit) -> Snapshot | None:
    """Return the newest text of a page; None for an article that has not changed."""
    return _texts_of(revisit).first()


# Passages ----------------------------------------------------------------------------


def list_passages(revisit: Revisit) -> list[Passage]:
    """Return what the desk has taken from a page: the claims of an article, or the quotes of evidence."""
    return _claims_of(revisit.article) if revisit.article else _quotes_of(revisit.url)


def _claims_of(article: Article) -> list[Passage]:
    """Return the claims of an article that stand, without minor ones."""
    places = exclude_minor(article.appearances.order_by("id")).exclude(claim__status=Status.DISMISSED)
    columns = ("claim_id", "start", "end", "sentence_start", "sentence_end", "claim__publication_id")
    return [
        Passage(claim, article.text[start:end], article.text[first:last], is_public=publication is not None)
        for claim, start, end, first, last, publication in places.values_list(*columns)[:MAX_PASSAGES]
    ]


def _quotes_of(url: str) -> list[Passage]:
    """Return the evidence of drafts and newest verdicts from a page. A quote that was not found is no passage."""
    newer = Verdict.objects.filter(
        claim=OuterRef("verdict__claim"), submitted__isnull=False, revision__gt=OuterRef("verdict__revision")
    )
    items = Evidence.objects.filter(snapshot__url=url).exclude(Exists(newer))
    items = items.filter(Q(quote="") | Q(quote_check__state__in=STANDING_QUOTES, quote_check__snapshot__isnull=False))
    is_public = Exists(Publication.objects.filter(current_of=OuterRef("verdict__claim"), verdict=OuterRef("verdict")))
    rows = items.annotate(is_public=is_public, claim=F("verdict__claim")).order_by("id")
    columns = ("claim", "quote", "pk", "is_public")
    return [
        Passage(claim, quote, evidence=pk, is_public=public)
        for claim, quote, pk, public in rows.values_list(*columns)[:MAX_PASSAGES]
    ]


def list_touched_claims(revisit: Revisit) -> list[tuple[Claim, str]]:
    """Return the claims that a change touches, each with a sentence on its passage; published ones first."""
    findings = {passage.claim: str(PASSAGE_LABELS[passage.finding]) for passage in revisit.passages}
    claims = Claim.objects.filter(pk__in=list(findings)).select_related("publication")
    rows = claims.order_by(F("publication").desc(nulls_last=True), "id")[:MAX_PASSAGES]
    return [(claim, findings[claim.pk]) for claim in rows]


# Work --------------------------------------------------------------------------------


def due_revisits() -> QuerySet[Revisit]:
    """Return the pages that are to be visited now."""
    return Revisit.objects.filter(due__lte=timezone.now())


def list_due_revisit_ids() -> list[int]:
    """Return the page of each free site that has been due for the longest time."""
    rows = due_revisits().exclude(busy_site()).order_by("origin", "due", "id").distinct("origin")
    return [pk for _due, pk in sorted(rows.values_list("due", "pk")[:MAX_DUE_SITES])]
