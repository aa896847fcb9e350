"""Evidence: a question, its answer, and an exact quote from a page, or a file."""

from datetime import date
from typing import ClassVar, TypedDict

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Now, Upper
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import refuse_truncate
from claims.models.removal import removed_now
from claims.models.snapshot import Snapshot
from claims.models.stored_file import StoredFile
from claims.models.verdict import Verdict
from claims.models.word_vectors import words_of

_FROZEN_SQL = f"""
    IF EXISTS (
        SELECT 1 FROM claims_verdict
        WHERE id IN ({{ids}}) AND submitted IS NOT NULL AND NOT {removed_now("claim", "claim_id")} FOR SHARE
    ) THEN
        RAISE EXCEPTION 'the evidence of a submitted verdict is frozen';
    END IF;
    RETURN {{row}};
"""  # noqa: S608 - names of tables of this package

_SEARCHED_FIELDS = ("question", "answer", "title", "publisher", "url")


class EvidenceContent(TypedDict, total=False):
    """The fields of evidence that an editor writes, with the types that the services take."""

    question: str
    answer: str
    url: str
    title: str
    publisher: str
    published: date | None
    quote: str
    stance: str
    independent: bool
    accessed: date | None
    file: StoredFile | None
    alt_text: str
    credit: str


class Evidence(models.Model):
    """Evidence of a verdict; it is frozen together with the verdict.

    `number` is what citations in the justification name; the evidence of a verdict stands in its order.
    `changed_since_cited` says that it was changed after the sentences that cite it were written.
    `snapshot` is the stored copy of the page; it may arrive after the verdict is frozen, and then supplies no title,
    publisher or date, since nobody has seen them with the verdict. `dependence` says why the
    source is not independent of the claim; if `independent` is true all the same, an editor has insisted.
    `alt_text` says what `file` shows, and `credit` whose it is.
    """

    class Stance(models.TextChoices):
        """What the evidence says about the claim."""

        SUPPORTS = "supports", _("supports")
        REFUTES = "refutes", _("refutes")
        CONTEXT = "context", _("gives context")

    CONTENT_FIELDS = tuple(EvidenceContent.__annotations__)
    """The fields that an editor writes; form, API and service derive them from the declarations below."""

    verdict = models.ForeignKey(Verdict, models.CASCADE, related_name="evidence")
    number = models.PositiveIntegerField()
    question = models.CharField(max_length=500, help_text=_("What do we need to know to judge the claim?"))
    answer = models.TextField(max_length=20_000)
    url = models.URLField(
        _("URL"),
        max_length=2_000,
        blank=True,
        help_text=_("The page is fetched and its text is stored."),
    )
    title = models.CharField(_("title of the page"), max_length=300, blank=True, default="", db_default="")
    publisher = models.CharField(max_length=200, blank=True)
    published = models.DateField(_("published on"), null=True, blank=True)
    quote = models.TextField(
        _("exact quote"),
        max_length=20_000,
        blank=True,
        help_text=_("The words on the page that give the answer. Use … for words that you leave out."),
    )
    stance = models.CharField(_("what it says about the claim"), max_length=10, choices=Stance.choices)
    independent = models.BooleanField(_("independent of the claim’s own sources"), default=True)
    dependence = models.CharField(max_length=300, blank=True, default="", db_default="")
    accessed = models.DateField(_("accessed on"), null=True, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, to_field="sha256", null=True, blank=True, related_name="evidence"
    )
    alt_text = models.CharField(
        _("description of the file"),
        max_length=500,
        blank=True,
        default="",
        db_default="",
        help_text=_("What it shows, for readers who do not see it. Readers get the words with the file."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text=_("Who made it, and who allows you to show it."),
    )
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, null=True, blank=True, related_name="evidence")
    changed_since_cited = models.BooleanField(default=False, db_default=False)
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["number"]
        verbose_name_plural = "evidence"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["verdict", "number"], name="a_number_names_one_piece_of_evidence"),
            models.CheckConstraint(
                condition=~models.Q(question="") & ~models.Q(answer=""), name="evidence_answers_a_question"
            ),
            models.CheckConstraint(
                condition=models.Q(file__isnull=True) | ~models.Q(alt_text=""), name="a_file_has_a_description"
            ),
        ]
        indexes: ClassVar = [
            GinIndex(*(OpClass(Upper(name), name="gin_trgm_ops") for name in _SEARCHED_FIELDS), name="evidence_trgm"),
            GinIndex(words_of("question", "answer", "quote"), name="evidence_words"),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Trigger(
                name="evidence_is_frozen_with_its_verdict",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_FROZEN_SQL.format(ids="NEW.verdict_id", row="NEW"),
            ),
            pgtrigger.Trigger(
                name="evidence_does_not_leave_a_frozen_verdict",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_FROZEN_SQL.format(ids="OLD.verdict_id", row="COALESCE(NEW, OLD)"),
            ),
        ]

    def __str__(self) -> str:
        return self.question[:80]

    @property
    def is_marked_independent(self) -> bool:
        """Whether an editor insists that it is independent."""
        return self.independent and bool(self.dependence)

    @property
    def submitted_snapshot(self) -> Snapshot | None:
        """The stored snapshot, unless it arrived after the verdict was submitted."""
        page, submitted = self.snapshot, self.verdict.submitted
        if page is None or page.fetched is None or (submitted and page.fetched > submitted):
            return None
        return page

    @property
    def display_title(self) -> str:
        """The title of its page, by the editor or else by the page itself."""
        return self.title or (self.submitted_snapshot.title if self.submitted_snapshot else "")

    @property
    def display_publisher(self) -> str:
        """The publisher of its page, by the editor or else by the page itself."""
        return self.publisher or (self.submitted_snapshot.publisher if self.submitted_snapshot else "")

    @property
    def display_published(self) -> date | None:
        """The date of its page, by the editor or else by the page itself."""
        return self.published or (self.submitted_snapshot.published if self.submitted_snapshot else None)


class QuoteCheck(models.Model):
    """Whether the quote appears in the snapshot, or else in the PDF; stored so that lists need not load texts.

    `context` has the sentences of the page around a quote that appears word for word. In a PDF it begins on `page`.
    """

    class State(models.TextChoices):
        """The result, as in `claims.intake.quote_matching.QuoteFinding`."""

        VERBATIM = "verbatim", _("word for word in the stored page")
        GAPS = "gaps", _("in the stored page, with words left out")
        CUT = "cut", _("in the stored page, but cut inside a word or a number")
        MISSING = "missing", _("not in the stored page")
        NONE = "none", _("no quote")

    evidence = models.OneToOneField(Evidence, models.CASCADE, related_name="quote_check")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices)
    skipped_words = models.PositiveIntegerField(default=0)
    nearest = models.TextField(blank=True)
    context = models.TextField(blank=True, default="", db_default="")
    page = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Trigger(
                name="a_quote_check_is_frozen_with_its_verdict",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_FROZEN_SQL.format(
                    ids="SELECT verdict_id FROM claims_evidence WHERE id = OLD.evidence_id", row="COALESCE(NEW, OLD)"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"evidence {self.evidence_id}: {self.state}"
