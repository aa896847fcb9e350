"""Fact-checks that were published before an article and may be about something similar to its claims."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from claims.models import Article, FactCheck
from claims.models.fact_check import MIN_DATE
from claims.nlp.reading import Reading, Span
from claims.selectors.fact_check_ranking import FactCheckFilter
from claims.selectors.fact_checks import search_fact_checks
from claims.selectors.text_vectors import TextVectors, Vector, has_vectors

Encode = Callable[[Sequence[str]], Sequence[Vector]]

MAX_SEARCHED_CLAIMS = 100
"""The most check-worthy claims of an article for which is searched."""

SEARCHED_HITS = 20
ONE_DAY = timedelta(days=1)
MAX_CANDIDATES = 5
"""The best hits of a claim, of those dated before the article, that are compared with it."""


def find_earlier_checks(article: Article, reading: Reading, encode: Encode | None = None) -> dict[Span, list[str]]:
    """Return, by the span of a claim, the claims of earlier fact-checks that share its rare words or its meaning.

    The cost does not grow with the number of fact-checks: the search reads some hundred rows for each claim. An article
    without a day of publication is as old as the desk knows it. Fact-checks without a day are left out.
    """
    if not FactCheck.objects.exists():
        return {}
    before = article.published or article.created.date()
    claims = sorted(reading.claims, key=lambda claim: -claim.score)[:MAX_SEARCHED_CLAIMS]
    texts = [article.text[claim.span.start : claim.span.end] for claim in claims]
    vectors = encode(texts) if encode and claims and has_vectors() else [None] * len(texts)
    found = (
        (claim.span, _list_texts(text, vector, before))
        for claim, text, vector in zip(claims, texts, vectors, strict=True)
    )
    return {span: earlier for span, earlier in found if earlier}


def _list_texts(text: str, vector: Vector | None, before: date) -> list[str]:
    filters = FactCheckFilter(until=before - ONE_DAY)
    vectors = TextVectors(vector) if vector is not None else None
    hits = search_fact_checks(text, filters, vectors=vectors, limit=SEARCHED_HITS)
    texts = [hit.fact_check.claim_text for hit in hits if hit.fact_check.dated > MIN_DATE]
    return texts[:MAX_CANDIDATES]
