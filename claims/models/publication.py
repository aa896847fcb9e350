"""Publications: verdicts as they were published, to the byte, but for words that an admin takes out for good."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Coalesce, Lower, Now, NullIf
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from claims.log.redactions import REDACTABLE_FIELDS, REDACTION_MARK
from claims.models.append_only import refuse_truncate
from claims.models.claim import Claim
from claims.models.page_version import renew_from_publications
from claims.models.removal import removed_now
from claims.models.scale import Scale
from claims.models.translation import Translation
from claims.models.verdict import Verdict
from claims.publication_page import PublicationPage


def claimant_key(name: models.F | models.Value) -> Lower:
    """Return the form in which two spellings of a claimant are the same, as for sources: without article and case."""
    pattern, flags = models.Value("^the +"), models.Value("i")
    bare = models.Func(name, pattern, models.Value(""), flags, function="regexp_replace")
    return Lower(bare, output_field=models.TextField())


EMPTY, REDACTED = (models.Value(text, models.TextField()) for text in ("", REDACTION_MARK))


def _is_cut(column: str) -> str:
    """Return SQL that is true if the new text is the old one with words replaced by marks. Quantities may go too."""
    old, new = (f"{row}.{column}::text" for row in ("OLD", "NEW"))
    if column == "page":
        old, new = (f"regexp_replace({text}, '{_QUANTITIES}', '', 'g')" for text in (old, new))
    pattern = f"regexp_replace({new}, '([%_\\\\])', '\\\\\\1', 'g')"
    return f"{old} LIKE replace({pattern}, '{REDACTION_MARK}', '%')"


_QUANTITIES = r'"quantities": \[[^]]*\]'
_WORDS = sorted(REDACTABLE_FIELDS)
_CHANGING = ",".join(
    [*_WORDS, "headline", "slug", "rating_label", "canonical", "language"]
)  # the last five are computed from the page
_ONLY_CUT_SQL = f"""
    IF TG_OP = 'UPDATE' AND {removed_now("claim", "OLD.claim_id")}
       AND to_jsonb(NEW) - '{{{_CHANGING}}}'::text[] = to_jsonb(OLD) - '{{{_CHANGING}}}'::text[]
       AND {" AND ".join(map(_is_cut, _WORDS))} THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'publications stay: only a removal takes words out, and marks where they were';
"""
_REDACTION_IS_LOGGED_SQL = """
    IF NOT EXISTS (
        SELECT FROM claims_publication AS later JOIN claims_logentry ON publication_id = NEW.id
        WHERE later.claim_id = NEW.claim_id AND later.id > NEW.id
            AND later.redaction->'entries' @> jsonb_build_array(jsonb_build_object('sequence', sequence))
    ) THEN
        RAISE EXCEPTION 'the log has no redaction of publication %', NEW.id;
    END IF;
    RETURN NULL;
