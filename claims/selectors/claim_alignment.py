"""Claims of a reading beside the claims that an article has already."""

from bisect import bisect_left
from collections.abc import Iterator

from claims.models import Appearance, Article
from claims.nlp.reading import Claim, Reading

MIN_OVERLAP = 0.5
"""The overlap (intersection over union of characters) from which two anchors are the same claim."""

AlignedPair = tuple[Appearance, Claim]


def align_claims(article: Article, facts: Reading) -> tuple[list[AlignedPair], list[Claim]]:
    """Pair existing appearances with the claims that are found again, best overlap first; return the new claims too.

    A claim that is found twice at one position is one claim.
    """
    claims = list({(claim.span.start, claim.span.end): claim for claim in facts.claims}.values())
    places = list(article.appearances.select_related("claim").order_by("start"))
    ranked = sorted(
        ((_overlap_ratio(place, claim), place, claim) for claim in claims for place in _nearby(places, claim)),
        key=lambda match: (-match[0], match[1].start, match[2].span.start),
    )
    pairs: dict[int, AlignedPair] = {}
    paired: set[int] = set()
    for _, place, claim in ranked:
        if place.pk not in pairs and id(claim) not in paired:
            pairs[place.pk] = place, claim
            paired.add(id(claim))
    return list(pairs.values()), [claim for claim in claims if id(claim) not in paired]


def _nearby(places: list[Appearance], claim: Claim) -> Iterator[Appearance]:
    """Yield the appearances, sorted by start, that overlap enough with a claim, without reading all of them.

    Two anchors that share half of their union cannot start further apart than the length of either.
    """
    length = claim.span.end - claim.span.start
    for index in range(bisect_left(places, claim.span.start - length, key=_start_of), len(places)):
        place = places[index]
        if place.start >= claim.span.end:
            return
        if _overlap_ratio(place, claim) >= MIN_OVERLAP:
            yield place


def _start_of(place: Appearance) -> int:
    return place.start


def _overlap_ratio(place: Appearance, claim: Claim) -> float:
    intersection = min(place.end, claim.span.end) - max(place.start, claim.span.start)
    union = max(place.end, claim.span.end) - min(place.start, claim.span.start)
    return intersection / union


def assertion_of(reading: Claim) -> Appearance.Assertion:
    """Return whether the source asserts a claim. A correction by the article wins, and then what the source says."""
    if reading.is_retracted:
        return Appearance.Assertion.RETRACTED
    if reading.asserted is None:
        return Appearance.Assertion.NOT_ASSERTED
    if not reading.asserted:
        return Appearance.Assertion.DENIED
    return Appearance.Assertion.DISPUTED if reading.is_disputed else Appearance.Assertion.ASSERTED
