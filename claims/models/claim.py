"""Claims and their appearances in articles."""

from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.db import models
from django.db.models.functions import MD5, Cast, Lower, Trim, Upper
from django.utils.translation import gettext_lazy as _

from claims.dismissals import DISMISSALS
from claims.models.append_only import refuse_truncate
from claims.models.article import Article
from claims.models.case import verdict_case_trigger
from claims.models.duplicate_trigger import duplicate_trigger
from claims.models.freeze_triggers import appearance_trigger, claim_trigger, waiting_trigger
from claims.models.start_trigger import start_trigger
from claims.models.topic import Topic
from claims.models.vector_triggers import vector_triggers
from claims.priority import priority_trigger_sql
from claims.workflow import STATUS_LABELS, Status, list_transitions

if TYPE_CHECKING:
    from claims.models.event import Event
    from claims.models.publication import Publication

_MINOR_CHECKWORTHINESS = 0.25
UNMATCHED_CLAIMS = models.Q(matched__isnull=True) & (
    models.Q(status__in=["queued", "in_review"])
    | models.Q(status="detected", checkworthiness__gte=_MINOR_CHECKWORTHINESS, checkable=True)
)
"""Claims that are to be compared with fact-checks."""

CLAIMS_TO_TRIAGE = models.Q(status="detected", checkable=True, checkworthiness__gte=_MINOR_CHECKWORTHINESS)
"""Claims that wait for triage, without minor ones."""

_normalised_words = models.Func(
    Lower("text"), models.Value("[^[:alnum:]]+"), models.Value(" "), models.Value("g"),
    function="regexp_replace", output_field=models.TextField(),
)  # fmt: skip

_priority_columns = ("checkworthiness", "checkable", "reach", "tip_count", "created", "deadline", "priority", "status")


