"""Corrections of a reading: an editor corrects sources, numbers, the statement and the passage of a claim."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from math import isfinite
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from claims.event_data.claims import ClaimCorrected, ClaimReading, ReadQuantity
from claims.models import Appearance, Attribution, Claim, Event, Quantity, Source, User
from claims.nlp.reading import Link
from claims.permissions import demand
from claims.quantity_words import fit_kind
from claims.refusals import AnchorLost, BadValue, IllegalMove, VersionConflict
from claims.selectors.reading_json import first_appearance, reading_json
from claims.services.appearance_rows import anchor_by_hand, ensure_sources
from claims.services.claims import lock_claim
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.services.reading_leases import send_to_passage_reader
from claims.services.readings import claim_wording
from claims.services.verdicts import credit_author
from claims.statements import WORDS_CHANGED
from claims.verbs.claims import CLAIM_CORRECTED
from claims.workflow import SUBMITTED_STATUSES

MAX_ATTRIBUTIONS, MAX_QUANTITIES = 10, 50
"""Links of the source chain and numbers that a claim can have."""

CORRECTED_CLAIM_FIELDS = ("version", "text", "statement", "statement_problem", "matched", "unread")
"""The columns of a claim that a correction changes."""

CURRENCY_LETTERS = 3


@dataclass(frozen=True, slots=True)
class AttributionInput:
    """A link of the source chain as an editor enters it."""

    name: str
    kind: str = "unnamed"
    cue: str = ""


@dataclass(frozen=True, slots=True)
class QuantityInput:
    """A quantity as an editor enters it; None is an open bound. An empty kind follows from the bounds."""

    low: float | None
    high: float | None
    unit: str = ""
    modifier: str = ""
    kind: str = ""
    currency: str = ""

    @classmethod
    def from_reading(cls, quantity: ReadQuantity) -> "QuantityInput":
        """Return a quantity of a reading as an editor would enter it."""
        return cls(*(getattr(quantity, each.name) for each in fields(cls)))


@transaction.atomic
def correct_reading(
    *,
    claim_id: int,
    editor: User,
    version: int,
    chain: Sequence[AttributionInput],
    quantities: Sequence[QuantityInput],
    hedged: bool,
    assertion: str,
    statement: str | None = None,
    start: int | None = None,
    end: int | None = None,
) -> Event | None:
    """Replace the reading of a claim, and its statement unless it is None. Returns None if nothing changes.

    Refuses with the current reading if it is not the one that was seen. Refuses between submission and publication,
    so that what is published is what a second person saw. Whoever corrects the reading of a claim with a draft is one
    of its authors.
    """
    demand(editor, "claims.correct")
    _check_input(chain, quantities)
    _check_words(assertion, statement)
    quantities = [_fit_quantity(number) for number in quantities]
    claim = lock_claim(claim_id)
    place = first_appearance(claim)
    before = reading_json(place)
    _check_correctable(claim, version, before)
    if start is not None and end is not None and (start, end) != (place.start, place.end):
        _move_anchor(claim, place, start, end)
    _set_statement(claim, before, statement, moved=(place.start, place.end) != (before["start"], before["end"]))
    place.hedged, place.assertion = hedged, assertion
    place.save()
    _replace_attributions(place, chain)
    _replace_quantities(place, quantities)
    after = reading_json(place)
    if (place.start, place.end) != (before["start"], before["end"]):
        claim.unread = _list_unread_parts(claim, before, after)
    return _record_correction(claim, editor, before, after) if after != before else None


def _list_unread_parts(claim: Claim, before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Return what the reader is to find in other words of the article: all that this correction has not set."""
    is_set = {
        "chain": bool(after["sources"]) or after["sources"] != before["sources"],
        "quantities": after["quantities"] != before["quantities"],
        "statement": bool(after["statement"]) or claim.publication_id is not None,
    }
    return [part for part in Claim.PASSAGE_PARTS if not is_set.get(part)]


