"""Claims: lists, and one claim with its appearances, lease and verdicts."""

from typing import TYPE_CHECKING, TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, FilteredRelation, OuterRef, Prefetch, Q, QuerySet

from claims.models import Appearance, Attribution, Case, Claim, Lease, Verdict
from claims.refusals import require_found
from claims.selectors.evidence import evidence_prefetch
from claims.selectors.figure_candidates import candidates_subquery
from claims.selectors.outlets import outlets_subquery
from claims.selectors.passage_marks import marks_subquery
from claims.selectors.priority_weights import COLUMN
from claims.selectors.relations import relations_subquery
from claims.selectors.removals import check_not_removed
from claims.selectors.scales import NEWEST_SCALE
from claims.workflow import SUBMITTED_STATUSES

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _Annotations(TypedDict):
        open_lease: Lease | None
        open_lease_id: int | None
        weights: dict[str, float] | None

    class _VerdictAnnotations(TypedDict):
        open_case: Case | None
        open_case_id: int | None
        newest_scale: int | None

    LoadedClaim = WithAnnotations[Claim, _Annotations]
    LoadedVerdict = WithAnnotations[Verdict, _VerdictAnnotations]
else:
    LoadedClaim, LoadedVerdict = Claim, Verdict

MAX_FURTHER_APPEARANCES = 50


def with_appearances(
    claims: QuerySet[Claim], *, text: bool = False, marks: bool = False, figures: bool = False
) -> "QuerySet[Claim, LoadedClaim]":
    """Load claims with their appearances, people, open lease and the weights of their priority."""
    places = Appearance.objects.select_related("article__submitted_by")
    places = places.annotate(copies=outlets_subquery("article")) if marks else places
    places = places if text else places.defer("article__text", "article__positions")
    places = places.annotate(around=marks_subquery()) if marks else places
    places = places.annotate(candidates=candidates_subquery()) if figures else places
    return _with_lease(claims).prefetch_related(
        Prefetch("appearances", places),
        Prefetch("appearances__attributions", Attribution.objects.select_related("source")),
        "appearances__quantities",
    )


def _with_lease(claims: QuerySet[Claim]) -> "QuerySet[Claim, LoadedClaim]":
    open_lease = FilteredRelation("leases", condition=Q(leases__ended__isnull=True))
    leased = claims.annotate(open_lease=open_lease, open_lease_id=F("open_lease"), weights=COLUMN)
    people = (
        "publication",
        "added_by",
        "open_lease__editor",
        "topic",
        "assignee",
        "goes_out_event__actor",
        "duplicate_of",
    )
    return leased.select_related(*people)


def open_lease_of(claim: LoadedClaim) -> Lease | None:
    """Return the lease that nobody has ended, with its editor; it may have run out.

    Django sets the attribute only where there is one.
    """
    return claim.open_lease if claim.open_lease_id else None


def is_claim_unread(claim_id: int) -> bool:
    """Return whether a passage of a claim waits for the reader; raises `NotFound`."""
    return bool(require_found(Claim.objects.filter(pk=claim_id).only("unread").first()).unread)


def list_unread_claim_ids(limit: int = 100) -> list[int]:
    """Return the ids of claims with a passage that waits for the reader, the oldest first."""
    unread = Claim.objects.exclude(unread=[]).exclude(status__in=SUBMITTED_STATUSES)
    return list(unread.order_by("id").values_list("pk", flat=True)[:limit])


def list_claims(*, status: str = "", article_id: int | None = None, text: str = "") -> QuerySet[Claim]:
    """Return claims without related rows, newest first; status, article and words filter them."""
    claims = Claim.objects.order_by("-id")
    if status:
        claims = claims.filter(status=status)
    if article_id:
        claims = claims.filter(appearances__article_id=article_id)
    return claims.filter(Q(text__icontains=text) | Q(statement__icontains=text)) if text else claims


def get_claim(
    claim_id: int, *, text: bool = False, marks: bool = False, figures: bool = False, related: bool = False
) -> LoadedClaim:
    """Return one claim with its appearances, the `text` and `marks` of their articles and `related` claims if asked.

    `figures` loads the official figures that may be about it, see `selectors.figures.list_figures`.

    `duplicate_ids` of it has the claims filed under it, up to `MAX_FURTHER_APPEARANCES`. Raises `NotFound`, and
    `Removed`.
    """
    filed = Claim.objects.filter(duplicate_of=OuterRef("pk")).order_by("-id").values("pk")[:MAX_FURTHER_APPEARANCES]
    rows = Claim.objects.annotate(duplicate_ids=ArraySubquery(filed))
    claims = with_appearances(rows, text=text, marks=marks, figures=figures)
    claims = claims.annotate(related=relations_subquery()) if related else claims
    claim = require_found(claims.filter(pk=claim_id).first())
    check_not_removed(claim.text)
    return claim


def get_claim_row(claim_id: int) -> Claim:
    """Return a claim without related rows; raises `NotFound`."""
    claim = require_found(Claim.objects.filter(pk=claim_id).first())
    check_not_removed(claim.text)
    return claim


def find_draft(claim: Claim) -> Verdict | None:
    """Return the draft of a claim with its evidence, if there is one."""
    return (
        claim.verdicts.filter(submitted__isnull=True)
        .annotate(newest_scale=NEWEST_SCALE)
        .select_related("author")
        .prefetch_related(evidence_prefetch())
        .first()
    )


def list_verdicts(claim: Claim) -> "QuerySet[Verdict, LoadedVerdict]":
    """Return all verdicts of a claim with their evidence and open case, newest first."""
    open_case = FilteredRelation("cases", condition=Q(cases__closed__isnull=True))
    verdicts = claim.verdicts.annotate(open_case=open_case, open_case_id=F("open_case"), newest_scale=NEWEST_SCALE)
    people = ("author", "approved_by", "open_case__holder")
    return verdicts.select_related(*people).prefetch_related(evidence_prefetch()).order_by("-revision")


def open_case_of(verdict: LoadedVerdict) -> Case | None:
    """Return the case in which moderators decide about the verdict, with its holder."""
    return verdict.open_case if verdict.open_case_id else None
