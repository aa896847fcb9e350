"""Verbs in the passive as cues: it is said to be so, it was said by somebody, she is accused of it."""

from dataclasses import replace

from claims.nlp.attribution.cue_table import Verb
from claims.nlp.attribution.types import Attribution, Mention
from claims.nlp.english.content_rules import (
    INSERTION_OPENERS,
    Ranges,
    find_insertion,
    find_preposition,
    has_clause,
)
from claims.nlp.english.cues import load_cues
from claims.nlp.english.reach_rules import find_last_word, is_reporting
from claims.nlp.english.syntax import EMPTY_SUBJECTS, find_cue_span, mention_at
from claims.nlp.english.tables import load_table
from claims.nlp.parsing.trees import Tree

UNKNOWN_VERB = Verb("", frozenset(), frozenset())
UNREPORTED_PASSIVES, ACCUSING, TELLING, MEASURING, MEASURING_PREPOSITIONS = (
    frozenset(load_table("rules")[name].split())
    for name in ("unreported_passives", "accusing_verbs", "telling", "measuring", "measuring_prepositions")
)


def build_attribution(tree: Tree, word: int, how: str, pieces: Ranges, source: Mention | None) -> Attribution | None:
    """Return an attribution with the pieces in the order of the text: those of a broken sentence may cross."""
    found = (tree.span(*edges) for piece in pieces if (edges := tree.trim(*piece)))
    spans = sorted(found, key=lambda span: span.start)
    if not spans:
        return None
    verb = load_cues().verbs.get(tree.lower[word], UNKNOWN_VERB)
    return Attribution(tuple(spans), source, find_cue_span(tree, word), verb.lemma or tree.lower[word], how)


def find_passive(tree: Tree, word: int, verb: Verb) -> Attribution | None:
    """Return the attribution of "it is said to be so" and "it was said by somebody"."""
    measured = _find_measured(tree, word) if verb.lemma in MEASURING else None
    if measured is not None or not verb.frames or verb.lemma in UNREPORTED_PASSIVES:
        return measured
    agent = tree.first_child(word, "agent")
    by = tree.first_child(agent, "pobj") if agent is not None else None
    source = mention_at(tree, by) if by is not None else None
    topic = tree.first_child(word, "nsubjpass")
    if by is not None and verb.lemma in TELLING and (told := _find_told(tree, word, by)) is not None:
        return told
    if verb.lemma in ACCUSING and topic is not None:
        return _find_accusation(tree, word, verb, topic, source)
    if by is not None and source is not None:
        if tree.deps[word] == "advcl" and tree.lower[tree.edges[word][0]] in INSERTION_OPENERS:
            pieces = find_insertion(tree, word, verb)
            return build_attribution(tree, word, "insertion", pieces, source) if pieces else None
        if topic is not None and tree.lower[topic] == "it":
            return _find_impersonal(tree, word, by)
    return _find_reported(tree, word, verb, topic, source)


def _find_measured(tree: Tree, word: int) -> Attribution | None:
    """Return the attribution of "was put at 300 by the police"."""
    topic, agent = tree.first_child(word, "nsubjpass"), tree.first_child(word, "agent")
    by = tree.first_child(agent, "pobj") if agent is not None else None
    level = next((kid for kid in tree.children[word] if tree.lower[kid] in MEASURING_PREPOSITIONS and kid > word), None)
    if topic is None or agent is None or by is None or level is None:
        return None
    last = agent - 1 if agent > level else tree.edges[level][1]
    has_number = "CD" in tree.tags[level : last + 1]
    pieces = [tree.edges[topic], (level, last)]
    return build_attribution(tree, word, "passive", pieces, mention_at(tree, by)) if has_number else None


def _find_told(tree: Tree, word: int, by: int) -> Attribution | None:
    """Return the attribution of "was told by somebody that it is so"."""
    that = tree.edges[by][0]
    while that < len(tree) and tree.lower[that] != "that":
        that += 1
    if that + 2 >= len(tree) or (tree.heads[by] != that - 2 and tree.edges[by][1] < that - 1):
        return None
    source = Mention(tree.span(*(tree.trim(tree.edges[by][0], that - 1) or (by, by))), tree.lower[by])
    return build_attribution(tree, word, "clause", [(that, len(tree) - 1)], source)


def _find_reported(tree: Tree, word: int, verb: Verb, topic: int | None, source: Mention | None) -> Attribution | None:
    """Return the attribution of what a passive reports of its subject."""
    behind = tree.first_child(word, "ccomp", "xcomp", "oprd")
    if behind is None and source is not None:
        named = next((kid for kid in tree.children[word] if tree.deps[kid] == "prep" and tree.lower[kid] == "as"), None)
        reported = tree.first_child(named, "pcomp") if named is not None else None
        if reported is not None and is_reporting(tree, reported):
            return None
        behind = named if "naming" in verb.frames else None
    is_told = behind is not None and verb.lemma in TELLING and tree.deps[behind] == "ccomp"
    said = (behind,) if is_told else (topic, behind)
    pieces = [tree.edges[kid] for kid in said if kid is not None and tree.lower[kid] not in EMPTY_SUBJECTS]
    if source is not None and topic is not None and (clause := _find_clause_of_noun(tree, topic)) is not None:
        return build_attribution(tree, word, "passive", [tree.edges[clause]], source)
    if tree.deps[word] == "acl" and topic is None:
        pieces.insert(0, (tree.edges[tree.heads[word]][0], tree.heads[word]))
    if source is None and behind is not None and tree.deps[behind] == "xcomp" and has_clause(tree, behind):
        return None
    if source is None and (behind is None or topic is None or not verb.frames & {"speech", "thought"}):
        return None
    if source is not None and behind is None and (topic is None or "object" not in verb.frames):
        return None
    return build_attribution(tree, word, "passive", pieces, source) if pieces else None


def _find_clause_of_noun(tree: Tree, topic: int) -> int | None:
    """Return the clause of "the allegation that it is so", None if the subject has none."""
    if tree.lower[topic] not in load_cues().nouns:
        return None
    behind = (kid for kid in tree.children[topic] if kid > topic and tree.deps[kid] in ("acl", "ccomp", "relcl"))
    return next((kid for kid in behind if tree.lower[tree.edges[kid][0]] == "that"), None)


def _find_impersonal(tree: Tree, word: int, by: int) -> Attribution | None:
    """Return the attribution of "it was said by somebody that it is so"; the parser may take "that" for a pronoun."""
    last = len(tree) - 1
    that = next((place for place in range(by + 1, last) if tree.lower[place] == "that"), None)
    if that is None:
        return None
    first = tree.edges[by][0]
    source = Mention(tree.span(*(tree.trim(first, that - 1) or (by, by))), tree.lower[by])
    return build_attribution(tree, word, "passive", [(that, last)], source)


def _find_accusation(tree: Tree, word: int, verb: Verb, topic: int, source: Mention | None) -> Attribution | None:
    """Return the attribution of "is accused of it", whose source the sentence may not name."""
    behind = find_preposition(tree, word, verb)
    if behind is None:
        behind = next((kid for kid in range(word + 1, len(tree)) if tree.lower[kid] in verb.prepositions), None)
        if behind is None or source is None:
            return None
        mention = tree.span(*(tree.trim(tree.edges[tree.heads[behind]][0], behind - 1) or (behind - 1, behind - 1)))
        source = replace(source, span=mention)
        return build_attribution(tree, word, "passive", [tree.edges[topic], tree.edges[behind]], source)
    pieces = [tree.edges[topic], (behind, find_last_word(tree, word, behind))]
    return build_attribution(tree, word, "passive", pieces, source)
