"""Verbs behind what is said: "...", a assuré la députée; La ligne fermera, prévient le maire."""

from collections.abc import Iterator

from claims.nlp.french.scenes import (
    CLOSING,
    ENDS,
    RELATIVES,
    SENTENCE_OPENERS,
    Scene,
    build_scene,
    opens_phrase,
    read_phrase,
    skip_details,
)
from claims.nlp.french.utterances import Utterance
from claims.nlp.french.verbs import Cue, find_added, words_of
from claims.nlp.parsing.quotations import Quotation
from claims.nlp.plain.pack import Unit
from claims.nlp.reading import Span

SHORTEST_QUOTED_WORDS, SHORTEST_CLAUSE_TOKENS = 2, 4
LONGEST_LEAD_TOKENS = 5
LONGEST_INTERRUPTED_WORDS, MOST_RESUMING_TOKENS = 10, 3
LEARNING = "apprendre"
RESUMING_ENDINGS = ("a", "ont", "est", "ait", "aient", "era", "ra")
VERB_ENDINGS = ("e", "t", "ent", "a", "it", "d", "ut")
PARTICIPLE_ENDINGS = ("é", "ée", "és", "ées", "i", "u", "is")
FINITE_ENDINGS = ("ent", "ait", "aient", "era", "ont", "ra", "it", "oit")
VERDICTS = frozenset({"faux", "vrai", "oui", "non", "exact", "absurde", "archifaux"})
CLITICS = frozenset({"ne", "n'", "se", "s'"})
NO_SPEECH = words_of("words", "no_speech")


def find_by_speech(scene: Scene) -> Iterator[Utterance]:
    """Yield what stands in front of an inverted verb and what is quoted around it."""
    yield from _find_inside(scene)
    seen = list[Quotation]()
    for cue in [*scene.cues, *_find_unknown(scene)]:
        if (source := _find_inverted(scene, cue)) is None:
            continue
        pieces = _list_pieces(scene, cue, source, seen)
        if pieces:
            yield Utterance(tuple(pieces), source, cue.span, is_quoted=bool(scene.quotations))


def _find_inside(scene: Scene) -> Iterator[Utterance]:
    """Yield quotations with their verb inside the marks: « La France, ajoute-t-il, n'a pas ... »."""
    for quote in scene.quotations:
        inner = build_scene(scene.text, Unit(Span(quote.start + 1, quote.end - 1), ()))
        for cue in inner.cues:
            source = _find_inverted(inner, cue, is_inserted=True) if inner.word(cue.first - 1) == "," else None
            behind = inner.find(source.end) if source else 0
            behind = max(behind, cue.last + 1)
            if source and inner.word(behind) in (",", ".") and behind + 1 < len(inner.tokens):
                first = trim_end(scene, Span(quote.start, cue.span.start))
                yield Utterance((first, Span(inner.tokens[behind].end, quote.end)), source, cue.span, is_quoted=True)
                break


def _find_unknown(scene: Scene) -> Iterator[Cue]:
    """Yield verbs that are no cue words, directly behind a quotation and in front of a name: «...», peste X."""
    known = {place for cue in scene.cues for place in range(cue.first, cue.last + 1)}
    for place, token in enumerate(scene.tokens):
        if token.word not in CLOSING or place + 1 in known:
            continue
        verb = place + 1 + (scene.word(place + 1) == ",")
        first = verb
        while scene.word(verb) in words_of("words", "clitics") and scene.word(verb) in ("s'", "se", "l'"):
            verb += 1
        word = scene.word(verb)
        if word.rpartition("-")[2] in words_of("words", "pronouns") and "-" in word:
            last = verb + (scene.word(verb + 1).endswith(PARTICIPLE_ENDINGS))
            yield Cue(word, first, last, scene.span_of(first, last), word.rpartition("-")[2])
            continue
        has_auxiliary = word in words_of("words", "auxiliaries")
        verb += has_auxiliary
        word = scene.word(verb)
        ends_well = word.endswith(PARTICIPLE_ENDINGS) if has_auxiliary else word.endswith(VERB_ENDINGS)
        if verb in known or not ends_well or word in NO_SPEECH or scene.is_capital(verb):
            continue
        if opens_phrase(scene, skip_details(scene, verb + 1)) and scene.word(verb + 1) not in ENDS:
            yield Cue(word, first, verb, scene.span_of(first, verb))


def _find_inverted(scene: Scene, cue: Cue, *, is_inserted: bool = False) -> Span | None:
    """Return the subject behind a verb that follows what is said, or is inserted in it; None if it does neither."""
    if cue.pronoun:
        if cue.pronoun == "on" and cue.lemma == LEARNING:
            return None
        token = scene.tokens[cue.first]
        for place in range(cue.first, cue.last + 1):
            if scene.word(place).endswith("-" + cue.pronoun):
                token = scene.tokens[place]
        return Span(token.end - len(cue.pronoun), token.end)
    before = scene.word(cue.first - 1)
    if before not in {","} | CLOSING or (cue.is_gerund):
        return None
    place = skip_details(scene, cue.last + 1)
    phrase = read_phrase(scene, place)
    if phrase is None or scene.word(cue.last + 1) in ("que", "qu'"):
        return None
    follows_quotation = before in CLOSING or scene.word(cue.first - 2) in CLOSING
    is_subject = not (follows_quotation or is_inserted) and (
        _ends_subject(scene, cue.first - 2)
        or _ends_remark(scene, cue.first - 1)
        or not _has_verb(scene, 1, cue.first - 1)
    )
    is_subject = is_subject and scene.word(cue.first - 2) not in VERDICTS
    return None if is_subject else scene.span_of(*phrase)


