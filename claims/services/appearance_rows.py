"""The rows that hold a reading of a claim: an appearance with its attributions and quantities."""

from collections.abc import Iterable

from claims.models import Appearance, Article, Attribution, Quantity, Source
from claims.nlp.reading import Claim, Link
from claims.refusals import BadValue
from claims.services.lengths import cut_to_field

FILLED_COLUMNS = (
    "text_sha256", "start", "end", "exact", "prefix", "suffix", "sentence_start", "sentence_end",
    "parts", "hedged", "hedge", "denied", "times", "places",
)  # fmt: skip
"""The columns that `fill_appearance` fills."""

PASSAGE_CHARACTERS = 20_000
"""The longest passage that an editor can mark as a claim: enough for any statement, and short enough to be searched."""

Pair = tuple[Appearance, Claim]


def anchor_by_hand(place: Appearance, article: Article, start: int, end: int) -> Appearance:
    """Point an appearance at a passage that an editor chose; refuses one that is too long to be a claim."""
    if end - start > PASSAGE_CHARACTERS:
        raise BadValue(
            f"A claim has at most {PASSAGE_CHARACTERS:,} characters. Select the statement alone.", field="exact"
        )
    return set_anchor(place, article, start, end)


def set_anchor(place: Appearance, article: Article, start: int, end: int) -> Appearance:
    """Point an appearance at characters `start` to `end` of its article."""
    around = Appearance.CONTEXT_CHARACTERS
    place.text_sha256, place.start, place.end = article.text_sha256, start, end
    place.exact = article.text[start:end]
    place.prefix = article.text[max(0, start - around) : start]
    place.suffix = article.text[end : end + around]
    return place


def fill_appearance(place: Appearance, article: Article, found: Claim) -> Appearance:
    """Write a reading into an appearance, without saving it."""
    set_anchor(place, article, found.span.start, found.span.end)
    place.sentence_start, place.sentence_end = found.sentence.start, found.sentence.end
    place.parts = [[part.start, part.end] for part in found.parts]
    place.hedged, place.hedge, place.denied = found.hedged, cut_to_field(Appearance, "hedge", found.hedge), found.denied
    place.times = [{"start": t.span.start, "end": t.span.end, "value": t.value} for t in found.times]
    place.places = [{"start": p.span.start, "end": p.span.end, "name": p.name} for p in found.places]
    return place


def replace_details(pairs: list[Pair]) -> None:
    """Replace the attributions and quantities of saved appearances by those of the reading, in bulk."""
    places = [place.pk for place, _ in pairs]
    Attribution.objects.filter(appearance__in=places).delete()
    Quantity.objects.filter(appearance__in=places).delete()
    sources = ensure_sources(link for _, found in pairs for link in found.chain)
    Attribution.objects.bulk_create(_attributions(pairs, sources))
    Quantity.objects.bulk_create(_quantities(pairs))


def ensure_sources(links: Iterable[Link]) -> dict[str, Source]:
    """All named sources by key; missing ones are inserted in one order, so that two readings cannot deadlock."""
    named = {Source.key_of(link.name): link for link in links}
    Source.objects.bulk_create(
        (
            Source(name=cut_to_field(Source, "name", link.name), key=key, kind=link.kind)
            for key, link in sorted(named.items())
        ),
        ignore_conflicts=True,
    )
    return {source.key: source for source in Source.objects.filter(key__in=named)}


def _attributions(pairs: Iterable[Pair], sources: dict[str, Source]) -> Iterable[Attribution]:
    for place, found in pairs:
        for position, link in enumerate(found.chain):
            cue = link.cue_span
            yield Attribution(
                appearance=place,
                position=position,
                source=sources[Source.key_of(link.name)],
                start=link.span.start,
                end=link.span.end,
                cue=cut_to_field(Attribution, "cue", link.cue),
                cue_start=cue.start if cue else None,
                cue_end=cue.end if cue else None,
            )


def _quantities(pairs: Iterable[Pair]) -> Iterable[Quantity]:
    for place, found in pairs:
        for each in found.quantities:
            yield Quantity(
                appearance=place,
                low=each.low,
                high=each.high,
                unit=cut_to_field(Quantity, "unit", each.unit),
                modifier=cut_to_field(Quantity, "modifier", each.modifier),
                start=each.span.start,
                end=each.span.end,
            )