def _record_correction(claim: Claim, editor: User, before: dict[str, Any], after: dict[str, Any]) -> Event:
    claim.version += 1
    claim.save(update_fields=CORRECTED_CLAIM_FIELDS)
    credit_author(claim, editor)
    if claim.unread:
        send_to_passage_reader(claim.pk)
    data = ClaimCorrected(before=ClaimReading.from_json(before), after=ClaimReading.from_json(after))
    return record_event(CLAIM_CORRECTED, actor=editor, claim=claim, data=data)


def _check_correctable(claim: Claim, version: int, reading: dict[str, Any]) -> None:
    if claim.version != version:
        raise VersionConflict(claim=claim.pk, version=claim.version, reading=reading)
    _check_not_submitted(claim)


def _check_not_submitted(claim: Claim) -> None:
    if claim.status in SUBMITTED_STATUSES:
        detail = gettext("The verdict on this claim is submitted. Recall it or send it back, then correct the reading.")
        raise IllegalMove(detail)


def restore_reading(claim: Claim, was: ClaimReading, by: User) -> None:
    """Restore the reading of a locked claim from before a correction. No event: the undo records it."""
    _check_not_submitted(claim)
    credit_author(claim, by)
    place = first_appearance(claim)
    moved = (was.start, was.end) != (place.start, place.end)
    if moved:
        _move_anchor(claim, place, was.start, was.end)
    place.hedged, place.assertion = was.hedged, was.assertion
    claim.statement, claim.statement_problem, claim.matched = was.statement, was.statement_problem, None
    place.save()
    _replace_attributions(place, [AttributionInput(link.name, link.kind, link.cue) for link in was.sources])
    _replace_quantities(place, [QuantityInput.from_reading(old) for old in was.quantities])
    _restore_positions(place, was)
    if moved:
        claim.unread = ["score", "dates"]
        send_to_passage_reader(claim.pk)
    claim.version += 1
    claim.save(update_fields=CORRECTED_CLAIM_FIELDS)


def _set_statement(claim: Claim, before: dict[str, Any], statement: str | None, *, moved: bool) -> None:
    """Set the statement. One that was built from other words of the article is removed unless it is changed with them.

    A statement that an editor wrote has no problem; without one, the problem of the reader stays with its words.
    """
    written = before["statement"] if statement is None else " ".join(statement.split())
    if moved and written == before["statement"]:
        claim.statement, claim.statement_problem = "", WORDS_CHANGED if written else ""
    else:
        claim.statement = written
        claim.statement_problem = "" if written else before["statement_problem"]
    if claim.statement != before["statement"]:
        claim.matched = None


def _restore_positions(place: Appearance, was: ClaimReading) -> None:
    """Give the new rows the positions of the old ones in the text."""
    for link, old_link in zip(place.attributions.order_by("position"), was.sources, strict=True):
        link.start, link.end, link.unresolved = old_link.start, old_link.end, old_link.unresolved
        link.save(update_fields=["start", "end", "unresolved"])
    for number, old_number in zip(place.quantities.order_by("id"), was.quantities, strict=True):
        number.start, number.end = old_number.start, old_number.end
        number.save(update_fields=["start", "end"])


def _check_input(chain: Sequence[AttributionInput], quantities: Sequence[QuantityInput]) -> None:
    if len(chain) > MAX_ATTRIBUTIONS or len(quantities) > MAX_QUANTITIES:
        detail = gettext("A claim can have %(sources)d sources and %(numbers)d numbers at most.")
        raise BadValue(detail % {"sources": MAX_ATTRIBUTIONS, "numbers": MAX_QUANTITIES})
    if any(not link.name.strip() or link.kind not in Source.Kind for link in chain):
        raise BadValue(gettext("Enter a name and a type for each source."), field="chain")
    for link in chain:
        check_lengths(Source, name=link.name, field="chain")
        check_lengths(Attribution, cue=link.cue, field="chain")
    for number in quantities:
        check_lengths(Quantity, unit=number.unit, modifier=number.modifier, field="quantities")
        _check_codes(number)
        bounds = [bound for bound in (number.low, number.high) if bound is not None]
        if not bounds or not all(map(isfinite, bounds)) or bounds != sorted(bounds):
            raise BadValue(gettext("Enter a lower or an upper bound for each number, the lower not above the upper."))


