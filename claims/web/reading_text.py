"""A reading as text, so that two readings can be compared."""

from django.utils.translation import gettext as _

from claims.event_data.claims import ClaimReading, ReadLink, ReadQuantity
from claims.number_format import format_number


def number_text(number: float | None) -> str:
    """Write a number with all its digits: 7,000 or 0.25; nothing for None."""
    return "" if number is None else format_number(number)


def quantity_text(read: ReadQuantity) -> str:
    """Write a quantity: “at least 300 trees”."""
    low, high = read.low, read.high
    if low is None or high is None:
        modifier = read.modifier or (_("at most") if low is None else _("at least"))
        number = number_text(high if low is None else low)
    else:
        modifier = read.modifier
        number = number_text(low) if low == high else f"{number_text(low)}–{number_text(high)}"
    return " ".join(filter(None, (modifier, number, read.unit)))


def reading_parts(reading: ClaimReading) -> dict[str, str]:
    """Return the text of everything that an editor can correct, by its label."""
    return {
        _("Passage"): " ".join(reading.exact.split()),
        _("Position"): _("characters %(start)s to %(end)s")
        % {"start": format_number(reading.start), "end": format_number(reading.end)},
        _("Source chain"): " → ".join(map(_attribution_text, reading.sources)) or _("the article’s own voice"),
        _("Quantities"): ", ".join(map(quantity_text, reading.quantities)) or _("none"),
        _("Hedged"): _("yes") if reading.hedged else _("no"),
        _("Denied by its source"): _("yes") if reading.denied else _("no"),
    }


def _attribution_text(link: ReadLink) -> str:
    cue = f", “{link.cue}”" if link.cue else ""
    return f"{link.name} ({link.kind}{cue})"
