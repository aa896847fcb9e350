"""Builds publications of translations: the page of the original in another language, and its ClaimReview.

Rating, evidence, sources and places are copied from the original as it was published, so that they cannot differ.
Nothing is saved here.
"""

from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from claims.models import Publication, Translation, User
from claims.publication_page import PublicationPage
from claims.selectors.bylines import find_bylines
from claims.selectors.scales import describe_rating, get_scale
from claims.services.publication_builder import (
    assemble_publication,
    make_slug,
    page_desk,
    page_rating,
    translation_url,
)

Kind = Publication.Kind


def build_translation(translation: Translation, original: Publication, moderator: User) -> Publication:
    """Build what publishing this translation of a publication now would save: the first publication, or a correction.

    The label of the rating is in the language of the translation where the standard scale has it.
    """
    now, earlier = timezone.now(), translation.publication
    kind = Kind.CORRECTED if earlier else Kind.PUBLISHED
    page = _translate_page(translation, original.content, moderator)
    page = replace(page, first_published=earlier.content.first_published if earlier else now)
    return assemble_publication(
        translation.claim,
        translation.verdict,
        page,
        text=translation.statement,
        kind=kind,
        note=translation.correction if earlier else "",
        by=moderator,
        now=now,
        translation=translation,
    )


def _translate_page(translation: Translation, original: PublicationPage, moderator: User) -> PublicationPage:
    """Return the page of the original with the texts, the address and the people of the translation."""
    language, bylines = translation.language, find_bylines(translation, moderator)
    headline = " ".join((translation.headline or translation.statement).split())
    slug = make_slug(headline)
    with override(language):
        point = describe_rating(translation.verdict)
        label, rated = original.rating_label, original.rated
        if point:
            label, rated = point.label, page_rating(get_scale(translation.verdict.scale_id), point)
    return replace(
        original,
        url=translation_url(translation.claim_id, language, slug),
        desk=page_desk(),
        language=language,
        rating_label=str(label),
        rated=rated,
        summary=translation.summary,
        justification=translation.justification,
        headline=headline,
        slug=slug,
        conclusion=translation.conclusion,
        checked_by=bylines.checked_by,
        approved_by=bylines.approved_by,
        translation_of=f"{settings.BASE_URL}{reverse('verdict', args=[translation.claim_id])}",
    )


def build_translation_end(translation: Translation, kind: Kind, reason: str, by: User) -> Publication:
    """Build the revision that ends what readers see of a translation: its last page, with the reason."""
    published = translation.publication
    if published is None:
        raise ValueError(f"{translation} was never published.")
    return assemble_publication(
        translation.claim,
        published.verdict,
        replace(published.content, desk=page_desk()),
        text=published.claim_text,
        kind=kind,
        note=reason,
        by=by,
        now=timezone.now(),
        translation=translation,
    )
