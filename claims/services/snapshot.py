"""What the public page shows beside the ClaimReview, frozen at the moment of publication."""

from typing import Any

from claims.models import Appearance, Claim, Evidence, Verdict
from claims.selectors import facts


def page(claim: Claim, verdict: Verdict) -> dict[str, Any]:
    """Chain, numbers, places of appearance, justification and evidence, as plain JSON."""
    places = claim.appearances.select_related("article").prefetch_related("attributions__source", "quantities")[:50]
    return {
        "rating": verdict.rating,
        "summary": verdict.summary,
        "justification": verdict.justification,
        "appearances": [_appearance(place) for place in places],
        "evidence": [_evidence(item) for item in verdict.evidence.all()],
    }


def _appearance(place: Appearance) -> dict[str, Any]:
    article = place.article
    return {
        "article": {
            "title": article.title,
            "url": article.url or "",
            "publisher": article.publisher,
            "published": article.published.isoformat() if article.published else None,
        },
        "exact": place.exact,
        "hedge": place.hedge,
        "denied": place.denied,
        "chain": facts.chain(place),
        "quantities": facts.quantities(place),
    }


def _evidence(item: Evidence) -> dict[str, Any]:
    return {
        "question": item.question,
        "answer": item.answer,
        "url": item.url,
        "publisher": item.publisher,
        "quote": item.quote,
        "stance": item.stance,
        "independent": item.independent,
        "accessed": item.accessed.isoformat() if item.accessed else None,
    }
