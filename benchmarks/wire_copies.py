"""Recall and precision of near copies, on 200 generated pairs of articles.

Half are copies of a wire story: shortened from the end, with another headline and lead, with paragraphs added, or
all of these, with some words changed. The others are different stories about one event: the same people, places and
numbers, a shared quotation and a shared background, told in other sentences. Prints both rates and the nearest pairs of
each kind; fails below 95 percent.
"""

import random
from collections.abc import Callable

from benchmarks.generated_text import FILLER_SENTENCES, TOWN_NAMES, SentenceWriter
from claims.near_copies import COPY_PERCENT, LEAST_SHARED, make_sketch, shared_percent

PAIRS = 100
LEAST_RATE = 0.95
PARAGRAPHS = 14
CHANGED_SHARE = 0.01
TELLINGS = (
    "{source} put the figure for {town} at {number} {unit}, a tally that surprised residents of the district.",
    "In {town}, officials now count {number} {unit}; {source} confirmed the tally after a meeting of the council.",
    "The count of {unit} in {town} has reached {number}, {source} told reporters outside the town hall.",
    "Asked about {town}, {source} spoke of {number} {unit} and promised a full account by the end of the month.",
)
"""Ways in which another newsroom tells the same fact."""


def write_story(writer: SentenceWriter) -> list[str]:
    """Return the paragraphs of a wire story."""
    return [f"{writer.write_statement().sentence} {writer.write_filler(1)}" for _ in range(PARAGRAPHS)]


def shorten(story: list[str], _writer: SentenceWriter, chance: random.Random) -> list[str]:
    """Cut a third to two thirds of the paragraphs from the end."""
    return story[: len(story) - chance.randrange(len(story) // 3, 2 * len(story) // 3)]


def change_headline(story: list[str], writer: SentenceWriter, _chance: random.Random) -> list[str]:
    """Write another headline and lead, and leave out the first paragraph."""
    return [writer.write_statement().claim, writer.write_filler(2), *story[1:]]


def add_paragraphs(story: list[str], writer: SentenceWriter, chance: random.Random) -> list[str]:
    """Put paragraphs of one's own between those of the wire."""
    copy = list(story)
    for _ in range(chance.randrange(2, 6)):
        copy.insert(chance.randrange(len(copy)), f"{writer.write_statement().sentence} {writer.write_filler(1)}")
    return copy


def change_all(story: list[str], writer: SentenceWriter, chance: random.Random) -> list[str]:
    """Shorten, write another headline, and add paragraphs."""
    return add_paragraphs(change_headline(shorten(story, writer, chance), writer, chance), writer, chance)


CHANGES: tuple[Callable[[list[str], SentenceWriter, random.Random], list[str]], ...] = (
    shorten,
    change_headline,
    add_paragraphs,
    change_all,
)


def change_words(story: list[str], chance: random.Random) -> list[str]:
    """Change every hundredth word or so, as the desks of outlets do."""
    return [" ".join("also" if chance.random() < CHANGED_SHARE else word for word in line.split()) for line in story]


def tell_anew(writer: SentenceWriter, chance: random.Random) -> tuple[list[str], list[str]]:
    """Return two stories about one event, which share a quotation and a background paragraph."""
    quote, background = writer.write_statement().sentence, writer.write_filler(2)
    town, facts = chance.choice(TOWN_NAMES), [writer.write_statement() for _ in range(PARAGRAPHS)]
    stories: list[list[str]] = []
    for half in (TELLINGS[:2], TELLINGS[2:]):
        told = [
            chance.choice(half).format(
                source=writer.sources[fact.source][0], town=town, number=fact.low, unit=fact.unit
            )
            for fact in chance.sample(facts, k=len(facts))
        ]
        fillers = chance.sample(FILLER_SENTENCES, k=min(3, len(FILLER_SENTENCES)))
        stories.append([*told[:4], quote, *told[4:], background, *fillers])
    return stories[0], stories[1]


def is_copy(first: list[str], second: list[str]) -> tuple[bool, int]:
    """Decide as the desk does: candidates by their sketches, then by all shingles. Returns the percent, too."""
    one, other = "\n\n".join(first), "\n\n".join(second)
    shared, percent = len(set(make_sketch(one)) & set(make_sketch(other))), shared_percent(one, other)
    return shared >= LEAST_SHARED and percent >= COPY_PERCENT, percent


def main() -> None:
    """Print recall and precision."""
    writer, chance = SentenceWriter(seed=11), random.Random(11)  # noqa: S311 - not a secret
    copies, others = list[tuple[bool, int]](), list[tuple[bool, int]]()
    for number in range(PAIRS):
        story = write_story(writer)
        copies.append(is_copy(story, change_words(CHANGES[number % len(CHANGES)](story, writer, chance), chance)))
        others.append(is_copy(*tell_anew(writer, chance)))
    found, wrong = sum(each[0] for each in copies), sum(each[0] for each in others)
    recall, precision = found / PAIRS, found / max(1, found + wrong)
    print(f"{2 * PAIRS} pairs: recall {recall:.3f}, precision {precision:.3f}")
    print(f"shared by copies: {min(each[1] for each in copies)} % at least")
    print(f"shared by different stories: {max(each[1] for each in others)} % at most")
    raise SystemExit(min(recall, precision) < LEAST_RATE)


if __name__ == "__main__":
    main()
