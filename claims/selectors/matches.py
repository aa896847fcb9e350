"""Reading matches: what may have been checked already, beside a claim, and which claims have yet to be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from claims.models import Appearance, Claim, Match, Quantity
from claims.models.claim import UNMATCHED
from claims.nlp import get_language
from claims.nlp.quantities import Bounded, find_different_quantities, find_quantities
from claims.refusals import require_found
from claims.selectors import reviews
from claims.selectors.reading_json import first_appearance

BEST = 5
LEAST = 0.2
"""The score below which a review hardly ever is about the same."""

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Difference:
    """A number of the claim, and the one that the review has in its place."""

    here: Bounded
    there: Bounded


def nearest(claim: Claim) -> list[reviews.Hit]:
    """The reviews that may be about the same, best first, `BEST` at most; its own verdict is none of them."""
    hits = reviews.like(claim.text, limit=BEST + 1)
    others = [hit for hit in hits if hit.score >= LEAST and hit.review.claim_id != claim.pk]
    return others[:BEST]


def unmatched(limit: int = 200) -> list[int]:
    """Ids of claims worth checking that nobody has compared yet with what is checked, oldest first."""
    return list(Claim.objects.filter(UNMATCHED).order_by("id").values_list("pk", flat=True)[:limit])


def of_claim(claim: Claim) -> QuerySet[Match]:
    """What is suggested and judged, best first, without verdicts of ours that are withdrawn.

    Each match holds this very claim, so that `differences` asks nothing more if it came with its numbers.
    """
    found = claim.matches.filter(review__withdrawn=False)
    return found.select_related("review", "by").order_by("-score", "id")


def shown(claim: Claim) -> list[Match]:
    """Those for the claim's page, the best `SHOWN` at most."""
    return list(of_claim(claim)[:SHOWN])


def detail(match_id: int) -> Match:
    """One match with what `differences` needs; refuses with `NotFound`."""
    places = Prefetch("claim__appearances", Appearance.objects.defer("article__text"))
    found = Match.objects.select_related("claim", "review", "by").prefetch_related(
        places, "claim__appearances__quantities"
    )
    return require_found(found.filter(pk=match_id).first())


def differences(match: Match) -> list[Difference]:
    """The numbers that the two claims do not have in common: where there are any, they may not be one claim."""
    text = match.review.claim_text
    grammar = get_language().quantities
    theirs = find_quantities(text, 0, len(text), grammar)
    pairs = find_different_quantities(_numbers(match.claim), theirs, grammar)
    return [Difference(here, there) for here, there in pairs]


def _numbers(claim: Claim) -> Sequence[Bounded]:
    """As the reader or an editor has them; those of its words where nobody has read it."""
    read: list[Quantity] = list(first_appearance(claim).quantities.all())
    return read or find_quantities(claim.text, 0, len(claim.text), get_language().quantities)
