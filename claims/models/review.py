"""Reviews: what has been checked already, by others or by us, as one list that can be searched."""

from datetime import date
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Coalesce, Greatest

from claims.models.claim import Claim

UNDATED = date.min
"""What a review without any date is dated, so that it is older than all others."""

COUNTED = """
    SELECT '' AS lexeme, {sign}count(*)::int AS documents FROM {rows}
    UNION ALL
    SELECT word.lexeme, {sign}count(*)::int FROM {rows}, unnest({rows}.search) AS word GROUP BY word.lexeme
"""
ADD = """
    INSERT INTO claims_term (lexeme, documents)
    SELECT lexeme, sum(documents) FROM ({counted}) AS change
    GROUP BY lexeme HAVING sum(documents) <> 0 ORDER BY lexeme
    ON CONFLICT (lexeme) DO UPDATE SET documents = claims_term.documents + EXCLUDED.documents;
    RETURN NULL;
"""
"""Sorted, so that two writers lock the terms they share in one order."""

_NEW = COUNTED.format(rows="new_reviews", sign="+")
_OLD = COUNTED.format(rows="old_reviews", sign="-")


def _counts(name: str, operation: pgtrigger.Operation, counted: str, **referencing: str) -> pgtrigger.Trigger:
    """Keep `Term` right for all rows of one statement at once."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**referencing),
        func=ADD.format(counted=counted),
    )


def plain(text: str | models.Value) -> models.Func:
    """A column or a value as the search sees it: straight quotes, plain dashes, no commas within numbers.

    PostgreSQL takes a curly quote for a letter, and 4,250 for two numbers.
    """
    straight = models.Func(text, models.Value("“”„‘’–—…"), models.Value('"""\'\'-- '), function="translate")
    comma, nothing, all_of_them = models.Value("(?<=[0-9]),(?=[0-9]{3})"), models.Value(""), models.Value("g")
    return models.Func(
        straight, comma, nothing, all_of_them, function="regexp_replace", output_field=models.TextField()
    )


def vector(text: str | models.Value, weight: str = "") -> SearchVector:
    """The stems of a text, the same for what is searched and what is searched for."""
    return SearchVector(plain(text), weight=weight or None, config="english")


class Term(models.Model):
    """In how many reviews a word stem stands, kept by the database itself; rare ones tell the most.

    The empty stem stands in every review.
    """

    lexeme = models.TextField(primary_key=True)
    documents = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.lexeme}: {self.documents}"


class Review(models.Model):
    """A fact-check as its ClaimReview describes it: somebody else's, or the current one of a `claim` of ours.

    `key` is what a second import recognises it by, `content_sha256` whether anything about it changed.
    `identifier` is the publisher's own name for it, `site` the publisher's host without "www.".
    `earlier` is what earlier revisions of ours said and the current one does not: feeds by words go on with the claim.
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
    rating = models.CharField(max_length=300)
    language = models.CharField(max_length=35, blank=True)
    claim = models.OneToOneField(Claim, models.PROTECT, null=True, blank=True, related_name="review")
    withdrawn = models.BooleanField(default=False)
    earlier = models.TextField(blank=True, default="", db_default="")
    dated = models.GeneratedField(
        expression=Coalesce(Greatest("claimed", "reviewed"), UNDATED, output_field=models.DateField()),
        output_field=models.DateField(),
        db_persist=True,
    )
    search = models.GeneratedField(
        expression=vector("claim_text", "A") + vector("title", "B") + vector("claimant", "C") + vector("earlier", "D"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key"], name="one_review_per_page_and_claim"),
            models.CheckConstraint(
                condition=~models.Q(claim_text="") & ~models.Q(rating="") & ~models.Q(url=""),
                name="a_review_says_what_it_found_where",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn=False) | models.Q(claim__isnull=False), name="only_ours_is_withdrawn"
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["search"], name="reviews_search", fastupdate=False),
            models.Index(fields=["site", "-dated", "-id"], name="reviews_of_a_site"),
            models.Index(fields=["-dated", "-id"], name="reviews_by_date"),
            models.Index(fields=["-dated", "-id"], condition=models.Q(claim__isnull=False), name="reviews_of_ours"),
        ]
        triggers: ClassVar = [
            _counts("terms_of_new_reviews", pgtrigger.Insert, _NEW, new="new_reviews"),
            _counts("terms_of_old_reviews", pgtrigger.Delete, _OLD, old="old_reviews"),
            _counts(
                "terms_of_changed_reviews",
                pgtrigger.Update,
                f"{_NEW} UNION ALL {_OLD}",
                new="new_reviews",
                old="old_reviews",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.claim_text[:80]}"
