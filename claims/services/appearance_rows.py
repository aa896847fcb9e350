"""The rows that hold a reading of a claim: an appearance with its attributions and quantities."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext

from claims.date_words import date_limits
from claims.models import Appearance, Article, Attribution, Quantity, Source
from claims.nlp.reading import Claim, DateMention, Link
from claims.number_format import format_number
from claims.refusals import BadValue
from claims.selectors.claim_alignment import assertion_of
from claims.services.lengths import cut_to_field
from claims.text_positions import find_position

FILLED_COLUMNS = (
    "text_sha256", "start", "end", "exact", "prefix", "suffix", "sentence_start", "sentence_end",
    "parts", "hedged", "hedge", "assertion", "times", "period", "places", "page", "second",
)  # fmt: skip
"""The columns that `fill_appearance` fills."""

PASSAGE_CHARACTERS = 20_000
"""The longest passage that an editor can mark as a claim; longer passages are slow to search."""

Pair = tuple[Appearance, Claim]


def anchor_by_hand(place: Appearance, article: Article, start: int, end: int) -> Appearance:
    """Point an appearance at a passage that an editor chose. Refuse a passage that is too long for a claim."""
    if end - start > PASSAGE_CHARACTERS:
        detail = gettext("A claim can have %(limit)s characters at most. Select only the statement.")
        raise BadValue(detail % {"limit": format_number(PASSAGE_CHARACTERS)}, field="exact")
    return set_anchor(place, article, start, end)


def set_anchor(place: Appearance, article: Article, start: int, end: int) -> Appearance:
    """Point an appearance at characters `start` to `end` of its article."""
    around = Appearance.CONTEXT_CHARACTERS
    place.text_sha256, place.start, place.end = article.text_sha256, start, end
    place.exact = article.text[start:end]
    place.prefix = article.text[max(0, start - around) : start]
    place.suffix = article.text[end : end + around]
    position = find_position(article.positions, start, end)
    place.page, place.second = (position.page, position.second) if position else (None, None)
    return place


def fill_appearance(place: Appearance, article: Article, reading: Claim) -> Appearance:
    """Write a reading into an appearance, without saving it."""
    set_anchor(place, article, reading.span.start, reading.span.end)
    place.sentence_start, place.sentence_end = reading.sentence.start, reading.sentence.end
    place.parts = [[part.start, part.end] for part in reading.parts]
    place.hedged, place.assertion = reading.hedged, assertion_of(reading)
    place.hedge = cut_to_field(Appearance, "hedge", reading.hedge)
    set_times(place, reading.times)
    place.places = [{"start": p.span.start, "end": p.span.end, "name": p.name} for p in reading.places]
    return place


def set_times(place: Appearance, times: Sequence[DateMention]) -> None:
    """Write the dates of a claim into its appearance, without saving it."""
    place.times = [{"start": t.span.start, "end": t.span.end, "value": t.value} for t in times]
    place.period = _period_of(times)


def _period_of(times: Sequence[DateMention]) -> DateRange | None:
    """Return the days from the first to the last that a claim mentions; None if it mentions none."""
    limits = [days for mention in times if (days := date_limits(mention.value))]
    if not limits:
        return None
    return DateRange(min(first for first, _ in limits), max(last for _, last in limits) + timedelta(days=1))


def replace_details(pairs: list[Pair]) -> None:
    """Replace the attributions and quantities of saved appearances with those of their readings, in bulk."""
    places = [place.pk for place, _ in pairs]
    Attribution.objects.filter(appearance__in=places).delete()
    Quantity.objects.filter(appearance__in=places).delete()
    sources = ensure_sources(link for _, reading in pairs for link in reading.chain)
    Attribution.objects.bulk_create(attributions_of(pairs, sources))
    Quantity.objects.bulk_create(quantities_of(pairs))


def ensure_sources(links: Iterable[Link]) -> dict[str, Source]:
    """Return the named sources by key; missing ones are inserted in the order of keys, so that none deadlocks."""
    named = {Source.key_of(link.name): link for link in links}
    Source.objects.bulk_create(
        (
            Source(name=cut_to_field(Source, "name", link.name), key=key, kind=link.kind)
            for key, link in sorted(named.items())
        ),
        ignore_conflicts=True,
    )
    return {source.key: source for source in Source.objects.filter(key__in=named)}


def attributions_of(pairs: Iterable[Pair], sources: dict[str, Source]) -> Iterable[Attribution]:
    """Yield the source chains of readings as rows."""
    for place, reading in pairs:
        for position, link in enumerate(reading.chain):
            cue = link.cue_span
            yield Attribution(
                appearance=place,
                position=position,
                source=sources[Source.key_of(link.name)],
                name=cut_to_field(Attribution, "name", link.name),
                kind=link.kind,
                start=link.span.start if link.span else None,
                end=link.span.end if link.span else None,
                unresolved=link.is_unresolved,
                cue=cut_to_field(Attribution, "cue", link.cue),
                cue_start=cue.start if cue else None,
                cue_end=cue.end if cue else None,
            )


def quantities_of(pairs: Iterable[Pair]) -> Iterable[Quantity]:
    """Yield the quantities of readings as rows."""
    for place, reading in pairs:
        for quantity in reading.quantities:
            yield Quantity(
                appearance=place,
                low=quantity.low,
                high=quantity.high,
                unit=cut_to_field(Quantity, "unit", quantity.unit),
                modifier=cut_to_field(Quantity, "modifier", quantity.modifier),
                kind=quantity.kind.value,
                currency=quantity.currency,
                start=quantity.span.start,
                end=quantity.span.end,
            )
