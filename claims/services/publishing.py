"""Publishing: what goes out is built once, kept to the byte, and never changed afterwards."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from claims import claimreview
from claims.claimreview import Appearing, Review
from claims.models import Appearance, Assignment, Claim, Publication, User, Verdict
from claims.refusals import ReasonMissing
from claims.services import leases, reviews, snapshot
from claims.services.claims import check, locked, move

Kind = Publication.Kind


@transaction.atomic
def publish(*, claim_id: int, moderator: User, version: int | None = None) -> Publication:
    """Let an approved verdict out; the first time as published, afterwards as a correction."""
    claim = locked(claim_id, version=version)
    check(claim, "publish", by=moderator)
    verdict = claim.verdicts.filter(approved__isnull=False)[0]
    again = claim.publication_id is not None
    publication = _write(
        claim,
        verdict,
        Kind.CORRECTED if again else Kind.PUBLISHED,
        verdict.correction if again else "",
        moderator,
    )
    move(claim, "publish", by=moderator, changes={"publication": publication}, revision=publication.revision)
    return publication


@transaction.atomic
def withdraw(*, claim_id: int, moderator: User, reason: str, version: int | None = None) -> Publication:
    """Take a published verdict back, also while it is being corrected: its page stays, with a notice saying why."""
    if not reason.strip():
        raise ReasonMissing("Say why it is withdrawn; readers will see it.")
    claim = locked(claim_id, version=version)
    check(claim, "withdraw", by=moderator)
    verdict = Verdict.objects.get(publications=claim.publication)
    publication = _write(claim, verdict, Kind.WITHDRAWN, reason.strip(), moderator)
    leases.end(claim, Assignment.Ending.CLOSED)
    claim.verdicts.filter(submitted__isnull=True).delete()
    move(claim, "withdraw", by=moderator, changes={"publication": publication}, revision=publication.revision)
    return publication


def _write(claim: Claim, verdict: Verdict, kind: Kind, note: str, moderator: User) -> Publication:
    now = timezone.now()
    revision = claim.publications.count() + 1
    review = _review(claim, verdict, revision, note, now)
    document = claimreview.canonical(claimreview.build(review, withdrawn=kind == Kind.WITHDRAWN))
    publication = Publication.objects.create(
        claim=claim,
        verdict=verdict,
        revision=revision,
        kind=kind,
        note=note,
        claim_text=claim.text,
        claimant=review.claimant,
        rating=verdict.rating,
        summary=verdict.summary,
        document=document,
        document_sha256=hashlib.sha256(document.encode()).hexdigest(),
        page=snapshot.page(claim, verdict),
        published=now,
        published_by=moderator,
    )
    reviews.show(publication)
    return publication


def _review(claim: Claim, verdict: Verdict, revision: int, note: str, now: datetime) -> Review:
    first = claim.publications.order_by("revision").values_list("published", flat=True).first()
    places = list(claim.appearances.select_related("article").order_by("article__published", "id")[:50])
    claimant, kind = _claimant(places[0]) if places else ("", "")
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
        revision=revision,
        published=first or now,
        modified=now,
        appearances=tuple(_appearing(place) for place in places),
        citations=tuple(url for url in verdict.evidence.values_list("url", flat=True) if url),
        correction=note,
    )


def _claimant(place: Appearance) -> tuple[str, str]:
    """Who asserts it: the first of the chain, or the article's publisher where it speaks in its own voice."""
    first = place.attributions.select_related("source").first()
    return (first.source.name, first.source.kind) if first else (place.article.publisher, "outlet")


def _appearing(place: Appearance) -> Appearing:
    article = place.article
    return Appearing(article.title, article.url or "", article.publisher, article.published)
