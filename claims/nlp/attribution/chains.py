"""Building source chains: who asserts a content first, then who relays it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from claims.nlp.attribution.coreference import SourceResolver
from claims.nlp.attribution.nesting import is_relaying
from claims.nlp.attribution.rules import AttributionRules
from claims.nlp.attribution.source_kinds import classify_source
from claims.nlp.attribution.sources import name_source
from claims.nlp.attribution.types import Attribution
from claims.nlp.parsing.sentences import LONGEST_SENTENCE_CHARACTERS
from claims.nlp.reading import Link, Span

RELAYING_KINDS = frozenset({"outlet", "channel"})
CITING_KINDS = frozenset({"outlet", "channel", "organisation", "document", "unnamed"})
CITED_KINDS = frozenset({"document", "organisation", "outlet"})
LONGEST_GAP_CHARACTERS = len(", ")


def group_by_content(attributions: Sequence[Attribution], rules: AttributionRules) -> list[list[Attribution]]:
    """Return the attributions of each content, the asserting one first; a phrase that relays it follows."""
    relays = {
        number: one for number, one in enumerate(attributions) if is_relaying(one, rules.cues) and not one.relayed_by
    }
    by_cue = sorted((relay.cue.start, number) for number, relay in relays.items())
    groups: list[list[Attribution]] = []
    used: set[int] = set()
    for number, attribution in enumerate(attributions):
        if number in relays:
            continue
        near = [] if attribution.relayed_by else _list_near(attribution, by_cue)
        relay = next((other for other in near if _relays(relays[other], attribution)), None)
        groups.append([attribution, *attribution.relayed_by, *([] if relay is None else [relays[relay]])])
        used |= set() if relay is None else {relay}
    return groups + [[relay] for number, relay in relays.items() if number not in used]


def _list_near(attribution: Attribution, by_cue: Sequence[tuple[int, int]]) -> list[int]:
    """Return the numbers of the relays whose cue may stand in the sentence of an attribution, in order."""
    ends = (attribution.cue.start, attribution.end)
    first = bisect_left(by_cue, (min(ends) - LONGEST_SENTENCE_CHARACTERS, 0))
    last = bisect_left(by_cue, (max(ends) + LONGEST_SENTENCE_CHARACTERS, 0))
    return sorted(number for _, number in by_cue[first:last])


def _relays(relay: Attribution, attribution: Attribution) -> bool:
    """Whether an "according to" holds what somebody asserts, or follows it directly."""
    over = any(piece.contains(attribution.cue) for piece in relay.content)
    gap = relay.cue.start - attribution.envelope.end
    return over or (relay.envelope.end <= relay.cue.start and 0 <= gap <= LONGEST_GAP_CHARACTERS)


def build_chain(
    text: str, group: Sequence[Attribution], sentence: Span, resolver: SourceResolver, rules: AttributionRules
) -> tuple[Link, ...]:
    """Return the source chain of a claim; relaying sources are searched for in `sentence`."""
    asserted = _name_each_once(_build_link(text, attribution, resolver, rules) for attribution in group)
    said = [attribution for attribution in group if attribution not in group[0].relayed_by]
    content = [piece for attribution in said for piece in attribution.content]
    taken = [link.span for link in asserted if link.span]
    cited = _find_cited(resolver.list_matches(rules.cited, sentence), asserted[0].kind, [*content, *taken], rules)
    names = [link.name for link in asserted]
    relayed = [
        link
        for link in _find_links(resolver.list_matches(rules.relayed, sentence), content, rules)
        if _may_relay(link, asserted[0].kind, rules) and not any(link.name in name for name in names)
    ]
    return (*cited, *asserted, *relayed)


def _name_each_once(links: Iterable[Link]) -> list[Link]:
    """Return the links without those who relay themselves: "The bank reported a loss, it said"."""
    named: dict[object, Link] = {}
    for link in links:
        named.setdefault(link.span if link.is_unresolved else link.name, link)
    return list(named.values())


def _may_relay(link: Link, kind: str, rules: AttributionRules) -> bool:
    """Whether a name behind "told" or "seen by" relays: an outlet, a channel, or whoever was given a document."""
    no_names = rules.coreference.people.not_names.intersection(link.name.split())
    if link.kind in RELAYING_KINDS:
        return len(no_names) < len(link.name.split())
    passes = link.cue in rules.quoting or (kind == "document" and link.cue in rules.passing)
    return passes and not no_names


def _find_cited(
    matches: Sequence[re.Match[str]], kind: str, taken: Sequence[Span], rules: AttributionRules
) -> list[Link]:
    """Return whom a source of this kind cites. People cite documents and groups; "citing costs" gives a reason."""
    found = [
        link
        for link in _find_links(matches, taken, rules)
        if link.kind == "document" or rules.reasons.isdisjoint(link.name.lower().split())
    ]
    return [link for link in found if kind in CITING_KINDS or link.kind in CITED_KINDS or _is_speaker(link, rules)]


def _is_speaker(link: Link, rules: AttributionRules) -> bool:
    """Whether a cited name is a person's, a role's ("the governor") or that of people ("two officials")."""
    is_unnamed = rules.sources.unnamed.search(link.name) is not None
    return link.kind == "person" or is_unnamed or rules.coreference.role.search(link.name) is not None


def _build_link(text: str, attribution: Attribution, resolver: SourceResolver, rules: AttributionRules) -> Link:
    """Return the first link of an attribution; without a source, or one of signs alone, it is unnamed."""
    cue = text[attribution.cue.start : attribution.cue.end]
    unnamed = Link(rules.sources.unnamed_source, attribution.cue, "unnamed", cue, attribution.cue)
    if attribution.source is None:
        return unnamed
    mention = attribution.source.antecedent or attribution.source.span
    name, kind, unresolved = resolver.resolve_source(mention, attribution.source.head)
    if not name:
        return unnamed
    return Link(name, attribution.source.span, kind, cue, attribution.cue, unresolved)


def _find_links(matches: Sequence[re.Match[str]], taken: Sequence[Span], rules: AttributionRules) -> Iterator[Link]:
    """Yield the links that matches of a pattern name outside the spans that are taken."""
    for match in matches:
        group = "name" if match["name"] else "own"
        span, cue = Span(*match.span(group)), Span(*match.span("cue"))
        if not any(span.overlaps(other) for other in taken):
            words = match[group].strip()
            name = name_source(words, rules.sources)
            if not name:
                continue
            is_outlet = match.groupdict().get("noun") is not None
            kind = "outlet" if is_outlet else classify_source(name, words, rules.sources)
            yield Link(name, Span(span.start, span.start + len(words)), kind, match["cue"], cue)
