"""What the public page shows beside the ClaimReview, frozen at the moment of publication."""

from typing import Any

from claims.models import Appearance, Claim, Evidence, Verdict

LIMIT = 50


def places(claim: Claim) -> list[Appearance]:
    """Where the claim stands, the oldest article first, with chains and numbers; `LIMIT` at most."""
    found = claim.appearances.select_related("article").defer("article__text")
    found = found.prefetch_related("attributions__source", "quantities")
    return list(found.order_by("article__published", "id")[:LIMIT])


def page(verdict: Verdict, places: list[Appearance]) -> dict[str, Any]:
    """Chain, numbers, places of appearance, justification and evidence, as plain JSON."""
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
        "chain": [
            {"name": link.source.name, "kind": link.source.kind, "cue": link.cue} for link in place.attributions.all()
        ],
        "quantities": [
            {"low": q.low, "high": q.high, "unit": q.unit, "modifier": q.modifier} for q in place.quantities.all()
        ],
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
