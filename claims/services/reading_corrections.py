"""Corrections of a reading: an editor says who really said what, and with which numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from django.db import transaction

from claims.event_data.claims import ClaimCorrected, ClaimReading
from claims.models import Appearance, Attribution, Claim, Event, Quantity, Source, User
from claims.nlp.reading import Link, Span
from claims.permissions import demand
from claims.refusals import AnchorLost, BadValue, IllegalMove, VersionConflict
from claims.selectors.reading_json import first_appearance, reading_json
from claims.services.appearance_rows import anchor_by_hand, ensure_sources
from claims.services.claims import lock_claim
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.services.readings import claim_wording
from claims.verbs import CLAIM_CORRECTED
from claims.workflow import Status

MAX_ATTRIBUTIONS, MAX_QUANTITIES = 10, 50
"""How long a chain and how many numbers a claim can have."""


@dataclass(frozen=True, slots=True)
class AttributionInput:
    """A link of the chain as an editor names it."""

    name: str
    kind: str = "unnamed"
    cue: str = ""


@dataclass(frozen=True, slots=True)
class QuantityInput:
    """A quantity as an editor reads it; None is an open end."""

    low: float | None
    high: float | None
    unit: str = ""
    modifier: str = ""


@transaction.atomic
def correct_reading(
    *,
    claim_id: int,
    editor: User,
    version: int,
    chain: Sequence[AttributionInput],
    quantities: Sequence[QuantityInput],
    hedged: bool,
    denied: bool,
    start: int | None = None,
    end: int | None = None,
) -> Event | None:
    """Replace what the machine read by what the editor reads. Returns None where nothing changes.

    Refuses with the reading as it is now when that is not the one that was seen, and between approval
    and publication: what goes out is what a second person saw. Saying what is known already is no correction.
    """
    demand(editor, "claims.correct")
    _check_input(chain, quantities)
    claim = lock_claim(claim_id)
    place = first_appearance(claim)
    before = reading_json(place)
    if claim.version != version:
        raise VersionConflict(claim=claim.pk, version=claim.version, reading=before)
    if claim.status == Status.APPROVED:
        raise IllegalMove("Its verdict is approved, and goes out as it was approved. Send it back first.")
    if start is not None and end is not None and (start, end) != (place.start, place.end):
        _move_anchor(claim, place, start, end)
    place.hedged, place.denied = hedged, denied
    place.save()
    _replace_attributions(place, chain)
    _replace_quantities(place, quantities)
    after = reading_json(place)
    if after != before:
        claim.version += 1
        claim.save(update_fields=["version", "text", "matched"])
        data = ClaimCorrected(before=ClaimReading.from_json(before), after=ClaimReading.from_json(after))
        return record_event(CLAIM_CORRECTED, actor=editor, claim=claim, data=data)
    return None


def restore_reading(claim: Claim, was: ClaimReading) -> None:
    """Make the reading of a locked claim what it was before a correction; part of undoing one, so without an event."""
    if claim.status == Status.APPROVED:
        raise IllegalMove("Its verdict is approved, and goes out as it was approved. Take the approval back first.")
    place = first_appearance(claim)
    if (was.start, was.end) != (place.start, place.end):
        _move_anchor(claim, place, was.start, was.end)
    place.hedged, place.denied = was.hedged, was.denied
    place.save()
    _replace_attributions(place, [AttributionInput(link.name, link.kind, link.cue) for link in was.sources])
    numbers = [QuantityInput(old.low, old.high, old.unit, old.modifier) for old in was.quantities]
    _replace_quantities(place, numbers)
    _restore_positions(place, was)
    claim.version += 1
    claim.save(update_fields=["version", "text", "matched"])


def _restore_positions(place: Appearance, was: ClaimReading) -> None:
    """Give the new rows the positions in the text that the old ones had."""
    for link, old_link in zip(place.attributions.order_by("position"), was.sources, strict=True):
        link.start, link.end = old_link.start, old_link.end
        link.save(update_fields=["start", "end"])
    for number, old_number in zip(place.quantities.order_by("id"), was.quantities, strict=True):
        number.start, number.end = old_number.start, old_number.end
        number.save(update_fields=["start", "end"])


def _check_input(chain: Sequence[AttributionInput], quantities: Sequence[QuantityInput]) -> None:
    if len(chain) > MAX_ATTRIBUTIONS or len(quantities) > MAX_QUANTITIES:
        raise BadValue(f"A claim has at most {MAX_ATTRIBUTIONS} sources and {MAX_QUANTITIES} numbers.")
    if any(not link.name.strip() or link.kind not in Source.Kind for link in chain):
        raise BadValue("Each source has a name and a kind.", field="chain")
    for link in chain:
        check_lengths(Source, name=link.name, field="chain")
        check_lengths(Attribution, cue=link.cue, field="chain")
    for number in quantities:
        check_lengths(Quantity, unit=number.unit, modifier=number.modifier, field="quantities")
        bounds = [bound for bound in (number.low, number.high) if bound is not None]
        if not bounds or not all(map(isfinite, bounds)) or bounds != sorted(bounds):
            raise BadValue("A number has a lower or an upper bound, and the lower is not above the upper.")


def _move_anchor(claim: Claim, place: Appearance, start: int, end: int) -> None:
    article = place.article
    if not 0 <= start < end <= len(article.text) or not article.text[start:end].strip():
        raise AnchorLost
    if article.appearances.filter(start=start, end=end).exclude(pk=place.pk).exists():
        raise BadValue("This passage is a claim of its own already.", field="exact")
    if claim.publication_id is None:
        claim.text, claim.matched = claim_wording(article.text[start:end]), None
    anchor_by_hand(place, article, start, end)
    place.sentence_start, place.sentence_end = min(place.sentence_start, start), max(place.sentence_end, end)
    place.parts = [[start, end]]


def _replace_attributions(place: Appearance, chain: Sequence[AttributionInput]) -> None:
    known = {(link.source.key, link.cue): link for link in place.attributions.select_related("source")}
    nowhere = Span(0, 0)
    sources = ensure_sources(Link(link.name.strip(), nowhere, link.kind) for link in chain)
    _update_source(chain, sources)
    rows = [_build_attribution(place, position, link, sources, known) for position, link in enumerate(chain)]
    place.attributions.all().delete()
    Attribution.objects.bulk_create(rows)


def _update_source(chain: Sequence[AttributionInput], sources: dict[str, Source]) -> None:
    """A source that is known already is from now on called, and is of the kind, that the editor says."""
    for link in chain:
        source = sources[Source.key_of(link.name)]
        source.name, source.kind = link.name.strip(), link.kind
    Source.objects.bulk_update(sources.values(), ["name", "kind"])


def _build_attribution(
    place: Appearance,
    position: int,
    link: AttributionInput,
    sources: dict[str, Source],
    known: dict[tuple[str, str], Attribution],
) -> Attribution:
    """A link in its new place; one that was there before keeps where it stands in the text."""
    key = Source.key_of(link.name)
    row = Attribution(appearance=place, position=position, source=sources[key], cue=link.cue.strip())
    if before := known.get((key, row.cue)):
        row.start, row.end = before.start, before.end
        row.cue_start, row.cue_end = before.cue_start, before.cue_end
    return row


def _replace_quantities(place: Appearance, quantities: Sequence[QuantityInput]) -> None:
    known = {(q.low, q.high): (q.start, q.end) for q in place.quantities.all()}
    rows = []
    for number in quantities:
        start, end = known.get((number.low, number.high), (None, None))
        rows.append(
            Quantity(
                appearance=place,
                low=number.low,
                high=number.high,
                unit=number.unit.strip(),
                modifier=number.modifier.strip(),
                start=start,
                end=end,
            )
        )
    place.quantities.all().delete()
    Quantity.objects.bulk_create(rows)
