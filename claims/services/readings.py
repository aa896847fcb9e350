"""From a reading's facts to claims: what is new is made, what nobody has touched is renewed, nothing is lost."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from claims import models
from claims.models import Appearance, Article
from claims.nlp import get_language
from claims.nlp.reading import Claim, Reading
from claims.nlp.topics import choose_topic
from claims.selectors.topics import get_topic_index
from claims.services.appearance_rows import FILLED_COLUMNS, fill_appearance, replace_details

MIN_OVERLAP = 0.5
"""The overlap (intersection over union of characters) from which on two anchors are one claim."""

READING_CLAIM_FIELDS = ("text", "checkworthiness", "reasons", "matched", "topic")
"""The columns of a claim that a reading fills."""

AlignedPair = tuple[Appearance, Claim]


def store_claims(article: Article, facts: Reading) -> bool:
    """Write a reading of a locked article and its claims; False when this reading is there already.

    A pipeline that comes back after another one has read finds its claims again.
    A claim that an editor has touched stays to the letter. One that the newer pipeline does not
    find keeps the name of the older one, by which pages show that it is no longer found.
    """
    _, new = models.Reading.objects.get_or_create(
        article=article,
        text_sha256=article.text_sha256,
        pipeline=facts.pipeline,
        defaults={"facts": facts.to_json()},
    )
    if new or article.pipeline != facts.pipeline:
        found = {(each.span.start, each.span.end): each for each in facts.claims}
        again, fresh = _align_anchors(article, list(found.values()))
        _update_appearances(article, again, facts.pipeline)
        _create_claims(article, fresh, facts.pipeline)
    return new


def _align_anchors(article: Article, found: list[Claim]) -> tuple[list[AlignedPair], list[Claim]]:
    """Pairs of a known anchor and what is found there again, best overlap first; and what is new."""
    known = list(article.appearances.select_related("claim").order_by("start"))
    ranked = sorted(
        ((_overlap_ratio(place, each), place, each) for each in found for place in _nearby_appearances(known, each)),
        key=lambda match: (-match[0], match[1].start, match[2].span.start),
    )
    pairs: dict[int, AlignedPair] = {}
    taken: set[int] = set()
    for _, place, each in ranked:
        if place.pk not in pairs and id(each) not in taken:
            pairs[place.pk] = place, each
            taken.add(id(each))
    return list(pairs.values()), [each for each in found if id(each) not in taken]


def _nearby_appearances(known: list[Appearance], found: Claim) -> Iterator[Appearance]:
    """The known anchors, sorted by start, that share enough with what is found: without looking at all of them.

    To share half of their union, the one cannot start before the other by more than its length.
    """
    length = found.span.end - found.span.start
    for index in range(bisect_left(known, found.span.start - length, key=_start_of), len(known)):
        place = known[index]
        if place.start >= found.span.end:
            return
        if _overlap_ratio(place, found) >= MIN_OVERLAP:
            yield place


def _start_of(place: Appearance) -> int:
    return place.start


def _overlap_ratio(place: Appearance, found: Claim) -> float:
    shared = min(place.end, found.span.end) - max(place.start, found.span.start)
    either = max(place.end, found.span.end) - min(place.start, found.span.start)
    return shared / either


def _update_appearances(article: Article, pairs: list[AlignedPair], pipeline: str) -> None:
    """Give anchors that are found again the newer pipeline's name; and what it reads, where nobody has worked."""
    free = [(place, found) for place, found in pairs if not place.claim.is_edited]
    for place, found in free:
        fill_appearance(place, article, found)
        _apply_checkworthiness(place.claim, place.exact, found)
    file_under_topics((place.claim for place, _ in free), article)
    for place, _ in pairs:
        place.pipeline = pipeline
    Appearance.objects.bulk_update((place for place, _ in pairs), ["pipeline", *FILLED_COLUMNS])
    models.Claim.objects.bulk_update((place.claim for place, _ in free), READING_CLAIM_FIELDS)
    replace_details(free)


def _create_claims(article: Article, found: list[Claim], pipeline: str) -> None:
    """New claims with their anchors, in bulk: the number of queries does not grow with the article."""
    claims = [
        _apply_checkworthiness(models.Claim(reach=article.reach), article.text[each.span.start : each.span.end], each)
        for each in found
    ]
    file_under_topics(claims, article)
    models.Claim.objects.bulk_create(claims)
    places = [
        fill_appearance(Appearance(claim=claim, article=article, pipeline=pipeline), article, each)
        for claim, each in zip(claims, found, strict=True)
    ]
    Appearance.objects.bulk_create(places)
    replace_details(list(zip(places, found, strict=True)))


def file_under_topics(claims: Iterable[models.Claim], article: Article) -> None:
    """Give claims the topic that their words speak for, without saving."""
    index, rules = get_topic_index(), get_language().topics
    for claim in claims:
        claim.topic_id = choose_topic(index, rules, claim=claim.text, title=article.title)


def claim_wording(passage: str) -> str:
    """A passage as a claim that stands alone: “that the dam broke” says “The dam broke”."""
    words = " ".join(passage.removeprefix("that ").split())
    return words[:1].upper() + words[1:]


def _apply_checkworthiness(claim: models.Claim, text: str, found: Claim) -> models.Claim:
    claim.text, claim.checkworthiness, claim.matched = claim_wording(text), found.score, None
    claim.reasons = [{"code": r.code, "text": r.text, "weight": r.weight} for r in found.reasons]
    return claim
