"""A source as the desk sees it: its names, roles, claims and numbers, who relays it, and which others it may be."""

from collections import Counter
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Prefetch, Q

from claims.models import Appearance, Attribution, Source, SourceDistinction
from claims.refusals import require_found
from claims.source_names import LEAST_LETTERS, list_name_words, may_be_one_source

MAX_SUGGESTIONS = 10
MAX_CANDIDATES = 200
"""Sources with a similar name that are compared."""
MAX_LINKS = 200
"""The newest claims of a source in which its relays are counted."""
MAX_CLAIMS = 50
"""The newest claims that the page of a source shows."""
MAX_RELAYS = 10


@dataclass(frozen=True, slots=True)
class SourceDetails:
    """A source with what it said last, newest first, who relays it most, and which sources it may be."""

    source: Source
    appearances: list[Appearance]
    relays: list[tuple[Source, int]]
    suggestions: list[Source]


def get_source(source_id: int) -> Source:
    """Return a source with its other names and roles, and the one that it is another name of; raises `NotFound`."""
    rows = Source.objects.select_related("merged_into").prefetch_related("other_names", "roles")
    return require_found(rows.filter(pk=source_id).first())


def describe_source(source: Source) -> SourceDetails:
    """Return what a source from `get_source` said, under all of its names: a fixed number of queries."""
    names = [source.pk, *(name.pk for name in source.other_names.all())]
    appearances = _list_appearances(names)
    return SourceDetails(source, appearances[:MAX_CLAIMS], _count_relays(appearances), list_merge_suggestions(source))


def _list_appearances(ids: list[int]) -> list[Appearance]:
    """Return the newest places where a source asserts a claim; each name is looked up by the index."""
    links = Attribution.objects.filter(position=0).order_by("-appearance").values("appearance")
    newest = reduce(or_, (Q(pk__in=links.filter(source=pk)[:MAX_LINKS]) for pk in ids))
    chain = Prefetch("attributions", Attribution.objects.select_related("source"))
    rows = Appearance.objects.filter(newest).select_related("article", "claim__publication")
    rows = rows.defer("article__text", "article__positions").prefetch_related(chain, "quantities")
    return list(rows.order_by("-pk")[:MAX_LINKS])


def _count_relays(appearances: list[Appearance]) -> list[tuple[Source, int]]:
    links = [link for place in appearances for link in place.attributions.all() if link.position > 0]
    sources = {link.source_id: link.source for link in links}
    return [(sources[pk], number) for pk, number in Counter(link.source_id for link in links).most_common(MAX_RELAYS)]


def list_merge_suggestions(source: Source) -> list[Source]:
    """Return sources that may be the given one by their names, but for those that people told apart from it."""
    if source.merged_into_id or source.kind == Source.Kind.UNNAMED:
        return []
    similar = [row for row in _list_candidates(source) if may_be_one_source(source.name, row.name)]
    return similar[:MAX_SUGGESTIONS]


def _list_candidates(source: Source) -> list[Source]:
    """Return sources with the same capital letters or the last word of this one that nobody told apart from it."""
    words = list_name_words(source.name)
    found = Q(capitals=source.capitals) if len(source.capitals) >= LEAST_LETTERS else Q()
    if words and len(words[-1]) > LEAST_LETTERS:
        found |= Q(name__icontains=words[-1])
    if not found:
        return []
    apart = SourceDistinction.objects.filter(
        Q(first=source, second=OuterRef("pk")) | Q(second=source, first=OuterRef("pk"))
    )
    rows = Source.objects.filter(found, ~Exists(apart), merged_into__isnull=True).exclude(pk=source.pk)
    return list(rows.exclude(kind=Source.Kind.UNNAMED).order_by("pk")[:MAX_CANDIDATES])
