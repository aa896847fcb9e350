"""Phrases that name a source: selon X, d'après X, pour X « ... », a-t-on appris de X."""

import re
from collections.abc import Iterator
from functools import cache

from claims.nlp.french.scenes import OPENING, Scene, opens_phrase, read_phrase, skip_details
from claims.nlp.french.sources import classify, name_source
from claims.nlp.french.speech_rules import trim_end
from claims.nlp.french.tables import load_table
from claims.nlp.french.utterances import Utterance
from claims.nlp.patterns import match_any
from claims.nlp.reading import Span

SHORTEST_CONTENT_WORDS = 3
ASIDE, ADDED, VERB = (re.compile(load_table("cues")["phrases"][name]) for name in ("aside", "added", "verb"))
CUT_VERB = re.compile(rf"\b(?:{match_any(load_table('cues')['words']['unfinished'].split())})$")
"""A verb whose participle or infinitive stands behind the source: "aurait, selon X, rencontré"."""

PRONOUNS = ("lui", "elle", "eux", "elles")


@cache
def _compile_openers() -> re.Pattern[str]:
    openers = match_any(sorted(load_table("cues")["phrases"]["openers"], key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?:{openers}|de(?=\ssources?\s))(?=\s|(?<='))\s?",
        re.IGNORECASE,
    )


def find_by_phrase(scene: Scene) -> Iterator[Utterance]:
    """Yield what phrases attribute to the source that they name."""
    table = load_table("cues")["phrases"]
    lower = scene.masked.lower()
    if any(phrase in lower for phrase in table["relative"]):
        yield from _find_relative(scene, table["relative"])
        return
    if lower.startswith(("à l'en croire,", "à les en croire,")):
        start = scene.span.start + lower.index(",")
        yield Utterance((_trim(scene, Span(start, scene.span.end)),), None, Span(scene.span.start, start))
        return
    for match in _compile_openers().finditer(scene.masked):
        yield from _attribute(scene, match)
    if lower.startswith(f"{table['for_opener']} "):
        yield from _find_for(scene)
    if table["learned"] in lower:
        yield from _find_learned(scene, lower.index(table["learned"]))


def _attribute(scene: Scene, match: re.Match[str]) -> Iterator[Utterance]:
    """Yield the rest of a sentence as what the source behind "selon" says."""
    cue = Span(scene.span.start + match.start(), scene.span.start + len(scene.masked[: match.end()].rstrip()))
    source = _read_source(scene, scene.span.start + match.end())
    if source is None:
        return
    before = _trim(scene, Span(scene.span.start, cue.start))
    behind = _trim(scene, Span(_skip_asides(scene, source.end), scene.span.end))
    is_first = not scene.text[scene.span.start : cue.start].strip(' -–—«"')
    is_cut = CUT_VERB.search(scene.text[before.start : before.end]) is not None
    is_aside = not is_cut and _is_aside(scene, behind)
    pieces = [behind] if is_first else [before] if is_aside else [before, behind]
    pieces = [piece for piece in pieces if piece.end > piece.start]
    if sum(len(scene.text[piece.start : piece.end].split()) for piece in pieces) >= SHORTEST_CONTENT_WORDS:
        yield Utterance(tuple(pieces), source, cue)


def _read_source(scene: Scene, offset: int) -> Span | None:
    place = scene.find(offset)
    word = scene.word(place)
    if word in PRONOUNS:
        return scene.span_of(place, place)
    if word in load_table("cues")["phrases"]["no_sources"].split():
        return None
    if not opens_phrase(scene, place):
        return scene.span_of(place, _last_before_mark(scene, place)) if word.isalpha() else None
    phrase = read_phrase(scene, place)
    head = scene.word(place + 1)
    if phrase is None or head in load_table("cues")["phrases"]["no_sources"].split():
        return None
    return scene.span_of(phrase[0], phrase[1])


def _last_before_mark(scene: Scene, place: int) -> int:
    last = place
    while last + 1 < len(scene.tokens) and scene.word(last + 1) not in (",", ".", ";", ":", "«", "»", "–"):
        last += 1
    return last


def _skip_asides(scene: Scene, offset: int) -> int:
    """Return where what is said begins behind a source: behind ", cité par l'AFP," or "publié lundi,"."""
    limit = scene.text.find(",", offset, scene.span.end)
    if limit < 0:
        return offset
    rest = scene.text[limit + 1 : scene.span.end].lstrip()
    aside = ASIDE.match(rest)
    return limit + 1 + (len(scene.text[limit + 1 : scene.span.end]) - len(rest) + aside.end() if aside else 0)


def _is_aside(scene: Scene, span: Span) -> bool:
    """Whether the words behind a source that ends a clause only describe it."""
    words = scene.text[span.start : span.end]
    follows_comma = scene.text[scene.span.start : span.start].rstrip().endswith(",")
    if follows_comma and words[:1] in OPENING:
        return False
    return not words or not follows_comma or ADDED.match(words) is not None or not VERB.search(words)


def _trim(scene: Scene, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and scene.text[start] in " ,;:–—":
        start += 1
    return trim_end(scene, Span(start, end))


def _find_for(scene: Scene) -> Iterator[Utterance]:
    """Yield what X thinks in "Pour X, « ... »"."""
    phrase = read_phrase(scene, 1)
    if phrase is None or scene.word(phrase[1] + 1) != ",":
        return
    source = scene.span_of(*phrase)
    first = scene.quotations[0] if scene.quotations else None
    between = scene.text[scene.tokens[phrase[1]].end : first.start].strip(" ,") if first else "no quotation"
    kinds = ("person", "organisation") if first else ("person",)
    if between:
        if classify(name_source(scene.text[source.start : source.end])) in kinds:
            rest = _trim(scene, Span(_skip_asides(scene, source.end), scene.span.end))
            yield Utterance((rest,), source, scene.span_of(0, 0))
        return
    if first:
        yield Utterance((Span(first.start, first.end),), source, scene.span_of(0, 0), is_quoted=True)


def _find_learned(scene: Scene, offset: int) -> Iterator[Utterance]:
    """Yield what is heard in "..., a-t-on appris de source judiciaire"."""
    cue = Span(scene.span.start + offset, scene.span.start + offset + len(load_table("cues")["phrases"]["learned"]))
    place = skip_details(scene, scene.find(cue.end))
    while scene.word(place) in load_table("cues")["phrases"]["learned_from"].split() and place < len(scene.tokens):
        place += 1
    content = _trim(scene, Span(scene.span.start, cue.start))
    if place < len(scene.tokens) and content.end > content.start:
        yield Utterance((content,), scene.span_of(place, _last_before_mark(scene, place)), cue)


def _find_relative(scene: Scene, phrases: list[str]) -> Iterator[Utterance]:
    """Yield what "des informations selon lesquelles ..." say; nobody is named for it."""
    lower = scene.masked.lower()
    phrase = next(one for one in phrases if one in lower)
    start = scene.span.start + lower.index(phrase)
    place = scene.find(start) - 1
    content = _trim(scene, Span(start + len(phrase), scene.span.end))
    if place >= 0 and content.end > content.start:
        first = place
        while first and scene.word(first - 1) not in (",", ".") and not opens_phrase(scene, first):
            first -= 1
        yield Utterance((content,), scene.span_of(first, place), Span(start, start + len(phrase)))
