"""Series that may be about a claim, with their values and judgements: a part of the query of its appearances."""

from functools import cache

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject, Lower, StrIndex

from claims.figure_matching import MAX_WORD_CHARACTERS
from claims.models import FigureMatch, Series
from claims.selectors.series import list_observations

MAX_CANDIDATES = 30
MAX_VINTAGES = 60
MAX_JUDGED = 20
SERIES_FIELDS = (
    "id", "name", "publisher", "unit", "currency", "multiplier", "place", "keywords", "frequency", "url", "removed",
)  # fmt: skip
PLACE_ORDER = Case(When(place="", then=Value(1)), When(place_at__gt=0, then=Value(0)), default=Value(2))
"""Series first whose place the claim names, and those of other places last."""


@cache
def candidates_subquery() -> ArraySubquery:
    """Return series with a word of the claim of an appearance, and those that were judged for it, as JSON; built once.

    `vintages` has the newest values of periods that begin before the claim ends, `matches` the judgements.
    """
    is_found = Q(removed__isnull=True, words__overlap=_claim_words()) | Q(Exists(_list_matches()))
    rows = Series.objects.filter(is_found).annotate(place_at=StrIndex(_claim_text(), Lower("place")))
    facts = {name: F(name) for name in SERIES_FIELDS}
    shown = JSONObject(**facts, vintages=_newest_vintages(), matches=_judgements())
    return ArraySubquery(rows.order_by(PLACE_ORDER, "-id").values(shown=shown)[:MAX_CANDIDATES])


def _claim_text() -> Lower:
    parts = (OuterRef("claim__text"), Value(" "), OuterRef("claim__statement"), Value("."))
    return Lower(Concat(*parts, output_field=TextField()))


def _claim_words() -> Cast:
    """Return SQL for the words of text and statement, as `figure_matching.find_words` cuts them."""
    pattern, space, everywhere = Value("s?[^[:alpha:]]+"), Value(" "), Value("g")
    stems = Func(_claim_text(), pattern, space, everywhere, function="regexp_replace", output_field=TextField())
    words = Func(stems, space, function="string_to_array", output_field=ArrayField(TextField()))
    return Cast(words, ArrayField(CharField(max_length=MAX_WORD_CHARACTERS)))


def _newest_vintages() -> ArraySubquery:
    """Return the values of a series for the periods that begin before the end of what the appearance is about."""
    period, published, created = (
        OuterRef(OuterRef(name)) for name in ("period", "article__published", "article__created")
    )
    last = Func(period, function="upper", output_field=DateField())
    values = list_observations(OuterRef("pk")).filter(start__lte=Coalesce(last, published, Cast(created, DateField())))
    shown = JSONObject(start="start", published="published", value="value")
    return ArraySubquery(values.order_by("-start", "published").values(shown=shown)[:MAX_VINTAGES])


def _list_matches() -> QuerySet[FigureMatch]:
    return FigureMatch.objects.filter(claim=OuterRef(OuterRef("claim")), series=OuterRef("pk"))


def _judgements() -> ArraySubquery:
    shown = JSONObject(id="pk", start="start", state="state", by_id="judged_by_id", by="judged_by__name")
    return ArraySubquery(_list_matches().order_by("pk").values(shown=shown)[:MAX_JUDGED])
