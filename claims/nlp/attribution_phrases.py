"""According to X, in the words of X, for X: phrases that hand a whole clause to a source."""

from collections.abc import Iterator

from claims.nlp.attribution_verbs import mention
from claims.nlp.attributions import Attribution, Mention
from claims.nlp.places import gazetteer
from claims.nlp.reading import Span
from claims.nlp.trees import Tree

NOUNS = frozenset({"words", "view", "opinion", "eyes", "mind", "judgment", "estimation"})


def phrases(tree: Tree) -> Iterator[Attribution]:
    """Every attribution that such a phrase of this sentence makes."""
    for word, form in enumerate(tree.lower):
        if form == "according" and word + 2 < len(tree) and tree.lower[word + 1] == "to":
            yield from _phrase(tree, word, word + 1)
        elif form in NOUNS and word and tree.lower[word - 1] in ("the", "in") and word + 2 < len(tree):
            start = word - 2 if tree.lower[word - 1] == "the" else word - 1
            if start >= 0 and tree.lower[start] == "in" and tree.lower[word + 1] == "of":
                yield from _phrase(tree, start, word + 1)
        elif form == "whom" and word and tree.lower[word - 1] == "for":
            yield from _for_whom(tree, word)
    yield from _opener(tree)


def _named(tree: Tree, preposition: int) -> tuple[int, int, int] | None:
    """Head, first and last word of the source behind a preposition."""
    head = tree.child(preposition, "pobj")
    if head is None:
        head = preposition + 1
        while head + 1 < len(tree) and tree.tags[head + 1].startswith("NN") and tree.tags[head] in ("DT", "JJ", "NNP"):
            head += 1
    first, last = tree.edges[head]
    return (head, max(first, preposition + 1), last) if last > preposition else None


def _phrase(tree: Tree, first: int, preposition: int) -> Iterator[Attribution]:
    named = _named(tree, preposition)
    if named is None:
        return
    head, begin, last = named
    clause = _clause(tree, first)
    low, high = tree.edges[clause]
    if high <= last and low >= first:
        low, high = 0, len(tree) - 1
    start = first - 1 if first and tree.lower[first - 1] == "again" else first
    pieces = [edges for piece in ((low, start - 1), (last + 1, high)) if (edges := tree.trimmed(*piece))]
    spans = tuple(tree.span(*piece) for piece in pieces if piece[1] > piece[0])
    if spans:
        source = Mention(tree.span(*(tree.trimmed(begin, last) or (begin, last))), tree.lower[head])
        yield Attribution(spans, source, tree.span(first, preposition), "according to", "phrase")


def _clause(tree: Tree, word: int) -> int:
    """The nearest verb above a word that stands for a clause of its own."""
    while tree.heads[word] != word:
        word = tree.heads[word]
        if tree.tags[word].startswith(("VB", "MD")) and tree.deps[word] not in (
            "xcomp",
            "pcomp",
            "aux",
            "acl",
            "prep",
        ):
            break
    return word


def _for_whom(tree: Tree, word: int) -> Iterator[Attribution]:
    """..., for whom this is that."""
    clause = _clause(tree, word)
    last = tree.edges[clause][1]
    is_opinion = tree.deps[clause] == "relcl" and tree.lower[clause] in ("is", "was", "are", "were", "remains")
    edges = tree.trimmed(word + 1, last)
    if is_opinion and edges and tree.heads[clause] < word:
        head = tree.heads[clause]
        found = Mention(tree.span(word, word), "whom", tree.span(tree.edges[head][0], head))
        yield Attribution((tree.span(*edges),), found, tree.span(word - 1, word), "for", "phrase")


def _opener(tree: Tree) -> Iterator[Attribution]:
    """For Moscow, these statements ...; From French sources, ..."""
    head = tree.child(0, "pobj") if tree.lower[0] in ("for", "from") else None
    if head is None or tree.heads[0] <= head:
        return
    last = tree.edges[head][1]
    if last + 1 >= len(tree) or tree.words[last + 1] != ",":
        return
    proper = tree.lower[0] == "for" and head == last and tree.words[head] in gazetteer()
    if proper or tree.lower[head] in ("sources", "source"):
        edges = tree.trimmed(last + 1, len(tree) - 1)
        if edges:
            yield Attribution(
                (tree.span(*edges),), mention(tree, head), Span(*tree.offsets[0]), tree.lower[0], "phrase"
            )
