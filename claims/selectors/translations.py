"""Translations of verdicts: those of a claim, what one lacks, and those that stand in for their originals."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject

from claims.citations import find_citing_sentences
from claims.models import Claim, Publication, Translation, User
from claims.refusals import require_found
from claims.translation_refusals import NothingToTranslate

Kind = Publication.Kind
MAX_TRANSLATIONS = 50
"""Translations of one verdict that pages list."""

_TIMES = ("submitted", "approved", "sent_back", "behind_since")
PAGE_FIELDS = ("publication__document", "publication__page")
"""Long fields of publications that lists do not show."""


_TRANSLATION_JSON = JSONObject(
    **{name: name for name in ("language", "submitted", "approved", "sent_back", "behind_since", "author_id")},
    author_name="author__name",
    author_email="author__email",
    publication_id="publication_id",
    publication_kind="publication__kind",
)


def translations_subquery() -> ArraySubquery:
    """Return the translations of a claim for its page, in the order of their codes: no query of its own."""
    rows = Translation.objects.filter(claim=OuterRef("pk")).order_by("language")
    return ArraySubquery(rows.values_list(_TRANSLATION_JSON, flat=True)[:MAX_TRANSLATIONS])


def list_loaded_translations(claim: Claim) -> list[Translation]:
    """Return the translations that came with a claim, with their authors and with what readers see, for a list."""
    return [_build_translation(claim, row) for row in getattr(claim, "translated", ())]


def _build_translation(claim: Claim, row: dict[str, Any]) -> Translation:
    times = {name: row[name] and datetime.fromisoformat(row[name]) for name in _TIMES}
    translation = Translation(claim=claim, language=row["language"], **times)
    translation.author = User(pk=row["author_id"], name=row["author_name"], email=row["author_email"])
    if row["publication_id"]:
        translation.publication = Publication(pk=row["publication_id"], kind=row["publication_kind"])
    return translation


def list_translations(claim_id: int) -> list[Translation]:
    """Return the translations of a claim in the order of their codes, with what readers see of each."""
    rows = Translation.objects.filter(claim=claim_id).select_related("publication", "author").order_by("language")
    return list(rows.defer("justification", *PAGE_FIELDS)[:MAX_TRANSLATIONS])


def get_translation(claim_id: int, language: str) -> Translation:
    """Return the translation of a verdict into a language; raises `NotFound`."""
    related = ("claim__publication", "publication", "author")
    rows = Translation.objects.filter(claim=claim_id, language=language).select_related(*related)
    return require_found(rows.first())


def get_original(claim: Claim) -> Publication:
    """Return the public verdict of a claim that can be translated; refuses where there is none."""
    original = claim.publication
    if original is None or original.is_gone:
        raise NothingToTranslate(claim=claim.pk)
    return original


def find_translated_original(translation: Translation) -> Publication | None:
    """Return the revision of the original whose texts readers see translated.

    Before a translation is published, it is the one that its author began with.
    """
    followed = translation.publication or translation
    return Publication.objects.filter(verdict=followed.verdict_id, translation__isnull=True).order_by("-id").first()


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


def list_language_versions(claim_id: int) -> list[Publication]:
    """Return what readers see of a verdict in each language, the original first; all, also what was withdrawn.

    `current_translation` of each tells since when it is behind.
    """
    rows = Publication.objects.filter(Q(current_of=claim_id) | Q(current_translation__claim=claim_id))
    rows = rows.select_related("current_translation").order_by(F("translation").asc(nulls_first=True))
    return list(rows.defer("document", "page", "current_translation__justification")[: MAX_TRANSLATIONS + 1])


def find_stand_ins(rows: Iterable[Publication], language: str) -> dict[int, Publication]:
    """Return the translations into a language that stand in for rows of a list of verdicts, by the id of the row.

    One that was withdrawn or is behind its original does not. Runs one query at most.
    """
    claims = {row.claim_id: row.pk for row in rows if row.language != language}
    if not claims:
        return {}
    found = Publication.objects.filter(current_translation__claim__in=claims, language=language)
    found = found.filter(current_translation__behind_since__isnull=True).exclude(kind__in=Publication.GONE_KINDS)
    return {claims[row.claim_id]: row for row in found.defer("document", "page")}


def find_translated_corrections(rows: Iterable[Publication], language: str) -> dict[int, Publication]:
    """Return the revisions of translations into a language that took over corrections of a list, by the id of the row.

    Those of a withdrawn translation are left out. Runs one query at most.
    """
    corrections = {row.verdict_id: row.pk for row in rows if row.kind == Kind.CORRECTED and row.language != language}
    if not corrections:
        return {}
    found = Publication.objects.filter(verdict__in=corrections, translation__isnull=False, language=language)
    found = found.filter(kind=Kind.CORRECTED).exclude(translation__publication__kind__in=Publication.GONE_KINDS)
    newest = found.order_by("verdict_id", "-id").distinct("verdict_id")
    return {corrections[row.verdict_id]: row for row in newest.defer("document", "page")}
