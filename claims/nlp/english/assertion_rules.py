"""Whether a cue asserts its content: negated, refused, conditional and asked cues do not; "falsely" disputes it."""

from dataclasses import replace

from claims.nlp.attribution.types import Attribution
from claims.nlp.english.cues import load_cues
from claims.nlp.english.syntax import RELATIVE_PRONOUNS
from claims.nlp.english.tables import load_table
from claims.nlp.parsing.trees import Tree

LONGEST_CLIMB = 5
"""How many verbs above a cue can take its assertion away: "stopped short of saying"."""

YEAR_DIGITS = 4
MONTHS = frozenset(load_table("datelines")["months"].lower().split())
QUESTION_STARTS = frozenset({"aux", "auxpass"})
GOVERNED = frozenset({"xcomp", "pcomp", "prep", "conj"})
INVERTED = frozenset({"had", "should", "were"})
TABLE = load_table("assertion")
(
    NEGATIONS,
    CONDITIONS,
    QUESTIONS,
    MODALS,
    REFUSALS,
    DISPUTING,
    UNTRUE,
    NOBODY,
    LIMITING,
    RAISING,
    WITHOUT,
    PROSPECTIVE,
    WAITING,
    PENDING,
) = (
    frozenset(TABLE[name].split())
    for name in (
        "negations",
        "conditions",
        "questions",
        "modals",
        "refusals",
        "disputing",
        "untrue",
        "nobody",
        "limiting",
        "raising",
        "without",
        "prospective",
        "waiting",
        "pending",
    )
)


def is_asserted(tree: Tree, word: int) -> bool:
    """Whether the verb or noun at `word` asserts what it attributes."""
    if _is_negated(tree, word) or _has_modal(tree, word) or _is_asked(tree, word) or _has_no_source(tree, word):
        return False
    return not _is_refused(tree, word) and not _is_conditional(tree, word)


def is_embedded_question(tree: Tree, first: int) -> bool:
    """Whether a content that begins at word `first` asks rather than states: "whether it is so"."""
    return tree.lower[first] in QUESTIONS


def is_negation_raised(tree: Tree, word: int) -> bool:
    """Whether a negated verb denies its content: she does not believe that it is so."""
    verb = load_cues().verbs.get(tree.lower[word])
    return verb is not None and verb.lemma in RAISING and _is_negated(tree, word) and not _has_modal(tree, word)


def is_disputed(tree: Tree, word: int) -> bool:
    """Whether the text itself calls a content untrue: "falsely claimed", "her claim ... is false"."""
    if any(tree.lower[kid] in DISPUTING for kid in tree.children[word] if tree.deps[kid] in ("advmod", "amod")):
        return True
    verb = tree.heads[word]
    object_ = tree.first_child(word, "dobj")
    if object_ is not None and tree.tags[word].startswith("VB"):
        return is_disputed(tree, object_)
    if not tree.tags[word].startswith("NN") or tree.deps[word] not in ("nsubj", "nsubjpass"):
        return False
    predicates = [kid for kid in tree.children[verb] if tree.deps[kid] in ("acomp", "attr")] + [verb]
    return not _is_negated(tree, verb) and any(tree.lower[kid] in UNTRUE for kid in predicates)


def _is_negated(tree: Tree, word: int) -> bool:
    return any(
        tree.deps[kid] == "neg" or tree.lower[kid] in NEGATIONS
        for kid in tree.children[word]
        if tree.deps[kid] in ("neg", "advmod", "det", "preconj") and LIMITING.isdisjoint(tree.lower[kid + 1 : kid + 2])
    )


def _has_modal(tree: Tree, word: int) -> bool:
    return any(tree.deps[kid] == "aux" and tree.lower[kid] in MODALS for kid in tree.children[word])


def _is_asked(tree: Tree, word: int) -> bool:
    """Whether the cue stands in a question: did she say so?"""
    if tree.words[-1] != "?" or tree.heads[word] != word:
        return False
    subject = tree.first_child(word, "nsubj", "nsubjpass")
    auxiliary = tree.first_child(word, *QUESTION_STARTS)
    asks = subject is not None and tree.tags[subject] == "WP"
    return asks or (subject is not None and auxiliary is not None and auxiliary < subject)


def _has_no_source(tree: Tree, word: int) -> bool:
    subject = tree.first_child(word, "nsubj")
    if subject is None:
        return False
    if tree.deps[word] == "relcl" and tree.lower[subject] in RELATIVE_PRONOUNS:
        subject = tree.heads[word]
    first = tree.edges[subject][0]
    is_not_all = tree.lower[first] == "not" and tree.lower[first + 1] not in LIMITING
    return is_not_all or tree.lower[first] in NOBODY or tree.lower[subject] in NOBODY


