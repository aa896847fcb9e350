"""Builds publications: the publication page and its ClaimReview.

Nothing is saved here, so that a moderator's preview and the publication are built by the same code.
"""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db.models import Max, Min, Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from claims.claimreview import ClaimReview, build_claimreview, serialize_json_ld
from claims.models import Appearance, Attribution, Claim, Evidence, Publication, Quantity, User, Verdict
from claims.publication_page import (
    PageAppearance,
    PageArticle,
    PageAttribution,
    PageDesk,
    PageEvidence,
    PageQuantity,
    PageSnapshot,
    PublicationPage,
)
from claims.ratings import RATINGS
from claims.selectors.evidence import list_evidence

Kind = Publication.Kind
UNCLAIMED = (Appearance.Assertion.DENIED, Appearance.Assertion.NOT_ASSERTED)
"""What nobody claims in an article."""

MAX_APPEARANCES = 50


def build_next_publication(claim: Claim, verdict: Verdict, moderator: User) -> Publication:
    """Build what publishing this verdict now would save: the first publication, or a correction."""
    if claim.publication_id is None:
        return _build(claim, verdict, Kind.PUBLISHED, "", moderator)
    return _build(claim, verdict, Kind.CORRECTED, verdict.correction, moderator)


def build_withdrawal(claim: Claim, verdict: Verdict, reason: str, moderator: User) -> Publication:
    """Build what withdrawing a published verdict now would save."""
    return _build(claim, verdict, Kind.WITHDRAWN, reason, moderator)


def _build(claim: Claim, verdict: Verdict, kind: Kind, note: str, moderator: User) -> Publication:
    now = timezone.now()
    first_published, newest_revision = _earlier_revisions(claim)
    appearances = _appearances(claim)
    claimant, claimant_kind = _claimant(appearances[0]) if appearances else ("", "")
    with override(settings.LANGUAGE_CODE):
        page = _build_page(verdict, appearances, first_published or now)
    review = ClaimReview(
        page, claim.headline, claimant, claimant_kind, revision=newest_revision + 1, modified=now, correction=note,
        withdrawn=kind == Kind.WITHDRAWN,
    )  # fmt: skip
    document = serialize_json_ld(build_claimreview(review))
    return Publication(
        claim=claim,
        verdict=verdict,
        revision=review.revision,
        kind=kind,
        note=note,
        claim_text=claim.headline,
        claimant=claimant,
        rating=verdict.rating,
        summary=verdict.summary,
        document=document,
        document_sha256=hashlib.sha256(document.encode()).hexdigest(),
        page=page.to_json(),
        published=now,
        published_by=moderator,
    )


def _earlier_revisions(claim: Claim) -> tuple[datetime | None, int]:
    """The time of the claim's first publication, and the number of its newest; None and 0 if there is none."""
    if claim.publication_id is None:
        return None, 0
    row = claim.publications.aggregate(first=Min("published"), newest=Max("revision"))
    return row["first"], row["newest"] or 0


def _claimant(appearance: Appearance) -> tuple[str, str]:
    """Name and kind of who asserts the claim: the first of the source chain, or else the article's publisher.

    A source that denies the claim, or does not say it, is no claimant. Nor is a pronoun that nobody has resolved.
    """
    if appearance.assertion in UNCLAIMED:
        return "", ""
    attributions = list(appearance.attributions.all())
    if attributions and attributions[0].unresolved:
        return "", ""
    if attributions:
        return attributions[0].source.name, attributions[0].source.kind
    return appearance.article.publisher, "outlet"


def _appearances(claim: Claim) -> list[Appearance]:
    """Where the claim appears, the oldest article first, with source chains and numbers; `MAX_APPEARANCES` at most."""
    rows = claim.appearances.select_related("article").defer("article__text")
    rows = rows.prefetch_related(Prefetch("attributions", Attribution.objects.select_related("source")), "quantities")
    return list(rows.order_by("article__published", "id")[:MAX_APPEARANCES])


def _build_page(verdict: Verdict, appearances: list[Appearance], first_published: datetime) -> PublicationPage:
    rating = RATINGS.get(verdict.rating)
    return PublicationPage(
        url=settings.BASE_URL + reverse("verdict", args=[verdict.claim_id]),
        desk=PageDesk(settings.DESK_NAME, settings.BASE_URL + reverse("front")),
        language=settings.LANGUAGE_CODE,
        first_published=first_published,
        rating=verdict.rating,
        rating_label=str(rating.label) if rating else "",
        summary=verdict.summary,
        justification=verdict.justification,
        appearances=tuple(_page_appearance(appearance) for appearance in appearances),
        evidence=tuple(_page_evidence(item) for item in list_evidence(verdict)),
    )


def _page_appearance(appearance: Appearance) -> PageAppearance:
    article = appearance.article
    return PageAppearance(
        article=PageArticle(article.title, article.url or "", article.publisher, article.published, article.kind),
        exact=appearance.exact,
        hedge=appearance.hedge,
        assertion=appearance.assertion,
        attributions=tuple(map(_page_attribution, appearance.attributions.all())),
        quantities=tuple(map(_page_quantity, appearance.quantities.all())),
    )


def _page_attribution(attribution: Attribution) -> PageAttribution:
    source = attribution.source
    return PageAttribution(
        source.name, source.kind, attribution.cue, attribution.start, attribution.end, attribution.unresolved
    )


def _page_quantity(quantity: Quantity) -> PageQuantity:
    ends = quantity.low, quantity.high
    return PageQuantity(
        *ends, quantity.unit, quantity.modifier, quantity.start, quantity.end, quantity.kind, quantity.currency
    )


def _page_evidence(item: Evidence) -> PageEvidence:
    """A piece of evidence; the desk's copy supplies the title, publisher and date that the editor left out."""
    written = {name: getattr(item, name) for name in Evidence.CONTENT_FIELDS}
    derived = {
        "title": item.display_title,
        "publisher": item.display_publisher,
        "published": item.display_published,
        "dependence": item.dependence,
        "snapshot": _page_snapshot(item),
    }
    return PageEvidence(**written | derived)


def _page_snapshot(item: Evidence) -> PageSnapshot | None:
    snapshot, check = item.snapshot, getattr(item, "quote_check", None)
    if snapshot is None or snapshot.fetched is None:
        return None
    return PageSnapshot(
        url=snapshot.final_url,
        title=snapshot.title,
        fetched=snapshot.fetched,
        sha256=snapshot.text_sha256,
        words=snapshot.word_count,
        quote=check.state if check else "none",
    )
