"""Builds publications: the publication page and its ClaimReview.

Nothing is saved here, so that a moderator's preview and the publication are built by the same code.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from anyascii import anyascii
from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import override

from claims.claimreview import ClaimReview, build_claimreview, serialize_json_ld
from claims.models import (
    Appearance,
    Attribution,
    Claim,
    Evidence,
    Publication,
    Quantity,
    StoredFile,
    Translation,
    User,
    Verdict,
)
from claims.publication_page import (
    PageAppearance,
    PageArticle,
    PageAttribution,
    PageDesk,
    PageEvidence,
    PageFile,
    PageQuantity,
    PageRating,
    PageSnapshot,
    PublicationPage,
)
from claims.rating_scales import RatingScale, ScalePoint
from claims.ratings import BEST_VALUE, RATINGS, WORST_VALUE
from claims.selectors.bylines import Bylines, find_bylines
from claims.selectors.evidence import list_evidence
from claims.selectors.identity import get_identity
from claims.selectors.scales import describe_rating, get_scale

Kind = Publication.Kind
UNCLAIMED = (Appearance.Assertion.DENIED, Appearance.Assertion.NOT_ASSERTED)
"""What nobody claims in an article."""

MAX_APPEARANCES = 50
SLUG_CHARACTERS = 60


def build_next_publication(
    claim: Claim, verdict: Verdict, moderator: User, checked_by: Sequence[str] | None = None, revision: int = 0
) -> Publication:
    """Build what publishing this verdict now would save: the first publication, or a correction.

    `checked_by` are the bylines of the authors, if the caller has them; without a `revision` it is the next one.
    """
    bylines = find_bylines(verdict, moderator, checked_by)
    kind = Kind.PUBLISHED if claim.publication_id is None else Kind.CORRECTED
    return _build(claim, verdict, kind, moderator=moderator, bylines=bylines, revision=revision)


def build_withdrawal(published: Publication, reason: str, moderator: User) -> Publication:
    """Build what withdrawing a published verdict now would save: its page as it was published, with the reason.

    What people have corrected since is not part of it, since no second person has approved it.
    """
    content, now = published.content, timezone.now()
    page = replace(content, url=_page_url(published.claim_id, content.slug), desk=page_desk())
    text = published.claim_text
    return assemble_publication(
        published.claim, published.verdict, page, text=text, kind=Kind.WITHDRAWN, note=reason, by=moderator, now=now
    )


def _build(
    claim: Claim, verdict: Verdict, kind: Kind, *, moderator: User, bylines: Bylines, revision: int
) -> Publication:
    now, earlier = timezone.now(), claim.publication
    with override(get_identity().language):
        first_published = earlier.content.first_published if earlier else now
        headline = " ".join(verdict.headline.split()) or claim.headline
        page = _build_page(verdict, _appearances(claim), headline, first_published, bylines)
    if earlier:  # a verdict keeps its language, since its translations are in others
        page = replace(page, language=earlier.language)
    return assemble_publication(
        claim, verdict, page, text=claim.headline, kind=kind, note=verdict.correction if earlier else "",
        by=moderator, now=now, revision=revision,
    )  # fmt: skip


def next_revision(claim: Claim) -> int:
    """Return the number of the next revision of a claim; its translations take theirs from the same row of numbers."""
    if claim.publication_id is None:
        return 1
    newest: int = claim.publications.aggregate(newest=Max("revision"))["newest"]
    return newest + 1


def assemble_publication(
    claim: Claim,
    verdict: Verdict,
    page: PublicationPage,
    *,
    text: str,
    kind: Kind,
    note: str,
    by: User,
    now: datetime,
    translation: Translation | None = None,
    revision: int = 0,
) -> Publication:
    """Return a publication of a page with its ClaimReview; without a `revision` it is the next one."""
    claimant, claimant_kind = _claimant(page)
    identifier = translation_url(claim.pk, page.language) if translation else _page_url(claim.pk)
    review = ClaimReview(
        page, identifier, text, claimant, claimant_kind, revision=revision or next_revision(claim), modified=now,
        correction=note, withdrawn=kind in Publication.GONE_KINDS,
    )  # fmt: skip
    document = serialize_json_ld(build_claimreview(review))
    return Publication(
        claim=claim,
        verdict=verdict,
        translation=translation,
        revision=review.revision,
        kind=kind,
        note=note,
        claim_text=text,
        claimant=claimant,
        scale_id=verdict.scale_id,
        rating=verdict.rating,
        summary=page.summary,
        document=document,
        document_sha256=hashlib.sha256(document.encode()).hexdigest(),
        page=page.to_json(),
        published=now,
        published_by=by,
    )


def _claimant(page: PublicationPage) -> tuple[str, str]:
    """Name and kind of who asserts the claim: the first of the source chain, or else the article's publisher.

    A source that denies the claim, or does not say it, is no claimant. Nor is a pronoun that nobody has resolved.
    """
    first = page.appearances[0] if page.appearances else None
    if first is None or first.assertion in UNCLAIMED:
        return "", ""
    if not first.attributions:
        return first.article.publisher, "outlet"
    link = first.attributions[0]
    return ("", "") if link.unresolved else (link.name, link.kind)


def _appearances(claim: Claim) -> list[Appearance]:
    """Where the claim appears, the oldest article first, with source chains and numbers; `MAX_APPEARANCES` at most."""
    rows = claim.appearances.select_related("article").defer("article__text", "article__positions")
    rows = rows.prefetch_related("attributions", "quantities")
    return list(rows.order_by("article__published", "id")[:MAX_APPEARANCES])


def _build_page(
    verdict: Verdict, appearances: list[Appearance], headline: str, first_published: datetime, bylines: Bylines
) -> PublicationPage:
    point, slug = describe_rating(verdict), make_slug(headline)
    return PublicationPage(
        url=_page_url(verdict.claim_id, slug),
        desk=page_desk(),
        language=get_identity().language,
        first_published=first_published,
        rating=verdict.rating,
        rating_label=point.label if point else "",
        summary=verdict.summary,
        justification=verdict.justification,
        appearances=tuple(_page_appearance(appearance) for appearance in appearances),
        evidence=tuple(_page_evidence(item) for item in list_evidence(verdict)),
        headline=headline,
        slug=slug,
        conclusion=verdict.conclusion,
        checked_by=bylines.checked_by,
        approved_by=bylines.approved_by,
        rated=page_rating(get_scale(verdict.scale_id), point) if point else None,
    )


def page_rating(scale: RatingScale, point: ScalePoint) -> PageRating:
    """Return how the scale shows a rating. A point without a number has that of its canonical rating, if it has one."""
    canonical = RATINGS.get(point.canonical)
    values = scale.values if point.value is not None else [WORST_VALUE, BEST_VALUE]
    standard_value = canonical.value if canonical and not scale.values else None
    value = standard_value if point.value is None else point.value
    worst, best = (values[0], values[-1]) if value is not None else (None, None)
    return PageRating(
        scale.number, point.canonical, point.tone, point.meaning, point.symbol, point.picture,
        value, worst, best, scale.in_words,
    )  # fmt: skip


def make_slug(headline: str) -> str:
    """Return a headline in words of ASCII for the address, whole ones up to `SLUG_CHARACTERS`; it may be empty."""
    words, slug = slugify(anyascii(headline)).split("-"), ""
    for word in words:
        if len(slug) + len(word) + 1 > SLUG_CHARACTERS:
            break
        slug = f"{slug}-{word}".strip("-")
    return slug


def _page_url(claim_id: int, slug: str = "") -> str:
    return f"{settings.BASE_URL}{reverse('verdict', args=[claim_id, slug] if slug else [claim_id])}"


def translation_url(claim_id: int, language: str, slug: str = "") -> str:
    """Return the address of a translation; without a slug, the one that never changes."""
    return f"{settings.BASE_URL}{reverse('translation', args=[language, claim_id, *([slug] if slug else [])])}"


def page_desk() -> PageDesk:
    """Return the desk as it calls itself now."""
    return PageDesk(get_identity().name, settings.BASE_URL + reverse("front"))


def _page_appearance(appearance: Appearance) -> PageAppearance:
    article = appearance.article
    return PageAppearance(
        article=PageArticle(
            article.title,
            article.url or "",
            article.publisher,
            article.published,
            article.kind,
            "" if article.url else article.claimed_url,
            article.media_url,
        ),
        exact=appearance.exact,
        hedge=appearance.hedge,
        assertion=appearance.assertion,
        attributions=tuple(map(_page_attribution, appearance.attributions.all())),
        quantities=tuple(map(_page_quantity, appearance.quantities.all())),
        page=appearance.page,
        second=appearance.second,
    )


def _page_attribution(attribution: Attribution) -> PageAttribution:
    return PageAttribution(
        attribution.name, attribution.kind, attribution.cue, attribution.start, attribution.end, attribution.unresolved
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
        "number": item.number,
        "file": _page_file(item.file),
    }
    return PageEvidence(**written | derived)


def _page_file(file: StoredFile | None) -> PageFile | None:
    return PageFile(file.sha256, file.media_type, file.size_bytes, file.width, file.height) if file else None


def _page_snapshot(item: Evidence) -> PageSnapshot | None:
    """The desk's copy of the page; one that arrived after submission is named without the title that nobody saw."""
    snapshot, check = item.snapshot, getattr(item, "quote_check", None)
    check = check if check and check.snapshot_id else None  # else it is about the file
    if snapshot is None or snapshot.fetched is None:
        return None
    return PageSnapshot(
        url=snapshot.final_url,
        title=snapshot.title if item.submitted_snapshot else "",
        context=check.context if check and item.submitted_snapshot else "",
        fetched=snapshot.fetched,
        sha256=snapshot.text_sha256,
        words=snapshot.word_count,
        quote=check.state if check else "none",
        page=check.page if check and item.submitted_snapshot else None,
    )
