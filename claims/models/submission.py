"""Submissions: files and URLs that become articles once a worker has read them."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import refuse_truncate
from claims.models.article import Article
from claims.models.removal import protect_until_removed


class Submission(models.Model):
    """A file or a URL that somebody submitted; a worker fetches and parses it, and `article` is the result.

    A file has a `file_name`, its `data` until it is stored, and perhaps a `claimed_url`; otherwise `url` is fetched.
    The article gets `claimed_url`, `kind`, `speaker`, `media_url` and `reach`, and the `STATED_DETAILS` instead of what
    its file says. `error` is a sentence, `error_code` the
    code of the refusal. `tip` is the tip that gets the article. An attachment has the `parent` with which it came:
    those of an attached mail are read too, those of a mail in that one are not.
    """

    class State(models.TextChoices):
        """What has come of a submission."""

        WAITING = "waiting", _("being fetched")
        STORED = "stored", _("stored")
        FAILED = "failed", _("could not be fetched")

    STATED_DETAILS = ("title", "publisher", "byline", "published")

    MAX_ATTEMPTS = 3
    url = models.URLField(max_length=2000, blank=True)
    claimed_url = models.URLField(max_length=2000, blank=True)
    file_name = models.CharField(max_length=300, blank=True)
    data = models.BinaryField(null=True, editable=False)
    kind = models.CharField(max_length=13, choices=Article.Kind.choices, default=Article.Kind.NEWS)
    speaker = models.CharField(max_length=300, blank=True)
    media_url = models.URLField(max_length=2000, blank=True, default="", db_default="")
    reach = models.PositiveBigIntegerField(default=0)
    title = models.CharField(max_length=300, blank=True, default="", db_default="")
    publisher = models.CharField(max_length=200, blank=True, default="", db_default="")
    byline = models.CharField(max_length=200, blank=True, default="", db_default="")
    published = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    error = models.CharField(max_length=300, blank=True)
    error_code = models.CharField(max_length=40, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    started = models.DateTimeField(null=True, blank=True)
    article = models.ForeignKey("Article", models.PROTECT, null=True, related_name="submissions")
    parent: "models.ForeignKey[Submission | None, Submission | None]" = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="attachments"
    )
    tip = models.ForeignKey("Tip", models.PROTECT, null=True, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="submissions")
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(attempts__lte=3), name="three_fetches_at_most"),
            models.CheckConstraint(
                condition=models.Q(url="", file_name__gt="") | models.Q(url__gt="", file_name=""),
                name="a_submission_is_a_file_or_a_url",
            ),
            models.CheckConstraint(
                condition=models.Q(claimed_url="") | models.Q(url=""), name="only_a_file_has_a_claimed_url"
            ),
            models.CheckConstraint(
                condition=models.Q(state="stored", article__isnull=False, data__isnull=True)
                | ~models.Q(state="stored") & models.Q(article__isnull=True),
                name="only_a_stored_submission_has_an_article",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="failed") | ~models.Q(error=""), name="a_failed_submission_has_an_error"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="submissions_to_fetch", condition=models.Q(state="waiting")),
            models.Index(fields=["submitted_by", "-id"], name="submissions_of_a_person"),
            models.Index(fields=["created"], name="submissions_with_data", condition=models.Q(data__isnull=False)),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            protect_until_removed(
                "what_was_submitted_is_frozen",
                kind="article",
                subject="OLD.article_id",
                condition=pgtrigger.AnyChange(
                    "url",
                    "claimed_url",
                    "file_name",
                    "kind",
                    "speaker",
                    "media_url",
                    "reach",
                    "title",
                    "publisher",
                    "byline",
                    "published",
                    "parent",
                    "submitted_by",
                    "created",
                ),
            ),
            protect_until_removed(
                "a_stored_submission_is_final",
                kind="article",
                subject="OLD.article_id",
                condition=pgtrigger.Q(old__state="stored"),
            ),
            pgtrigger.Protect(name="submissions_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.file_name or self.url
