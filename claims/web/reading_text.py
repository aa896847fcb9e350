"""The parts of a reading as text, so that two readings can be compared."""

from django.utils.translation import gettext, pgettext

from claims.event_data.claims import ClaimReading, ReadLink, ReadQuantity
from claims.number_format import format_number


def number_text(number: float | None) -> str:
    """Format a number with all its digits: 7,000 or 0.25. No number gives an empty text."""
    return "" if number is None else format_number(number)


def quantity_text(quantity: ReadQuantity) -> str:
    """Describe a quantity: “at least 300 trees”."""
    low, high = quantity.low, quantity.high
    if low is None or high is None:
        modifier = quantity.modifier or (gettext("at most") if low is None else gettext("at least"))
        number = number_text(high if low is None else low)
    else:
        modifier = quantity.modifier
        number = number_text(low) if low == high else f"{number_text(low)}–{number_text(high)}"
    return " ".join(filter(None, (modifier, number, quantity.unit)))


def reading_parts(reading: ClaimReading) -> dict[str, str]:
    """Return the text of each part that an editor can correct, by its label."""
    position = {"start": format_number(reading.start), "end": format_number(reading.end)}
    yes, no = gettext("yes"), gettext("no")
    return {
        gettext("Passage"): " ".join(reading.exact.split()),
        gettext("Position"): gettext("characters %(start)s to %(end)s") % position,
        gettext("Source chain"): " → ".join(map(_attribution_text, reading.sources)) or gettext("the article itself"),
        gettext("Quantities"): ", ".join(map(quantity_text, reading.quantities)) or pgettext("quantities", "none"),
        gettext("Hedged"): yes if reading.hedged else no,
        gettext("Denied by its source"): yes if reading.denied else no,
    }


def _attribution_text(link: ReadLink) -> str:
    cue = f", “{link.cue}”" if link.cue else ""
    return f"{link.name} ({link.kind}{cue})"
