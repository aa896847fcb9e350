"""From a reading's facts to rows: claims with their anchors, chains and numbers, in bulk."""

from collections.abc import Iterable

from claims import nlp
from claims.models import Appearance, Article, Attribution, Claim, Quantity, Reading, Source
from claims.nlp.reading import Claim as Found
from claims.nlp.reading import Reading as Facts

__all__ = ["Facts", "store"]


def store(article: Article, facts: Facts) -> bool:
    """Write a reading of a locked article and what is new in it; False when it is there already.

    A passage that is a claim already stays as it is, whatever an editor has made of it.
    """
    _, new = Reading.objects.get_or_create(
        article=article,
        text_sha256=article.text_sha256,
        pipeline=facts.pipeline,
        defaults={"facts": nlp.as_json(facts)},
    )
    if new:
        known = set(article.appearances.values_list("start", "end"))
        _make(article, [found for found in facts.claims if (found.span.start, found.span.end) not in known])
    return new


def _make(article: Article, found: list[Found]) -> None:
    claims = Claim.objects.bulk_create(
        Claim(
            text=article.text[each.span.start : each.span.end],
            checkworthiness=each.score,
            reasons=[{"code": r.code, "text": r.text, "weight": r.weight} for r in each.reasons],
        )
        for each in found
    )
    places = Appearance.objects.bulk_create(
        _appearance(article, claim, each) for claim, each in zip(claims, found, strict=True)
    )
    sources = _sources(found)
    Attribution.objects.bulk_create(_attributions(zip(places, found, strict=True), sources))
    Quantity.objects.bulk_create(_quantities(zip(places, found, strict=True)))


def _appearance(article: Article, claim: Claim, found: Found) -> Appearance:
    start, end, around = found.span.start, found.span.end, Appearance.CONTEXT
    return Appearance(
        claim=claim,
        article=article,
        text_sha256=article.text_sha256,
        start=start,
        end=end,
        exact=article.text[start:end],
        prefix=article.text[max(0, start - around) : start],
        suffix=article.text[end : end + around],
        sentence_start=found.sentence.start,
        sentence_end=found.sentence.end,
        parts=[[part.start, part.end] for part in found.parts],
        hedged=found.hedged,
        hedge=found.hedge[:200],
        denied=found.denied,
        times=[{"start": t.span.start, "end": t.span.end, "value": t.value} for t in found.times],
        places=[{"start": p.span.start, "end": p.span.end, "name": p.name} for p in found.places],
    )


def _sources(found: Iterable[Found]) -> dict[str, Source]:
    """All named sources by key; inserted in one order, so that two readings cannot lock each other out."""
    named = {Source.key_of(link.name): link for each in found for link in each.chain}
    Source.objects.bulk_create(
        (Source(name=link.name[:300], key=key, kind=link.kind) for key, link in sorted(named.items())),
        ignore_conflicts=True,
    )
    return {source.key: source for source in Source.objects.filter(key__in=named)}


def _attributions(pairs: Iterable[tuple[Appearance, Found]], sources: dict[str, Source]) -> Iterable[Attribution]:
    for place, found in pairs:
        for position, link in enumerate(found.chain):
            cue = link.cue_span
            yield Attribution(
                appearance=place,
                position=position,
                source=sources[Source.key_of(link.name)],
                start=link.span.start,
                end=link.span.end,
                cue=link.cue[:200],
                cue_start=cue.start if cue else None,
                cue_end=cue.end if cue else None,
            )


def _quantities(pairs: Iterable[tuple[Appearance, Found]]) -> Iterable[Quantity]:
    for place, found in pairs:
        for each in found.quantities:
            yield Quantity(
                appearance=place,
                low=each.low,
                high=each.high,
                unit=each.unit[:200],
                modifier=each.modifier[:60],
                start=each.span.start,
                end=each.span.end,
            )
