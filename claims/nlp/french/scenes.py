"""A sentence as the French rules read it: its tokens with quotations blanked, its cue verbs, and its noun phrases."""

import re
from dataclasses import dataclass
from functools import cache

from claims.nlp.french.numbers import list_number_words
from claims.nlp.french.sources import load_rules
from claims.nlp.french.tables import load_table
from claims.nlp.french.verbs import Cue, Token, find_cues, split_tokens, words_of
from claims.nlp.parsing.quotations import Quotation
from claims.nlp.plain.pack import Unit
from claims.nlp.reading import Span

MANNER = re.compile(load_table("cues")["words"]["manner"])
OPENING, CLOSING = frozenset('«“"„'), frozenset('»”"')
ENDS = frozenset(",.;:()!?–—…") | OPENING | CLOSING
LONGEST_PHRASE_TOKENS = 28
MOST_SKIPPED, MOST_DETAILS = 6, 3
MOST_SUBJECT_TOKENS = 60
RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où", "cité", "citée", "interrogé", "interrogée", "cités"})
CLAUSE_MARKS, JOINING = frozenset(";:–—"), frozenset({"et", "mais", "puis", "ou"})
ADDRESSING = frozenset("à au aux auprès sur dans lors en devant".split())
LEADS = frozenset("dans en pour selon après avant depuis à au interrogé interrogée".split())
SENTENCE_OPENERS = frozenset({"et", "mais", "or", "puis", "car", "ainsi", "si", "donc", "enfin"})


@dataclass(frozen=True, slots=True)
class Scene:
    """A unit of a text; in `masked` the words inside quotations are blank."""

    text: str
    masked: str
    span: Span
    quotations: tuple[Quotation, ...]
    tokens: list[Token]
    cues: list[Cue]

    def word(self, place: int) -> str:
        """Return a token in lower case, empty outside the sentence."""
        return self.tokens[place].word if 0 <= place < len(self.tokens) else ""

    def find(self, offset: int) -> int:
        """Return the first token that begins at an offset or behind it."""
        return next((place for place, token in enumerate(self.tokens) if token.start >= offset), len(self.tokens))

    def is_capital(self, place: int) -> bool:
        """Whether a token begins with a capital letter."""
        return 0 <= place < len(self.tokens) and self.text[self.tokens[place].start].isupper()

    def span_of(self, first: int, last: int) -> Span:
        """Return the span of the tokens from first to last (inclusive)."""
        return Span(self.tokens[first].start, self.tokens[last].end)


def build_scene(text: str, unit: Unit) -> Scene:
    """Return the scene of a unit."""
    start, end = unit.span.start, max([unit.span.end, *(one.end for one in unit.quotations)])
    pieces, done = list[str](), start
    for quote in unit.quotations:
        if quote.start >= done:
            pieces += [
                text[done : quote.start + 1],
                "_" * (quote.end - quote.start - 2),
                text[quote.end - 1 : quote.end],
            ]
            done = quote.end
    masked = "".join(pieces) + text[done:end]
    tokens = [Token(one.word, one.start + start, one.end + start) for one in split_tokens(masked, Span(0, len(masked)))]
    return Scene(text, masked, Span(start, end), unit.quotations, tokens, list(find_cues(tokens)))


@cache
def _phrase_words() -> tuple[frozenset[str], ...]:
    names = ("breaks", "determiners", "titles", "roles_with_prepositions", "times", "made_by")
    return tuple(words_of("words", name) for name in names)


def opens_phrase(scene: Scene, place: int) -> bool:
    """Whether a noun phrase may begin at a token."""
    _, determiners, titles, *_ = _phrase_words()
    word = scene.word(place)
    if word in ENDS or not word:
        return False
    raw = scene.text[scene.tokens[place].start : scene.tokens[place].end]
    is_title = raw in titles or raw + "." in titles
    return (
        word in determiners
        or is_title
        or scene.is_capital(place)
        or word[0].isdigit()
        or word in list_number_words()
        or word in ("celui-ci", "celle-ci", "celui", "celle", "ceux", "celles")
    )


