"""Events: who did what to what; written once, never changed."""

from functools import cached_property
from typing import Any, ClassVar, TypeVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Now

from claims.event_data import EventData, Verb
from claims.models.append_only import refuse_truncate
from claims.models.article import Article
from claims.models.claim import Claim
from claims.models.removal import removed_now
from claims.retention import MIN_SIGN_IN_DAYS
from claims.verbs import ACCOUNT_VERBS, BACKUP_VERBS, EXPORT_VERBS, JUDGING_VERBS, SIGN_IN_VERBS, VERBS
from claims.verbs.verdicts import VERDICT_DRAFTED

D = TypeVar("D", bound=EventData)


_SIGN_IN_VERBS_SQL = ", ".join(f"'{verb}'" for verb in SIGN_IN_VERBS)
_EVENTS_STAY_SQL = f"""
    IF TG_OP = 'DELETE' AND OLD.verb IN ({_SIGN_IN_VERBS_SQL})
       AND OLD.at < now() - interval '{MIN_SIGN_IN_DAYS} days' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.verb = '{VERDICT_DRAFTED.name}'
       AND to_jsonb(NEW) = jsonb_set(to_jsonb(OLD), '{{data}}', OLD.data - 'delta' - 'sums') THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'data' = to_jsonb(OLD) - 'data'
       AND ({removed_now("claim", "OLD.claim_id")} OR {removed_now("article", "OLD.article_id")}) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'events stay: only sign-ins expire, the words of drafts, and what is removed';
"""


class Event(models.Model):
    """The record of one write by a service. Sign-ins are deleted when they expire; words of drafts that expire too,
    and those of what is removed.

    Rows are in the order of `at`, so that a small index (BRIN) finds a period of time and costs writers nothing.
    """

    verb = models.CharField(max_length=40)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="events")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="events")
    data = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["claim", "-id"], name="events_of_a_claim"),
            models.Index(fields=["article", "-id"], name="events_of_an_article"),
            BrinIndex(fields=["at"], name="events_by_time", pages_per_range=32, autosummarize=True),
            models.Index(
                KeyTransform("user", "data"),
                models.F("id").desc(),
                name="events_of_a_person",
                condition=models.Q(verb__in=ACCOUNT_VERBS),
            ),
            models.Index(
                KeyTransform("batch", "data"), name="events_of_a_batch", condition=models.Q(data__has_key="batch")
            ),
            models.Index(fields=["verb", "-id"], name="events_of_backups", condition=models.Q(verb__in=BACKUP_VERBS)),
            models.Index(fields=["-id"], name="events_of_exports", condition=models.Q(verb__in=EXPORT_VERBS)),
            models.Index(
                fields=["-id"],
                name="events_that_judge_claims",
                condition=models.Q(verb__in=JUDGING_VERBS, actor__isnull=False),
            ),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Trigger(
                name="events_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_EVENTS_STAY_SQL,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} #{self.pk}"

    @property
    def row(self) -> Verb[Any]:
        """The row of its verb."""
        return VERBS[self.verb]

    @cached_property
    def payload(self) -> EventData:
        """Its data, as the class that its verb declares."""
        payload: EventData = self.row.data.from_json(self.data)
        return payload

    def payload_as(self, kind: type[D]) -> D:
        """Its data, of a verb that is known to carry this class. Raises `TypeError` if it carries another."""
        if not isinstance(self.payload, kind):
            raise TypeError(f"{self.verb} carries {type(self.payload).__name__}, not {kind.__name__}.")
        return self.payload
