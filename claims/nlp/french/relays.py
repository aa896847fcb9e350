"""Who passes on what a source says: "cité par l'AFP", "dans un entretien au Monde"; and whom a source cites."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from claims.nlp.french.scenes import Scene, read_phrase
from claims.nlp.french.sources import classify, load_rules, name_source
from claims.nlp.french.tables import load_table
from claims.nlp.patterns import match_any
from claims.nlp.reading import Link, Span

OUTLETS = ("outlet", "channel")


@cache
def _compile() -> tuple[re.Pattern[str], ...]:
    table = load_table("cues")["phrases"]
    relays, outlets, citing = (
        match_any(sorted(table[name], key=len, reverse=True)) for name in ("relays", "outlet_relays", "citing")
    )
    return (
        re.compile(rf"\b(?P<cue>{relays})\s", re.IGNORECASE),
        re.compile(
            rf"(?<![\w-])(?P<cue>{outlets})\s(?=(?:la\s|le\s|les\s|l')?(?:(?:{table['outlet_nouns']})\s)?[A-Z])",
            re.IGNORECASE,
        ),
        re.compile(rf",\s(?P<cue>{citing})\s", re.IGNORECASE),
        re.compile(rf"(?P<cue>dont|que)\s(?P<name>(?:la |le |l')?[A-Z][\w' -]{{2,40}}?)\s(?:{table['copy']})"),
    )


def find_relays(scene: Scene, taken: Sequence[Span], source: str) -> list[Link]:
    """Return the links that relay what a source says, outside the spans that are taken."""
    by, at, _, copy = _compile()
    outlets = (link for link in _list_links(scene, at, taken, is_outlet=True) if link.kind in OUTLETS)
    found = [*_list_links(scene, by, taken), *outlets]
    for match in copy.finditer(scene.masked):
        span = Span(scene.span.start + match.start("name"), scene.span.start + match.end("name"))
        cue = Span(scene.span.start + match.start("cue"), scene.span.start + match.end("cue"))
        found.append(Link(name_source(match["name"]), span, "outlet", match["cue"], cue))
    kept: list[Link] = []
    for link in found:
        if not any(link.name in name for name in (source, *(other.name for other in kept))):
            kept.append(link)
    return kept


def find_cited(scene: Scene, taken: Sequence[Span]) -> list[Link]:
    """Return whom a source cites: ", citant deux sources proches du dossier"."""
    return list(_list_links(scene, _compile()[2], taken))


def _list_links(
    scene: Scene, pattern: re.Pattern[str], taken: Sequence[Span], *, is_outlet: bool = False
) -> Iterator[Link]:
    for match in pattern.finditer(scene.masked):
        place = scene.find(scene.span.start + match.end())
        phrase = read_phrase(scene, place)
        if phrase is None:
            continue
        span = scene.span_of(*phrase)
        words = scene.text[span.start : span.end]
        name, outlet = name_source(words), load_rules().outlet.search(words)
        if outlet and (is_outlet or classify(name) not in OUTLETS):
            name, span = outlet.group(), Span(span.start + outlet.start(), span.start + outlet.end())
        cue = Span(scene.span.start + match.start("cue"), scene.span.start + match.end("cue"))
        if any(span.overlaps(one) for one in taken):
            continue
        yield Link(name, span, classify(name), match["cue"], cue)
