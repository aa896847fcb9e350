"""The clause that a verb of speech holds, where it begins, and where it ends."""

from claims.nlp.attribution.cue_table import Verb
from claims.nlp.english.reach_rules import is_reporting
from claims.nlp.english.tables import load_table
from claims.nlp.parsing.trees import Tree

TELLING, TOLD_THINGS, DISPUTING, CONTRASTING, SHARING = (
    frozenset(load_table("rules")[name].split())
    for name in ("telling", "told_things", "disputing", "contrasting", "sharing")
)


def find_shared_clause(tree: Tree, word: int) -> int | None:
    """Return the clause that a second verb holds: "the campaigners say, and the ministry does not dispute, that"."""
    second = tree.first_child(word, "conj")
    if (
        second is None
        or tree.words[word + 1 : word + 2] != [","]
        or SHARING.isdisjoint(tree.lower[word + 2 : word + 3])
    ):
        return None
    clause = tree.first_child(second, "ccomp")
    return clause if clause is not None and tree.words[second + 1] == "," and clause > second else None


def cut_remark(tree: Tree, word: int, last: int) -> int:
    """Return the last word before a remark of the article: ", a figure the firm disputes", ", contradicting him"."""
    for place in range(word + 2, last):
        comma = tree.edges[place][0] - 1
        closes = tree.edges[place][1] == last and tree.words[comma] == ","
        is_disputed = tree.deps[place] in ("appos", "npadvmod") and any(
            tree.lower[kid] in DISPUTING for kid in tree.children[place]
        )
        if closes and (is_disputed or (tree.deps[place] == "advcl" and tree.lower[place] in CONTRASTING)):
            return comma - 1
    return last


def cut_description(tree: Tree, first: int, last: int) -> int:
    """Return the last word of an object before a clause that only describes its end: "the plan, which costs 3"."""
    for place in range(first + 1, last):
        opener = tree.edges[place][0]
        closes = tree.edges[place][1] == last and first < opener - 1 and tree.words[opener - 1] == ","
        if closes and tree.deps[place] == "relcl" and not is_reporting(tree, place):
            return opener - 2
    return last


def find_told_clause(tree: Tree, word: int, verb: Verb) -> int | None:
    """Return the clause that the parser hangs on who is told: "told a rally that it is so"."""
    told = tree.first_child(word, "dobj", "dative") if "speech" in verb.frames and verb.lemma in TELLING else None
    clause = tree.first_child(told, "relcl", "acl", "ccomp") if told is not None and told > word else None
    if clause is None:
        return None
    opener = tree.edges[clause][0]
    is_marked = tree.lower[opener] == "that" and tree.tags[opener] == "IN"
    is_bare = tree.deps[clause] == "relcl" and tree.deps[opener] == "nsubj" and tree.lower[told or 0] not in TOLD_THINGS
    return clause if (is_marked or (is_bare and tree.tags[opener] == "PRP")) and opener > word else None


def find_first_word(tree: Tree, word: int, clause: int) -> int:
    """Return the first word of a clause; "between three and four people" may stand apart as its subject."""
    first = tree.edges[clause][0]
    has_subject = tree.first_child(clause, "nsubj", "nsubjpass", "expl", "csubj") is not None
    before = next((kid for kid in tree.children[word] if kid > word and tree.edges[kid][1] == first - 1), None)
    if has_subject or before is None or tree.deps[before] != "prep":
        return first
    return before if "CD" in tree.tags[before:first] else first


def is_closed(tree: Tree, clause: int, word: int) -> bool:
    """Whether a clause before the verb is separate: it is over; she says so."""
    last = tree.edges[clause][1]
    return last < word and any(mark in (";", ":") for mark in tree.words[last + 1 : word])
