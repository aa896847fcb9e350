"""Nouns and adjectives as cues: her claim that ..., allegations that ..., is critical of ..."""

from collections.abc import Iterator

from claims.nlp.attribution.types import Attribution, Mention
from claims.nlp.english.assertion_rules import mark_stance
from claims.nlp.english.cues import load_cues
from claims.nlp.english.syntax import find_subject, is_finite, is_mistagged_verb, mention_at
from claims.nlp.english.tables import load_table
from claims.nlp.parsing.trees import Tree

(
    ATTITUDE_PREPOSITIONS,
    TOPIC_PREPOSITIONS,
    ATTITUDE_NOUNS,
    CLAUSE_OPENERS,
    COPULAS,
    LIGHT_VERBS,
    EMPTY_TOPICS,
    AUTHORING,
) = (
    frozenset(load_table("rules")[name].split())
    for name in (
        "attitude_prepositions",
        "topic_prepositions",
        "attitude_nouns",
        "clause_openers",
        "copulas",
        "light_verbs",
        "empty_topic",
        "authoring",
    )
)


def find_by_noun(tree: Tree) -> Iterator[Attribution]:
    """Yield every attribution that a noun or an adjective of this sentence makes."""
    cues = load_cues()
    for word, tag in enumerate(tree.tags):
        if tag in ("NN", "NNS") and tree.lower[word] in cues.nouns and not is_mistagged_verb(tree, word):
            found = _find_noun(tree, word, cues.nouns[tree.lower[word]])
        elif tag.startswith(("JJ", "VBN")) and tree.lower[word] in cues.adjectives:
            found = _find_adjective(tree, word)
        else:
            continue
        for attribution in found:
            yield mark_stance(tree, word, attribution)


def _find_noun(tree: Tree, word: int, lemma: str) -> Iterator[Attribution]:
    source = _find_owner(tree, word)
    clause = tree.first_child(word, "acl", "ccomp", "relcl")
    if source is not None and tree.deps[word] == "attr" and (stated := tree.first_child(tree.heads[word], "csubj")):
        yield from _build_attribution(tree, word, "noun", tree.edges[stated], source)
        return
    marked = clause is not None and clause > word and tree.lower[tree.edges[clause][0]] in CLAUSE_OPENERS
    if clause is not None and marked and tree.deps[clause] != "relcl" and (source or is_finite(tree, clause)):
        first, last = tree.edges[clause]
        made = _find_author(tree, first, last)
        source, last = made or (source, last)
        yield from _build_attribution(tree, word, "noun", (first, last), source)
        return
    wanted = ATTITUDE_PREPOSITIONS if lemma in ATTITUDE_NOUNS else TOPIC_PREPOSITIONS
    behind = (kid for kid in tree.children[word] if kid > word and tree.deps[kid] == "prep")
    topic = next((kid for kid in behind if tree.lower[kid] in wanted), None)
    if topic is not None and source is not None and tree.edges[topic][1] > topic:
        yield from _build_attribution(tree, word, "noun", (topic + 1, tree.edges[topic][1]), source)


def _find_author(tree: Tree, first: int, last: int) -> tuple[Mention, int] | None:
    """Return who made a claim, and the last word of its content: "the claim that it is so, made by the mayor"."""
    for word in range(first + 1, last - 1):
        if tree.lower[word] in AUTHORING and tree.words[word - 1] == "," and tree.lower[word + 1] == "by":
            edges = tree.trim(word + 2, last)
            return (Mention(tree.span(*edges), tree.lower[edges[1]]), word - 2) if edges else None
    return None


def _find_owner(tree: Tree, word: int) -> Mention | None:
    """Return the source of a noun: "her claim", "the ministry's claim", "they voiced the claim"."""
    owner = tree.first_child(word, "poss")
    if owner is not None:
        return mention_at(tree, owner)
    for kid in tree.children[word]:
        made = tree.deps[kid] == "acl" and tree.lower[kid] in AUTHORING
        by = tree.first_child(kid, "agent") if made else kid if tree.lower[kid] == "by" and kid > word else None
        author = tree.first_child(by, "pobj") if by is not None else None
        if author is not None:
            return mention_at(tree, author)
    verb = tree.heads[word]
    light = tree.deps[word] == "dobj" and tree.lower[verb] in LIGHT_VERBS
    return find_subject(tree, verb) if light else None


def _find_adjective(tree: Tree, word: int) -> Iterator[Attribution]:
    source = _find_feeling_source(tree, word)
    behind = [kid for kid in tree.children[word] if kid > word]
    clause = next((kid for kid in behind if tree.deps[kid] in ("ccomp", "xcomp")), None)
    topic = next((kid for kid in behind if tree.deps[kid] == "prep" and tree.lower[kid] in ATTITUDE_PREPOSITIONS), None)
    if source is not None and clause is not None:
        yield from _build_attribution(tree, word, "adjective", tree.edges[clause], source)
    elif source is not None and topic is not None:
        yield from _build_attribution(tree, word, "adjective", (topic + 1, tree.edges[topic][1]), source)


def _find_feeling_source(tree: Tree, word: int) -> Mention | None:
    """Return who is sure, wary or worried: the subject of the verb that the adjective belongs to."""
    verb = tree.heads[word]
    if tree.deps[word] == "acomp" and tree.lower[verb] in COPULAS:
        return find_subject(tree, verb)
    topic = tree.first_child(word, "nsubjpass") if tree.first_child(word, "auxpass") is not None else None
    return mention_at(tree, topic) if topic is not None and tree.lower[topic] not in EMPTY_TOPICS else None


def _build_attribution(
    tree: Tree, word: int, how: str, edges: tuple[int, int], source: Mention | None
) -> Iterator[Attribution]:
    trimmed = tree.trim(*edges)
    if trimmed:
        lemma = load_cues().nouns.get(tree.lower[word], tree.lower[word])
        yield Attribution((tree.span(*trimmed),), source, tree.span(word, word), lemma, how)
