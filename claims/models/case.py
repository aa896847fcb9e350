"""Cases: what needs a moderator. Triggers open and close them."""

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from claims.models.user import User

OPEN_CASE = Q(closed__isnull=True)
SUBJECT_BY_KIND = {
    "verdict": "verdict",
    "publish": "verdict",
    "report": "report",
    "reading": "article",
    "appeal": "appeal",
    "change": "revisit",
    "translation": "translation",
}
"""The column of each kind of case that refers to its subject; all others are null."""

KIND_LABELS = {
    "verdict": (_("correction to approve"), _("to approve")),
    "publish": (_("correction to publish"), _("to publish")),
    "report": (_("reader’s report"),) * 2,
    "reading": (_("could not be read"),) * 2,
    "appeal": (_("appealed dismissal"),) * 2,
    "change": (_("source of a public verdict changed"), _("source changed")),
    "translation": (_("translation to correct"), _("translation to approve")),
}
"""The label of a case, by kind and rank."""

SUBJECTS = sorted({*SUBJECT_BY_KIND.values()})


def _has_subject(kind: str, subject: str) -> Q:
    return Q(kind=kind, **{f"{column}__isnull": column != subject for column in SUBJECTS})


def case_trigger(
    name: str, *, column: str, kind: str, rank: int | str, while_: str, on: pgtrigger.Operation
) -> pgtrigger.Trigger:
    """Return a trigger that keeps a case open for a row while the SQL condition `while_` holds; `rank` may be SQL."""
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
        """,  # noqa: S608 - all values are constants
    )


def verdict_case_trigger() -> pgtrigger.Trigger:
    """Return the trigger on claims that opens a case to approve, then to publish the newest submitted verdict."""
    return pgtrigger.Trigger(
        name="a_submitted_verdict_opens_a_case",
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
    """Something that needs a moderator. Triggers open and close it, whatever code writes its subject.

    `rank` 0 is what readers see at this moment (reports, corrections), 1 the rest; within a rank, the oldest is first.
    `queue_position` combines both in one number, so that an index gives each page of the list at any depth.
    A moderator can hold a case until `held_until`; after that it is free.
    """

    class Kind(models.TextChoices):
        """The kinds of cases, with the labels of the filter."""

        VERDICT = "verdict", _("Verdicts")
        PUBLISH = "publish", _("To publish")
        REPORT = "report", _("Reports")
        READING = "reading", _("Failed readings")
        APPEAL = "appeal", _("Appeals")
        CHANGE = "change", _("Changed sources")
        TRANSLATION = "translation", _("Translations")

    kind = models.CharField(max_length=11, choices=Kind.choices)
    rank = models.PositiveSmallIntegerField()
    queue_position = models.GeneratedField(
        expression=models.F("rank") * models.Value(2**62, models.BigIntegerField()) + models.F("id"),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
    verdict = models.ForeignKey("claims.Verdict", models.PROTECT, null=True, blank=True, related_name="cases")
    report = models.ForeignKey("claims.Report", models.PROTECT, null=True, blank=True, related_name="+")
    article = models.ForeignKey("claims.Article", models.PROTECT, null=True, blank=True, related_name="+")
    appeal = models.ForeignKey("claims.Appeal", models.PROTECT, null=True, blank=True, related_name="+")
    revisit = models.ForeignKey("claims.Revisit", models.PROTECT, null=True, blank=True, related_name="+")
    translation = models.ForeignKey("claims.Translation", models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateTimeField(db_default=Now())
    closed = models.DateTimeField(null=True, blank=True)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    held_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["queue_position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=reduce(or_, (_has_subject(kind, subject) for kind, subject in SUBJECT_BY_KIND.items())),
                name="a_case_is_about_one_thing",
            ),
            *(
                models.UniqueConstraint(fields=[column], condition=OPEN_CASE, name=f"one_open_case_per_{column}")
                for column in SUBJECTS
            ),
            models.CheckConstraint(
                condition=Q(holder__isnull=True, held_until__isnull=True)
                | Q(holder__isnull=False, held_until__isnull=False, closed__isnull=True),
                name="a_held_case_is_open_and_held_until_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["queue_position"], name="cases_open", condition=OPEN_CASE),
            models.Index(fields=["kind", "queue_position"], name="cases_open_by_kind", condition=OPEN_CASE),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @property
    def label(self) -> str:
        """The label of this case."""
        return str(KIND_LABELS[self.kind][min(self.rank, 1)])

    @property
    def claim_id(self) -> int | None:
        """The claim of its subject; None for a failed reading and a changed source."""
        subject = self.report.publication if self.report else self.verdict or self.appeal or self.translation
        return subject.claim_id if subject else None

    @property
    def is_held(self) -> bool:
        """Whether somebody holds it now."""
        return self.held_until is not None and self.held_until > timezone.now()

    def is_held_against(self, user: "User") -> bool:
        """Return whether somebody else holds it now."""
        return self.is_held and self.holder_id != user.pk
