"""Nouns and adjectives as cues: her claim that ..., allegations that ..., is critical of ..."""

from collections.abc import Iterator
from dataclasses import replace

from claims.nlp.attribution.types import Attribution, Mention
from claims.nlp.english.assertion_rules import is_asserted, mark_stance
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
    PUBLISHED,
    ANSWERING,
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
        "published",
        "answering",
    )
)

LONGEST_AUTHORING_GAP = 4
"""How far behind a claim its author may begin: "the warning that it is so, issued by ..."."""


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
    stated = _find_stated(tree, word)
    holder = source or _find_holder(tree, word)
    if holder is not None and stated is not None:
        yield from _build_attribution(tree, word, "noun", tree.edges[stated], holder)
        return
    opener = tree.edges[clause][0] if clause is not None else word
    marked = clause is not None and clause > word and tree.lower[opener] in CLAUSE_OPENERS
    if _is_answered(tree, word):
        return
    is_said = marked and clause is not None and (tree.deps[clause] != "relcl" or tree.deps[opener] == "mark")
    if clause is not None and is_said and (source or is_finite(tree, clause)):
        first, last = tree.edges[clause]
        made = _find_author(tree, first, last)
        source, last = made or (source, last)
        found = _build_attribution(tree, word, "noun", (first, last), source)
        yield from (replace(one, is_asserted=source is not None or not _is_taken_back(tree, word)) for one in found)
        return
    if marked and clause is not None and (made := _find_author(tree, *tree.edges[clause])):
        yield from _build_attribution(tree, word, "noun", (tree.edges[clause][0], made[1]), made[0])
        return
    wanted = ATTITUDE_PREPOSITIONS if lemma in ATTITUDE_NOUNS else TOPIC_PREPOSITIONS
    behind = (kid for kid in tree.children[word] if kid > word and tree.deps[kid] == "prep")
    topic = next((kid for kid in behind if tree.lower[kid] in wanted), None)
    if topic is not None and source is not None and tree.edges[topic][1] > topic:
        yield from _build_attribution(tree, word, "noun", (topic + 1, tree.edges[topic][1]), source)


def _find_author(tree: Tree, first: int, last: int) -> tuple[Mention, int] | None:
    """Return who made a claim, and the last word of its content: "the claim that it is so, made by the mayor"."""
    for word in range(first + 1, min(last + LONGEST_AUTHORING_GAP, len(tree) - 2)):
        if tree.lower[word] in AUTHORING and tree.words[word - 1] == "," and tree.lower[word + 1] == "by":
            comma = next((place for place in range(word + 2, len(tree)) if tree.words[place] == ","), last + 1)
            edges = tree.trim(word + 2, comma - 1)
            return (Mention(tree.span(*edges), tree.lower[edges[1]]), word - 2) if edges else None
    return None


def _find_stated(tree: Tree, word: int) -> int | None:
    """Return the clause that a noun is said to be: "That it is so is her view", "Her view is that it is so"."""
    verb = tree.heads[word]
    if tree.deps[word] == "attr":
        stated = tree.first_child(verb, "csubj", "ccomp")
        return stated if stated is not None and stated < verb else None
    clause = tree.first_child(verb, "ccomp") if tree.deps[word] == "nsubj" and tree.lower[verb] in COPULAS else None
    return clause if clause is not None and clause > verb and is_finite(tree, clause) else None


def _find_holder(tree: Tree, word: int) -> Mention | None:
    """Return whose view it is in "the view of the league"."""
    of = next((kid for kid in tree.children[word] if kid > word and tree.lower[kid] == "of"), None)
    holder = tree.first_child(of, "pobj") if of is not None else None
    return mention_at(tree, holder) if holder is not None else None


def _is_answered(tree: Tree, word: int) -> bool:
    """Whether somebody answers what the noun says: "the allegation that it is so was denied by the mayor"."""
    verb = tree.heads[word]
    is_named = tree.deps[word] == "pobj" and tree.lower[verb] == "as"
    verb = tree.heads[verb] if is_named else verb
    answer = load_cues().verbs.get(tree.lower[verb])
    owner = tree.first_child(word, "poss")
    is_own = owner is not None and answer is not None and answer.lemma in ANSWERING and tree.tags[owner] == "PRP$"
    if answer is None or (owner is not None and not is_own):
        return False
    is_answered_by = tree.deps[word] == "nsubjpass" and tree.first_child(verb, "agent") is not None
    is_object = is_named or tree.deps[word] == "dobj"
    is_agreed_by = answer.lemma in ANSWERING and find_subject(tree, verb) is not None
    return is_answered_by or (is_object and (is_agreed_by or answer.lemma in load_cues().denying))


def _is_taken_back(tree: Tree, word: int) -> bool:
    """Whether the verb of a noun takes it back: could not confirm reports that it is so."""
    return tree.deps[word] == "dobj" and not is_asserted(tree, tree.heads[word])


def _find_owner(tree: Tree, word: int) -> Mention | None:
    """Return the source of a noun: "her claim", "the ministry's claim", "they voiced the claim"."""
    owner = tree.first_child(word, "poss")
    if owner is not None:
        return mention_at(tree, owner)
    for kid in tree.children[word]:
        made = tree.deps[kid] == "acl" and tree.lower[kid] in AUTHORING
        by = tree.first_child(kid, "agent") if made else kid if tree.lower[kid] == "by" and kid > word else None
        by = kid if by is None and _names_outlet(tree, word, kid) else by
        author = tree.first_child(by, "pobj") if by is not None else None
        if author is not None:
            return mention_at(tree, author)
    verb = tree.heads[word]
    light = tree.deps[word] == "dobj" and tree.lower[verb] in LIGHT_VERBS
    return find_subject(tree, verb) if light else None


def _names_outlet(tree: Tree, word: int, preposition: int) -> bool:
    """Whether a preposition leads to where a report stands: "a report in the Herald that it is so"."""
    where = tree.first_child(preposition, "pobj") if tree.lower[preposition] in ("in", "on") else None
    return where is not None and preposition > word and tree.lower[word] in PUBLISHED and tree.tags[where] == "NNP"


def _find_adjective(tree: Tree, word: int) -> Iterator[Attribution]:
    source = _find_feeling_source(tree, word)
    behind = [kid for kid in tree.children[word] if kid > word]
    clause = next((kid for kid in behind if tree.deps[kid] in ("ccomp", "xcomp")), None) or _find_clause_of_verb(
        tree, word
    )
    topic = next((kid for kid in behind if tree.deps[kid] == "prep" and tree.lower[kid] in ATTITUDE_PREPOSITIONS), None)
    if source is not None and clause is not None:
        yield from _build_attribution(tree, word, "adjective", tree.edges[clause], source)
    elif source is not None and topic is not None:
        yield from _build_attribution(tree, word, "adjective", (topic + 1, tree.edges[topic][1]), source)


def _find_clause_of_verb(tree: Tree, word: int) -> int | None:
    """Return the clause that the parser hangs on the verb: "is adamant that it is so"."""
    clause = tree.first_child(tree.heads[word], "ccomp") if tree.deps[word] == "acomp" else None
    leads = clause is not None and clause > word and tree.lower[tree.edges[clause][0]] == "that"
    return clause if leads else None


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
