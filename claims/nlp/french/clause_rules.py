"""Verbs in front of what is said: X affirme que ..., assure n'avoir ..., accuse Y d'avoir ..., dénonce « ... »."""

import re
from collections.abc import Iterator

from claims.nlp.french.scenes import CLOSING, OPENING, Scene, find_subject, find_topic
from claims.nlp.french.speech_rules import trim_end
from claims.nlp.french.tables import load_table
from claims.nlp.french.utterances import Utterance
from claims.nlp.french.verbs import Cue, find_added, words_of
from claims.nlp.reading import Span

MOST_LATER_CUES, LEAD_CHARACTERS = 8, 60
FARTHEST_CLAUSE_TOKENS, FARTHEST_QUOTATION_TOKENS = 14, 8
FARTHEST_NE_TOKENS = 4
COMPARING = frozenset({"plus", "moins", "autant", "aussi", "ce"})
"""Before "que" they compare."""

DEED_LINKS = frozenset({"de", "d'", "du", "des", "pour", "à"})
NEGATIONS = frozenset({"pas", "jamais", "plus"})
SHORTEST_QUOTED_WORDS, SHORTEST_CUT_CHARACTERS = 3, 15
INFINITIVE = re.compile(r"(?:[^\W\d_]{2,}(?:er|ir|oir|re)|être|avoir)$")
AUXILIARY_INFINITIVE = re.compile(r"(?:n'|ne )?(?:pas )?(?:avoir|être|s'être)\b")
DEED = re.compile(load_table("cues")["roles"]["deed"])
AMOUNT = re.compile(r"[^,;:.!?«»]{3,80}?\sà\s(?:[a-zà-ÿ]+\s){0,3}?(?:de\s)?\d")
REPORTED_NOUN = " état"
NO_INFINITIVES = words_of("words", "no_infinitives")
STARTERS = re.compile(r"[,;]?\s(?:et|mais|puis)\s(?:\S+\s){0,2}$|,\s$")
CUT_BEFORE = re.compile(r",?\s(?:tandis que|alors que)\s")


def find_by_clause(scene: Scene) -> Iterator[Utterance]:
    """Yield what follows cue verbs with a subject in front of them."""
    subject: Span | None = None
    for number, cue in enumerate(scene.cues):
        if cue.pronoun or _stands_in_clause(scene, cue):
            continue
        own = None if cue.is_gerund else find_subject(scene, cue)
        content, is_quoted, how = _find_content(scene, cue)
        if content is None:
            continue
        is_added = cue.is_gerund or scene.word(cue.first - 1) in ("et", "mais", "puis", ",")
        source = own or (subject or (find_topic(scene) if cue.is_gerund else None) if is_added else None)
        if own is None and not is_added:
            continue
        subject = source or subject
        end = _find_end(scene, scene.cues[number + 1 :], content)
        piece = content if is_quoted else trim_end(scene, Span(content.start, end))
        denies = _is_denial(scene, cue, how) and not (how == "colon" and _is_quotation(scene, content))
        if piece.end > piece.start:
            is_reported = how == "que"
            yield Utterance(
                (piece,),
                source,
                cue.span,
                is_denied=denies and not cue.is_negated,
                is_asserted=denies or not (cue.is_negated and is_reported),
                is_quoted=is_quoted,
                is_reported=is_reported,
            )


def _is_denial(scene: Scene, cue: Cue, how: str) -> bool:
    """Whether a verb denies what follows, as "dément avoir" and "se défend d'avoir" do."""
    defends = cue.lemma == "défendre" and how == "infinitive" and scene.word(cue.first) in ("se", "s'", "s'est")
    return defends or cue.lemma in words_of("roles", "denying")


def find_by_addition(scene: Scene) -> Iterator[Utterance]:
    """Yield what the last speaker goes on to say: ", avant de dénoncer « une manœuvre »"."""
    for cue in find_added(scene.tokens):
        content, is_quoted, how = _find_content(scene, cue)
        if content is not None and how in ("que", "quote"):
            piece = content if is_quoted else trim_end(scene, content)
            yield Utterance((piece,), None, cue.span, is_quoted=is_quoted, is_reported=how == "que")


