"""Passages that an editor chose as claims: a worker reads them like the claims that it finds itself."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from claims.event_data.claims import ClaimRead, ClaimReading
from claims.models import Appearance, Article, Attribution, Claim, Event, Quantity
from claims.nlp.checkworthiness.learned import ClaimScore
from claims.nlp.reading import Claim as ReadClaim
from claims.nlp.reading import Reading, Span
from claims.refusals import NotFound
from claims.selectors.claim_alignment import assertion_of
from claims.selectors.learned_weights import get_desk_weights
from claims.selectors.reading_json import first_appearance, reading_json
from claims.services.appearance_rows import attributions_of, ensure_sources, quantities_of, set_times
from claims.services.claim_scores import hold_desk_weights, set_score
from claims.services.claims import lock_claim
from claims.services.events import record_event
from claims.services.lengths import cut_to_field
from claims.services.readings import statement_of
from claims.verbs.claims import CLAIM_READ
from claims.workflow import SUBMITTED_STATUSES


@dataclass(frozen=True, slots=True)
class UnreadPassage:
    """A passage that waits for the reader: the span of its first appearance in an article."""

    article: Article
    span: Span


def find_unread_passage(*, claim_id: int) -> UnreadPassage | None:
    """Return the passage of a claim; None if it has been read or must not change."""
    claim = Claim.objects.filter(pk=claim_id).exclude(unread=[]).exclude(status__in=SUBMITTED_STATUSES).first()
    if claim is None:
        return None
    place = first_appearance(claim)
    return UnreadPassage(place.article, Span(place.start, place.end))


@transaction.atomic
def store_passage_reading(*, claim_id: int, passage: UnreadPassage, facts: Reading | None) -> Event | None:
    """Give a claim what the reader found in its passage; without `facts` it stays as it is.

    Returns None if the passage has moved, been read or been submitted meanwhile. Whoever has the claim open is told.
    """
    hold_desk_weights()  # before the claim: who scores claims anew locks them in this order
    try:
        claim = lock_claim(claim_id)
    except NotFound:
        return None
    place = first_appearance(claim)
    if not claim.unread or claim.status in SUBMITTED_STATUSES or (place.start, place.end) != _ends(passage.span):
        return None
    before = reading_json(place)
    if facts and facts.claims:
        _fill_unread(claim, place, facts.claims[0])
    claim.unread = []
    claim.save()
    after = reading_json(Appearance.objects.select_related("claim").get(pk=place.pk))
    if after != before:
        claim.version += 1
        claim.save(update_fields=["version"])
    data = ClaimRead(before=ClaimReading.from_json(before), after=ClaimReading.from_json(after))
    return record_event(CLAIM_READ, actor=None, claim=claim, article=place.article, data=data)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _fill_unread(claim: Claim, place: Appearance, found: ReadClaim) -> None:
    """Write the unread parts of a claim."""
    for part in claim.unread:
        FILL_PART[part](claim, place, found)
    place.save()


def _fill_dates(claim: Claim, place: Appearance, found: ReadClaim) -> None:
    set_times(place, found.times)
    place.places = [{"start": each.span.start, "end": each.span.end, "name": each.name} for each in found.places]
    place.sentence_start, place.sentence_end = found.sentence.start, found.sentence.end


def _fill_score(claim: Claim, place: Appearance, found: ReadClaim) -> None:
    set_score(claim, ClaimScore(found.score, found.reasons), get_desk_weights())
    claim.promise, claim.checkable = found.is_promise, found.is_checkable


def _fill_chain(claim: Claim, place: Appearance, found: ReadClaim) -> None:
    place.assertion, place.hedged = assertion_of(found), found.hedged
    place.hedge = cut_to_field(Appearance, "hedge", found.hedge)
    place.attributions.all().delete()
    Attribution.objects.bulk_create(attributions_of([(place, found)], ensure_sources(found.chain)))


def _fill_quantities(claim: Claim, place: Appearance, found: ReadClaim) -> None:
    """Remove the numbers outside the passage, and add those inside that nobody has entered."""
    kept = []
    for row in place.quantities.all():
        if row.start is not None and not (place.start <= row.start and (row.end or 0) <= place.end):
            row.delete()
        else:
            kept.append(row)
    new = [row for row in quantities_of([(place, found)]) if not any(_is_same_number(row, old) for old in kept)]
    Quantity.objects.bulk_create(new)


def _is_same_number(new: Quantity, old: Quantity) -> bool:
    if (new.low, new.high) == (old.low, old.high):
        return True
    return None not in (old.start, old.end) and (new.start or 0) < (old.end or 0) and (old.start or 0) < (new.end or 0)


def _fill_statement(claim: Claim, place: Appearance, found: ReadClaim) -> None:
    claim.statement, claim.statement_problem = statement_of(found)
    claim.matched = None


FILL_PART: dict[str, Callable[[Claim, Appearance, ReadClaim], None]] = {
    "dates": _fill_dates,
    "score": _fill_score,
    "chain": _fill_chain,
    "quantities": _fill_quantities,
    "statement": _fill_statement,
}
"""What writes each part of `Claim.unread`."""
