"""Fact-checks by other publishers and by this desk, in one searchable table."""

from datetime import date
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Coalesce, Greatest

from claims.models.claim import Claim
from claims.models.translation import Translation
from claims.models.vector_triggers import vector_triggers
from claims.nlp.language_table import TEXT_SEARCH_CONFIG

MIN_DATE = date.min
"""The date of a fact-check without a date; it sorts after all others."""

TERM_COUNTS_SQL = """
    SELECT '' AS lexeme, {sign}count(*)::int AS fact_check_count FROM {rows}
    UNION ALL
    SELECT word.lexeme, {sign}count(*)::int FROM {rows}, unnest({rows}.search) AS word GROUP BY word.lexeme
"""
ADD_TERM_COUNTS_SQL = """
    INSERT INTO claims_searchterm (lexeme, fact_check_count)
    SELECT lexeme, sum(fact_check_count) FROM ({counted}) AS change
    GROUP BY lexeme HAVING sum(fact_check_count) <> 0 ORDER BY lexeme
    ON CONFLICT (lexeme) DO UPDATE
    SET fact_check_count = claims_searchterm.fact_check_count + EXCLUDED.fact_check_count;
    RETURN NULL;
"""
"""Sorted, so that two writers lock the terms that they share in the same order."""

_ADDED_TERMS_SQL = TERM_COUNTS_SQL.format(rows="new_fact_checks", sign="+")
_REMOVED_TERMS_SQL = TERM_COUNTS_SQL.format(rows="old_fact_checks", sign="-")


def _term_count_trigger(
    name: str, operation: pgtrigger.Operation, counted: str, **referencing: str
) -> pgtrigger.Trigger:
    """Return a trigger that updates `SearchTerm` for all rows of a statement at once."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**referencing),
        func=ADD_TERM_COUNTS_SQL.format(counted=counted),
    )


def normalised_text(text: str | models.Value) -> models.Func:
    """Return SQL for a text as the search reads it: straight quotes, plain dashes, no commas within numbers.

    PostgreSQL reads a curly quote as a letter, and 4,250 as two numbers.
    """
    straight = models.Func(text, models.Value("“”„‘’–—…"), models.Value('"""\'\'-- '), function="translate")
    comma, nothing, all_of_them = models.Value("(?<=[0-9]),(?=[0-9]{3})"), models.Value(""), models.Value("g")
    return models.Func(
        straight, comma, nothing, all_of_them, function="regexp_replace", output_field=models.TextField()
    )


def search_vector(text: str | models.Value, weight: str = "") -> SearchVector:
    """Return SQL for the stems of a text, the same for stored texts and for queries."""
    return SearchVector(normalised_text(text), weight=weight or None, config=TEXT_SEARCH_CONFIG)


class SearchTerm(models.Model):
    """The number of fact-checks that contain a word stem, maintained by triggers; rare stems weigh most.

    The empty stem counts all fact-checks.
    """

    lexeme = models.TextField(primary_key=True)
    fact_check_count = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.lexeme}: {self.fact_check_count}"


class FactCheck(models.Model):
    """A fact-check as its ClaimReview describes it: by another publisher, or our current one of a `claim`, or of a
    `translation` of it.

    A later import recognises it by `key`, and a change in it by `content_sha256`. `identifier` is the publisher's own
    id, `site` the publisher's host without "www.". `earlier` has further words of ours, of the current
    revision and of those before it, so that feeds by words still follow the claim. `archive` marks an old verdict of
    this desk that was imported: the desk has not signed it. The rating is empty if the other tool exports none.
    """

    key = models.CharField(max_length=64, editable=False)
    content_sha256 = models.CharField(max_length=64, editable=False)
    identifier = models.CharField(max_length=500, blank=True)
    url = models.URLField(max_length=2000)
    publisher = models.CharField(max_length=300)
    site = models.CharField(max_length=253)
    title = models.CharField(max_length=500, blank=True)
    claim_text = models.TextField()
    claimant = models.CharField(max_length=300, blank=True)
    claimed = models.DateField(null=True, blank=True)
    reviewed = models.DateField(null=True, blank=True)
    rating = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=35, blank=True)
    claim = models.OneToOneField(Claim, models.PROTECT, null=True, blank=True, related_name="fact_check")
    translation = models.OneToOneField(Translation, models.PROTECT, null=True, blank=True, related_name="fact_check")
    withdrawn = models.BooleanField(default=False)
    archive = models.BooleanField(default=False, db_default=False)
    earlier = models.TextField(blank=True, default="", db_default="")
    dated = models.GeneratedField(
        expression=Coalesce(Greatest("claimed", "reviewed"), MIN_DATE, output_field=models.DateField()),
        output_field=models.DateField(),
        db_persist=True,
    )
    search = models.GeneratedField(
        expression=search_vector("claim_text", "A")
        + search_vector("title", "B")
        + search_vector("claimant", "C")
        + search_vector("earlier", "D"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key"], name="one_fact_check_per_page_and_claim"),
            models.CheckConstraint(
                condition=~models.Q(claim_text="") & ~models.Q(url=""),
                name="a_fact_check_is_complete",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn=False)
                | models.Q(claim__isnull=False)
                | models.Q(translation__isnull=False),
                name="only_own_fact_checks_are_withdrawn",
            ),
            models.CheckConstraint(
                condition=models.Q(claim__isnull=True) | models.Q(translation__isnull=True),
                name="a_fact_check_is_an_original_or_a_translation",
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["search"], name="fact_checks_search", fastupdate=False),
            models.Index(fields=["site", "-dated", "-id"], name="fact_checks_of_a_site"),
            models.Index(fields=["-dated", "-id"], name="fact_checks_by_date"),
            models.Index(
                fields=["-dated", "-id"],
                condition=models.Q(claim__isnull=False) | models.Q(translation__isnull=False),
                name="reviews_of_ours",
            ),
        ]
        triggers: ClassVar = [
            *vector_triggers("claims_factcheckvector", "fact_check_id", "claim_text", "title", "language"),
            _term_count_trigger("terms_of_new_fact_checks", pgtrigger.Insert, _ADDED_TERMS_SQL, new="new_fact_checks"),
            _term_count_trigger(
                "terms_of_old_fact_checks", pgtrigger.Delete, _REMOVED_TERMS_SQL, old="old_fact_checks"
            ),
            _term_count_trigger(
                "terms_of_changed_fact_checks",
                pgtrigger.Update,
                f"{_ADDED_TERMS_SQL} UNION ALL {_REMOVED_TERMS_SQL}",
                new="new_fact_checks",
                old="old_fact_checks",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.claim_text[:80]}"