def find_by_colon(scene: Scene) -> Iterator[Utterance]:
    """Yield the quotation to which a sentence without a cue verb leads by a colon: "Le maire soupire : « ... »"."""
    for quote in scene.quotations:
        place = scene.find(quote.start)
        topic = find_topic(scene) if scene.word(place - 1) == ":" and quote.words >= SHORTEST_QUOTED_WORDS else None
        if topic is not None:
            yield Utterance((Span(quote.start, quote.end),), topic, scene.span_of(place - 1, place - 1), is_quoted=True)


def _stands_in_clause(scene: Scene, cue: Cue) -> bool:
    """Whether a verb follows "si" or "pour", so that nobody says so."""
    return scene.word(cue.first - 1) in ("si", "s'il", "pour", "sans", "à", "de")


def _find_content(scene: Scene, cue: Cue) -> tuple[Span | None, bool, str]:
    """Return what follows a verb, whether it is a quotation alone, and how it is joined."""
    limit = min(cue.last + 1 + FARTHEST_CLAUSE_TOKENS, len(scene.tokens))
    for place in range(cue.last + 1, limit):
        word = scene.word(place)
        if word in ("que", "qu'") and _means_only(scene, cue.last + 1, place):
            continue
        if word in ("que", "qu'"):
            return _take_clause(scene, cue, place)
        if word == ":" and place + 1 < len(scene.tokens):
            return _span_behind(scene, place + 1), False, "colon"
        if word in OPENING:
            return _take_quotation(scene, place, cue)
        if word in (";", "."):
            break
        if any(one.first == place and one is not cue for one in scene.cues):
            break
    return _find_bare(scene, cue)


def _take_clause(scene: Scene, cue: Cue, place: int) -> tuple[Span | None, bool, str]:
    """Return the clause behind "que", what else a verb tells if the clause is of another kind."""
    if _opens_other_clause(scene, cue, place):
        return _find_bare(scene, cue)
    compares = scene.word(place - 1) in COMPARING or place + 1 == len(scene.tokens)
    return (None, False, "") if compares else (_span_behind(scene, place + 1), False, "que")


def _opens_other_clause(scene: Scene, cue: Cue, place: int) -> bool:
    """Whether "que" joins no content: "tandis que", or what tells more of an object: "la chaîne, qu'il"."""
    before, behind_cue = scene.word(place - 1), scene.word(cue.last + 1)
    if before in words_of("words", "subordinating"):
        return True
    return before == "," and behind_cue in words_of("words", "determiners")


def _means_only(scene: Scene, start: int, place: int) -> bool:
    """Whether "que" belongs to a "ne" behind the cue and means "only": "qui n'en compte que 2 600"."""
    before = [scene.word(spot) for spot in range(max(start, place - FARTHEST_NE_TOKENS), place)]
    return any(word in ("ne", "n'") for word in before) and not NEGATIONS.intersection(before)


def _is_quotation(scene: Scene, content: Span) -> bool:
    """Whether a content begins with a quotation: what is quoted behind "dément :" is said, not denied."""
    return any(quote.start == content.start for quote in scene.quotations)


def _span_behind(scene: Scene, place: int) -> Span:
    return Span(scene.tokens[place].start, scene.span.end)


def _take_quotation(scene: Scene, place: int, cue: Cue) -> tuple[Span | None, bool, str]:
    quote = next((one for one in scene.quotations if one.start <= scene.tokens[place].start < one.end), None)
    near = place - cue.last <= FARTHEST_QUOTATION_TOKENS
    behind = scene.find(quote.end) if quote else 0
    if quote and near and scene.word(behind) in ("que", "qu'"):
        return Span(quote.start, scene.span.end), False, "que"
    infinitive, _, how = _find_bare(scene, cue)
    if infinitive is not None and how == "infinitive" and quote and infinitive.start < quote.start:
        return infinitive, False, how
    led_by = scene.word(place - 1)
    if cue.lemma in words_of("roles", "infinitive") and led_by in ("ne", "n'", "de", "d'") and place == cue.last + 2:
        return _span_behind(scene, place - 1), False, "infinitive"
    if quote is None or not near or quote.words < SHORTEST_QUOTED_WORDS:
        return None, False, ""
    return Span(quote.start, quote.end), True, "quote"


