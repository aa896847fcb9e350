"""Speakers written before or behind what they say: "WALLACE: ...", "Poll: ...", "... - Ana Lima"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from claims.nlp.attribution.sources import SourceRules
from claims.nlp.attribution.types import Attribution, Mention, Speech
from claims.nlp.parsing.quotations import Quotation
from claims.nlp.patterns import match_any
from claims.nlp.reading import Span

NAME = r"[A-ZÀ-Þ][\w.’'-]*"
MOST_WORDS_OF_NAME = 2
"""A longer label names a speaker only with a title, in capitals, or as a group."""

SIGNATURE = re.compile(
    rf"\s*(?P<dash>[―—–-]{{1,2}})\s*(?P<label>{NAME}(?:\s{NAME}){{1,4}}(?<!\.))(?:,[^\n:“”\"]{{2,60}})?\.?\s*(?=\n|[“”\"]|$)"
)
QUESTION = re.compile(r"[^.!?\n]+\?")
"""A turn that only asks says nothing."""


@dataclass(frozen=True, slots=True)
class LabelRules:
    """The patterns of labels, and the words that label a text rather than a speaker.

    `label` ends with a colon, `leading_dash` stands before a quotation, `announcement` is a block of its own,
    `participle` opens a sentence rather than a label ("Smiling, the coach shrugged: ...").
    """

    label: re.Pattern[str]
    leading_dash: re.Pattern[str]
    announcement: re.Pattern[str]
    participle: re.Pattern[str]
    text_labels: frozenset[str]
    sources: SourceRules


def build_label_rules(table: dict[str, Any], sources: SourceRules) -> LabelRules:
    """Build the rules from a language's `labels.toml` and what its names look like."""
    name = rf"{NAME}(?:\s(?:{match_any(table['particles'])})\s{NAME}|\s{NAME}){{0,5}}"
    channel = match_any(sources.channels)
    described = rf"(?:\s\([^()]{{1,30}}\)|,\s[^,:;.“”\"]{{2,40}}|\s{table['on']}\s(?:{channel}))?"
    label = re.compile(rf"[“\"]?(?P<label>{name}|@\w{{2,30}}){described}(?P<colon>:)\s+(?=\S)")
    opener = match_any(table["announcing"])
    return LabelRules(
        label=label,
        leading_dash=re.compile(rf"(?P<label>{NAME}(?:\s{NAME}){{1,4}})\s(?P<dash>[―—–-]{{1,2}})\s(?=[“\"«])"),
        announcement=re.compile(rf"(?:(?:{opener})\s)?(?P<label>{name}){described}(?P<colon>:)$"),
        participle=re.compile(rf"\w+(?:{match_any(table['participle_endings'])}),\s"),
        text_labels=frozenset(table["text_labels"].split()),
        sources=sources,
    )


def names_speaker(label: str, rules: LabelRules) -> bool:
    """Whether a label names somebody: not a kind of text, a place or a heading ("Relief for Few: ...")."""
    words = label.split()
    if words[0].lower() in rules.text_labels or label.title() in rules.sources.places:
        return False
    is_title = words[0].strip(".") in rules.sources.titles or rules.sources.group_word.search(label) is not None
    return len(words) <= MOST_WORDS_OF_NAME or label.isupper() or is_title


def find_labelled(text: str, block: Span, quotations: Sequence[Quotation], rules: LabelRules) -> Iterator[Attribution]:
    """Yield the attribution of a block that a speaker's label opens, or that a signature follows."""
    label = rules.label.match(text, block.start, block.end)
    if label and rules.participle.match(text, label.start("label"), label.start("colon")):
        label = None
    if label and QUESTION.fullmatch(text, label.end(), block.end):
        label = None
    if label and names_speaker(label["label"], rules) and label.end() < block.end:
        yield _build_attribution(Span(label.end(), block.end), label, "colon")
    dash = rules.leading_dash.match(text, block.start, block.end)
    if dash and quotations:
        yield _build_attribution(Span(quotations[0].start, quotations[0].end), dash, "dash")
    for quotation in quotations:
        signature = SIGNATURE.match(text, quotation.end, block.end + 1)
        if signature:
            yield _build_attribution(Span(quotation.start, quotation.end), signature, "dash")


def find_announced_speaker(text: str, block: Span, rules: LabelRules) -> Speech | None:
    """Return the speaker whom a block names for the next one: "From Chairwoman Ana Lima:"."""
    match = rules.announcement.match(text, block.start, block.end)
    if match is None or not names_speaker(match["label"], rules):
        return None
    label, colon = Span(*match.span("label")), Span(*match.span("colon"))
    return Speech(label, colon, ":", Mention(label, match["label"].split()[-1].lower()), block)


def _build_attribution(content: Span, match: re.Match[str], mark: str) -> Attribution:
    source = Mention(Span(*match.span("label")), match["label"].split()[-1].lower())
    return Attribution((content,), source, Span(*match.span(mark)), match[mark], "label")