def skip_details(scene: Scene, place: int) -> int:
    """Return the first token behind days and outlets between a verb and its subject: "mardi 12 mars à l'AFP"."""
    for _ in range(MOST_DETAILS):
        start, place = place, _skip_outlet(scene, _skip_time(scene, _skip_manner(scene, place)))
        if place == start:
            break
    return place


def _skip_manner(scene: Scene, start: int) -> int:
    """Return the first token behind "de concert" or "pour sa part", the token itself if it begins none."""
    if start >= len(scene.tokens) or not (match := MANNER.match(scene.text, scene.tokens[start].start)):
        return start
    return scene.find(match.end())


def _skip_time(scene: Scene, start: int) -> int:
    """Return the first token behind a day, the token itself if it begins none."""
    if scene.word(start) not in _phrase_words()[4]:
        return start
    for place in range(start + 1, start + MOST_SKIPPED):
        word = scene.word(place)
        if word in ENDS or not word:
            return start
        if word in ADDRESSING or (not word.isdigit() and opens_phrase(scene, place)):
            return place
    return start + MOST_SKIPPED


def _skip_outlet(scene: Scene, start: int) -> int:
    """Return where the subject begins behind "à l'AFP" or "devant la presse", the token itself if none does."""
    if scene.word(start) not in ADDRESSING:
        return start
    place = start + 1 + (scene.word(start + 1) in ("de", "du", "d'"))
    place += scene.word(place) in _phrase_words()[1]
    if place < len(scene.tokens) and (outlet := load_rules().outlet.match(scene.text, scene.tokens[place].start)):
        behind = scene.find(outlet.end())
        if opens_phrase(scene, behind):
            return behind
    while scene.is_capital(place) and scene.is_capital(place + 1):
        place += 1
    for later in range(place + 1, start + MOST_SKIPPED + 1):
        if scene.word(later) in ENDS or not scene.word(later):
            break
        is_led = scene.word(later - 1) in words_of("words", "linking") or (
            scene.is_capital(later) and scene.is_capital(later - 1)
        )
        if opens_phrase(scene, later) and not is_led:
            return later
    return start


def read_phrase(scene: Scene, place: int) -> tuple[int, int] | None:
    """Return first and last token of the noun phrase at a token, with the name that a comma adds; None if none is."""
    if not opens_phrase(scene, place):
        return None
    last = _read_core(scene, place)
    is_role = last > place and not scene.is_capital(place + 1)
    if scene.word(last + 1) == "," and is_role and _adds_name(scene, last + 2):
        last = _read_core(scene, last + 2)
    return place, last


def _adds_name(scene: Scene, place: int) -> bool:
    return scene.is_capital(place) and scene.is_capital(place + 1)


def _read_core(scene: Scene, place: int) -> int:
    breaks, _, _, roles, times, makers = _phrase_words()
    has_role, is_named, last = False, False, place
    for spot in range(place, min(place + LONGEST_PHRASE_TOKENS, len(scene.tokens))):
        word = scene.word(spot)
        is_title = word == "." and last == spot - 1 and scene.word(last) in ("m", "mm", "dr", "pr")
        if word in ENDS and not is_title:
            break
        if word in times and spot > place:
            break
        is_place = word in ("à", "en") and scene.is_capital(spot + 1)
        goes_on = has_role and not is_named and not is_place and word in ("à", "au", "aux", "en", "pour", "chargé")
        is_maker = word == "par" and scene.word(last) in makers
        if word in breaks and not is_title and spot > place and not (goes_on or is_maker):
            break
        if word == "et" and not opens_phrase(scene, spot + 1):
            break
        has_role = has_role or word in roles
        is_named = is_named or (spot > place and scene.is_capital(spot) and scene.is_capital(spot - 1))
        last = spot
    return last