"""

_FOLLOWS_ORIGINAL_SQL = """
    IF NEW.translation_id IS NULL THEN
        IF EXISTS (
            SELECT FROM claims_translation WHERE claim_id = NEW.claim_id AND language = NEW.page->>'language'
        ) THEN
            RAISE EXCEPTION 'the verdict on claim % has a translation in this language', NEW.claim_id;
        END IF;
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT FROM claims_translation AS translation
        WHERE translation.id = NEW.translation_id AND translation.claim_id = NEW.claim_id
            AND translation.language = NEW.page->>'language'
    ) THEN
        RAISE EXCEPTION 'this is no translation of the verdict on claim %', NEW.claim_id;
    END IF;
    IF NEW.kind IN ('published', 'corrected') AND NOT EXISTS (
        SELECT FROM claims_claim JOIN claims_publication AS original ON original.id = claims_claim.publication_id
        JOIN claims_translation AS translation ON translation.id = NEW.translation_id
        WHERE claims_claim.id = NEW.claim_id AND original.verdict_id = NEW.verdict_id
            AND original.rating = NEW.rating AND original.page->'evidence' = NEW.page->'evidence'
            AND original.kind NOT IN ('withdrawn', 'removed')
            AND translation.verdict_id = NEW.verdict_id AND translation.approved IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'a translation is published with the rating and the evidence of its original, once approved';
    END IF;
    RETURN NEW;
"""
_BEHIND_SQL = """
    UPDATE claims_translation SET behind_since = NULL
    WHERE id = NEW.translation_id AND behind_since IS NOT NULL;
    UPDATE claims_translation SET behind_since = NEW.published
    WHERE NEW.translation_id IS NULL AND NEW.kind = 'corrected' AND claim_id = NEW.claim_id AND behind_since IS NULL
        AND publication_id IN (SELECT id FROM claims_publication WHERE kind NOT IN ('withdrawn', 'removed'));
    RETURN NULL;
"""
"""A translation is behind from the first correction of its original that it does not have."""

_GO_TOGETHER_SQL = """
    IF EXISTS (
        SELECT FROM claims_translation JOIN claims_publication AS shown ON shown.id = publication_id
        WHERE claims_translation.claim_id = NEW.claim_id AND shown.kind NOT IN ('withdrawn', 'removed')
    ) AND EXISTS (SELECT FROM claims_claim WHERE id = NEW.claim_id AND publication_id = NEW.id) THEN
        RAISE EXCEPTION 'the translations of the verdict on claim % are still public', NEW.claim_id;
    END IF;
    RETURN NULL;
"""


class Publication(models.Model):
    """One public revision of a verdict: the first publication, a correction, a withdrawal, a redaction, a removal.

    A revision of a translation names its `translation`; it takes the next number of its claim like those of the
    original.

    `document` is the ClaimReview as text, so that not even the order of its keys changes. `page` is the JSON of the
    publication page, as the log hashes it; code reads it as `content`. Headline, slug, language, the label of the
    rating and its canonical rating are columns for lists and statistics.
    An admin who takes words out for good changes earlier revisions; `redaction` of the new one names them with the
    hashes of what is left, see `claims.log`.
    """

    class Kind(models.TextChoices):
        """The reason for this revision."""

        PUBLISHED = "published", _("published")
        CORRECTED = "corrected", _("corrected")
        WITHDRAWN = "withdrawn", _("withdrawn")
        REDACTED = "redacted", _("redacted")
        REMOVED = "removed", _("removed")

    GONE_KINDS = (Kind.WITHDRAWN, Kind.REMOVED)
    """The kinds after which a verdict no longer stands."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="publications")
    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="publications")
    translation = models.ForeignKey(Translation, models.PROTECT, null=True, blank=True, related_name="publications")
    revision = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    note = models.TextField(blank=True)
    claim_text = models.TextField()
    claimant = models.CharField(max_length=300, blank=True)
    scale = models.ForeignKey(Scale, models.PROTECT, null=True, blank=True, related_name="+")
    rating = models.CharField(max_length=30, blank=True)
    summary = models.CharField(max_length=500)
    document = models.TextField()
    document_sha256 = models.CharField(max_length=64)
    page = models.JSONField()
    headline = models.GeneratedField(
        expression=Coalesce(NullIf(KeyTextTransform("headline", "page"), EMPTY), "claim_text"),
        output_field=models.TextField(),
        db_persist=True,
    )
    slug = models.GeneratedField(
        expression=Coalesce(NullIf(KeyTextTransform("slug", "page"), REDACTED), EMPTY),
        output_field=models.TextField(),
        db_persist=True,
    )
    rating_label = models.GeneratedField(
        expression=Coalesce(KeyTextTransform("rating_label", "page"), EMPTY),
        output_field=models.TextField(),
        db_persist=True,
    )
    canonical = models.GeneratedField(
        expression=Coalesce(KeyTextTransform("canonical", KeyTransform("rated", "page")), "rating"),
        output_field=models.CharField(max_length=30),
        db_persist=True,
    )
    language = models.GeneratedField(
        expression=Coalesce(KeyTextTransform("language", "page"), EMPTY),
        output_field=models.TextField(),
        db_persist=True,
    )
    redaction = models.JSONField(null=True, blank=True)
    published = models.DateTimeField(db_default=Now())
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim", "revision"], name="one_publication_per_revision"),
            models.CheckConstraint(
                condition=models.Q(kind="published") | ~models.Q(note=""), name="a_public_change_has_a_note"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["rating", "-id"], name="publications_by_rating"),
            models.Index(fields=["canonical", "-id"], name="publications_by_canonical"),
            models.Index(claimant_key(models.F("claimant")), models.F("id").desc(), name="publications_by_claimant"),
            models.Index(fields=["-id"], name="publications_of_changes", condition=~models.Q(kind="published")),
            models.Index(fields=["-published", "-id"], name="publications_by_time"),
            models.Index(fields=["language", "-id"], name="publications_by_language"),
            models.Index(fields=["-id"], name="publications_redacting", condition=models.Q(redaction__isnull=False)),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            renew_from_publications(),
            pgtrigger.Trigger(
                name="publications_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_ONLY_CUT_SQL,
            ),
            pgtrigger.Trigger(
                name="every_redaction_is_logged",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=_REDACTION_IS_LOGGED_SQL,
            ),
            pgtrigger.Trigger(
                name="a_translation_follows_its_original",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_FOLLOWS_ORIGINAL_SQL,
            ),
            pgtrigger.Trigger(
                name="translations_learn_of_corrections",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=_BEHIND_SQL,
            ),
            pgtrigger.Trigger(
                name="translations_go_with_their_original",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__translation__isnull=True, new__kind__in=["withdrawn", "removed"]),
                func=_GO_TOGETHER_SQL,
            ),
            pgtrigger.Trigger(
                name="every_publication_is_logged",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func="""
                    IF NOT EXISTS (SELECT FROM claims_logentry WHERE publication_id = NEW.id) THEN
                        RAISE EXCEPTION 'publication % is not in the log', NEW.id;
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id}, as published {self.revision}"

    def get_absolute_url(self) -> str:
        """Return the path of its page; the number alone if its headline gives no slug."""
        arguments = [self.claim_id, self.slug] if self.slug else [self.claim_id]
        if self.translation_id:
            return reverse("translation", args=[self.language, *arguments])
        return reverse("verdict", args=arguments)

    @property
    def translated_into(self) -> str:
        """The language if this is a revision of a translation, else empty."""
        return self.language if self.translation_id else ""

    @property
    def is_gone(self) -> bool:
        """Whether the verdict no longer stands with this revision."""
        return self.kind in self.GONE_KINDS

    @property
    def is_changed(self) -> bool:
        """Whether this revision corrects or redacts an earlier one; its note says what."""
        return self.kind in (self.Kind.CORRECTED, self.Kind.REDACTED)

    @cached_property
    def content(self) -> PublicationPage:
        """The publication page, typed."""
        return PublicationPage.from_json(self.page)
