"""Nouns and adjectives as cues: her claim that ..., allegations that ..., is critical of ..."""

from collections.abc import Iterator

from claims.nlp import cues
from claims.nlp.attribution_verbs import is_finite, mention, subject
from claims.nlp.attributions import Attribution, Mention
from claims.nlp.trees import Tree

TOPICS = frozenset({"about", "on", "of", "for", "to", "with", "in", "against", "over", "at", "toward", "towards"})
SUBJECTS = frozenset({"about", "on", "over", "against", "regarding", "concerning"})
ATTITUDES = frozenset(
    {"support", "opposition", "criticism", "praise", "hope", "fear", "concern", "worry", "faith", "trust", "disdain",
     "contempt", "admiration", "respect", "confidence", "plan", "proposal", "skepticism", "scepticism", "enthusiasm",
     "call", "condemnation", "denial", "acknowledgment", "admission", "theory", "rejection"}
)  # fmt: skip
COPULAS = frozenset({"be", "is", "are", "was", "were", "been", "'s", "'re", "feel", "feels", "felt", "remain",
                     "remains", "remained", "sound", "sounds", "sounded", "am", "'m"})  # fmt: skip

# Verbs that only carry the noun: they voiced the claim.
LIGHT = frozenset(
    """have has had having make makes made making express expresses expressed expressing voice voices voiced voicing
    raise raises raised raising issue issues issued issuing hold holds held take takes took share shares shared
    offer offers offered give gives gave deliver delivers delivered announce announces announced"""
    .split()
)  # fmt: skip


def nouns(tree: Tree) -> Iterator[Attribution]:
    """Every attribution that a noun or an adjective of this sentence makes."""
    table = cues.load()
    for word, tag in enumerate(tree.tags):
        if tag in ("NN", "NNS") and tree.lower[word] in table.nouns:
            yield from _noun(tree, word, table.nouns[tree.lower[word]])
        elif tag.startswith(("JJ", "VBN")) and tree.lower[word] in table.adjectives:
            yield from _adjective(tree, word)


def _noun(tree: Tree, word: int, lemma: str) -> Iterator[Attribution]:
    source = _owner(tree, word)
    clause = tree.child(word, "acl", "ccomp", "relcl")
    marked = clause is not None and clause > word and tree.lower[tree.edges[clause][0]] in ("that", "to", "whether")
    if clause is not None and marked and tree.deps[clause] != "relcl" and (source or is_finite(tree, clause)):
        yield from _made(tree, word, "noun", tree.edges[clause], source)
        return
    wanted = TOPICS if lemma in ATTITUDES else SUBJECTS
    behind = (kid for kid in tree.children[word] if kid > word and tree.deps[kid] == "prep")
    topic = next((kid for kid in behind if tree.lower[kid] in wanted), None)
    if topic is not None and source is not None and tree.edges[topic][1] > topic:
        yield from _made(tree, word, "noun", (topic + 1, tree.edges[topic][1]), source)


def _owner(tree: Tree, word: int) -> Mention | None:
    """Whose word it is: "her claim", "the ministry's claim", "they voiced the claim"."""
    owner = tree.child(word, "poss")
    if owner is not None:
        return mention(tree, owner)
    verb = tree.heads[word]
    light = tree.deps[word] == "dobj" and tree.lower[verb] in LIGHT
    return subject(tree, verb) if light else None


def _adjective(tree: Tree, word: int) -> Iterator[Attribution]:
    source = _feeling(tree, word)
    behind = [kid for kid in tree.children[word] if kid > word]
    clause = next((kid for kid in behind if tree.deps[kid] in ("ccomp", "xcomp")), None)
    topic = next((kid for kid in behind if tree.deps[kid] == "prep" and tree.lower[kid] in TOPICS), None)
    if source is not None and clause is not None:
        yield from _made(tree, word, "adjective", tree.edges[clause], source)
    elif source is not None and topic is not None:
        yield from _made(tree, word, "adjective", (topic + 1, tree.edges[topic][1]), source)


def _feeling(tree: Tree, word: int) -> Mention | None:
    """Who is sure, wary, worried: the subject of the verb that the adjective belongs to."""
    verb = tree.heads[word]
    if tree.deps[word] == "acomp" and tree.lower[verb] in COPULAS:
        return subject(tree, verb)
    topic = tree.child(word, "nsubjpass") if tree.child(word, "auxpass") is not None else None
    return mention(tree, topic) if topic is not None and tree.lower[topic] != "it" else None


def _made(tree: Tree, word: int, how: str, edges: tuple[int, int], source: Mention | None) -> Iterator[Attribution]:
    trimmed = tree.trimmed(*edges)
    if trimmed:
        lemma = cues.load().nouns.get(tree.lower[word], tree.lower[word])
        yield Attribution((tree.span(*trimmed),), source, tree.span(word, word), lemma, how)
