"""Claims: lists, and one claim with its appearances, lease and verdicts."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet

from claims.bounds import LARGEST_BIGINT
from claims.models import Appearance, Attribution, Case, Claim, Lease, Quantity, Verdict
from claims.refusals import require_found
from claims.selectors.evidence import EVIDENCE, evidence_prefetch
from claims.selectors.figure_candidates import candidates_subquery
from claims.selectors.outlets import outlets_subquery
from claims.selectors.passage_marks import marks_subquery
from claims.selectors.prepared import IsOneOf
from claims.selectors.prepared_rows import ID, IDS, PreparedRows, attach_rows
from claims.selectors.priority_weights import COLUMN
from claims.selectors.relations import relations_subquery
from claims.selectors.removals import check_not_removed
from claims.selectors.scales import NEWEST_SCALE
from claims.selectors.translations import translations_subquery
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


ATTRIBUTIONS = PreparedRows(lambda: Attribution.objects.filter(IsOneOf("appearance_id", IDS)).select_related("source"))
QUANTITIES = PreparedRows(lambda: Quantity.objects.filter(IsOneOf("appearance_id", IDS)))
"""The source chains and the numbers of appearances."""

_ROW_PLACES = PreparedRows(
    lambda: (
        Appearance.objects.filter(IsOneOf("claim_id", IDS))
        .select_related("article")
        .only("claim", "assertion", "article__title")
    )
)


@cache
def _prepare_places(*, text: bool, marks: bool, figures: bool) -> PreparedRows[Appearance]:
    """Return the appearances of claims with their articles and the people who submitted them."""
    places = Appearance.objects.filter(IsOneOf("claim_id", IDS)).select_related("article__submitted_by")
    places = places.annotate(copies=outlets_subquery("article")) if marks else places
    places = places if text else places.defer("article__text", "article__positions")
    places = places.annotate(around=marks_subquery()) if marks else places
    return PreparedRows(lambda: places.annotate(candidates=candidates_subquery()) if figures else places)


def attach_readings(places: Sequence[Appearance]) -> None:
    """Load the source chains and the numbers of appearances: two queries."""
    attach_rows(places, "attributions", ATTRIBUTIONS)
    attach_rows(places, "quantities", QUANTITIES)


def with_row_facts(claims: QuerySet[Claim]) -> "QuerySet[Claim, LoadedClaim]":
    """Load what a row of a list shows of claims themselves: topic, editor and the weights of the priority."""
    return claims.annotate(weights=COLUMN).select_related("topic", "assignee")  # type: ignore[return-value]  # a row needs no lease


def attach_row_places(claims: Sequence[Claim]) -> None:
    """Load what a row of a list shows of the places where claims appear: three queries."""
    attach_readings(attach_rows(claims, "appearances", _ROW_PLACES))


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
    claim = require_found(_prepare_claim(related=related).find(min(claim_id, LARGEST_BIGINT)))
    check_not_removed(claim.text)
    attach_readings(attach_rows([claim], "appearances", _prepare_places(text=text, marks=marks, figures=figures)))
    return claim


@cache
def _prepare_claim(*, related: bool) -> "PreparedRows[LoadedClaim]":
    filed = Claim.objects.filter(duplicate_of=OuterRef("pk")).order_by("-id").values("pk")[:MAX_FURTHER_APPEARANCES]
    claims = _with_lease(Claim.objects.filter(pk=ID).annotate(duplicate_ids=ArraySubquery(filed)))
    beside = {"related": relations_subquery(), "translated": translations_subquery()} if related else {}
    return PreparedRows(lambda: claims.annotate(**beside))


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
    return _with_case(claim.verdicts.all()).prefetch_related(evidence_prefetch())


def load_verdicts(claim: Claim) -> "list[LoadedVerdict]":
    """Return what `list_verdicts` lists, for pages."""
    verdicts = _VERDICTS.fetch(claim.pk)
    attach_rows(verdicts, "evidence", EVIDENCE)
    for verdict in verdicts:
        verdict.claim = claim
    return verdicts


def _with_case(verdicts: QuerySet[Verdict]) -> "QuerySet[Verdict, LoadedVerdict]":
    open_case = FilteredRelation("cases", condition=Q(cases__closed__isnull=True))
    verdicts = verdicts.annotate(open_case=open_case, open_case_id=F("open_case"), newest_scale=NEWEST_SCALE)
    people = ("author", "approved_by", "open_case__holder")
    return verdicts.select_related(*people).order_by("-revision")


_VERDICTS = PreparedRows(lambda: _with_case(Verdict.objects.filter(claim=ID)))


def open_case_of(verdict: LoadedVerdict) -> Case | None:
    """Return the case in which moderators decide about the verdict, with its holder."""
    return verdict.open_case if verdict.open_case_id else None
