"""The forms of French cue verbs, and where they stand in a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claims.nlp.french.tables import load_table
from claims.nlp.reading import Span

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*'?|[^\w\s]")
PRESENT, IMPERFECT = ("e", "ent"), ("ait", "aient", "ant")
OTHER_TENSES = ("a", "èrent", "era", "eront", "erait", "eraient", "ons", "ez")
PARTICIPLES = ("é", "ée", "és", "ées")
SECOND_FINITE = ("it", "issent", "issait", "issaient", "issant", "irait")
SECOND_PARTICIPLES = ("i", "ie", "is", "ies", "it")
MOST_ADVERBS = 4
ADVERB_ENDING = "ment"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, in lower case, with its offsets in the text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue verb: its lemma, its span with auxiliaries, and the pronoun behind an inverted verb ("a-t-il").

    `first` and `last` are its first and last token. `is_negated` says "n'a pas dit".
    """

    lemma: str
    first: int
    last: int
    span: Span
    pronoun: str = ""
    is_negated: bool = False
    is_participle: bool = False
    is_gerund: bool = False


@cache
def load_forms() -> tuple[dict[str, str], dict[str, str]]:
    """Return the lemma of each finite form, and of each participle, of the cue verbs."""
    table = load_table("cues")
    finite, participles = dict[str, str](), dict[str, str]()
    for lemma in table["first_group"].split():
        stem = lemma.removesuffix("er")
        for form in _list_stems(stem):
            finite |= {form[0] + ending: lemma for ending in PRESENT}
        soft = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
        finite |= {soft + ending: lemma for ending in (*IMPERFECT, "a")}
        finite |= {stem + ending: lemma for ending in OTHER_TENSES[1:]}
        participles |= {stem + ending: lemma for ending in PARTICIPLES}
    for lemma in table["second_group"].split():
        stem = lemma.removesuffix("ir")
        finite |= {stem + ending: lemma for ending in SECOND_FINITE}
        participles |= {stem + ending: lemma for ending in SECOND_PARTICIPLES}
    for lemma, row in table["irregular"].items():
        first, _, second = row.partition("|")
        finite |= dict.fromkeys(first.split(), lemma)
        participles |= dict.fromkeys(second.split(), lemma)
    return finite, participles


def _list_stems(stem: str) -> list[tuple[str]]:
    """Return the stems of the present: "répète", "rappelle", "soulève"."""
    match = re.search(r"([eé])([bcdfglmnprstv])$", stem)
    if match is None:
        return [(stem,)]
    doubled = stem + match[2] if match[1] == "e" and match[2] in "lt" else stem
    return [(doubled,), (stem[: match.start()] + "è" + match[2],)]


@cache
def words_of(section: str, name: str) -> frozenset[str]:
    """Return the words of a row of the table of cues."""
    return frozenset(load_table("cues")[section][name].split())


def split_tokens(text: str, span: Span) -> list[Token]:
    """Return the words and marks of a passage."""
    return [
        Token(match.group().lower(), match.start(), match.end()) for match in WORD.finditer(text, span.start, span.end)
    ]


def find_cues(tokens: list[Token]) -> Iterator[Cue]:
    """Yield the cue verbs among some tokens, in order."""
    finite, participles = load_forms()
    taken = -1
    for place, token in enumerate(tokens):
        if place <= taken:
            continue
        base = token.word.partition("-")[0]
        compound = _read_compound(tokens, place)
        if compound is not None:
            cue = _build(tokens, place, *compound)
        elif (modal := _find_modal(tokens, place)) is not None:
            cue = _build(tokens, place, token.word, place, modal)
        elif base in participles and (first := _find_auxiliary(tokens, place)) is not None:
            cue = _build(tokens, place, participles[base], place, first)
        elif base in finite and not _is_noun(tokens, place, base):
            cue = _build(tokens, place, finite[base], place)
        else:
            continue
        taken = cue.last
        yield cue


def find_added(tokens: list[Token]) -> Iterator[Cue]:
    """Yield the infinitives by which who spoke goes on: "avant de dénoncer", "avant d'ajouter"."""
    for place in range(2, len(tokens)):
        if tokens[place].word in _list_lemmas() and tokens[place - 2].word == "avant":
            yield Cue(
                tokens[place].word, place - 2, place, Span(tokens[place - 2].start, tokens[place].end), is_gerund=True
            )


def _read_compound(tokens: list[Token], place: int) -> tuple[str, int, int] | None:
    """Return lemma, last and first token of "fait savoir" and "a laissé entendre", None for anything else."""
    base = tokens[place].word.split("-")[0]
    if base not in words_of("compound", "first"):
        return None
    behind = next((spot for spot in range(place + 1, min(place + 3, len(tokens)))
                   if tokens[spot].word in words_of("compound", "second")), None)  # fmt: skip
    if behind is None:
        return None
    first = _find_auxiliary(tokens, place)
    return f"{base} {tokens[behind].word}", behind, place if first is None else first


def _find_modal(tokens: list[Token], place: int) -> int | None:
    """Return the first token of "a tenu à" in front of the infinitive of a cue verb, None for anything else."""
    if tokens[place].word not in _list_lemmas():
        return None
    modal = place - 1 - (place > 0 and tokens[place - 1].word in ("à", "à", "de"))
    if modal < 0 or tokens[modal].word not in words_of("compound", "modals"):
        return None
    first = _find_auxiliary(tokens, modal)
    return modal if first is None else first


@cache
def _list_lemmas() -> frozenset[str]:
    table = load_table("cues")
    return frozenset((*table["first_group"].split(), *table["second_group"].split(), *table["irregular"]))


def _find_auxiliary(tokens: list[Token], place: int) -> int | None:
    """Return the auxiliary in front of a participle, with adverbs between at most."""
    auxiliaries, adverbs = words_of("words", "auxiliaries"), words_of("words", "adverbs")
    for spot in range(place - 1, max(-1, place - 2 - MOST_ADVERBS), -1):
        word = tokens[spot].word
        if word.split("-")[0] in auxiliaries:
            return spot
        if word not in adverbs and not word.endswith(ADVERB_ENDING):
            return None
    return None


def _is_noun(tokens: list[Token], place: int, base: str) -> bool:
    before = tokens[place - 1].word if place else ""
    if base not in words_of("roles", "nounlike"):
        return before in words_of("words", "noun_determiners")
    return before in words_of("words", "noun_determiners") | {"la", "les", "le", "l'"} or not before


def _build(tokens: list[Token], place: int, lemma: str, last: int, first: int | None = None) -> Cue:
    auxiliary = place if first is None else first
    start = auxiliary
    while start and tokens[start - 1].word in words_of("words", "clitics"):
        start -= 1
    verb = tokens[auxiliary].word.split("-")
    is_negated = any(token.word in ("n'", "ne") for token in tokens[start:auxiliary])
    pronoun = verb[-1] if len(verb) > 1 and verb[-1] in words_of("words", "pronouns") else ""
    span = Span(tokens[start].start, tokens[last].end)
    is_participle = first is None and tokens[place].word in load_forms()[1]
    return Cue(
        lemma,
        start,
        last,
        span,
        pronoun,
        is_negated,
        is_participle,
        tokens[place].word.endswith("ant") and first is None,
    )
