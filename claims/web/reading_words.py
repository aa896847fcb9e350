"""A reading in words, so that two of them can be compared."""

from typing import Any

from claims.number_format import format_number

Facts = dict[str, Any]
"""A reading as `claims.selectors.reading_json.reading_json` gives it."""

FLAGS = {"hedged": "Hedged", "denied": "Denied by its source"}


def figure(number: float | None) -> str:
    """Write a number as people write it, to the last digit: 7,000 or 0.25; nothing where there is none."""
    return "" if number is None else format_number(number)


def quantity(said: Facts) -> str:
    """A quantity in a few words: “at least 300 trees”."""
    low, high = said["low"], said["high"]
    if low is None or high is None:
        modifier = said["modifier"] or ("at most" if low is None else "at least")
        number = figure(high if low is None else low)
    else:
        modifier = said["modifier"]
        number = figure(low) if low == high else f"{figure(low)}–{figure(high)}"
    return " ".join(filter(None, (modifier, number, said["unit"])))


def parts(facts: Facts) -> dict[str, str]:
    """All that an editor can correct, by its label, in words that can be compared."""
    return {
        "Passage": " ".join(facts["exact"].split()),
        "Place": f"characters {facts['start']:,} to {facts['end']:,}",
        "Source chain": " → ".join(map(_link, facts["sources"])) or "the article’s own voice",
        "Numbers": ", ".join(map(quantity, facts["quantities"])) or "none",
        **{label: "yes" if facts[name] else "no" for name, label in FLAGS.items()},
    }


def _link(link: Facts) -> str:
    cue = f", “{link['cue']}”" if link["cue"] else ""
    return f"{link['name']} ({link['kind']}{cue})"
