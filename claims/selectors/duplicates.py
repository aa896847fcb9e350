"""Duplicates: what a claim may be a duplicate of, and where else a claim with a verdict was said."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from claims.models import Appearance, Claim, Match
from claims.nlp import get_language
from claims.nlp.quantities import Bounded, find_different_quantities
from claims.publication_page import PublicationPage
from claims.selectors.claims import MAX_FURTHER_APPEARANCES, list_claims
from claims.selectors.prepared import IsOneOf
from claims.selectors.prepared_rows import IDS, PreparedRows
from claims.workflow import Status

MAX_CANDIDATES = 8
ID_DIGITS = 18


@dataclass(frozen=True, slots=True)
class FurtherAppearance:
    """An article in which a duplicate of a claim appears, with the numbers that differ from those of the claim."""

    claim_id: int
    place: Appearance
    different_numbers: list[Bounded]


def list_originals(claim: Claim, query: str = "") -> list[Claim]:
    """Return claims that this one may be a duplicate of: by id or words, or else those of its suggested matches.

    Undecided and dismissed claims are left out, as are duplicates.
    """
    words = query.strip()
    if not words:
        return _suggested_originals(claim)
    number = words.removeprefix("#")
    if number.isascii() and number.isdigit():
        return list(_possible(Claim.objects.filter(pk=int(number[:ID_DIGITS])), claim))
    return list(_possible(list_claims(text=words), claim)[:MAX_CANDIDATES])


def _possible(claims: QuerySet[Claim], claim: Claim) -> QuerySet[Claim]:
    taken = claims.exclude(status__in=[Status.DETECTED, Status.DISMISSED]).exclude(pk=claim.pk)
    return taken.select_related("publication")


def _suggested_originals(claim: Claim) -> list[Claim]:
    matches = claim.matches.exclude(state=Match.State.REJECTED).filter(
        fact_check__claim__isnull=False, fact_check__withdrawn=False
    )
    rows = matches.select_related("fact_check__claim__publication").order_by("-score", "id")[:MAX_CANDIDATES]
    return [match.fact_check.claim for match in rows if match.fact_check.claim]


def list_best_suggestions(claims: Sequence[Claim]) -> dict[int, Match]:
    """Return for each undecided claim the best fact-check that is suggested, by the id of the claim: one query."""
    undecided = [claim.pk for claim in claims if claim.status in (Status.DETECTED, Status.QUEUED)]
    if not undecided:
        return {}
    return {match.claim_id: match for match in _BEST_SUGGESTIONS.fetch(undecided)}


_BEST_SUGGESTIONS = PreparedRows(
    lambda: (
        Match.objects.filter(IsOneOf("claim_id", IDS), fact_check__withdrawn=False)
        .exclude(state=Match.State.REJECTED)
        .select_related("fact_check")
        .order_by("claim_id", "-score", "id")
        .distinct("claim_id")
    )
)


def count_duplicates(claim: Claim) -> int:
    """Count the claims that are filed under one from `get_claim`, up to `MAX_FURTHER_APPEARANCES`."""
    return len(claim.duplicate_ids)  # type: ignore[attr-defined]


def list_further_appearances(claim_id: int, page: PublicationPage) -> list[FurtherAppearance]:
    """Return where duplicates of a claim appear, oldest first, but for articles that are on its page already.

    Only articles that the desk has found at their address are listed, since nobody else has looked at the others.
    """
    places = Appearance.objects.filter(claim__duplicate_of=claim_id, article__url__isnull=False)
    places = places.exclude(article__url__in=[place.article.url for place in page.appearances])
    places = (
        places.select_related("article").defer("article__text", "article__positions").prefetch_related("quantities")
    )
    rows = places.order_by("article__published", "id")[:MAX_FURTHER_APPEARANCES]
    ours = [number for place in page.appearances[:1] for number in place.quantities]
    return [FurtherAppearance(place.claim_id, place, _different_numbers(place, ours)) for place in rows]


def _different_numbers(place: Appearance, ours: Sequence[Bounded]) -> list[Bounded]:
    pairs = find_different_quantities(list(place.quantities.all()), ours, get_language().quantities)
    return [theirs for theirs, _ in pairs]
