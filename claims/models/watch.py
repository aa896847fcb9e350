"""Watches: addresses that the desk visits again and again, their items, and the sites that it must not hurry."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.intake.watched import CLAIMREVIEW, FEED, PAGE, SITEMAP
from claims.models.append_only import refuse_truncate
from claims.models.article import Article
from claims.models.submission import Submission
from claims.watch_rules import INTERVALS, OUTCOMES, QUEUED, READ, REMEMBERED, WatchRule

STANDING = Q(removed__isnull=True)


class WatchedSite(models.Model):
    """A site that watches lead to: scheme, host and port. One worker at a time sends it requests, with pauses.

    Nothing is sent before `free_at`: it is the end of a worker's lease, of the pause after a request, or of the wait
    after a failure, which doubles with each of the `failures` in a row. `robots` is its robots.txt as of `robots_at`.
    """

    origin = models.CharField(max_length=300, unique=True)
    free_at = models.DateTimeField(db_default=Now())
    failures = models.PositiveSmallIntegerField(default=0)
    robots = models.TextField(blank=True)
    robots_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.origin


class Watch(models.Model):
    """An address that the desk visits every `minutes`. What is new there becomes a `WatchItem`.

    The first visit finds out the `kind` if it is empty, and may replace the `url` by that of a feed. `due` is the time
    of the next visit, or the end of the lease of the worker that visits. `etag` and `modified` are the validators of
    the last answer, `failures` counts visits in a row that failed, since `failing_since`, for the reason `error`.
    Articles get the `article_kind` and the `reach`. The desk reads in the name of `created_by`.
    """

    class Kind(models.TextChoices):
        """What is at the address."""

        FEED = FEED, _("feed")
        SITEMAP = SITEMAP, _("sitemap")
        PAGE = PAGE, _("page")
        CLAIMREVIEW = CLAIMREVIEW, _("fact-checks")

    class Pause(models.TextChoices):
        """Why a watch is not visited."""

        PERSON = "person", _("paused")
        GONE = "gone", _("the site says that the address is gone (410)")

    url = models.URLField(_("URL"), max_length=2000)
    origin = models.CharField(max_length=300)
    kind = models.CharField(_("Kind"), max_length=11, blank=True, choices=Kind.choices)
    title = models.CharField(_("Name"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(_("Visited"), choices=list(INTERVALS.items()), default=15, db_default=15)
    article_kind = models.CharField(
        _("Kind of text"), max_length=13, choices=Article.Kind.choices, default=Article.Kind.NEWS
    )
    reach = models.PositiveBigIntegerField(
        _("Audience"), default=0, help_text=_("Roughly how many people see an article of this source; 0 if unknown.")
    )
    words = ArrayField(models.CharField(max_length=100), default=list, blank=True, size=100)
    source = models.CharField(
        _("Source"), max_length=200, blank=True, help_text=_("Part of the name or address of the source or author.")
    )
    language = models.CharField(
        _("Language"), max_length=8, blank=True, help_text=_("As a code: en, fr. Items that name none match.")
    )
    matching = models.CharField(
        _("Items that match"), max_length=10, choices=list(OUTCOMES.items()), default=READ, db_default=READ
    )
    others = models.CharField(
        _("Other items"), max_length=10, choices=list(OUTCOMES.items()), default=REMEMBERED, db_default=REMEMBERED
    )
    pause = models.CharField(max_length=6, blank=True, choices=Pause.choices)
    due = models.DateTimeField(db_default=Now())
    etag = models.CharField(max_length=300, blank=True)
    modified = models.CharField(max_length=300, blank=True)
    visited = models.DateTimeField(null=True)
    succeeded = models.DateTimeField(null=True)
    newest_item = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created = models.DateTimeField(db_default=Now())
    removed = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name_plural = "watches"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["url"], condition=STANDING, name="an_address_is_watched_once"),
            models.CheckConstraint(
                condition=Q(failures=0, failing_since__isnull=True, error="")
                | Q(failures__gt=0, failing_since__isnull=False) & ~Q(error=""),
                name="a_failing_watch_says_since_when_and_why",
            ),
            models.CheckConstraint(condition=Q(minutes__in=list(INTERVALS)), name="a_watch_has_an_interval"),
            models.CheckConstraint(
                condition=Q(matching__in=list(OUTCOMES), others__in=list(OUTCOMES)), name="a_watch_has_known_outcomes"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["origin", "due"], name="watches_to_visit", condition=STANDING & Q(pause="")),
            models.Index(fields=["-id"], name="watches_standing", condition=STANDING),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Protect(name="watches_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title or self.url

    @property
    def rule(self) -> WatchRule:
        """What becomes of its items."""
        return WatchRule(self.words, self.source, self.language, self.matching, self.others)


class WatchItem(models.Model):
    """An item that a watch found, once for each `identity`: the SHA-256 of what the feed calls it, else of its URL.

    An item that is to be read becomes a submission, after the page is fetched, in `MAX_ATTEMPTS` attempts at most;
    `due` is the time of the next one, or the end of the lease of the worker that fetches. `read_by` is the person who
    had it read, if one did.
    """

    class Outcome(models.TextChoices):
        """What becomes of an item."""

        READ = READ, _("to be read")
        QUEUED = QUEUED, _("waits for a person")
        REMEMBERED = REMEMBERED, _("remembered")

    MAX_ATTEMPTS = 5

    watch = models.ForeignKey(Watch, models.PROTECT, related_name="items")
    identity = models.CharField(max_length=64)
    url = models.URLField(max_length=2000)
    origin = models.CharField(max_length=300)
    title = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8, blank=True)
    published = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    attempts = models.PositiveSmallIntegerField(default=0)
    due = models.DateTimeField(db_default=Now())
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submission = models.OneToOneField(Submission, models.PROTECT, null=True, related_name="watch_item")
    found = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["watch", "identity"], name="an_item_is_found_once"),
            models.CheckConstraint(
                condition=Q(submission__isnull=True) | Q(outcome=READ), name="only_an_item_that_is_read_is_submitted"
            ),
            models.CheckConstraint(condition=Q(attempts__lte=5), name="five_attempts_at_an_item_at_most"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["watch", "-id"], name="items_of_a_watch"),
            models.Index(
                fields=["origin", "id"], name="items_to_fetch", condition=Q(outcome=READ, submission__isnull=True)
            ),
            models.Index(fields=["-id"], name="items_that_wait", condition=Q(outcome=QUEUED)),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Protect(name="items_stay", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="an_item_stays_what_was_found", fields=["watch", "identity", "found"]),
            pgtrigger.Trigger(
                name="an_item_is_submitted_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.submission_id IS NOT NULL AND NEW.submission_id IS DISTINCT FROM OLD.submission_id"
                ),
                func="RAISE EXCEPTION 'item % has a submission already', OLD.id;",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url
