"""What a language tells the rules of attribution."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from claims.nlp.attribution.coreference import SourceResolver
from claims.nlp.attribution.coreference_rules import CoreferenceRules
from claims.nlp.attribution.cue_table import CueTable
from claims.nlp.attribution.hedges import HedgeRules
from claims.nlp.attribution.labels import LabelRules
from claims.nlp.attribution.sources import SourceRules
from claims.nlp.attribution.types import Attribution, Speech
from claims.nlp.parsing.quotations import Quotation
from claims.nlp.parsing.trees import Tree
from claims.nlp.patterns import match_any


@dataclass(frozen=True, slots=True)
class AttributionRules:
    """The cues, patterns and tree rules of a language.

    `find_in_tree` yields the attributions of a parsed sentence, `find_speeches` its speech verbs outside quotations.
    `continuation` matches ", adding" behind a content; its group `citing` matches where the next words name the source.
    `joining` matches the words in front of a second source: ", while", ", but".
    `loose_end` matches a conjunction that ends a content. `complementizers` may stand between a speech verb
    and its quotation. `reasons` are words of what is cited without being a source. Behind one of `passing` any name
    relays a document, behind one of `quoting` what somebody said.
    """

    cues: CueTable
    sources: SourceRules
    coreference: CoreferenceRules
    hedges: HedgeRules
    labels: LabelRules
    continuation: re.Pattern[str]
    joining: re.Pattern[str]
    loose_end: re.Pattern[str]
    complementizers: frozenset[str]
    reasons: frozenset[str]
    passing: frozenset[str]
    quoting: frozenset[str]
    relayed: re.Pattern[str]
    cited: re.Pattern[str]
    find_in_tree: Callable[[Tree], Iterator[Attribution]]
    find_speeches: Callable[[Tree, Sequence[Quotation]], Iterator[Speech]]

    def build_resolver(self, text: str, title: str) -> SourceResolver:
        """Return a resolver for the sources of one text."""
        return SourceResolver(text, title, self.coreference, self.sources)


def compile_continuation(table: dict[str, Any]) -> re.Pattern[str]:
    """Return the pattern for ", adding that ..." and ", citing X", from a language's `cues.toml`."""
    citing, continuing = match_any(table["continuation"]["citing"]), match_any(table["continuation"]["continuing"])
    return re.compile(rf"(?<=\w),\s+(?:(?P<citing>{citing})|{continuing})\s")


def compile_joining(table: dict[str, Any]) -> re.Pattern[str]:
    """Return the pattern for what joins the words of a second source, from a language's `cues.toml`."""
    with_comma, alone = match_any(table["continuation"]["joining"]), match_any(table["continuation"]["contrasting"])
    return re.compile(rf"[,;]?\s+(?:{with_comma}|{alone})\s*$")


def compile_loose_end(table: dict[str, Any]) -> re.Pattern[str]:
    """Return the pattern for a conjunction at the end of a content, from a language's `cues.toml`."""
    return re.compile(rf"[,;]?\s+(?:{match_any([*table['continuation']['joining'], 'or'])})[\s,;]*$")


def compile_relayed(table: dict[str, Any], capital: str) -> re.Pattern[str]:
    """Return the pattern for a name behind "told" or "posted on", from a language's `cues.toml`."""
    relay = table["relay"]
    particle = "|".join(rf"{particle}\s" for particle in relay["particles"].split())
    name = rf"(?P<name>(?:(?:{match_any(relay['articles'])})\s)?{capital}(?:\s(?:{particle})?{capital}){{0,4}}"
    nouns = match_any(relay["outlet_nouns"])
    name += rf"(?:\s(?:\d{{1,2}}|{nouns})\b)?)"
    own = match_any(relay["own_outlets"])
    kind = rf"(?P<noun>(?:{match_any(relay['articles'])}|a)\s(?:[a-z]+\s){{0,2}}(?:{nouns})\s)?"
    return re.compile(rf"\b(?P<cue>{match_any(relay['cues'])})\s+(?:{kind}{name}|(?P<own>{own})\b)")


def compile_cited(table: dict[str, Any]) -> re.Pattern[str]:
    """Return the pattern for a name behind "citing", from a language's `cues.toml`."""
    ends = "|".join(rf"{word}\b" for word in table["relay"]["cited_name_ends"].split())
    cues = sorted([*table["continuation"]["citing"], *table["relay"]["citing"]], key=len, reverse=True)
    return re.compile(
        rf"\b(?P<cue>{match_any(cues)})\s+(?P<name>(?:[^\s,.;:“”\"()]+\s?){{1,8}}?)"
        rf"(?=\s*(?:[,.;:“”\"()]|{ends}|$))"
    )
