"""Tips: what readers ask the desk to check, and what became of it."""

from datetime import timedelta
from typing import ClassVar
from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from claims.models.article import Article
from claims.models.claim import Claim
from claims.models.mail import Mail
from claims.models.publication import Publication

_ROOM = 2000
_HEADS = models.Q(state="open", head__isnull=True)

_COUNT_ASKED = """
    IF TG_OP = 'UPDATE' AND OLD.claim_id IS NOT DISTINCT FROM NEW.claim_id THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.claim_id IS NOT NULL THEN
        UPDATE claims_claim SET asked = asked - 1 WHERE id = OLD.claim_id;
    END IF;
    IF NEW.claim_id IS NOT NULL THEN
        UPDATE claims_claim SET asked = asked + 1 WHERE id = NEW.claim_id;
    END IF;
    RETURN NULL;
"""
_COUNT_TIMES = """
    IF TG_OP = 'UPDATE' AND OLD.head_id IS NOT DISTINCT FROM NEW.head_id THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.head_id IS NOT NULL THEN
        UPDATE claims_tip SET times = times - 1 WHERE id = OLD.head_id;
    END IF;
    IF NEW.head_id IS NOT NULL THEN
        UPDATE claims_tip SET times = times + 1 WHERE id = NEW.head_id;
    END IF;
    RETURN NULL;
"""
_FORGET = """
    IF NEW.email <> OLD.email AND NEW.email <> '' THEN
        RAISE EXCEPTION 'the address of a tip can be forgotten, not changed';
    END IF;
    RETURN NEW;
"""


class Tip(models.Model):
    """Something that a reader asks to have checked. `key` is the secret part of the address at which they see it.

    Open tips about the same thing hang on the oldest of them, their `head`, whose `times` counts them all; what an
    editor decides about it holds for each. `suggested` is the claim that the desk thinks is meant, with a `score`;
    `unlike` are the claims of which an editor said they are not. `compared` is when the desk last looked, None asks
    for that. `article` is what the tip was taken in as.
    """

    ROOM = _ROOM

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", "open"
        LINKED = "linked", "linked to a claim"
        DECLINED = "declined", "declined"

    class Reason(models.TextChoices):
        """Why the desk does not check it, as the reader is told."""

        OPINION = "opinion", "It is an opinion or a guess about the future, so evidence cannot settle it"
        UNCLEAR = "unclear", "It does not say clearly enough what was said, or by whom"
        OUTSIDE = "outside", "It lies outside of what this desk checks"
        PRIVATE = "private", "It is about private people and of no concern to the public"
        SPAM = "spam", "It is advertising or abuse"

    UNTOLD = Reason.SPAM
    """Who sends this is not written to: the address may be somebody else's."""

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    text = models.TextField(max_length=_ROOM)
    url = models.URLField(max_length=2000, blank=True)
    email = models.EmailField(blank=True)
    created = models.DateTimeField(auto_now_add=True)
    head = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="others")
    times = models.PositiveIntegerField(default=1)
    suggested = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="+")
    score = models.FloatField(null=True, blank=True)
    unlike = ArrayField(models.BigIntegerField(), default=list, blank=True)
    compared = models.DateTimeField(null=True, blank=True)
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="tips")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN.value)
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="tips")
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    note = models.TextField(max_length=1_000, blank=True)
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(text=""), name="a_tip_says_something"),
            models.CheckConstraint(condition=LessThanOrEqual(Length("text"), _ROOM), name="a_tip_is_short"),
            models.CheckConstraint(
                condition=models.Q(state="open", claim__isnull=True, reason="", decided__isnull=True)
                | models.Q(state="linked", claim__isnull=False, reason="", decided__isnull=False)
                | models.Q(state="declined", claim__isnull=True, decided__isnull=False) & ~models.Q(reason=""),
                name="a_tip_is_open_linked_or_declined",
            ),
            models.CheckConstraint(
                condition=models.Q(decided__isnull=True, decided_by__isnull=True)
                | models.Q(decided__isnull=False, decided_by__isnull=False),
                name="a_decided_tip_says_by_whom",
            ),
            models.CheckConstraint(
                condition=models.Q(suggested__isnull=True, score__isnull=True)
                | models.Q(suggested__isnull=False, score__isnull=False),
                name="a_suggestion_has_its_score",
            ),
            models.CheckConstraint(
                condition=models.Q(head__isnull=True) | models.Q(head__lt=models.F("id"), times=1),
                name="a_tip_hangs_on_an_older_one_or_has_others",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="tips_open", condition=_HEADS),
            models.Index(fields=["-times", "id"], name="tips_open_by_times", condition=_HEADS),
            models.Index(models.F("compared").asc(nulls_first=True), "id", name="tips_to_compare", condition=_HEADS),
            models.Index(fields=["state", "-id"], name="tips_by_state"),
            models.Index(fields=["id"], name="tips_with_an_address", condition=~models.Q(email="")),
            GinIndex(fields=["text"], opclasses=["gin_trgm_ops"], name="tips_open_trgm", condition=_HEADS),
        ]
        triggers: ClassVar = [
            pgtrigger.ReadOnly(name="what_a_reader_asked_stays", fields=["key", "text", "url", "created"]),
            pgtrigger.Protect(name="tips_stay", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="an_address_is_only_forgotten", when=pgtrigger.Before, operation=pgtrigger.Update, func=_FORGET
            ),
            pgtrigger.Trigger(
                name="asked_counts_the_tips_of_a_claim",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_COUNT_ASKED,
            ),
            pgtrigger.Trigger(
                name="times_counts_the_tips_of_a_head",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_COUNT_TIMES,
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class TipNotice(Mail):
    """A mail to whoever asked: about a publication of the claim, or without one that the desk does not check it."""

    FAILURE = "tip_notice.failed"
    KEPT = timedelta(days=90)
    """How long an address is kept after the last mail to it."""

    KEPT_AT_MOST = timedelta(days=365)
    """How long an address is kept to which no mail ever went, counted from when it was left."""

    tip = models.ForeignKey(Tip, models.PROTECT, related_name="notices")
    publication = models.ForeignKey(Publication, models.PROTECT, null=True, blank=True, related_name="tip_notices")

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tip", "publication"], name="one_notice_per_tip_and_publication", nulls_distinct=False
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tried"], name="tip_notices_to_send", condition=models.Q(sent__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"tip {self.tip_id}, publication {self.publication_id}"
