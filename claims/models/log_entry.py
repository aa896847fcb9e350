"""The publication log: one entry for each publication, chained by hashes, and signed heads."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models.functions import Now

from claims.models.publication import Publication


class LogEntry(models.Model):
    """The place of a publication in the log. Sequence numbers have no gaps and grow in the order of commits.

    `digests` has the hash of each public field, so that the verifier can name a field that was changed.
    """

    sequence = models.PositiveBigIntegerField(primary_key=True)
    publication = models.OneToOneField(Publication, models.PROTECT, related_name="log_entry")
    digests = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64)
    entry_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["sequence"]
        verbose_name_plural = "log entries"
        triggers: ClassVar = [
            pgtrigger.Protect(name="log_entries_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="a_log_entry_follows_the_head",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("head", "claims_logentry%ROWTYPE")],
                func="""
                    SELECT * INTO head FROM claims_logentry ORDER BY sequence DESC LIMIT 1;
                    IF NEW.sequence <> COALESCE(head.sequence, 0) + 1
                       OR NEW.previous_sha256 <> COALESCE(head.entry_sha256, repeat('0', 64)) THEN
                        RAISE EXCEPTION 'log entry % does not follow the head, entry %',
                            NEW.sequence, COALESCE(head.sequence, 0);
                    END IF;
                    IF NEW.entry_sha256 <> encode(sha256(convert_to(concat_ws(
                        E'\\n', NEW.sequence, NEW.previous_sha256, NEW.content_sha256, ''
                    ), 'UTF8')), 'hex') THEN
                        RAISE EXCEPTION 'log entry % does not have its hash', NEW.sequence;
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"log entry {self.sequence}"


class SignedHead(models.Model):
    """The newest entry of a day, signed; anybody who keeps it can prove what the log contained then."""

    day = models.DateField(primary_key=True)
    entry = models.ForeignKey(LogEntry, models.PROTECT, related_name="heads")
    jws = models.TextField()
    signed = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-day"]
        triggers: ClassVar = [
            pgtrigger.Protect(name="signed_heads_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"head of {self.day}"
