"""Readings that editors have corrected, as training data."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from claims.models import Appearance, Article, Event
from claims.removal_reasons import REMOVED_TEXT
from claims.selectors.reading_json import reading_json
from claims.verbs.claims import CLAIM_CORRECTED


def list_corrected_articles() -> QuerySet[Article]:
    """Return the articles that have a claim with a corrected reading, oldest first."""
    corrections = Event.objects.filter(verb=CLAIM_CORRECTED.name, claim__appearances__article=OuterRef("pk"))
    return Article.objects.filter(Exists(corrections)).exclude(text=REMOVED_TEXT).order_by("id")


def iterate_corrected_readings() -> Iterator[dict[str, Any]]:
    """Yield one object per article, as ``python -m claims.nlp read`` writes it, with the decisions of the desk.

    `assertion` stands for the fields of the reader that say whether a claim is asserted.
    """
    for article in list_corrected_articles().iterator(chunk_size=50):
        yield {
            "id": str(article.pk),
            "title": article.title,
            "published": article.published.isoformat() if article.published else None,
            "text": article.text,
            "pipeline": article.pipeline,
            "claims": [_claim_json(appearance) for appearance in _corrected_appearances(article)],
        }


def _corrected_appearances(article: Article) -> QuerySet[Appearance]:
    corrected = Event.objects.filter(verb=CLAIM_CORRECTED.name, claim=OuterRef("claim"))
    places = article.appearances.select_related("claim").prefetch_related("attributions", "quantities")
    return places.annotate(corrected=Exists(corrected)).order_by("start", "end")


def _claim_json(appearance: Appearance) -> dict[str, Any]:
    claim = appearance.claim
    decision = {
        "status": claim.status,
        "dismissal": claim.dismissal,
        "corrected": getattr(appearance, "corrected", False),
    }
    return {**reading_json(appearance), **decision, "pipeline": appearance.pipeline}