class Claim(models.Model):
    """A statement that can be checked. `version` grows with every change, so that nobody overwrites one unseen.

    `text` are the words of the article. `statement` is the claim reworded so that it stands alone; if none could be
    built, `statement_problem` is a code of `claims.statements`. What is not `checkable` cannot be true or false; a
    `promise` says what somebody will do. Pages fold detected claims that are not checkable, or whose checkworthiness is
    below `MINOR_CHECKWORTHINESS`. `matched` is when it was compared with claims and fact-checks, None if it is to be
    compared; this does not change `version`. `priority` orders the queue, highest first; the database computes it from
    `checkworthiness` if the claim is checkable, `reach` (roughly how many people have seen the claim), `tip_count`, age
    and `deadline`. `assignee` is the editor who is to check the claim. `goes_out` is when a publication or a withdrawal
    that can still be undone goes out; `goes_out_event` says which, by whom and why. Texts that differ only in case,
    punctuation and spaces have one `wording`. `unread` names the parts of a passage chosen by hand that the reader has
    still to find. A dismissed claim that says the same as another is `duplicate_of` it.
    """

    MINOR_CHECKWORTHINESS = _MINOR_CHECKWORTHINESS
    PASSAGE_PARTS = ("score", "dates", "chain", "quantities", "statement")
    """What the reader finds in a passage: check-worthiness, times and places, sources, numbers, statement."""

    text = models.TextField()
    statement = models.TextField(max_length=2_000, blank=True, default="", db_default="")
    statement_problem = models.CharField(max_length=40, blank=True, default="", db_default="")
    promise = models.BooleanField(default=False, db_default=False)
    checkable = models.BooleanField(default=True, db_default=True)
    status = models.CharField(
        max_length=20,
        choices=[(status.value, label) for status, label in STATUS_LABELS.items()],
        default=Status.DETECTED.value,
    )
    version = models.PositiveIntegerField(default=1)
    checkworthiness = models.FloatField(default=0.0)
    reasons = models.JSONField(default=list, blank=True)
    dismissal = models.CharField(
        max_length=20, blank=True, choices=[(row.code, row.label) for row in DISMISSALS.values()]
    )
    duplicate_of: "models.ForeignKey[Claim | None, Claim | None]" = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="duplicates", db_index=False
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    publication: "models.OneToOneField[Publication | None, Publication | None]" = models.OneToOneField(
        "claims.Publication", models.PROTECT, null=True, blank=True, related_name="current_of"
    )
    goes_out = models.DateTimeField(null=True, blank=True, editable=False)
    goes_out_event: "models.OneToOneField[Event | None, Event | None]" = models.OneToOneField(
        "claims.Event", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    matched = models.DateTimeField(null=True, blank=True, editable=False)
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, blank=True, related_name="claims", db_index=False)
    reach = models.PositiveBigIntegerField(default=0, db_default=0)
    tip_count = models.PositiveIntegerField(default=0, db_default=0)
    deadline = models.DateTimeField(null=True, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    priority = models.FloatField(default=0.0, db_default=0.0)
    unread = ArrayField(models.CharField(max_length=20), default=list, blank=True, db_default=[])
    created = models.DateTimeField(auto_now_add=True)
    wording = models.GeneratedField(
        expression=Cast(MD5(Trim(_normalised_words)), models.UUIDField()),
        output_field=models.UUIDField(),
        db_persist=True,
    )

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(checkworthiness__gte=0, checkworthiness__lte=1),
                name="checkworthiness_in_range",
            ),
            models.CheckConstraint(
                condition=models.Q(status="dismissed") ^ models.Q(dismissal=""),
                name="a_dismissal_has_its_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(duplicate_of__isnull=True) | models.Q(dismissal="duplicate"),
                name="only_a_dismissed_duplicate_names_its_claim",
            ),
            models.CheckConstraint(
                condition=~models.Q(duplicate_of=models.F("id")), name="no_claim_is_its_own_duplicate"
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["published", "withdrawn"]) | models.Q(publication__isnull=False),
                name="a_published_claim_has_a_publication",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["detected", "dismissed"]) | models.Q(publication__isnull=True),
                name="a_published_claim_is_not_dismissed",
            ),
            models.CheckConstraint(
                condition=models.Q(statement="") | models.Q(statement_problem=""),
                name="a_statement_has_no_problem",
            ),
            models.CheckConstraint(
                condition=models.Q(goes_out__isnull=True) ^ models.Q(goes_out_event__isnull=False),
                name="what_goes_out_has_its_event",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-priority", "id"], name="claims_queued", condition=models.Q(status="queued")),
            models.Index(
                fields=["topic", "-priority", "id"], name="claims_queued_by_topic", condition=models.Q(status="queued")
            ),
            models.Index(
                fields=["assignee", "-priority", "id"],
                name="claims_queued_assigned",
                condition=models.Q(status="queued", assignee__isnull=False),
            ),
            models.Index(
                fields=["-priority", "id"],
                name="claims_queued_unassigned",
                condition=models.Q(status="queued", assignee__isnull=True),
            ),
            models.Index(fields=["status", "-id"], name="claims_by_status"),
            models.Index(fields=["wording"], name="claims_by_wording"),
            models.Index(fields=["status", "-created"], name="claims_by_arrival"),
            models.Index(fields=["topic", "status", "-id"], name="claims_by_topic"),
            models.Index(
                fields=["assignee", "status", "-id"],
                name="claims_by_assignee",
                condition=models.Q(assignee__isnull=False),
            ),
            models.Index(fields=["deadline"], name="claims_by_deadline", condition=models.Q(deadline__isnull=False)),
            models.Index(
                fields=["duplicate_of", "id"],
                name="claims_by_duplicate_of",
                condition=models.Q(duplicate_of__isnull=False),
            ),
            models.Index(fields=["goes_out"], name="claims_going_out", condition=models.Q(goes_out__isnull=False)),
            models.Index(fields=["id"], name="claims_unmatched", condition=UNMATCHED_CLAIMS),
            models.Index(fields=["-id"], name="claims_to_triage", condition=CLAIMS_TO_TRIAGE),
            models.Index(fields=["id"], name="claims_unread", condition=~models.Q(unread=[])),
            GinIndex(OpClass(Upper("text"), name="gin_trgm_ops"), name="claims_text_trgm"),
            GinIndex(OpClass(Upper("statement"), name="gin_trgm_ops"), name="claims_statement_trgm"),
        ]
        triggers: ClassVar = [
            *vector_triggers("claims_claimvector", "claim_id", "text", "statement"),
            refuse_truncate(),
            pgtrigger.FSM(name="only_legal_moves", field="status", transitions=list_transitions()),
            start_trigger(),
            pgtrigger.Trigger(
                name="priority_follows_its_parts",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf(*_priority_columns),
                declare=[("w", "record")],
                func=priority_trigger_sql("claims_priorityweights"),
            ),
            pgtrigger.Protect(name="claims_stay", operation=pgtrigger.Delete),
            duplicate_trigger("a_duplicate_is_filed_under_no_duplicate"),
            claim_trigger("the_words_of_a_submitted_claim_are_frozen"),
            waiting_trigger("what_goes_out_stays_approved"),
            verdict_case_trigger(),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def get_status_display(self) -> str:  # type: ignore[no-redef]
        """Return the label of the status. Django's own method translates every label to find one."""
        return Status(self.status).label

    @property
    def headline(self) -> str:
        """What headlines and ClaimReviews say: the statement, or the words of the article where there is none."""
        return self.statement or self.text

    @property
    def answer(self) -> "Publication | None":
        """The publication that answers it: its own, or that of the claim it is a duplicate of."""
        return self.publication or (self.duplicate_of.publication if self.duplicate_of else None)

    @property
    def is_edited(self) -> bool:
        """Whether somebody has worked on it, so that readings no longer change it."""
        return self.version > 1 or self.added_by_id is not None


class Appearance(models.Model):
    """A claim in an article: the W3C anchor and the text around it.

    `pipeline` is the newest that found it, empty if only an editor did. `start` and `end` are characters of the text
    with the hash `text_sha256`; `prefix` and `suffix` show whether the anchor fits a text, `page` and `second` where it
    is in a file. `assertion` says whether the source, or the article without one, asserts the claim. `period` runs from
    the first to the last day that the claim mentions, None if it mentions none.
    """

    class Assertion(models.TextChoices):
        """Whether the source asserts a claim; one that the article calls untrue or corrects is asserted no more."""

        ASSERTED = "asserted", _("asserted")
        DENIED = "denied", _("denied: the source says it is untrue")
        NOT_ASSERTED = "not_asserted", _("not asserted: the source does not say this")
        DISPUTED = "disputed", _("disputed: the source says it, the article calls it untrue")
        RETRACTED = "retracted", _("retracted: the article itself corrects it")

    CONTEXT_CHARACTERS = 32

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="appearances")
    article = models.ForeignKey(Article, models.PROTECT, related_name="appearances")
    text_sha256 = models.CharField(max_length=64)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=CONTEXT_CHARACTERS, blank=True)
    suffix = models.CharField(max_length=CONTEXT_CHARACTERS, blank=True)
    sentence_start, sentence_end = models.PositiveIntegerField(), models.PositiveIntegerField()
    parts = ArrayField(ArrayField(models.PositiveIntegerField(), size=2), default=list, blank=True)
    pipeline = models.CharField(max_length=200, blank=True)
    hedged, hedge = models.BooleanField(default=False), models.CharField(max_length=200, blank=True)
    assertion = models.CharField(
        max_length=12, choices=Assertion.choices, default=Assertion.ASSERTED, db_default=Assertion.ASSERTED
    )
    times = models.JSONField(default=list, blank=True)
    period = DateRangeField(null=True, blank=True)
    places = models.JSONField(default=list, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    second = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["article_id", "start", "end"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["article", "start", "end"],
                name="one_claim_per_anchor",
                deferrable=models.Deferrable.IMMEDIATE,  # two anchors may be exchanged in one statement
            ),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="an_anchor_has_length"),
            models.CheckConstraint(
                condition=models.Q(sentence_start__lte=models.F("start"), sentence_end__gte=models.F("start")),
                name="an_anchor_starts_in_its_sentence",
            ),
            models.CheckConstraint(
                condition=models.Q(assertion__in=["asserted", "denied", "not_asserted", "disputed", "retracted"]),
                name="an_assertion_is_known",
            ),
        ]
        indexes: ClassVar = [GistIndex(fields=["period"], name="appearances_by_period")]
        triggers: ClassVar = [refuse_truncate(), appearance_trigger("appearances_are_frozen_with_a_verdict")]

    def __str__(self) -> str:
        return f"{self.article_id}:{self.start}-{self.end}"

    @property
    def is_outdated(self) -> bool:
        """Whether the newest reading of its article no longer finds it."""
        return self.pipeline not in ("", self.article.pipeline)
