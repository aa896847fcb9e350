"""Translations of verdicts: those of a claim, what one lacks, and those that stand in for their originals."""

from collections.abc import Iterable

from django.db.models import QuerySet

from claims.citations import find_citing_sentences
from claims.models import Claim, Publication, Translation
from claims.refusals import require_found
from claims.translation_refusals import NothingToTranslate

MAX_TRANSLATIONS = 50
"""Translations of one verdict that pages list."""

PAGE_FIELDS = ("publication__document", "publication__page")
"""Long fields of publications that lists do not show."""


def list_translations(claim_id: int) -> list[Translation]:
    """Return the translations of a claim in the order of their codes, with what readers see of each."""
    rows = Translation.objects.filter(claim=claim_id).select_related("publication", "author").order_by("language")
    return list(rows.defer("justification", *PAGE_FIELDS)[:MAX_TRANSLATIONS])


def find_translation(claim_id: int, language: str) -> Translation | None:
    """Return the translation of a verdict into a language."""
    related = ("claim__publication", "publication", "verdict", "author", "approved_by")
    return Translation.objects.filter(claim=claim_id, language=language).select_related(*related).first()


def get_translation(claim_id: int, language: str) -> Translation:
    """Return the translation of a verdict into a language; raises `NotFound`."""
    return require_found(find_translation(claim_id, language))


def get_original(claim: Claim) -> Publication:
    """Return the public verdict of a claim that can be translated; refuses where there is none."""
    original = claim.publication
    if original is None or original.is_gone:
        raise NothingToTranslate(claim=claim.pk)
    return original


def find_missing_parts(translation: Translation, original: Publication) -> list[str]:
    """Return the names of the texts that a translation lacks: those of the original, and a note for a correction.

    Its citations are those of the original; `citations` stands for a justification with others.
    """
    page = original.content
    wanted = {"statement": True, "summary": True, "justification": True, "conclusion": bool(page.conclusion)}
    wanted["correction"] = translation.publication_id is not None
    missing = [name for name, is_wanted in wanted.items() if is_wanted and not getattr(translation, name).strip()]
    cited, wanted_numbers = (
        find_citing_sentences(text).keys() for text in (translation.justification, page.justification)
    )
    return missing if cited == wanted_numbers else [*missing, "citations"]


def list_public_translations(claims: Iterable[int]) -> QuerySet[Publication]:
    """Return what readers see of the translations of claims, without those that were withdrawn."""
    rows = Publication.objects.filter(current_translation__claim__in=[*claims])
    return rows.exclude(kind__in=Publication.GONE_KINDS).defer("document", "page").order_by("claim_id", "language")


def prefer_language(rows: list[Publication], language: str) -> list[Publication]:
    """Return verdicts of a list in a language, as far as they are translated, else as they are: one query.

    A translation that is behind its original does not stand in for it.
    """
    others = [row.claim_id for row in rows if row.language != language]
    if not others:
        return rows
    found = list_public_translations(others).filter(language=language, current_translation__behind_since__isnull=True)
    translated = {row.claim_id: row for row in found}
    return [translated.get(row.claim_id, row) for row in rows]
