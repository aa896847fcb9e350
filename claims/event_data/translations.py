"""Event data of translations of verdicts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from claims.event_data.base import EventData
from claims.language_names import name_language

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationEvent(EventData):
    """Something about the translation of a verdict into a language."""

    language: str

    def notes(self) -> list[StrOrPromise]:
        """Return the name of the language."""
        return [name_language(self.language)]


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationDrafted(TranslationEvent):
    """A translation was saved; `changed` names its texts that changed."""

    changed: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationSentBack(TranslationEvent):
    """A translation was sent back to whoever wrote it, with a reason for the desk."""

    reason: str

    def notes(self) -> list[StrOrPromise]:
        """Return the language and what has to change."""
        return [name_language(self.language), self.reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationPublished(TranslationEvent):
    """The published revision of a translation."""

    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationWithdrawn(TranslationPublished):
    """The revision of the withdrawal, and the reason that readers see."""

    reason: str

    def notes(self) -> list[StrOrPromise]:
        """Return the language and the reason."""
        return [name_language(self.language), gettext("For readers: %(reason)s") % {"reason": self.reason}]
