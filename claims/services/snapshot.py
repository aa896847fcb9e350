"""What goes out, frozen at one moment: the ClaimReview and all else that the public page shows.

Nothing is saved here, so that a moderator's preview and the publication come from the same lines.
"""

import hashlib
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max, Min, Prefetch
from django.urls import reverse
from django.utils import timezone

from claims import claimreview
from claims.claimreview import Appearing, Review
from claims.models import Appearance, Attribution, Claim, Evidence, Publication, User, Verdict
from claims.selectors import evidence
from claims.selectors.reading_json import chain_json, quantities_json

Kind = Publication.Kind
LIMIT = 50


def next_publication(claim: Claim, verdict: Verdict, moderator: User) -> Publication:
    """What publishing this verdict now writes: the first time as published, afterwards as a correction."""
    if claim.publication_id is None:
        return _publication(claim, verdict, Kind.PUBLISHED, "", moderator)
    return _publication(claim, verdict, Kind.CORRECTED, verdict.correction, moderator)


def withdrawal(claim: Claim, verdict: Verdict, reason: str, moderator: User) -> Publication:
    """What withdrawing a published verdict now writes."""
    return _publication(claim, verdict, Kind.WITHDRAWN, reason, moderator)


def _publication(claim: Claim, verdict: Verdict, kind: Kind, note: str, moderator: User) -> Publication:
    now = timezone.now()
    where = places(claim)
    review = _review(claim, verdict, where, note, now)
    document = claimreview.canonical(claimreview.build(review, withdrawn=kind == Kind.WITHDRAWN))
    return Publication(
        claim=claim,
        verdict=verdict,
        revision=review.revision,
        kind=kind,
        note=note,
        claim_text=claim.text,
        claimant=review.claimant,
        rating=verdict.rating,
        summary=verdict.summary,
        document=document,
        document_sha256=hashlib.sha256(document.encode()).hexdigest(),
        page=page(verdict, where),
        published=now,
        published_by=moderator,
    )


def _review(claim: Claim, verdict: Verdict, where: list[Appearance], note: str, now: datetime) -> Review:
    claimant, kind = _claimant(where[0]) if where else ("", "")
    before = _before(claim)
    return Review(
        url=settings.BASE_URL + reverse("verdict", args=[claim.pk]),
        desk=settings.DESK_NAME,
        desk_url=settings.BASE_URL + reverse("front"),
        claim=claim.text,
        claimant=claimant,
        claimant_kind=kind,
        rating=verdict.rating,
        summary=verdict.summary,
        justification=verdict.justification,
        revision=(before["newest"] or 0) + 1,
        published=before["first"] or now,
        modified=now,
        appearances=tuple(_appearing(place) for place in where),
        citations=tuple(item.url for item in evidence.of(verdict) if item.url),
        correction=note,
    )


def _before(claim: Claim) -> dict[str, Any]:
    """When the claim's verdict first went out, and the number of the newest revision; nothing where none has."""
    if claim.publication_id is None:
        return {"first": None, "newest": None}
    return claim.publications.aggregate(first=Min("published"), newest=Max("revision"))


def _claimant(place: Appearance) -> tuple[str, str]:
    """Who asserts it: the first of the chain, or the article's publisher where it speaks in its own voice."""
    chain = list(place.attributions.all())
    return (chain[0].source.name, chain[0].source.kind) if chain else (place.article.publisher, "outlet")


def _appearing(place: Appearance) -> Appearing:
    article = place.article
    return Appearing(article.title, article.url or "", article.publisher, article.published)


def places(claim: Claim) -> list[Appearance]:
    """Where the claim stands, the oldest article first, with chains and numbers; `LIMIT` at most."""
    found = claim.appearances.select_related("article").defer("article__text")
    found = found.prefetch_related(Prefetch("attributions", Attribution.objects.select_related("source")), "quantities")
    return list(found.order_by("article__published", "id")[:LIMIT])


def page(verdict: Verdict, where: list[Appearance]) -> dict[str, Any]:
    """Chain, numbers, places of appearance, justification and evidence, as plain JSON."""
    return {
        "rating": verdict.rating,
        "summary": verdict.summary,
        "justification": verdict.justification,
        "appearances": [_appearance(place) for place in where],
        "evidence": [_evidence(item) for item in evidence.of(verdict)],
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
        "chain": chain_json(place),
        "quantities": quantities_json(place),
    }


def _evidence(item: Evidence) -> dict[str, Any]:
    return {
        "question": item.question,
        "answer": item.answer,
        "url": item.url,
        "title": item.shown_title,
        "publisher": item.shown_publisher,
        "published": item.shown_published.isoformat() if item.shown_published else None,
        "quote": item.quote,
        "stance": item.stance,
        "independent": item.independent,
        "dependence": item.dependence,
        "accessed": item.accessed.isoformat() if item.accessed else None,
        "kept": _kept(item),
    }


def _kept(item: Evidence) -> dict[str, Any] | None:
    """The desk's copy of the page: when it was fetched, what its text hashes to, how the quote stands to it."""
    copy, check = item.snapshot, getattr(item, "quoted", None)
    if copy is None or copy.fetched is None:
        return None
    return {
        "url": copy.final_url,
        "title": copy.title,
        "fetched": copy.fetched.isoformat(),
        "sha256": copy.text_sha256,
        "words": copy.words,
        "quote": check.state if check else "none",
    }
