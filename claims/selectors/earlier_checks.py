"""Fact-checks that were published before an article and may be about something similar to its claims."""

from datetime import date

from claims.models import Article, FactCheck
from claims.models.fact_check import MIN_DATE
from claims.nlp.reading import Claim, Reading, Span
from claims.selectors.fact_checks import search_fact_checks

MAX_SEARCHED_CLAIMS = 100
"""The most check-worthy claims of an article for which is searched."""

SEARCHED_HITS = 20
MAX_CANDIDATES = 5
"""The best hits of a claim, of those dated before the article, that are compared with it."""


def find_earlier_checks(article: Article, reading: Reading) -> dict[Span, list[str]]:
    """Return, by the span of a claim, the claims of earlier fact-checks that share its rare words.

    The cost does not grow with the number of fact-checks: the search reads some hundred rows for each claim. An article
    without a day of publication is as old as the desk knows it. Fact-checks without a day are left out.
    """
    if not FactCheck.objects.exists():
        return {}
    before = article.published or article.created.date()
    claims = sorted(reading.claims, key=lambda claim: -claim.score)[:MAX_SEARCHED_CLAIMS]
    found = ((claim.span, _list_texts(article, claim, before)) for claim in claims)
    return {span: texts for span, texts in found if texts}


def _list_texts(article: Article, claim: Claim, before: date) -> list[str]:
    hits = search_fact_checks(article.text[claim.span.start : claim.span.end], limit=SEARCHED_HITS)
    texts = [hit.fact_check.claim_text for hit in hits if MIN_DATE < hit.fact_check.dated < before]
    return texts[:MAX_CANDIDATES]
