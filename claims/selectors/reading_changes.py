"""What a newer reading of an article would change: claims that are new, changed or gone."""

from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from claims.event_data.claims import ClaimReading, ReadLink, ReadQuantity
from claims.models import Appearance, Article, Attribution, Reading
from claims.nlp.reading import Claim
from claims.nlp.stored_readings import parse_reading
from claims.selectors.claim_alignment import align_claims, assertion_of
from claims.selectors.reading_json import reading_json


@dataclass(frozen=True, slots=True)
class ReadingChange:
    """A claim before and after; without `before` it is new, without `after` it is gone.

    A claim that an editor has worked on is `kept` as it is.
    """

    claim_id: int | None
    before: ClaimReading | None
    after: ClaimReading | None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class ReadingChanges:
    """The changes in the order of the text, and the number of claims that stay the same."""

    pipeline: str
    changed: list[ReadingChange]
    added: list[ReadingChange]
    gone: list[ReadingChange]
    unchanged: int


def compare_reading(article: Article, reading: Reading) -> ReadingChanges:
    """Compare the claims of an article with those of a newer reading of its text."""
    facts = parse_reading(reading.facts)
    pairs, new = align_claims(article, facts)
    places = list(article.appearances.select_related("claim").order_by("start", "end"))
    prefetch_related_objects(places, _LINKS, "quantities")
    after = {place.pk: claim for place, claim in pairs}
    compared = [_compare(place, after[place.pk], article) for place in places if place.pk in after]
    changed = [change for change in compared if change.before != change.after]
    return ReadingChanges(
        pipeline=facts.pipeline,
        changed=changed,
        added=[ReadingChange(None, None, _read(claim, article)) for claim in new],
        gone=[_gone(place) for place in places if place.pk not in after and place.pipeline == article.pipeline],
        unchanged=len(compared) - len(changed),
    )


_LINKS = Prefetch("attributions", Attribution.objects.select_related("source"))


def _gone(place: Appearance) -> ReadingChange:
    return ReadingChange(place.claim_id, ClaimReading.from_json(reading_json(place)), None)


def _compare(place: Appearance, claim: Claim, article: Article) -> ReadingChange:
    before = ClaimReading.from_json(reading_json(place))
    return ReadingChange(place.claim_id, before, _read(claim, article), kept=place.claim.is_edited)


def _read(claim: Claim, article: Article) -> ClaimReading:
    """Return the parts of a claim that an editor could correct."""
    return ClaimReading(
        start=claim.span.start,
        end=claim.span.end,
        exact=article.text[claim.span.start : claim.span.end],
        hedged=claim.hedged,
        assertion=assertion_of(claim),
        statement=claim.statement.text if claim.statement else "",
        statement_problem="" if claim.statement else claim.statement_problem,
        sources=_links(claim),
        quantities=_quantities(claim),
    )


def _links(claim: Claim) -> list[ReadLink]:
    return [
        ReadLink(
            name=link.name,
            kind=link.kind,
            cue=link.cue,
            start=link.span.start if link.span else None,
            end=link.span.end if link.span else None,
            unresolved=link.is_unresolved,
        )
        for link in claim.chain
    ]


def _quantities(claim: Claim) -> list[ReadQuantity]:
    return [
        ReadQuantity(
            low=one.low,
            high=one.high,
            unit=one.unit,
            modifier=one.modifier,
            start=one.span.start,
            end=one.span.end,
            kind=one.kind.value,
            currency=one.currency,
        )
        for one in claim.quantities
    ]
