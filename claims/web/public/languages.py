"""The languages of verdicts: links between the pages of one verdict, and lists in the language of the visitor."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.utils.translation import get_language

from claims.language_names import name_in_itself
from claims.models import Publication
from claims.selectors.paging import Page
from claims.selectors.translations import find_stand_ins, find_translated_corrections, list_language_versions


@dataclass(frozen=True, slots=True)
class LanguageVersion:
    """The page of a verdict in a language, whose `name` is in that language."""

    language: str
    name: str
    address: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class LanguageVersions:
    """The pages of a verdict that is translated; `behind_since` is set if the shown one lacks a correction.

    `original` is the address of the original, `original_language` what its evidence is written in.
    """

    pages: tuple[LanguageVersion, ...]
    original: str
    original_language: str
    behind_since: datetime | None
    is_translated: bool


def describe_languages(publication: Publication) -> LanguageVersions | None:
    """Return the pages of a verdict in all its languages, the original first; None if it was never translated."""
    rows = list_language_versions(publication.claim_id)
    original, *translated = rows
    if not translated:
        return None
    translation = next((row.current_translation for row in translated if row.language == publication.language), None)
    return LanguageVersions(
        pages=tuple(_describe(row, publication) for row in rows if not row.is_gone),
        original=settings.BASE_URL + original.get_absolute_url(),
        original_language=original.language,
        behind_since=translation.behind_since if translation and publication.translation_id else None,
        is_translated=publication.translation_id is not None,
    )


def _describe(row: Publication, shown: Publication) -> LanguageVersion:
    address = settings.BASE_URL + row.get_absolute_url()
    return LanguageVersion(row.language, name_in_itself(row.language), address, row.language == shown.language)


def find_shown_translations(rows: list[Publication]) -> dict[int, Publication]:
    """Return the translations into the language of the visitor that stand in for rows of a list of verdicts."""
    return find_stand_ins(rows, get_language() or "")


def find_shown_corrections(rows: list[Publication]) -> dict[int, Publication]:
    """Return the corrections in the language of the visitor that stand in for rows of a list of changes."""
    return find_translated_corrections(rows, get_language() or "")


def show_in_language(page: Page[Publication]) -> Page[Publication]:
    """Return a page of a list with translations into the language of the visitor in place of their originals."""
    return replace(page, rows=show_rows_in_language(page.rows))


def show_rows_in_language(rows: list[Publication]) -> list[Publication]:
    """Return the rows of a list with translations into the language of the visitor in place of their originals."""
    shown = find_shown_translations(rows)
    return [shown.get(row.pk, row) for row in rows]
