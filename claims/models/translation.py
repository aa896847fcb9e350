"""Translations: a published verdict in another language, written by one person and approved by another."""

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.bounds import REASON_CHARACTERS
from claims.models.append_only import refuse_truncate
from claims.models.case import case_trigger
from claims.models.claim import Claim
from claims.models.removal import protect_until_removed
from claims.models.verdict import Verdict, approved_by_another

if TYPE_CHECKING:
    from claims.models.publication import Publication

TRANSLATED_FIELDS = ("headline", "statement", "summary", "conclusion", "justification", "correction")
"""The texts of a verdict in its other language; rating, evidence and sources are those of the original."""

TRANSLATION_WORDS = (*TRANSLATED_FIELDS, "sent_back_reason")
"""The fields of a translation that are words of the desk."""

LANGUAGE_CHARACTERS = 12

_LANGUAGE_DIFFERS_SQL = """
    IF EXISTS (
        SELECT FROM claims_claim JOIN claims_publication ON claims_publication.id = claims_claim.publication_id
        WHERE claims_claim.id = NEW.claim_id AND claims_publication.language = NEW.language
    ) OR NOT EXISTS (SELECT FROM claims_claim WHERE id = NEW.claim_id AND publication_id IS NOT NULL) THEN
        RAISE EXCEPTION 'a translation is in another language than the published verdict on claim %', NEW.claim_id;
    END IF;
    RETURN NEW;
"""

_IS_FROZEN = pgtrigger.Q(old__submitted__isnull=False, new__submitted__isnull=False)


def _words_differ() -> pgtrigger.Q:
    fields = (*TRANSLATED_FIELDS, "verdict", "authors", "author")
    return reduce(or_, (pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")}) for name in fields))


class Translation(models.Model):
    """The texts of a verdict in one more language; a claim has one translation for each language.

    `verdict` is the revision of the original that the texts follow. `submitted` and `approved` are None while it is
    being written; what readers see is its `publication`, the newest one. `behind_since` is when the original was
    corrected after that. `correction` is what readers are told about the last change.
    """

    class State(models.TextChoices):
        """Where its texts stand; what readers see may be an earlier state of them."""

        DRAFT = "draft", _("draft")
        WAITING = "waiting", _("waiting for approval")
        PUBLISHED = "published", pgettext_lazy("translation", "published")

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="translations")
    language = models.CharField(max_length=LANGUAGE_CHARACTERS)
    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="translations")
    version = models.PositiveIntegerField(default=1)
    headline = models.CharField(max_length=200, blank=True, default="", db_default="")
    statement = models.TextField(max_length=2_000, blank=True, default="", db_default="")
    summary = models.CharField(max_length=500, blank=True, default="", db_default="")
    conclusion = models.CharField(max_length=300, blank=True, default="", db_default="")
    justification = models.TextField(max_length=100_000, blank=True, default="", db_default="")
    correction = models.TextField(max_length=10_000, blank=True, default="", db_default="")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    authors = ArrayField(models.BigIntegerField(), default=list)
    saved = models.DateTimeField(db_default=Now())
    submitted = models.DateTimeField(null=True, blank=True)
    approved = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    sent_back = models.DateTimeField(null=True, blank=True)
    sent_back_reason = models.TextField(max_length=REASON_CHARACTERS, blank=True, default="", db_default="")
    behind_since = models.DateTimeField(null=True, blank=True, editable=False)
    publication: "models.OneToOneField[Publication | None, Publication | None]" = models.OneToOneField(
        "claims.Publication", models.PROTECT, null=True, blank=True, related_name="current_translation"
    )

    class Meta:
        ordering: ClassVar = ["claim_id", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim", "language"], name="one_translation_per_language"),
            models.CheckConstraint(condition=~models.Q(language=""), name="a_translation_has_a_language"),
            models.CheckConstraint(
                condition=models.Q(submitted__isnull=True)
                | ~models.Q(statement="") & ~models.Q(summary="") & ~models.Q(justification=""),
                name="a_submitted_translation_is_complete",
            ),
            models.CheckConstraint(
                condition=approved_by_another(),
                name="a_translator_never_approves",
            ),
            models.CheckConstraint(
                condition=models.Q(approved__isnull=True, approved_by__isnull=True)
                | models.Q(approved__isnull=False, approved_by__isnull=False, submitted__isnull=False),
                name="an_approved_translation_was_submitted",
            ),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Trigger(
                name="a_translation_is_in_another_language",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_LANGUAGE_DIFFERS_SQL,
            ),
            pgtrigger.Protect(
                name="a_translation_stays_with_its_claim",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("claim", "language"),
            ),
            protect_until_removed(
                "a_submitted_translation_is_frozen",
                kind="claim",
                subject="OLD.claim_id",
                condition=_IS_FROZEN & _words_differ(),
            ),
            pgtrigger.Protect(
                name="translations_stay",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__submitted__isnull=False) | pgtrigger.Q(old__publication__isnull=False),
            ),
            case_trigger(
                "a_waiting_translation_opens_a_case",
                column="translation_id",
                kind="translation",
                rank="CASE WHEN NEW.publication_id IS NULL THEN 1 ELSE 0 END",
                while_="NEW.submitted IS NOT NULL AND NEW.approved IS NULL OR NEW.behind_since IS NOT NULL",
                on=pgtrigger.Insert | pgtrigger.UpdateOf("submitted", "approved", "behind_since"),
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id} in {self.language}"

    @property
    def state(self) -> State:
        """Where its texts stand."""
        return self.State.DRAFT if self.is_draft else self.State.WAITING if self.is_waiting else self.State.PUBLISHED

    @property
    def is_draft(self) -> bool:
        """Whether it can be changed."""
        return self.submitted is None

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for approval."""
        return self.submitted is not None and self.approved is None

    @property
    def is_public(self) -> bool:
        """Whether readers see it, and not the notice of its withdrawal."""
        return self.publication is not None and not self.publication.is_gone