def find_subject(scene: Scene, cue: Cue) -> Span | None:
    """Return the subject in front of a verb: what stands between it and the beginning of its clause."""
    limit = cue.first
    while scene.word(limit - 1) in words_of("words", "clitics"):
        limit -= 1
    start = _find_clause_start(scene, limit)
    before = scene.word(limit - 1)
    if before == "qui":
        return _find_antecedent(scene, limit - 1)
    if before in JOINING:
        earlier = [one for one in scene.cues if start <= one.first and one.last < limit - 1]
        return find_subject(scene, earlier[0]) if earlier else None
    while scene.word(start) in SENTENCE_OPENERS and start < limit - 1:
        start += 1
    return _choose_chunk(scene, _split_chunks(scene, start, limit)) if limit else None


def _find_clause_start(scene: Scene, limit: int) -> int:
    """Return the first token behind the last mark in front of a verb that separates clauses."""
    start = max(0, limit - MOST_SUBJECT_TOKENS)
    separators = CLAUSE_MARKS | OPENING | CLOSING
    return next((place + 1 for place in range(limit - 1, start - 1, -1) if scene.word(place) in separators), start)


def _choose_chunk(scene: Scene, chunks: list[tuple[int, int]]) -> Span | None:
    """Return the subject among what stands between commas: the last chunk, or the noun that an insertion follows."""
    first, last = chunks[-1]
    if first > last and len(chunks) > 1:
        chunks.pop()
        first, last = chunks[-1]
        while len(chunks) > 1 and scene.word(first) in RELATIVES:
            chunks.pop()
            first, last = chunks[-1]
        if len(chunks) > 1 and opens_phrase(scene, chunks[-2][0]) and scene.word(first) not in LEADS:
            first = chunks[-2][0]
    return _trim_subject(scene, first, last)


def _split_chunks(scene: Scene, start: int, limit: int) -> list[tuple[int, int]]:
    """Return first and last token of what stands between the commas in front of a verb."""
    chunks, first = list[tuple[int, int]](), start
    for place in range(start, limit):
        if scene.word(place) == ",":
            chunks.append((first, place - 1))
            first = place + 1
    return [*chunks, (first, limit - 1)]


def _trim_subject(scene: Scene, first: int, last: int) -> Span | None:
    """Return the words of a subject without what opens its sentence; None if no noun phrase opens it."""
    while first < last and scene.word(first) in SENTENCE_OPENERS | {"de", "alors", "tandis", "que"}:
        first += 1
    if scene.word(last) in words_of("words", "adverbs"):
        last -= 1
    if first > last:
        return None
    word = scene.word(first)
    is_pronoun = word in words_of("words", "pronouns") | {"celui-ci", "celle-ci", "ils", "elles"}
    if is_pronoun:
        return scene.span_of(first, first)
    if not opens_phrase(scene, first) or word in LEADS:
        return None
    return scene.span_of(first, last)


def _find_antecedent(scene: Scene, place: int) -> Span | None:
    """Return the noun phrase in front of "qui"."""
    last = place - 1
    while last >= 0 and scene.word(last) in ENDS:
        last -= 1
    first = last
    while first > 0 and scene.word(first - 1) not in ENDS and not _is_verb(scene, first - 1):
        first -= 1
    return scene.span_of(first, last) if last >= 0 and opens_phrase(scene, first) else None


def _is_verb(scene: Scene, place: int) -> bool:
    return any(cue.first <= place <= cue.last for cue in scene.cues)


def find_topic(scene: Scene) -> Span | None:
    """Return the noun phrase that opens a sentence, of which the next sentence may say "elle"; None without one."""
    phrase = read_phrase(scene, 0)
    if phrase is None or scene.word(0) in words_of("words", "breaks"):
        return None
    verb = next((cue.first for cue in scene.cues if cue.first > 0), len(scene.tokens))
    return scene.span_of(0, min(phrase[1], verb - 1))
