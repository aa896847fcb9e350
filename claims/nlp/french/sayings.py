"""Finding who says what in a French text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from claims.nlp.french.clause_rules import find_by_addition, find_by_clause, find_by_colon
from claims.nlp.french.phrase_rules import find_by_phrase
from claims.nlp.french.relays import find_cited, find_relays
from claims.nlp.french.scenes import Scene, build_scene, find_topic
from claims.nlp.french.sources import Resolver
from claims.nlp.french.speech_rules import find_by_speech
from claims.nlp.french.utterances import Utterance
from claims.nlp.plain.pack import PlainBlock, PlainText, Saying
from claims.nlp.reading import Link, Span

DASHES = frozenset("–—")
SHORTEST_QUOTED_WORDS, LEAST_HEADING_WORDS = 4, 6
LEAST_OVERLAP = 0.5


@dataclass(slots=True)
class Speaker:
    """Who spoke last, and whether a quotation of theirs may go on."""

    link: Link | None = None
    is_open: bool = False


def find_sayings(text: PlainText) -> list[Saying]:
    """Return what sources say, in the order of the text."""
    resolver, speaker = Resolver(text.text, text.title), Speaker()
    sayings: list[Saying] = []
    for block in text.blocks:
        speaker.is_open = speaker.is_open and _opens_with_quotation(text.text, block)
        first = len(sayings)
        for scene in (build_scene(text.text, unit) for unit in block.units):
            found = [one for one in _find_in(scene) if not (block.is_heading and _is_scrap(scene, one))]
            sayings += _resolve(scene, found, resolver, speaker)
            if not found and len(sayings) > first and text.text[block.span.start] in DASHES:
                sayings[-1] = replace(sayings[-1], content=(*sayings[-1].content, scene.span))
            elif not found:
                sayings += _continue(scene, speaker)
            if (topic := find_topic(scene)) is not None:
                resolver.note_topic(topic)
    return sayings


def _is_scrap(scene: Scene, found: Utterance) -> bool:
    """Whether a content is a few quoted words of a heading."""
    (piece, *others) = found.content
    return found.is_quoted and not others and len(scene.text[piece.start : piece.end].split()) < LEAST_HEADING_WORDS


def _opens_with_quotation(text: str, block: PlainBlock) -> bool:
    return text[block.span.start : block.span.start + 2].strip()[:1] in tuple('«“"–—')


def _find_in(scene: Scene) -> list[Utterance]:
    """Return what is said in a sentence; of two that overlap the first kind of rule wins."""
    if not scene.cues and not scene.quotations and not _may_cite(scene):
        return []
    kept: list[Utterance] = []
    rules = (find_by_speech, find_by_phrase, find_by_clause, find_by_colon)
    for one in (one for rule in rules for one in rule(scene)):
        if not any(_overlaps(one, other) for other in kept):
            kept.append(one)
    if kept:
        kept += [one for one in find_by_addition(scene) if not any(_overlaps(one, other) for other in kept)]
    return sorted(kept, key=lambda one: one.content[0].start)


def _may_cite(scene: Scene) -> bool:
    return any(token.word in OPENERS for token in scene.tokens)


OPENERS = frozenset(
    {"selon", "suivant", "d'", "croire", "dires", "avis", "yeux", "dire", "appris", "pour", "source", "sources"}
)


def _overlaps(one: Utterance, other: Utterance) -> bool:
    here, there = (sum(piece.end - piece.start for piece in each.content) for each in (one, other))
    shared = sum(
        max(0, min(mine.end, theirs.end) - max(mine.start, theirs.start))
        for mine in one.content
        for theirs in other.content
    )
    return shared > LEAST_OVERLAP * min(here, there)


def _resolve(scene: Scene, found: list[Utterance], resolver: Resolver, speaker: Speaker) -> Iterator[Saying]:
    """Yield the sayings of a sentence with their source chains."""
    taken = [piece for one in found for piece in one.content]
    for one in found:
        link = resolver.resolve(one.source, one.cue) if one.source else _take_last(one, speaker)
        if link is None:
            continue
        around = [*taken, one.source] if one.source else taken
        relays = find_relays(scene, around, link.name)
        cited = find_cited(scene, taken)
        speaker.link, speaker.is_open = link, one.is_quoted
        yield Saying(one.content, (*cited, link, *relays), one.is_denied, one.is_asserted, one.is_reported)


def _take_last(found: Utterance, speaker: Speaker) -> Link | None:
    """Return who spoke last for a cue without a subject: "... et ajoute que"."""
    if speaker.link is None:
        return None
    link = speaker.link
    return Link(link.name, link.span, link.kind, link.cue, found.cue, link.is_unresolved)


def _continue(scene: Scene, speaker: Speaker) -> Iterator[Saying]:
    """Yield a quotation that stands alone behind what somebody said: the same source goes on."""
    quote = scene.quotations[0] if len(scene.quotations) == 1 else None
    if quote is None or not speaker.is_open or speaker.link is None or quote.words < SHORTEST_QUOTED_WORDS:
        speaker.is_open = False
        return
    around = scene.text[scene.span.start : quote.start] + scene.text[quote.end : scene.span.end]
    if around.strip(" .,–—"):
        speaker.is_open = False
        return
    yield Saying((Span(quote.start, quote.end),), (speaker.link,))
