"""Reading matches: what may have been checked already, beside a claim, and which claims have yet to be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from claims.models import Appearance, Claim, Match, Quantity
from claims.models.claim import UNMATCHED_CLAIMS
from claims.nlp import get_language
from claims.nlp.quantities import Bounded, find_different_quantities, find_quantities
from claims.refusals import require_found
from claims.selectors.fact_checks import FactCheckHit, search_fact_checks
from claims.selectors.reading_json import first_appearance

MAX_SUGGESTIONS = 5
MIN_SCORE = 0.2
"""The score below which a review hardly ever is about the same."""

MAX_ROWS = 20


@dataclass(frozen=True, slots=True)
class NumberDifference:
    """A number of the claim, and the one that the review has in its place."""

    claim_number: Bounded
    fact_check_number: Bounded


def find_nearest_fact_checks(claim: Claim) -> list[FactCheckHit]:
    """The reviews that may be about the same, best first, `BEST` at most; its own verdict is none of them."""
    hits = search_fact_checks(claim.text, limit=MAX_SUGGESTIONS + 1)
    others = [hit for hit in hits if hit.score >= MIN_SCORE and hit.fact_check.claim_id != claim.pk]
    return others[:MAX_SUGGESTIONS]


def list_unmatched_claim_ids(limit: int = 200) -> list[int]:
    """Ids of claims worth checking that nobody has compared yet with what is checked, oldest first."""
    return list(Claim.objects.filter(UNMATCHED_CLAIMS).order_by("id").values_list("pk", flat=True)[:limit])


def list_matches(claim: Claim) -> QuerySet[Match]:
    """What is suggested and judged, best first, without verdicts of ours that are withdrawn.

    Each match holds this very claim, so that `differences` asks nothing more if it came with its numbers.
    """
    found = claim.matches.filter(fact_check__withdrawn=False)
    return found.select_related("fact_check", "judged_by").order_by("-score", "id")


def list_best_matches(claim: Claim) -> list[Match]:
    """Those for the claim's page, the best `SHOWN` at most."""
    return list(list_matches(claim)[:MAX_ROWS])


def get_match(match_id: int) -> Match:
    """One match with what `differences` needs; refuses with `NotFound`."""
    places = Prefetch("claim__appearances", Appearance.objects.defer("article__text"))
    found = Match.objects.select_related("claim", "fact_check", "judged_by").prefetch_related(
        places, "claim__appearances__quantities"
    )
    return require_found(found.filter(pk=match_id).first())


def list_number_differences(match: Match) -> list[NumberDifference]:
    """The numbers that the two claims do not have in common: where there are any, they may not be one claim."""
    text = match.fact_check.claim_text
    grammar = get_language().quantities
    theirs = find_quantities(text, 0, len(text), grammar)
    pairs = find_different_quantities(_claim_quantities(match.claim), theirs, grammar)
    return [NumberDifference(here, there) for here, there in pairs]


def _claim_quantities(claim: Claim) -> Sequence[Bounded]:
    """As the reader or an editor has them; those of its words where nobody has read it."""
    read: list[Quantity] = list(first_appearance(claim).quantities.all())
    return read or find_quantities(claim.text, 0, len(claim.text), get_language().quantities)
