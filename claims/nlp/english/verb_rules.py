"""Verbs as cues: who says that ..., wants to ..., criticizes ..., calls ... a ..."""

from collections.abc import Iterator
from dataclasses import replace

from claims.nlp.attribution.cue_table import Verb
from claims.nlp.attribution.types import Attribution, Mention
from claims.nlp.english.assertion_rules import is_asserted, is_embedded_question, mark_stance
from claims.nlp.english.clause_rules import CONTRASTING, find_shared_clause
from claims.nlp.english.content_rules import REFUSALS, find_content
from claims.nlp.english.cues import is_speech, load_cues
from claims.nlp.english.passive_rules import UNKNOWN_VERB, build_attribution, find_passive
from claims.nlp.english.phrase_rules import is_stated_in
from claims.nlp.english.reach_rules import is_reporting
from claims.nlp.english.syntax import find_subject, is_mistagged_verb, mention_at
from claims.nlp.english.tables import load_table
from claims.nlp.parsing.trees import Tree

LAST_OPENING = 2
"""The words in which a participle opens a sentence: "When asked", "Asked"."""

CAUSING_VERBS, READERS, SHARES_OF_PEOPLE, HALVES = (
    frozenset(load_table("rules")[name].split()) for name in ("causing_verbs", "readers", "shares_of_people", "halves")
)


def find_by_verb(tree: Tree) -> Iterator[Attribution]:
    """Yield every attribution that a verb of this sentence makes."""
    verbs = load_cues().verbs
    for word, tag in enumerate(tree.tags):
        if tag.startswith("VB") and tree.lower[word] not in CAUSING_VERBS and tree.lower[word].isalpha():
            verb = verbs.get(tree.lower[word], UNKNOWN_VERB)
            attribution = _find(tree, word, verb)
            if attribution:
                yield mark_stance(tree, word, attribution)
        elif tag.startswith("NN") and is_reporting(tree, word) and is_mistagged_verb(tree, word):
            yield from _find_mistagged(tree, word)


def _find_mistagged(tree: Tree, word: int) -> Iterator[Attribution]:
    source, content = tree.trim(0, word - 1), tree.trim(word + 1, len(tree) - 1)
    if source and content:
        mention = Mention(tree.span(*source), tree.lower[word - 1])
        lemma = load_cues().verbs[tree.lower[word]].lemma
        yield Attribution((tree.span(*content),), mention, tree.span(word, word), lemma, "clause")


def _find(tree: Tree, word: int, verb: Verb) -> Attribution | None:
    if _is_asked_opening(tree, word) or is_stated_in(tree, word):
        return None
    find = find_passive if _is_passive(tree, word) else _find_active
    attribution = find(tree, word, verb)
    if attribution and attribution.how in ("clause", "passive") and _opens_question(tree, attribution):
        return replace(attribution, is_asserted=False)
    if attribution and attribution.how == "infinitive" and verb.lemma in REFUSALS and _refuses_answer(tree, word):
        return replace(attribution, is_asserted=False)
    return attribution


def _is_asked_opening(tree: Tree, word: int) -> bool:
    """Whether a participle opens the sentence: "Asked about the crash, she said ..." attributes nothing to her."""
    return (
        tree.tags[word] == "VBN"
        and tree.deps[word] in ("advcl", "prep", "acl", "ccomp")
        and (
            tree.first_child(word, "nsubj", "nsubjpass", "auxpass", "aux", "mark", "agent") is None
            and word < LAST_OPENING
        )
    )


def _opens_question(tree: Tree, attribution: Attribution) -> bool:
    first = tree.find_word(attribution.content[-1].start)
    return first is not None and is_embedded_question(tree, first)


def _refuses_answer(tree: Tree, word: int) -> bool:
    """Whether what somebody refuses to do is to answer: "declined to comment", "declined to say whether it is so"."""
    refused = tree.first_child(word, "xcomp")
    speaks = refused is not None and is_speech(tree.lower[refused])
    return speaks or any(is_embedded_question(tree, place) for place in range(word + 1, len(tree)))


def _is_passive(tree: Tree, word: int) -> bool:
    return tree.tags[word] == "VBN" and (
        tree.first_child(word, "nsubjpass", "auxpass", "agent") is not None or tree.deps[word] == "acl"
    )


def _find_active(tree: Tree, word: int, verb: Verb) -> Attribution | None:
    source = find_subject(tree, word) or _find_it(tree, word, verb)
    if source is None or source.head in READERS or _is_aside(tree, word) or _is_share(tree, word):
        return None
    how, content = find_content(tree, word, verb)
    return build_attribution(tree, word, how, content, source) if content else None


def _is_aside(tree: Tree, word: int) -> bool:
    """Whether a verb only answers what was said: "they say, and the firm does not dispute, that", ", denying it"."""
    first = tree.heads[word]
    if tree.deps[word] == "advcl" and tree.lower[word] in CONTRASTING and tree.first_child(word, "ccomp") is None:
        return True
    return tree.deps[word] == "conj" and find_shared_clause(tree, first) is not None and not is_asserted(tree, word)


def _is_share(tree: Tree, word: int) -> bool:
    """Whether the subject is part of a number of people: "three quarters of the teachers want to leave"."""
    subject = tree.first_child(word, "nsubj")
    if subject is None or tree.lower[subject] not in SHARES_OF_PEOPLE:
        return False
    return "CD" in tree.tags[tree.edges[subject][0] : subject + 1] or tree.lower[subject] in HALVES


def _find_it(tree: Tree, word: int, verb: Verb) -> Mention | None:
    """Return the "it" that says something: "It said the dam is safe", but not "it seems" and "it is said"."""
    own = tree.first_child(word, "nsubj")
    inserted = tree.deps[word] in ("parataxis", "ccomp") and tree.tags[word] in ("VBD", "VBZ", "VBP")
    speaks = "speech" in verb.frames and (inserted or tree.first_child(word, "ccomp") is not None)
    return mention_at(tree, own) if own is not None and tree.lower[own] == "it" and speaks else None