def _find_bare(scene: Scene, cue: Cue) -> tuple[Span | None, bool, str]:
    """Return the infinitive behind a verb, or the noun that it denies."""
    place = cue.last + 1
    accuses = cue.lemma in words_of("roles", "accusing")
    found = _find_infinitive(scene, place, FARTHEST_CLAUSE_TOKENS if accuses else 1)
    takes_any = accuses or cue.lemma in words_of("roles", "infinitive")
    if found is not None and (takes_any or AUXILIARY_INFINITIVE.match(scene.text, scene.tokens[found].start)):
        return _span_behind(scene, found), False, "infinitive"
    if cue.lemma.endswith(REPORTED_NOUN) and scene.word(place) in ("de", "d'", "du", "des"):
        return _span_behind(scene, place + 1), False, "object"
    start = _find_object(scene, cue, place)
    return (None, False, "") if start is None else (_span_behind(scene, start), False, "object")


def _find_object(scene: Scene, cue: Cue, place: int) -> int | None:
    """Return where the object that a verb tells begins: "la fermeture de ...", "sur 60 milliards"; None without one."""
    preposition = load_table("cues")["roles"]["prepositional"].get(cue.lemma)
    if preposition and scene.word(place) == preposition and _has_digit(scene, place):
        return place + 1
    is_told = (cue.lemma in words_of("roles", "amount") and _leads_to_amount(scene, place)) or (
        cue.lemma in words_of("roles", "told_object") and _leads_to_deed(scene, place)
    )
    is_denied = cue.lemma in words_of("roles", "object") and place < len(scene.tokens)
    is_denied = is_denied and scene.word(place) not in CLOSING | {",", ".", "que"}
    return place if is_told or is_denied else None


def _leads_to_amount(scene: Scene, place: int) -> bool:
    """Whether a noun with an amount follows: "estime les besoins à 85 millions"."""
    if scene.word(place) not in words_of("words", "determiners"):
        return False
    return AMOUNT.match(scene.masked, scene.tokens[place].start - scene.span.start) is not None


def _has_digit(scene: Scene, place: int) -> bool:
    """Whether a number stands in the clause that begins at a token."""
    for spot in range(place, min(place + FARTHEST_CLAUSE_TOKENS, len(scene.tokens))):
        if scene.word(spot) in (",", ";", ":", "."):
            return False
        if scene.word(spot)[:1].isdigit():
            return True
    return False


def _leads_to_deed(scene: Scene, place: int) -> bool:
    """Whether a noun that stands for a deed, or a number, follows: "la suspension de la chaîne", "40 embauches"."""
    if scene.word(place)[:1].isdigit():
        return True
    if scene.word(place) not in words_of("words", "determiners"):
        return False
    noun = place + 1 + (scene.word(place + 1) in words_of("words", "adjectives"))
    return DEED.fullmatch(scene.word(noun)) is not None and scene.word(noun + 1) in DEED_LINKS


def _find_infinitive(scene: Scene, place: int, reach: int) -> int | None:
    """Return where "n'avoir", "de créer" or "manquer" begins; `reach` tokens of an object may stand before it."""
    for spot in range(place, min(place + reach, len(scene.tokens))):
        if scene.word(spot) in (",", ";", "."):
            return None
        start = spot + (scene.word(spot) in ("de", "d'", "à"))
        if reach > 1 and start == spot:
            continue
        verb = start
        while scene.word(verb) in words_of("words", "clitics") | {"pas", "jamais"}:
            verb += 1
        word = scene.word(verb)
        if INFINITIVE.match(word) and word not in NO_INFINITIVES and not scene.is_capital(verb):
            return start
    return None


def _find_end(scene: Scene, later: list[Cue], content: Span) -> int:
    """Return where a content ends: with its sentence, or before what its source or another one says next."""
    end = content.end
    for cue in later[:MOST_LATER_CUES]:
        if cue.span.start <= content.start:
            continue
        base = max(content.start, cue.span.start - LEAD_CHARACTERS)
        lead = scene.text[base : cue.span.start]
        goes_on = scene.word(cue.last + 1) in ("que", "qu'")
        if (goes_on and (match := STARTERS.search(lead)) and not cue.pronoun) or (
            cue.is_gerund and (match := re.search(r",\s$", lead)) and goes_on
        ):
            end = min(end, base + match.start())
    if cut := CUT_BEFORE.search(scene.text, content.start + 1, end):
        end = cut.start() if cut.start() - content.start >= SHORTEST_CUT_CHARACTERS else end
    added = [one.span.start for one in find_added(scene.tokens) if one.span.start > content.start]
    end = min([end, *added])
    cited = re.search(r",\s(?:citant|selon|d'après|à en croire|se référant)\s", scene.text[content.start : end])
    return content.start + cited.start() if cited else end
