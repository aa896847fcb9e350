"""Outlets that print one text: the copies of a wire story, and the sketches by which they are found."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now

from claims.models.append_only import refuse_truncate
from claims.models.article import Article


class TextSketch(models.Model):
    """The sketch of an article's text, see `claims.near_copies`."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="sketch")
    shingles = ArrayField(models.BigIntegerField())

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["shingles"], name="sketches_by_shingle")]

    def __str__(self) -> str:
        return f"sketch of article {self.article_id}"


class Outlet(models.Model):
    """A page that a watch found and whose text is that of an article: it has no claims of its own.

    `percent` is the part of the shorter text that stands in the other.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="outlets")
    url = models.URLField(max_length=2000, unique=True)
    title = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published = models.DateField(null=True)
    percent = models.PositiveSmallIntegerField()
    found = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="an_outlet_shares_a_part"),
        ]
        triggers: ClassVar = [refuse_truncate()]

    def __str__(self) -> str:
        return self.publisher or self.url
