"""Citations of evidence in a justification: which sentences cite what, and what is amiss with them.

Sentences are split by rules, without a model.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from claims.markdown_text import CACHED_TEXTS, CITATION_PATTERN, TextBlock, list_blocks
from claims.nlp import get_language
from claims.nlp.parsing.sentences import split_blocks, split_sentences

LATE_CITATION_PATTERN = re.compile(rf"(?<=[.!?…”\"’)])\s+(?={CITATION_PATTERN.pattern})")
"""A blank between the end of a sentence and its citation."""


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence, the numbers of the evidence that it cites, and whether it has figures that need a citation."""

    text: str
    numbers: frozenset[int]
    has_figures: bool


@dataclass(frozen=True, slots=True)
class CitationReview:
    """What is amiss with the citations of a justification.

    `uncited_sentences` have figures and no citation, `uncited_evidence` are numbers of evidence that nothing cites,
    `unknown_numbers` are cited and there is no such evidence, `second_look` are sentences whose evidence has changed.
    """

    uncited_sentences: tuple[str, ...] = ()
    uncited_evidence: tuple[int, ...] = ()
    unknown_numbers: tuple[int, ...] = ()
    second_look: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything is amiss."""
        return bool(self.uncited_sentences or self.uncited_evidence or self.unknown_numbers or self.second_look)


@lru_cache(maxsize=CACHED_TEXTS)
def list_cited_sentences(source: str) -> tuple[CitedSentence, ...]:
    """Return the sentences of a Markdown text in order. Headings and the cells of tables need no citation."""
    blocks = [block for block in list_blocks(source, citable=True) if block.kind != "code"]
    return tuple(sentence for block in blocks for sentence in _sentences_of(block))


def _sentences_of(block: TextBlock) -> Iterator[CitedSentence]:
    text, rules = LATE_CITATION_PATTERN.sub("", block.text), get_language().parsing.sentences
    for number, span in enumerate(split_blocks(text)):
        for sentence in split_sentences(text, span, number, rules):
            words = text[sentence.start : sentence.end]
            cited = frozenset(
                int(number) for match in CITATION_PATTERN.finditer(words) for number in match[1].split(",")
            )
            figures = block.kind == "text" and any(map(str.isdigit, CITATION_PATTERN.sub("", words)))
            yield CitedSentence(words, cited, figures)


def find_citing_sentences(source: str) -> dict[int, tuple[str, ...]]:
    """Return the sentences that cite each number."""
    found: dict[int, tuple[str, ...]] = {}
    for sentence in list_cited_sentences(source):
        for number in sentence.numbers:
            found[number] = (*found.get(number, ()), sentence.text)
    return found


def review_citations(source: str, evidence: Collection[int], changed: Collection[int] = ()) -> CitationReview:
    """Compare a justification with the numbers of its evidence, of which some were `changed` after it was cited."""
    sentences = list_cited_sentences(source)
    cited = frozenset[int]().union(*(sentence.numbers for sentence in sentences))
    return CitationReview(
        uncited_sentences=tuple(row.text for row in sentences if row.has_figures and not row.numbers),
        uncited_evidence=tuple(sorted(set(evidence) - cited)),
        unknown_numbers=tuple(sorted(cited.difference(evidence))),
        second_look=tuple(row.text for row in sentences if row.numbers.intersection(changed)),
    )
