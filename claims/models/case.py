"""Cases: what waits for a moderator, one row for each thing, opened and closed by the database itself."""

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

if TYPE_CHECKING:
    from claims.models.user import User

OPEN = Q(closed__isnull=True)
ABOUT = {
    "verdict": "verdict",
    "publish": "verdict",
    "report": "flag",
    "reading": "article",
    "contest": "contest",
}
"""Which reference each kind of case has, and no other."""

WORDS = {
    "verdict": ("correction to approve", "to approve"),
    "publish": ("correction to publish", "to publish"),
    "report": ("reader’s report",) * 2,
    "reading": ("could not be read",) * 2,
    "contest": ("contested dismissal",) * 2,
}
"""What a case is called, by kind and rank."""

THINGS = sorted({*ABOUT.values()})


def _is_about(kind: str, thing: str) -> Q:
    return Q(kind=kind, **{f"{other}__isnull": other != thing for other in THINGS})


def waits(name: str, *, column: str, kind: str, rank: int, while_: str, on: pgtrigger.Operation) -> pgtrigger.Trigger:
    """A trigger that keeps a case open for a row as long as the SQL condition `while_` holds for it."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=on,
        func=f"""
            UPDATE claims_case SET closed = now(), holder_id = NULL, held_until = NULL
            WHERE {column} = NEW.id AND closed IS NULL AND NOT ({while_});
            INSERT INTO claims_case (kind, rank, {column}) SELECT '{kind}', {rank}, NEW.id WHERE {while_}
            ON CONFLICT ({column}) WHERE closed IS NULL DO NOTHING;
            RETURN NULL;
        """,  # noqa: S608 - every word is one of ours
    )


def verdict_waits() -> pgtrigger.Trigger:
    """The trigger on claims: the newest submitted verdict waits for approval, then for publication."""
    return pgtrigger.Trigger(
        name="what_waits_is_a_case",
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("status"),
        condition=pgtrigger.Condition(
            "OLD.status IS DISTINCT FROM NEW.status AND (OLD.status IN ('awaiting_approval', 'approved')"
            " OR NEW.status IN ('awaiting_approval', 'approved'))"
        ),
        declare=[("newest", "bigint")],
        func="""
            SELECT id INTO newest FROM claims_verdict
            WHERE claim_id = NEW.id AND submitted IS NOT NULL ORDER BY revision DESC LIMIT 1;
            UPDATE claims_case SET closed = now(), holder_id = NULL, held_until = NULL
            WHERE verdict_id = newest AND closed IS NULL;
            IF newest IS NOT NULL AND NEW.status IN ('awaiting_approval', 'approved') THEN
                INSERT INTO claims_case (kind, rank, verdict_id)
                VALUES (CASE NEW.status WHEN 'approved' THEN 'publish' ELSE 'verdict' END,
                        CASE WHEN NEW.publication_id IS NULL THEN 1 ELSE 0 END, newest);
            END IF;
            RETURN NULL;
        """,
    )


class Case(models.Model):
    """Something that waits for a moderator. Triggers open it and close it, however the thing itself is written.

    `rank` 0 is what readers see at this moment (reports, corrections), 1 all else; within a rank the oldest is first.
    `place` is both in one number, so that each page of the list begins where the index says, at whatever depth.
    A moderator may hold it until `held_until`: after that it is free, whether or not anybody has swept it.
    """

    class Kind(models.TextChoices):
        """What waits, as the filter names it."""

        VERDICT = "verdict", "Verdicts"
        PUBLISH = "publish", "To publish"
        REPORT = "report", "Reports"
        READING = "reading", "Failed readings"
        CONTEST = "contest", "Contested"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    rank = models.PositiveSmallIntegerField()
    place = models.GeneratedField(
        expression=models.F("rank") * models.Value(2**62, models.BigIntegerField()) + models.F("id"),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
    verdict = models.ForeignKey("claims.Verdict", models.PROTECT, null=True, blank=True, related_name="+")
    flag = models.ForeignKey("claims.Flag", models.PROTECT, null=True, blank=True, related_name="+")
    article = models.ForeignKey("claims.Article", models.PROTECT, null=True, blank=True, related_name="+")
    contest = models.ForeignKey("claims.Contest", models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateTimeField(db_default=Now())
    closed = models.DateTimeField(null=True, blank=True)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    held_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=reduce(or_, (_is_about(kind, thing) for kind, thing in ABOUT.items())),
                name="a_case_is_about_one_thing",
            ),
            *(
                models.UniqueConstraint(fields=[column], condition=OPEN, name=f"one_open_case_per_{column}")
                for column in THINGS
            ),
            models.CheckConstraint(
                condition=Q(holder__isnull=True, held_until__isnull=True)
                | Q(holder__isnull=False, held_until__isnull=False, closed__isnull=True),
                name="a_held_case_is_open_and_held_until_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["place"], name="cases_open", condition=OPEN),
            models.Index(fields=["kind", "place"], name="cases_open_by_kind", condition=OPEN),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @property
    def words(self) -> str:
        """What it is, as a person reads it."""
        return WORDS[self.kind][min(self.rank, 1)]

    @property
    def claim_id(self) -> int | None:
        """The claim that it is about; a failed reading is about none."""
        about = self.flag.publication if self.flag else self.verdict or self.contest
        return about.claim_id if about else None

    @property
    def is_held(self) -> bool:
        """Whether somebody holds it at this moment."""
        return self.held_until is not None and self.held_until > timezone.now()

    def is_held_against(self, user: "User") -> bool:
        """Whether somebody else than this person holds it at this moment."""
        return self.is_held and self.holder_id != user.pk
