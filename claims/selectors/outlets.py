"""Outlets of an article, and the article of which a text is a near copy."""

from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone

from claims.models import Article, Outlet, TextSketch
from claims.near_copies import COPY_PERCENT, LEAST_SHARED, make_sketch, shared_percent

COMPARED_DAYS = 14
MAX_SKETCHES = 200
MAX_COMPARED_TEXTS = 5
MAX_OUTLETS = 50
"""Outlets that a page names at most."""


def outlets_subquery(article: str) -> ArraySubquery:
    """Return the outlets of the article in the column `article`, the first found first: no query of its own."""
    shown = JSONObject(url="url", publisher="publisher", found="found", percent="percent")
    rows = Outlet.objects.filter(article=OuterRef(article)).order_by("id")
    return ArraySubquery(rows.values(shown=shown)[:MAX_OUTLETS])


def find_known_article(url: str) -> Article | None:
    """Return the article that was fetched from a URL, or of which there is a copy."""
    article = Article.objects.filter(url=url).first()
    return article or Article.objects.filter(outlets__url=url).first()


def find_original(text: str) -> tuple[Article, int] | None:
    """Return the article of the last days of which a text is a near copy, and the shared percent."""
    sketch = make_sketch(text)
    if not sketch:
        return None
    since = timezone.now() - timedelta(days=COMPARED_DAYS)
    rows = TextSketch.objects.filter(shingles__overlap=sketch, article__created__gt=since).order_by("-article_id")
    shared = {pk: len(set(sketch) & set(hashes)) for pk, hashes in rows.values_list("pk", "shingles")[:MAX_SKETCHES]}
    likely = sorted((pk for pk, count in shared.items() if count >= LEAST_SHARED), key=lambda pk: -shared[pk])
    articles = Article.objects.filter(pk__in=likely[:MAX_COMPARED_TEXTS])
    compared = [(article, shared_percent(article.text, text)) for article in articles]
    best = max(compared, key=lambda pair: pair[1], default=None)
    return best if best and best[1] >= COPY_PERCENT else None
