"""The publication log: entries chained by hashes and joined in a tree, signed heads, and what witnesses keep."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from claims.models.append_only import refuse_truncate
from claims.models.publication import Publication


class LogEntry(models.Model):
    """The place of a publication in the log. Sequence numbers have no gaps and grow in the order of commits.

    `digests` has the hash of each public field, so that the verifier can name a field that was changed. `nodes` are
    the nodes of the Merkle tree that the entry completes, its leaf first.
    """

    sequence = models.PositiveBigIntegerField(primary_key=True)
    publication = models.OneToOneField(Publication, models.PROTECT, related_name="log_entry")
    digests = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64)
    entry_sha256 = models.CharField(max_length=64)
    nodes = ArrayField(models.CharField(max_length=64))

    class Meta:
        ordering: ClassVar = ["sequence"]
        verbose_name_plural = "log entries"
        triggers: ClassVar = [
            refuse_truncate(),
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
            pgtrigger.Trigger(
                name="the_tree_grows_with_a_log_entry",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("node", "bytea"), ("height", "integer")],
                func="""
                    node := sha256('\\x00'::bytea || convert_to(NEW.entry_sha256, 'UTF8'));
                    height := 1;
                    WHILE NEW.nodes[height] = encode(node, 'hex') AND (NEW.sequence >> height - 1) & 1 = 0 LOOP
                        SELECT sha256('\\x01'::bytea || decode(nodes[height], 'hex') || node) INTO node
                        FROM claims_logentry WHERE sequence = NEW.sequence - (1::bigint << height - 1);
                        height := height + 1;
                    END LOOP;
                    IF NEW.nodes[height] IS DISTINCT FROM encode(node, 'hex') OR cardinality(NEW.nodes) <> height THEN
                        RAISE EXCEPTION 'log entry % does not extend the tree', NEW.sequence;
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="every_log_entry_is_signed",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func="""
                    IF NOT EXISTS (SELECT FROM claims_signedhead WHERE entry_id = NEW.sequence) THEN
                        RAISE EXCEPTION 'log entry % has no signed head', NEW.sequence;
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"log entry {self.sequence}"


class SignedHead(models.Model):
    """The end of the log, signed with each entry; anybody who keeps it can prove what the log contained then.

    `root_sha256` is the root of the tree over all entries. The end is signed again each day, to show that the log
    did not grow.
    """

    entry = models.ForeignKey(LogEntry, models.PROTECT, related_name="heads")
    root_sha256 = models.CharField(max_length=64)
    jws = models.TextField()
    signed = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Protect(name="signed_heads_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"head {self.pk}"


class Countersignature(models.Model):
    """A witness keeps a head of ours and has signed that it follows the heads that it kept before."""

    head = models.ForeignKey(SignedHead, models.PROTECT, related_name="countersignatures")
    witness = models.URLField(max_length=200)
    jws = models.TextField()
    received = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["witness", "head"], name="a_witness_signs_a_head_once"),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Protect(name="countersignatures_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.head} as seen by {self.witness}"


class WitnessedHead(models.Model):
    """A head of another desk that this desk keeps as its witness; `jws` is that desk's, `countersignature` ours."""

    desk = models.URLField(max_length=200)
    size = models.PositiveBigIntegerField()
    root_sha256 = models.CharField(max_length=64)
    jws = models.TextField()
    countersignature = models.TextField()
    received = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "size"], name="one_head_of_a_desk_per_size"),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Protect(name="witnessed_heads_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"head {self.size} of {self.desk}"
