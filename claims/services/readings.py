"""From a reading's facts to claims: what is new is made, what nobody has touched is renewed, nothing is lost."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from claims.models import Appearance, Article, Claim, Reading
from claims.nlp import get_language
from claims.nlp.reading import Claim as Found
from claims.nlp.reading import Reading as Facts
from claims.nlp.topics import choose_topic
from claims.selectors import topics
from claims.services.appearance_rows import FILLED_COLUMNS, fill_appearance, replace_details

ENOUGH = 0.5
"""The overlap (intersection over union of characters) from which on two anchors are one claim."""

RATED = ("text", "checkworthiness", "reasons", "matched", "topic")
"""The columns of a claim that a reading fills."""

Pair = tuple[Appearance, Found]


def store(article: Article, facts: Facts) -> bool:
    """Write a reading of a locked article and its claims; False when this reading is there already.

    A pipeline that comes back after another one has read finds its claims again.
    A claim that an editor has touched stays to the letter. One that the newer pipeline does not
    find keeps the name of the older one, by which pages show that it is no longer found.
    """
    _, new = Reading.objects.get_or_create(
        article=article,
        text_sha256=article.text_sha256,
        pipeline=facts.pipeline,
        defaults={"facts": facts.to_json()},
    )
    if new or article.pipeline != facts.pipeline:
        found = {(each.span.start, each.span.end): each for each in facts.claims}
        again, fresh = _aligned(article, list(found.values()))
        _renew(article, again, facts.pipeline)
        _make(article, fresh, facts.pipeline)
    return new


def _aligned(article: Article, found: list[Found]) -> tuple[list[Pair], list[Found]]:
    """Pairs of a known anchor and what is found there again, best overlap first; and what is new."""
    known = list(article.appearances.select_related("claim").order_by("start"))
    ranked = sorted(
        ((_overlap(place, each), place, each) for each in found for place in _near(known, each)),
        key=lambda match: (-match[0], match[1].start, match[2].span.start),
    )
    pairs: dict[int, Pair] = {}
    taken: set[int] = set()
    for _, place, each in ranked:
        if place.pk not in pairs and id(each) not in taken:
            pairs[place.pk] = place, each
            taken.add(id(each))
    return list(pairs.values()), [each for each in found if id(each) not in taken]


def _near(known: list[Appearance], found: Found) -> Iterator[Appearance]:
    """The known anchors, sorted by start, that share enough with what is found: without looking at all of them.

    To share half of their union, the one cannot start before the other by more than its length.
    """
    length = found.span.end - found.span.start
    for index in range(bisect_left(known, found.span.start - length, key=_start), len(known)):
        place = known[index]
        if place.start >= found.span.end:
            return
        if _overlap(place, found) >= ENOUGH:
            yield place


def _start(place: Appearance) -> int:
    return place.start


def _overlap(place: Appearance, found: Found) -> float:
    shared = min(place.end, found.span.end) - max(place.start, found.span.start)
    either = max(place.end, found.span.end) - min(place.start, found.span.start)
    return shared / either


def _renew(article: Article, pairs: list[Pair], pipeline: str) -> None:
    """Give anchors that are found again the newer pipeline's name; and what it reads, where nobody has worked."""
    free = [(place, found) for place, found in pairs if not place.claim.is_touched]
    for place, found in free:
        fill_appearance(place, article, found)
        _rate(place.claim, place.exact, found)
    file_under_topics((place.claim for place, _ in free), article)
    for place, _ in pairs:
        place.pipeline = pipeline
    Appearance.objects.bulk_update((place for place, _ in pairs), ["pipeline", *FILLED_COLUMNS])
    Claim.objects.bulk_update((place.claim for place, _ in free), RATED)
    replace_details(free)


def _make(article: Article, found: list[Found], pipeline: str) -> None:
    """New claims with their anchors, in bulk: the number of queries does not grow with the article."""
    claims = [_rate(Claim(reach=article.reach), article.text[each.span.start : each.span.end], each) for each in found]
    file_under_topics(claims, article)
    Claim.objects.bulk_create(claims)
    places = [
        fill_appearance(Appearance(claim=claim, article=article, pipeline=pipeline), article, each)
        for claim, each in zip(claims, found, strict=True)
    ]
    Appearance.objects.bulk_create(places)
    replace_details(list(zip(places, found, strict=True)))


def file_under_topics(claims: Iterable[Claim], article: Article) -> None:
    """Give claims the topic that their words speak for, without saving."""
    index, rules = topics.index(), get_language().topics
    for claim in claims:
        claim.topic_id = choose_topic(index, rules, claim=claim.text, title=article.title)


def wording(passage: str) -> str:
    """A passage as a claim that stands alone: “that the dam broke” says “The dam broke”."""
    words = " ".join(passage.removeprefix("that ").split())
    return words[:1].upper() + words[1:]


def _rate(claim: Claim, text: str, found: Found) -> Claim:
    claim.text, claim.checkworthiness, claim.matched = wording(text), found.score, None
    claim.reasons = [{"code": r.code, "text": r.text, "weight": r.weight} for r in found.reasons]
    return claim