def _is_refused(tree: Tree, word: int) -> bool:
    """Whether a verb above the cue takes it back: refused to say, did not want to say, without saying."""
    below = word
    for _ in range(LONGEST_CLIMB):
        head, label = tree.heads[below], tree.deps[below]
        is_purpose = label == "advcl" and tree.tags[below] == "VB"
        if head == below or (label not in GOVERNED and not is_purpose):
            return False
        if label != "conj":
            if _takes_back(tree, head, below):
                return True
        elif _shares_negation(tree, head, below):
            return True
        below = head
    return False


def _takes_back(tree: Tree, head: int, below: int) -> bool:
    """Whether the word above a cue takes it back: refused, without, is due to, has yet to."""
    if tree.lower[head] in PROSPECTIVE and _is_prospect(tree, head):
        return True
    is_verb = tree.tags[head].startswith(("VB", "JJ"))
    is_pending = is_verb and any(tree.lower[kid] in PENDING and head < kid < below for kid in tree.children[head])
    without = head > 0 and tree.lower[head - 1] in WITHOUT and tree.lower[head] == "of"
    return is_pending or without or tree.lower[head] in (REFUSALS | WITHOUT) or (is_verb and _is_negated(tree, head))


def _is_prospect(tree: Tree, head: int) -> bool:
    return tree.tags[head].startswith(("JJ", "RB")) or tree.first_child(head, "auxpass") is not None


def _shares_negation(tree: Tree, verb: int, second: int) -> bool:
    """Whether "not" in front of the first of two joined verbs goes for both: did not say or hint."""
    negated = _is_negated(tree, verb) and tree.tags[second] in ("VB", "VBN", "VBG")
    return negated and tree.first_child(second, "nsubj") is None and tree.tags[second] == tree.tags[verb]


def _is_conditional(tree: Tree, word: int) -> bool:
    """Whether the cue stands in a condition: if she says so; unless they claim it."""
    if tree.lower[0] == "were" and tree.heads[0] != 0 and tree.edges[0][0] <= word <= tree.edges[0][1]:
        return True
    subject = tree.first_child(word, "nsubj")
    if subject and tree.lower[0] in INVERTED and tree.heads[0] == word and tree.deps[0] in QUESTION_STARTS:
        return True
    for kid in tree.children[word]:
        waits = tree.lower[kid] in WAITING and tree.tags[word] in ("VBZ", "VBP")
        if tree.deps[kid] in ("mark", "advmod") and kid < word and (waits or tree.lower[kid] in CONDITIONS):
            return tree.deps[word] in ("advcl", "ccomp", "conj", "ROOT")
    return False


def mark_stance(tree: Tree, word: int, attribution: Attribution) -> Attribution:
    """Return the attribution with what its cue says about its content."""
    return replace(
        attribution,
        is_asserted=attribution.is_asserted and (is_asserted(tree, word) or is_negation_raised(tree, word)),
        is_denied=attribution.is_denied or is_negation_raised(tree, word) or _calls_untrue(tree, word, attribution),
        is_disputed=is_disputed(tree, word),
        is_statement=is_statement(tree, attribution),
    )


def _calls_untrue(tree: Tree, word: int, attribution: Attribution) -> bool:
    """Whether a cue calls its content untrue: "called it untrue that she knew"."""
    named = [kid for kid in tree.children[word] if tree.deps[kid] in ("oprd", "acomp") and tree.lower[kid] in UNTRUE]
    inside = any(piece.start <= tree.offsets[kid][0] < piece.end for kid in named for piece in attribution.content)
    return bool(named) and not inside


def is_statement(tree: Tree, attribution: Attribution) -> bool:
    """Whether a content has a verb or a number, without which nothing in it can be true or false."""
    return any(
        tree.tags[word].startswith(("VB", "MD")) or (tree.tags[word] == "CD" and not _is_date(tree, word))
        for piece in attribution.content
        for word in tree.list_words(piece)
    )


def _is_date(tree: Tree, word: int) -> bool:
    """Whether a number is a year or the day of a month."""
    beside = {tree.lower[place] for place in (word - 1, word + 1) if 0 <= place < len(tree)}
    is_year = len(tree.words[word]) == YEAR_DIGITS and tree.words[word].startswith(("19", "20"))
    return is_year or not MONTHS.isdisjoint(beside)
