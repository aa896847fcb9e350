"""Matches: fact-checks that may be about a claim, and claims that are not compared yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from claims.models import Appearance, Claim, Match, Quantity
from claims.models.claim import UNMATCHED_CLAIMS
from claims.nlp import get_language
from claims.nlp.comparison import ComparisonReason
from claims.nlp.quantities import Bounded, find_different_quantities, find_quantities
from claims.refusals import require_found
from claims.selectors.fact_checks import FactCheckHit, search_fact_checks
from claims.selectors.prepared_rows import ID, PreparedRows
from claims.selectors.reading_json import first_appearance
from claims.selectors.text_vectors import get_claim_vectors

MAX_SUGGESTIONS = 5
SEARCHED_HITS = 20
MIN_WORD_SCORE, MIN_COSINE = 0.2, 0.6
"""A fact-check that has less in common with a claim, in its words and in its vector, is rarely about the same."""

MAX_ROWS = 20


@dataclass(frozen=True, slots=True)
class NumberDifference:
    """A number of the claim, and the number of the fact-check in its place."""

    claim_number: Bounded
    fact_check_number: Bounded


def find_nearest_fact_checks(claim: Claim) -> list[FactCheckHit]:
    """Return the best fact-checks that may be about the same claim, up to `MAX_SUGGESTIONS`, except its own verdict.

    A fact-check that is younger than the article answers its claim too; those near the day of the article come first.
    """
    article = first_appearance(claim).article
    hits = search_fact_checks(
        claim.headline,
        vectors=get_claim_vectors(claim.pk, article.language),
        day=article.published or article.created.date(),
        limit=SEARCHED_HITS,
    )
    near = [hit for hit in hits if hit.is_similar(words=MIN_WORD_SCORE, cosine=MIN_COSINE)]
    return [hit for hit in near if hit.fact_check.claim_id != claim.pk][:MAX_SUGGESTIONS]


def list_unmatched_claim_ids(limit: int = 200) -> list[int]:
    """Return ids of claims that are not compared with fact-checks yet, oldest first."""
    return list(Claim.objects.filter(UNMATCHED_CLAIMS).order_by("id").values_list("pk", flat=True)[:limit])


def list_matches(claim: Claim) -> QuerySet[Match]:
    """Return the matches of a claim, best first, without our withdrawn verdicts.

    Each match shares the claim object, so that `list_number_differences` runs no query if its quantities are loaded.
    """
    return _rank(claim.matches.all())


def list_best_matches(claim: Claim) -> list[Match]:
    """Return the best matches for the page of a claim, up to `MAX_ROWS`."""
    matches = _BEST_MATCHES.fetch(claim.pk)
    for match in matches:
        match.claim = claim
    return matches


def _rank(rows: QuerySet[Match]) -> QuerySet[Match]:
    standing = rows.filter(fact_check__withdrawn=False)
    return standing.select_related("fact_check", "judged_by").order_by("-score", "id")


_BEST_MATCHES = PreparedRows(lambda: _rank(Match.objects.filter(claim=ID))[:MAX_ROWS])


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


def list_reasons(match: Match) -> list[ComparisonReason]:
    """Return why the claims may be the same and why they may not, as they were when the match was suggested."""
    return [ComparisonReason.from_json(row) for row in match.reasons]


def _claim_quantities(claim: Claim) -> Sequence[Bounded]:
    """Return the quantities of the reading, or else those found in the text of the claim."""
    quantities: list[Quantity] = list(first_appearance(claim).quantities.all())
    return quantities or find_quantities(claim.text, 0, len(claim.text), get_language().quantities)
