"""Matches: fact-checks that may be about a claim, and claims that are not compared yet."""

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
"""The score below which a fact-check is rarely about the same claim."""

MAX_ROWS = 20


@dataclass(frozen=True, slots=True)
class NumberDifference:
    """A number of the claim, and the number of the fact-check in its place."""

    claim_number: Bounded
    fact_check_number: Bounded


def find_nearest_fact_checks(claim: Claim) -> list[FactCheckHit]:
    """Return the best fact-checks that may be about the same claim, up to `MAX_SUGGESTIONS`, except its own verdict."""
    hits = search_fact_checks(claim.headline, limit=MAX_SUGGESTIONS + 1)
    others = [hit for hit in hits if hit.score >= MIN_SCORE and hit.fact_check.claim_id != claim.pk]
    return others[:MAX_SUGGESTIONS]


def list_unmatched_claim_ids(limit: int = 200) -> list[int]:
    """Return ids of claims that are not compared with fact-checks yet, oldest first."""
    return list(Claim.objects.filter(UNMATCHED_CLAIMS).order_by("id").values_list("pk", flat=True)[:limit])


def list_matches(claim: Claim) -> QuerySet[Match]:
    """Return the matches of a claim, best first, without our withdrawn verdicts.

    Each match shares the claim object, so that `list_number_differences` runs no query if its quantities are loaded.
    """
    rows = claim.matches.filter(fact_check__withdrawn=False)
    return rows.select_related("fact_check", "judged_by").order_by("-score", "id")


def list_best_matches(claim: Claim) -> list[Match]:
    """Return the best matches for the page of a claim, up to `MAX_ROWS`."""
    return list(list_matches(claim)[:MAX_ROWS])


def get_match(match_id: int) -> Match:
    """Return a match with what `list_number_differences` needs; raises `NotFound`."""
    places = Prefetch("claim__appearances", Appearance.objects.defer("article__text", "article__positions"))
    matches = Match.objects.select_related("claim", "fact_check", "judged_by").prefetch_related(
        places, "claim__appearances__quantities"
    )
    return require_found(matches.filter(pk=match_id).first())


def list_number_differences(match: Match) -> list[NumberDifference]:
    """Return the numbers that differ; if there are any, the two claims may not be the same."""
    text = match.fact_check.claim_text
    grammar = get_language().quantities
    fact_check_quantities = find_quantities(text, 0, len(text), grammar)
    pairs = find_different_quantities(_claim_quantities(match.claim), fact_check_quantities, grammar)
    return [NumberDifference(ours, theirs) for ours, theirs in pairs]


def _claim_quantities(claim: Claim) -> Sequence[Bounded]:
    """Return the quantities of the reading, or else those found in the text of the claim."""
    quantities: list[Quantity] = list(first_appearance(claim).quantities.all())
    return quantities or find_quantities(claim.text, 0, len(claim.text), get_language().quantities)