def _check_codes(number: QuantityInput) -> None:
    currency = number.currency.strip()
    is_code = len(currency) == CURRENCY_LETTERS and currency.isascii() and currency.isalpha()
    if currency and not is_code:
        raise BadValue(gettext("Enter the currency as a code of three letters, such as USD."), field="quantities")
    if number.kind and number.kind not in Quantity.Kind:
        raise BadValue(gettext("Choose what kind of number it is."), field="quantities")


def _check_words(assertion: str, statement: str | None) -> None:
    if assertion not in Appearance.Assertion:
        raise BadValue(gettext("Choose whether the source asserts the claim."), field="assertion")
    check_lengths(Claim, statement=statement or "")


def _fit_quantity(number: QuantityInput) -> QuantityInput:
    """Return a quantity with the bounds that its kind has. Refuse bounds that contradict it."""
    ends = fit_kind(number.kind, number.low, number.high)
    if ends is None:
        detail = gettext(
            "The bounds do not fit the kind of number: “at least” and “at most” have one, a range has two that differ."
        )
        raise BadValue(detail, field="quantities")
    return replace(number, kind=ends.kind, low=ends.low, high=ends.high, currency=number.currency.strip().upper())


def _move_anchor(claim: Claim, place: Appearance, start: int, end: int) -> None:
    article = place.article
    if not 0 <= start < end <= len(article.text) or not article.text[start:end].strip():
        raise AnchorLost
    if article.appearances.filter(start=start, end=end).exclude(pk=place.pk).exists():
        raise BadValue(gettext("This passage is already a claim of its own."), field="exact")
    if claim.publication_id is None:
        claim.text, claim.matched = claim_wording(article.text[start:end]), None
    anchor_by_hand(place, article, start, end)
    place.sentence_start, place.sentence_end = min(place.sentence_start, start), max(place.sentence_end, end)
    place.parts = [[start, end]]


def _replace_attributions(place: Appearance, chain: Sequence[AttributionInput]) -> None:
    previous = {(Source.key_of(link.name), link.cue): link for link in place.attributions.all()}
    sources = ensure_sources(Link(link.name.strip(), None, link.kind) for link in chain)
    rows = [_build_attribution(place, position, link, sources, previous) for position, link in enumerate(chain)]
    place.attributions.all().delete()
    Attribution.objects.bulk_create(rows)


def _build_attribution(
    place: Appearance,
    position: int,
    link: AttributionInput,
    sources: dict[str, Source],
    previous: dict[tuple[str, str], Attribution],
) -> Attribution:
    """Build a link at its position; a link that existed before keeps its position in the text, and stays unresolved."""
    key = Source.key_of(link.name)
    row = Attribution(
        appearance=place, position=position, source=sources[key], name=link.name.strip(), kind=link.kind,
        cue=link.cue.strip(),
    )  # fmt: skip
    if before := previous.get((key, row.cue)):
        row.start, row.end = before.start, before.end
        row.cue_start, row.cue_end = before.cue_start, before.cue_end
        row.unresolved = before.unresolved
    return row


def _replace_quantities(place: Appearance, quantities: Sequence[QuantityInput]) -> None:
    positions = {(q.low, q.high): (q.start, q.end) for q in place.quantities.all()}
    rows = []
    for number in quantities:
        start, end = positions.get((number.low, number.high), (None, None))
        rows.append(
            Quantity(
                appearance=place,
                low=number.low,
                high=number.high,
                unit=number.unit.strip(),
                modifier=number.modifier.strip(),
                kind=number.kind,
                currency=number.currency,
                start=start,
                end=end,
            )
        )
    place.quantities.all().delete()
    Quantity.objects.bulk_create(rows)
