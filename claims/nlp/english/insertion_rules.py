"""A source and its verb between two commas: "The tower, the engineers said, was too short"."""

from collections.abc import Iterator
from itertools import pairwise

from claims.nlp.attribution.types import Attribution, Mention
from claims.nlp.english.cues import load_cues
from claims.nlp.english.syntax import FINITE_TAGS
from claims.nlp.parsing.trees import Tree

LONGEST_INSERTION_WORDS = 8
SPEAKING_FRAMES = frozenset({"speech", "showing"})
SOURCE_TAGS = ("DT", "NN", "PRP", "JJ")


def find_by_insertion(tree: Tree) -> Iterator[Attribution]:
    """Yield the attribution of each insertion behind which the clause goes on with its verb."""
    commas = [word for word in range(len(tree)) if tree.words[word] == ","]
    for first, last in pairwise(commas):
        goes_on = last + 2 < len(tree) and tree.tags[last + 1] in FINITE_TAGS
        if goes_on and 1 < last - first - 1 <= LONGEST_INSERTION_WORDS:
            yield from _find_inserted(tree, first, last)


def _find_inserted(tree: Tree, first: int, last: int) -> Iterator[Attribution]:
    """Yield the attribution of the words between two commas, if they are a source and a verb of speech."""
    begins = [0, *(word + 1 for word in range(first) if tree.words[word] in (";", ":"))][-1]
    verb, source = (last - 1, (first + 1, last - 2))
    if _speaks(tree, first + 1) and not _speaks(tree, verb):
        verb, source = first + 1, (first + 2, last - 1)
    if not _speaks(tree, verb) or not tree.tags[source[0]].startswith(SOURCE_TAGS):
        return
    if any(tree.tags[word] in FINITE_TAGS for word in range(source[0], source[1] + 1)) or first <= begins:
        return
    end = len(tree) - 1
    pieces = [edges for piece in ((begins, first - 1), (last + 1, end)) if (edges := tree.trim(*piece))]
    mention = Mention(tree.span(*source), tree.lower[source[1]])
    lemma = load_cues().verbs[tree.lower[verb]].lemma
    yield Attribution(tuple(tree.span(*piece) for piece in pieces), mention, tree.span(verb, verb), lemma, "insertion")


def _speaks(tree: Tree, word: int) -> bool:
    verb = load_cues().verbs.get(tree.lower[word])
    return verb is not None and bool(verb.frames & SPEAKING_FRAMES) and tree.tags[word] in (*FINITE_TAGS, "NNS")
