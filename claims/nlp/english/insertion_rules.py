"""A source and its verb between two commas: "The tower, the engineers said, was too short"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from claims.nlp.attribution.types import Attribution, Mention
from claims.nlp.english.clause_rules import TELLING
from claims.nlp.english.cues import load_cues
from claims.nlp.english.syntax import FINITE_TAGS
from claims.nlp.english.tables import load_table
from claims.nlp.parsing.trees import Tree

LONGEST_INSERTION_WORDS = 8
INSERTION_MARKS = frozenset({",", "–", "—", "--", "(", ")", "-LRB-", "-RRB-"})
LONGEST_INVERSION_WORDS = 24
MISREAD_TAGS = ("NN", "VB")
SPEAKING_FRAMES = frozenset({"speech", "showing"})
OPENERS = frozenset(load_table("rules")["inserted_openers"].split())
SOURCE_TAGS = ("DT", "NN", "PRP", "JJ")
BEHIND_TAGS = ("DT", "NN", "PRP", "JJ", "IN", "RB", "CD", "RBR", "POS")
TIME_WORDS = frozenset(load_table("rules")["time_words"].split())


def find_by_insertion(tree: Tree) -> Iterator[Attribution]:
    """Yield the attribution of each insertion behind which the clause goes on with its verb."""
    marks = [word for word in range(len(tree)) if tree.words[word] in INSERTION_MARKS]
    for first, last in pairwise(marks):
        goes_on = last + 2 < len(tree) and (
            tree.tags[last + 1] in FINITE_TAGS or _is_cut(tree, first, last) or _is_opening(tree, first, last)
        )
        if goes_on and 1 < last - first - 1 <= LONGEST_INSERTION_WORDS:
            yield from _find_inserted(tree, first, last)


def _is_cut(tree: Tree, first: int, last: int) -> bool:
    """Whether two marks cut a verb from what belongs to it: "There were, ...", "It is untrue, ..., that ..."."""
    impersonal = tree.lower[0] == "it" and tree.lower[last + 1] == "that"
    return first > 0 and (tree.tags[first - 1] in FINITE_TAGS or impersonal)


def _is_opening(tree: Tree, first: int, last: int) -> bool:
    """Whether a sentence opens with a phrase up to a mark: "By June, the agency estimates, ..."."""
    opens = tree.tags[0] in ("IN", "RB", "TO") and tree.tags[last + 1] not in ("CC", "IN", "WDT", "VBG")
    return opens and not any(tree.tags[word] in FINITE_TAGS for word in range(first))


def find_at_end(tree: Tree, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield the attribution that ends a sentence and that the parser misses; `found` are those of the sentence.

    "..., figures from the port show", whose verb the tagger may take for a noun; "..., recalls the fisherman".
    """
    last = len(tree) - 1
    while last > 0 and tree.words[last] in (".", "!", '"'):
        last -= 1
    others = [other for other in found if other.how != "noun"]
    for one in list(_find_inverted(tree, last)) or _find_named(tree, last):
        if not any(other.envelope.overlaps(one.envelope) for other in others):
            yield one


def _find_named(tree: Tree, last: int) -> Iterator[Attribution]:
    """Yield the attribution of "..., figures from the port show"."""
    comma = next((word for word in range(last, 0, -1) if tree.words[word] == ","), 0)
    named = 1 < last - comma <= LONGEST_INSERTION_WORDS and _speaks(tree, last, *MISREAD_TAGS)
    if comma and named and tree.tags[comma + 1].startswith(SOURCE_TAGS):
        content, inside = tree.trim(0, comma - 1), range(comma + 1, last)
        if content and not any(tree.tags[word] in FINITE_TAGS for word in inside):
            mention = Mention(tree.span(comma + 1, last - 1), tree.lower[last - 1])
            lemma = load_cues().verbs[tree.lower[last]].lemma
            yield Attribution((tree.span(*content),), mention, tree.span(last, last), lemma, "insertion")


def _find_inverted(tree: Tree, last: int) -> Iterator[Attribution]:
    """Yield the attribution of "..., recalls the fisherman Odd Nilsen"."""
    floor = max(1, last - LONGEST_INVERSION_WORDS)
    for verb in range(last - 1, floor, -1):
        if tree.words[verb - 1] != "," or not _speaks(tree, verb):
            continue
        source = (verb + 1, next((place - 1 for place in range(verb + 1, last) if tree.words[place] == ","), last))
        content, inside = tree.trim(0, verb - 2), range(source[0], source[1] + 1)
        named = tree.tags[source[0]].startswith(SOURCE_TAGS) and tree.tags[source[1]].startswith(("NN", "PRP", "CD"))
        if content and named and not any(tree.tags[word] in (*FINITE_TAGS, "VBG", "TO") for word in inside):
            mention = Mention(tree.span(*source), tree.lower[source[1]])
            lemma = load_cues().verbs[tree.lower[verb]].lemma
            yield Attribution((tree.span(*content),), mention, tree.span(verb, verb), lemma, "insertion")
        return


def _find_inserted(tree: Tree, first: int, last: int) -> Iterator[Attribution]:
    """Yield the attribution of the words between two commas, if they are a source and a verb of speech."""
    begins = [0, *(word + 1 for word in range(first) if tree.words[word] in (";", ":"))][-1]
    verb = _find_inserted_verb(tree, first, last)
    source = (first + 1 + (tree.lower[first + 1] in OPENERS), verb - 1)
    if _speaks(tree, first + 1) and not _speaks(tree, verb):
        verb, source = first + 1, (first + 2, last - 1)
    if not _speaks(tree, verb) or not tree.tags[source[0]].startswith(SOURCE_TAGS) or source[1] < source[0]:
        return
    if any(tree.tags[word] in FINITE_TAGS for word in range(source[0], source[1] + 1)) or first <= begins:
        return
    end = len(tree) - 1
    pieces = [edges for piece in ((begins, first - 1), (last + 1, end)) if (edges := tree.trim(*piece))]
    mention = Mention(tree.span(*source), tree.lower[source[1]])
    lemma = load_cues().verbs[tree.lower[verb]].lemma
    yield Attribution(tuple(tree.span(*piece) for piece in pieces), mention, tree.span(verb, verb), lemma, "insertion")


def _find_inserted_verb(tree: Tree, first: int, last: int) -> int:
    """Return the last word before a mark, or the verb in front of when or to whom it was said: "said on Monday"."""
    for verb in range(last - 2, first + 1, -1):
        if not _speaks(tree, verb):
            continue
        is_told = load_cues().verbs[tree.lower[verb]].lemma in TELLING
        is_when = tree.lower[last - 1] in TIME_WORDS
        is_plain = all(tree.tags[word].startswith(BEHIND_TAGS) for word in range(verb + 1, last))
        return verb if is_plain and (is_told or is_when) else last - 1
    return last - 1


def _speaks(tree: Tree, word: int, *tags: str) -> bool:
    verb = load_cues().verbs.get(tree.lower[word])
    return verb is not None and bool(verb.frames & SPEAKING_FRAMES) and tree.tags[word] in (*FINITE_TAGS, "NNS", *tags)