def _ends_remark(scene: Scene, comma: int) -> bool:
    """Whether a comma ends a remark on a subject: "les chercheurs, qui l'ont mesuré, évoquent"."""
    commas = [place for place in range(comma) if scene.word(place) == ","]
    if not commas or scene.word(commas[-1] + 1) not in RELATIVES:
        return False
    first = commas[-2] + 1 if commas[1:] else 0
    while scene.word(first) in SENTENCE_OPENERS:
        first += 1
    return opens_phrase(scene, first) and not _has_verb(scene, first + 1, commas[-1])


def _has_verb(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb stands among some tokens, as far as endings tell."""
    if start == 1 and scene.word(0) in words_of("words", "pronouns") and end > start:
        return True
    small = words_of("words", "determiners") | {"de", "d'", "à", "en", "au", "aux", "du"}
    return any(
        (scene.word(place) not in small and scene.word(place) in words_of("words", "auxiliaries") | CLITICS)
        or scene.word(place).endswith(FINITE_ENDINGS)
        or (
            scene.word(place).endswith(("e", "t"))
            and scene.word(place) not in small
            and place > start
            and scene.word(place - 1) not in small
        )
        for place in range(start, end)
    )


def _ends_subject(scene: Scene, last: int) -> bool:
    """Whether all that stands before a comma is a subject with its name: "Le maire de Brest, Yann Kerdoncuff,"."""
    phrase = read_phrase(scene, 0)
    return phrase is not None and phrase[1] == last and any(scene.word(place) == "," for place in range(last))


def _list_pieces(scene: Scene, cue: Cue, source: Span, seen: list[Quotation]) -> list[Span]:
    """Return the pieces that a verb attributes: what stands in front of it, and what goes on behind it."""
    before = [quote for quote in scene.quotations if quote.end <= cue.span.start + 1 and quote not in seen]
    start = scene.span.start
    if seen:
        start = max(quote.end for quote in seen)
    limit = cue.span.start
    while limit > start and scene.text[limit - 1] in " ,":
        limit -= 1
    lead = scene.find(start)
    end = scene.find(limit) - 1
    first = scene.tokens[lead].start if lead < len(scene.tokens) else start
    first += scene.text[first:limit].startswith(("–", "—")) and 2
    pieces = list[Span]()
    if before and before[0].start <= first + 1:
        pieces.append(Span(before[0].start, max(before[-1].end, limit) if len(before) > 1 else before[0].end))
    elif end - lead + 1 >= SHORTEST_CLAUSE_TOKENS or before or scene.text[scene.span.start] in "–—":
        pieces.append(Span(first, max(limit, first)))
    seen += before
    behind = [quote for quote in scene.quotations if quote.start >= source.end]
    goes_on = behind and pieces and not _belongs_elsewhere(scene, source, behind[0])
    if goes_on or (behind and not before and _is_led_to(scene, source, behind[0])):
        pieces.append(Span(behind[0].start, behind[0].end))
        seen.append(behind[0])
    elif pieces and not before and (rest := _find_rest(scene, source)):
        pieces.append(rest)
    return [piece for piece in pieces if piece.end > piece.start]


def _is_led_to(scene: Scene, source: Span, quote: Quotation) -> bool:
    """Whether a colon leads from a source to a quotation: "Faux, a rétorqué le maire : « ... »"."""
    return scene.text[source.end : quote.start].strip() == ":"


def _belongs_elsewhere(scene: Scene, source: Span, quote: Quotation) -> bool:
    """Whether another cue stands between a source and a quotation."""
    between = scene.text[source.end : quote.start]
    return (
        any(source.end <= cue.span.start < quote.start for cue in scene.cues)
        or any(source.end <= cue.span.start < quote.start for cue in find_added(scene.tokens))
        or "." in between
        or len(between.split()) > LONGEST_LEAD_TOKENS
    )


def _find_rest(scene: Scene, source: Span) -> Span | None:
    """Return the rest of a clause behind an inserted verb: "Le texte, précise le ministre, sera voté en mai."."""
    place = scene.find(source.end)
    if scene.word(place) != "," or place + SHORTEST_CLAUSE_TOKENS > len(scene.tokens):
        return None
    word = scene.word(place + 1)
    opens = word in ("qui", "dont", "précisant", "ajoutant", "citant", "soulignant") or word.endswith("ant")
    lead = scene.text[scene.span.start : source.start].split()
    is_other = opens or opens_phrase(scene, place + 1) or any(cue.first > place for cue in scene.cues)
    if is_other or len(lead) > LONGEST_INTERRUPTED_WORDS or not _goes_on(scene, place + 1):
        return None
    return trim_end(scene, Span(scene.tokens[place + 1].start, scene.span.end))


def _goes_on(scene: Scene, place: int) -> bool:
    """Whether one of the next words is a verb, as far as endings tell."""
    return any(
        scene.word(spot).endswith(RESUMING_ENDINGS)
        for spot in range(place, min(place + MOST_RESUMING_TOKENS, len(scene.tokens)))
    )


def trim_end(scene: Scene, span: Span) -> Span:
    """Return a span without the marks at its end."""
    end = span.end
    while end > span.start and scene.text[end - 1] in " .,;:!?":
        end -= 1
    return Span(span.start, end)
