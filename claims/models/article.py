"""Articles and their readings."""

import hashlib
from functools import partial
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Left, Upper
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import refuse_truncate
from claims.models.case import case_trigger
from claims.models.freeze_triggers import SUBMITTED_STATUSES_SQL
from claims.models.removal import protect_until_removed
from claims.models.word_vectors import words_by_language

_words = words_by_language("title", "publisher", "byline", Left("text", 200_000))
"""The words by which the desk finds an article (`claims.selectors.desk_search`)."""


FIRST_GUESSES = ("language",)
"""What is a guess of every new article: the reader detects the language."""


class Article(models.Model):
    """A submitted text. It never changes: every anchor points into `text`. Editors edit what is said about it.

    If it is removed, `text_sha256` still says what it was.

    `url` is the address from which the desk fetched the text, and `claimed_url` the address that somebody gave with a
    text of their own: it takes no address away from others, and nothing vouches for it. `reach` is roughly how many
    people have seen the article, 0 if unknown. The worker that reads the text renews `reading_until` while it lives.
    `speaker` is who speaks in a speech, an interview or a post: the first
    source of what the text says in its own voice. `media_url` is where its recording is. `positions` say on which page
    or at which second a passage stands, and who says it (`claims.text_positions`); they are frozen with the text.
    `source_notes` say what the file has that the text lacks (`claims.source_notes`).

    `version` grows with each edit of the `DETAILS`. `guesses` names the details that a program inferred; saving them
    confirms them. The claims follow the details of `claims_version`; `is_redating` says that the day of publication
    was edited and the dates of the claims are to be computed again.
    """

    DETAILS = ("title", "claimed_url", "publisher", "byline", "published", "kind", "speaker", "media_url", "language")

    class Kind(models.TextChoices):
        """The kind of text."""

        NEWS = "news", _("news")
        SPEECH = "speech", _("speech")
        INTERVIEW = "interview", _("interview")
        POST = "post", _("post")
        TRANSCRIPT = "transcript", _("transcript")
        PRESS_RELEASE = "press_release", _("press release")

    class Status(models.TextChoices):
        """The progress of the reading."""

        RECEIVED = "received", _("received")
        READING = "reading", _("being read")
        READ = "read", _("read")
        FAILED = "failed", _("could not be read")

    MAX_ATTEMPTS = 3
    MAX_REACH = 10_000_000_000
    """The largest number of people that can have seen an article."""

    title = models.CharField(max_length=300)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    url = models.URLField(max_length=2000, null=True, blank=True, unique=True)
    claimed_url = models.URLField(max_length=2000, blank=True, default="", db_default="")
    publisher = models.CharField(max_length=200, blank=True)
    byline = models.CharField(max_length=200, blank=True)
    published = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=13, choices=Kind.choices, default=Kind.NEWS, db_default=Kind.NEWS)
    speaker = models.CharField(max_length=300, blank=True, default="", db_default="")
    media_url = models.URLField(max_length=2000, blank=True, default="", db_default="")
    language = models.CharField(max_length=8, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)
    guesses = ArrayField(models.CharField(max_length=20), default=partial(list, FIRST_GUESSES), blank=True)
    claims_version = models.PositiveIntegerField(default=1, db_default=1)
    is_redating = models.BooleanField(default=False, db_default=False)
    reach = models.PositiveBigIntegerField(default=0, db_default=0)
    notes = models.JSONField(default=list, blank=True)
    positions = models.JSONField(default=list, blank=True, db_default=[])
    source_notes = models.JSONField(default=list, blank=True, db_default=[])
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.RECEIVED)
    pipeline = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    reading_since = models.DateTimeField(null=True, blank=True)
    reading_until = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="articles")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(attempts__lte=3), name="three_attempts_at_most"),
            models.CheckConstraint(condition=~models.Q(text=""), name="an_article_has_a_text"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["news", "speech", "interview", "post", "transcript", "press_release"]),
                name="a_kind_of_text_is_known",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["attempts", "id"],
                name="articles_to_read",
                condition=models.Q(status__in=["received", "reading"]),
            ),
            models.Index(fields=["-id"], name="articles_failed", condition=models.Q(status="failed")),
            models.Index(fields=["submitted_by", "-id"], name="articles_of_a_person"),
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="articles_title_trgm"),
            GinIndex(_words, name="articles_words"),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.ReadOnly(name="the_hash_of_a_text_stays", fields=["text_sha256"]),
            protect_until_removed(
                "an_articles_text_is_frozen", kind="article", condition=pgtrigger.AnyChange("text", "positions")
            ),
            pgtrigger.Trigger(
                name="an_article_is_frozen_with_a_verdict",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "title", "url", "claimed_url", "publisher", "published", "kind", "media_url"
                ),
                func=f"""
                    IF EXISTS (
                        SELECT FROM claims_appearance JOIN claims_claim ON claims_claim.id = claim_id
                        WHERE article_id = OLD.id AND status IN ({SUBMITTED_STATUSES_SQL})
                    ) THEN
                        RAISE EXCEPTION 'an article is frozen while a verdict on one of its claims is submitted';
                    END IF;
                    RETURN NEW;
                """,
            ),
            case_trigger(
                "a_failed_reading_opens_a_case",
                column="article_id",
                kind="reading",
                rank=1,
                while_="NEW.status = 'failed'",
                on=pgtrigger.UpdateOf("status"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_status_display(self) -> str:  # type: ignore[no-redef]
        """Return the label of the status. Django's own method translates every label to find one."""
        return str(self.Status(self.status).label)

    @staticmethod
    def sha256_of(text: str) -> str:
        """Return the SHA-256 of a text, hexadecimal."""
        return hashlib.sha256(text.encode()).hexdigest()


class Reading(models.Model):
    """The result of one pipeline for one text, unchanged; claims are created from it.

    `article_version` is the version of the article's details that the pipeline knew: day, speaker and language.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="readings")
    text_sha256 = models.CharField(max_length=64)
    pipeline = models.CharField(max_length=200)
    article_version = models.PositiveIntegerField(default=1, db_default=1)
    facts = models.JSONField()
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["article", "text_sha256", "pipeline", "article_version"],
                name="one_reading_per_text_and_pipeline",
            ),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            protect_until_removed(
                "readings_stay",
                kind="article",
                subject="OLD.article_id",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} by {self.pipeline}"
