"""What a correction of a reading changed, in words."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

Facts = dict[str, Any]
"""A reading as `claims.selectors.facts.of` gives it."""

WORDS_SHOWN = 80
FLAGS = {"hedged": ("hedged", "no longer hedged"), "denied": ("denied by its source", "no longer denied")}


def figure(number: float | None) -> str:
    """A number as people write it, to the last digit: 7,000 or 0.25; nothing where there is none."""
    return "" if number is None else f"{number:,}".removesuffix(".0")


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


def told(before: Facts, after: Facts) -> str:
    """All that is different, in one sentence."""
    parts = "; ".join(part for tell in (_anchor, _chain, _links, _quantities, _flags) for part in tell(before, after))
    return parts[:1].upper() + parts[1:]


def _anchor(before: Facts, after: Facts) -> Iterator[str]:
    if before["exact"] != after["exact"]:
        yield f"passage “{_short(before['exact'])}” became “{_short(after['exact'])}”"
    elif before["start"] != after["start"]:
        yield (
            "the same words further on in the article"
            if before["start"] < after["start"]
            else ("the same words earlier in the article")
        )


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= WORDS_SHOWN else line[: WORDS_SHOWN - 1].rstrip() + "…"


def _chain(before: Facts, after: Facts) -> Iterator[str]:
    old, new = _names(before), _names(after)
    if old != new:
        yield f"source chain: {old} became {new}"


def _names(facts: Facts) -> str:
    return " → ".join(link["name"] for link in facts["sources"]) or "the article’s own voice"


def _links(before: Facts, after: Facts) -> Iterator[str]:
    """Kinds and cues of the sources that were there before."""
    known = {link["name"]: link for link in before["sources"]}
    for link in after["sources"]:
        was = known.get(link["name"], link)
        if was["kind"] != link["kind"]:
            yield f"{link['name']}: {was['kind']} became {link['kind']}"
        if was["cue"] != link["cue"]:
            yield f"{link['name']}: {_cue(was)} became {_cue(link)}"


def _cue(link: Facts) -> str:
    return f"“{link['cue']}”" if link["cue"] else "no cue"


def _quantities(before: Facts, after: Facts) -> Iterator[str]:
    old, new = [quantity(each) for each in before["quantities"]], [quantity(each) for each in after["quantities"]]
    gone, come = [each for each in old if each not in new], [each for each in new if each not in old]
    for was, now in zip_longest(gone, come):
        if was is None:
            yield f"number {now} added"
        else:
            yield f"number {was} became {now}" if now else f"number {was} taken out"


def _flags(before: Facts, after: Facts) -> Iterator[str]:
    for name, (yes, no) in FLAGS.items():
        if before[name] != after[name]:
            yield yes if after[name] else no
