"""Tips: claims that readers ask the desk to check, and the decisions on them."""

from typing import ClassVar
from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Length, Upper
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import only_erase_email, refuse_truncate
from claims.models.article import Article
from claims.models.claim import Claim
from claims.models.mail import Mail
from claims.models.publication import Publication
from claims.models.removal import removed_now
from claims.models.vector_triggers import vector_triggers
from claims.removal_reasons import REMOVED_TEXT

_MAX_CHARACTERS = 2000
_OPEN_GROUPS = models.Q(state="open", duplicate_of__isnull=True)

_COUNT_CLAIM_TIPS_SQL = """
    IF TG_OP = 'UPDATE' AND OLD.claim_id IS NOT DISTINCT FROM NEW.claim_id THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.claim_id IS NOT NULL THEN
        UPDATE claims_claim SET tip_count = tip_count - 1 WHERE id = OLD.claim_id;
    END IF;
    IF NEW.claim_id IS NOT NULL THEN
        UPDATE claims_claim SET tip_count = tip_count + 1 WHERE id = NEW.claim_id;
    END IF;
    RETURN NULL;
"""
_COUNT_GROUP_TIPS_SQL = """
    IF TG_OP = 'UPDATE' AND OLD.duplicate_of_id IS NOT DISTINCT FROM NEW.duplicate_of_id THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.duplicate_of_id IS NOT NULL THEN
        UPDATE claims_tip SET reader_count = reader_count - 1 WHERE id = OLD.duplicate_of_id;
    END IF;
    IF NEW.duplicate_of_id IS NOT NULL THEN
        UPDATE claims_tip SET reader_count = reader_count + 1 WHERE id = NEW.duplicate_of_id;
    END IF;
    RETURN NULL;
"""
_FROZEN_SQL = f"""
    IF NEW.key = OLD.key AND NEW.created = OLD.created AND NEW.text = '{REMOVED_TEXT}' AND NEW.url = ''
       AND {removed_now("tip")} THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what a reader asked is frozen, unless it is removed';
"""


class Tip(models.Model):
    """Something that a reader asks the desk to check. `key` is the secret part of the URL of its status page.

    Open tips about the same thing are grouped: `duplicate_of` is the oldest of them, whose `reader_count` counts the
    group; a decision on it holds for all. `suggested_claim` is the claim that the tip is probably about, with its
    `suggestion_score`; `rejected_claims` are suggestions that an editor rejected. `compared` is when the tip was last
    compared, None if it is to be compared. `article` is the article that was created from the tip.
    """

    MAX_CHARACTERS = _MAX_CHARACTERS

    class State(models.TextChoices):
        """The decision on the tip."""

        OPEN = "open", _("open")
        LINKED = "linked", _("linked to a claim")
        DECLINED = "declined", _("declined")

    class Reason(models.TextChoices):
        """Why the desk does not check it, as the reader reads it."""

        OPINION = "opinion", _("It is an opinion or a prediction, which evidence cannot settle")
        UNCLEAR = "unclear", _("It does not say clearly who claims what")
        OUTSIDE = "outside", _("It is outside the scope of this desk")
        PRIVATE = "private", _("It is about private persons and not of public interest")
        SPAM = "spam", _("It is advertising or abuse")

    SILENT_REASON = Reason.SPAM
    """No mail is sent for this reason: the address may be somebody else's."""

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    text = models.TextField(max_length=_MAX_CHARACTERS)
    url = models.URLField(max_length=2000, blank=True)
    email = models.EmailField(blank=True)
    created = models.DateTimeField(auto_now_add=True)
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")
    reader_count = models.PositiveIntegerField(default=1)
    suggested_claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="+")
    suggestion_score = models.FloatField(null=True, blank=True)
    rejected_claims = ArrayField(models.BigIntegerField(), default=list, blank=True)
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
            models.CheckConstraint(condition=~models.Q(text=""), name="a_tip_has_a_text"),
            models.CheckConstraint(condition=LessThanOrEqual(Length("text"), _MAX_CHARACTERS), name="a_tip_is_short"),
            models.CheckConstraint(
                condition=models.Q(state="open", claim__isnull=True, reason="", decided__isnull=True)
                | models.Q(state="linked", claim__isnull=False, reason="", decided__isnull=False)
                | models.Q(state="declined", claim__isnull=True, decided__isnull=False) & ~models.Q(reason=""),
                name="a_tip_is_open_linked_or_declined",
            ),
            models.CheckConstraint(
                condition=models.Q(decided__isnull=True, decided_by__isnull=True)
                | models.Q(decided__isnull=False, decided_by__isnull=False),
                name="a_decided_tip_has_a_decider",
            ),
            models.CheckConstraint(
                condition=models.Q(suggested_claim__isnull=True, suggestion_score__isnull=True)
                | models.Q(suggested_claim__isnull=False, suggestion_score__isnull=False),
                name="a_suggestion_has_its_score",
            ),
            models.CheckConstraint(
                condition=models.Q(duplicate_of__isnull=True)
                | models.Q(duplicate_of__lt=models.F("id"), reader_count=1),
                name="a_tip_duplicates_an_older_one_or_has_duplicates",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="tips_open", condition=_OPEN_GROUPS),
            models.Index(fields=["-reader_count", "id"], name="tips_open_by_times", condition=_OPEN_GROUPS),
            models.Index(
                models.F("compared").asc(nulls_first=True), "id", name="tips_to_compare", condition=_OPEN_GROUPS
            ),
            models.Index(fields=["state", "-id"], name="tips_by_state"),
            models.Index(fields=["id"], name="tips_with_an_address", condition=~models.Q(email="")),
            GinIndex(fields=["text"], opclasses=["gin_trgm_ops"], name="tips_open_trgm", condition=_OPEN_GROUPS),
            GinIndex(OpClass(Upper("text"), name="gin_trgm_ops"), name="tips_text_trgm"),
        ]
        triggers: ClassVar = [
            *vector_triggers("claims_tipvector", "tip_id", "text"),
            refuse_truncate(),
            pgtrigger.Trigger(
                name="a_tips_text_is_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("key", "text", "url", "created"),
                func=_FROZEN_SQL,
            ),
            pgtrigger.Protect(name="tips_stay", operation=pgtrigger.Delete),
            only_erase_email("a_tips_email_is_only_erased", "tip"),
            pgtrigger.Trigger(
                name="tip_count_counts_the_tips_of_a_claim",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_COUNT_CLAIM_TIPS_SQL,
            ),
            pgtrigger.Trigger(
                name="reader_count_counts_the_duplicates_of_a_tip",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_COUNT_GROUP_TIPS_SQL,
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class TipNotification(Mail):
    """A mail to the reader about a publication of the claim, or about the declined tip if there is none."""

    FAILURE_EVENT = "tip_notification.failed"
    tip = models.ForeignKey(Tip, models.PROTECT, related_name="notifications")
    publication = models.ForeignKey(
        Publication, models.PROTECT, null=True, blank=True, related_name="tip_notifications"
    )

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tip", "publication"], name="one_notification_per_tip_and_publication", nulls_distinct=False
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["last_attempt"], name="tip_notifications_to_send", condition=models.Q(sent__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"tip {self.tip_id}, publication {self.publication_id}"
