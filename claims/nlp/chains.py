"""From attributions to source chains: who asserts first, then who relays it."""

import re
from collections.abc import Iterator, Sequence

from claims.nlp.attributions import Attribution, covers, overlaps
from claims.nlp.coreference import Cast
from claims.nlp.reading import Link, Span
from claims.nlp.sources import CAPITAL, core, kind

NAMED = rf"(?P<name>(?:[Tt]he\s)?{CAPITAL}(?:\s(?:of\s|and\s)?{CAPITAL}){{0,4}})"
# An outlet or a channel behind one of these hands the words on.
RELAYED = re.compile(
    rf"\b(?P<cue>told|tells|telling|to|by|on|via|with|seen by|quoted by|cited by|reported by|obtained by|published by"
    rf"|published in|interview with|interview to|posted on|wrote on|wrote in|writing in|speaking on|said on)\s+{NAMED}"
)
# Whoever is cited asserts; whoever cites relays.
CITED = re.compile(
    r"\b(?P<cue>citing|quoting)\s+(?P<name>(?:[^\s,.;:“”\"()]+\s?){1,8}?)"
    r"(?=\s*(?:[,.;:“”\"()]|that\b|who\b|as\b|in\b|with\b|familiar\b|$))"
)
RELAYS = frozenset({"outlet", "channel"})


def chained(found: Sequence[Attribution]) -> list[list[Attribution]]:
    """Attributions of one content, who asserts it first: "according to" relays what it holds."""
    relays = [one for one in found if one.how == "phrase" and one.lemma == "according to"]
    groups: list[list[Attribution]] = []
    used: set[int] = set()
    for one in found:
        if one in relays:
            continue
        relay = next((other for other in relays if any(covers(piece, one.cue) for piece in other.content)), None)
        groups.append([one, relay] if relay else [one])
        used |= {id(relay)} if relay else set()
    return groups + [[relay] for relay in relays if id(relay) not in used]


def links(text: str, group: Sequence[Attribution], sentence: Span, cast: Cast) -> tuple[Link, ...]:
    """The chain of a claim; `sentence` is where to look for those who hand it on."""
    asserted = [_link(text, one, cast) for one in group]
    content = [piece for one in group for piece in one.content]
    taken = [link.span for link in asserted]
    relaying = bool(asserted) and asserted[0].kind in RELAYS
    cited = list(_found(text, CITED, sentence, [*content, *taken])) if relaying else []
    relayed = [link for link in _found(text, RELAYED, sentence, [*content, *taken]) if link.kind in RELAYS]
    return (*cited, *asserted, *relayed)


def _link(text: str, one: Attribution, cast: Cast) -> Link:
    cue = text[one.cue.start : one.cue.end]
    if one.source is None:
        return Link("unnamed source", one.cue, "unnamed", cue, one.cue)
    name, sort = cast.name(one.source.antecedent or one.source.span, one.source.head)
    return Link(name, one.source.span, sort, cue, one.cue)


def _found(text: str, pattern: re.Pattern[str], sentence: Span, taken: Sequence[Span]) -> Iterator[Link]:
    """Links that a pattern finds in the sentence, outside of what is taken."""
    for match in pattern.finditer(text, sentence.start, sentence.end):
        span, cue = Span(*match.span("name")), Span(*match.span("cue"))
        if not any(overlaps(span, other) for other in taken):
            words = match["name"].strip()
            name = core(words)
            yield Link(name, Span(span.start, span.start + len(words)), kind(name, words), match["cue"], cue)
