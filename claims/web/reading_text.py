"""A reading in words, so that two of them can be compared."""

from claims.event_data.claims import ClaimReading, ReadLink, ReadQuantity
from claims.number_format import format_number


def number_text(number: float | None) -> str:
    """Write a number as people write it, to the last digit: 7,000 or 0.25; nothing where there is none."""
    return "" if number is None else format_number(number)


def quantity_text(read: ReadQuantity) -> str:
    """A quantity in a few words: “at least 300 trees”."""
    low, high = read.low, read.high
    if low is None or high is None:
        modifier = read.modifier or ("at most" if low is None else "at least")
        number = number_text(high if low is None else low)
    else:
        modifier = read.modifier
        number = number_text(low) if low == high else f"{number_text(low)}–{number_text(high)}"
    return " ".join(filter(None, (modifier, number, read.unit)))


def reading_parts(reading: ClaimReading) -> dict[str, str]:
    """All that an editor can correct, by its label, in words that can be compared."""
    return {
        "Passage": " ".join(reading.exact.split()),
        "Place": f"characters {reading.start:,} to {reading.end:,}",
        "Source chain": " → ".join(map(_attribution_text, reading.sources)) or "the article’s own voice",
        "Numbers": ", ".join(map(quantity_text, reading.quantities)) or "none",
        "Hedged": "yes" if reading.hedged else "no",
        "Denied by its source": "yes" if reading.denied else "no",
    }


def _attribution_text(link: ReadLink) -> str:
    cue = f", “{link.cue}”" if link.cue else ""
    return f"{link.name} ({link.kind}{cue})"
