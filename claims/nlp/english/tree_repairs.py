"""Repairs of what the English model often gets wrong in reported speech."""

from claims.nlp.english.closing_reports import raise_closing_reports
from claims.nlp.english.cues import is_speech, load_cues
from claims.nlp.english.syntax import is_finite
from claims.nlp.english.tables import load_table
from claims.nlp.parsing.trees import Tree

SPOKEN_TAGS = frozenset({"VBD", "VBZ", "VBP"})
INNER_LABELS = frozenset({"ccomp", "conj", "xcomp"})
SUBJECT_LABELS = ("nsubj", "nsubjpass", "expl", "csubj", "mark", "attr")
SPEECHLESS, CLAUSAL, COUNTING_PREPOSITIONS, CONTINUING = (
    frozenset(load_table("rules")[name].split())
    for name in ("speechless", "clausal_verbs", "counting_prepositions", "continuing_verbs")
)
PRONOUNS = frozenset(load_table("coreference")["singular_pronouns"].split())
NAME_PARTICLES = frozenset(load_table("sources")["person_particles"].split())
PAST_ENDING = load_table("dates")["tense"]["past_ending"]
ADDRESSING = frozenset({"to", "of", "for"})
PLUS = "+"
"""Behind a number: "500+ fans"."""

FARTHEST_CUE = 3
"""How many verbs above a joined verb the cue may stand."""


def repair_tree(tree: Tree) -> None:
    """Give clauses the subject that the parser hangs on the verb of speech, and join a second such verb to the first.

    "The coastguard said the ship was sinking and asked for help": the coastguard asked.
    """
    for word in range(len(tree)):
        if tree.lower[word] in NAME_PARTICLES and tree.tags[word].startswith("VB"):
            _join_name(tree, word)
        if word and tree.deps[word] == "punct" and tree.words[word][-1].isalnum():
            _take_for_word(tree, word)
        elif word and tree.words[word] == PLUS and tree.heads[word] > word:
            _join_number(tree, word - 1, tree.heads[word])
        elif tree.deps[word] == "ccomp":
            _give_subject(tree, word)
        elif tree.deps[word] == "acl" and tree.tags[word] == "VBN":
            _raise_participle(tree, word)
        elif tree.deps[word] == "relcl" and (verb := _find_reporting_verb(tree, word)) is not None:
            _make_content(tree, word, verb)
    _join_second_verbs(tree)
    raise_closing_reports(tree)


def _join_second_verbs(tree: Tree) -> None:
    """Hang each second verb of speech on the verb of the source that says both."""
    for word, tag in enumerate(tree.tags):
        joined = tag in SPOKEN_TAGS and tree.deps[word] == "conj" and is_speech(tree.lower[word])
        cue = _find_cue(tree, word) if joined else None
        if cue is not None:
            tree.attach(word, cue)


def _take_for_word(tree: Tree, word: int) -> None:
    """Hang a number that the parser takes for a mark on the word before: "at -18C."."""
    if any(mark.isdigit() for mark in tree.words[word]) and not tree.children[word]:
        tree.deps[word] = "pobj" if tree.deps[word - 1] == "prep" else "dep"
        tree.attach(word, word - 1)


def _join_number(tree: Tree, number: int, counted: int) -> None:
    """Hang a number on what it counts: "500+ fans"."""
    if tree.tags[number] == "CD" and tree.edges[number][1] < counted:
        tree.deps[number] = "nummod"
        tree.attach(number, counted)


def _join_name(tree: Tree, word: int) -> None:
    """Take a verb between two names for a part of them: "Ana dos Santos"."""
    if not (0 < word < len(tree) - 1 and tree.tags[word - 1] == "NNP" and tree.tags[word + 1].startswith("NNP")):
        return
    last = word + 1
    while tree.heads[last] > last and tree.tags[tree.heads[last]].startswith("NNP"):
        last = tree.heads[last]
    verb = next((kid for kid in tree.children[word] if kid > last and tree.tags[kid].startswith("VB")), None)
    if tree.heads[word] == word and verb is None:
        return
    heir = _hand_on_place(tree, word, last, verb)
    for kid in (*tree.children[word], word):
        if kid <= word:
            tree.deps[kid] = "compound"
        tree.attach(kid, last if kid <= word else heir)
    tree.tags[word] = "NNP"


def _hand_on_place(tree: Tree, word: int, last: int, verb: int | None) -> int:
    """Put the verb behind a name, or else the name, in place of a word of the name; returns what holds the clause."""
    head = tree.heads[word]
    if verb is not None and (head == word or tree.heads[last] in (word, verb)):
        tree.deps[verb] = tree.deps[word]
        tree.attach(verb, verb if head == word else head)
        _make_subject(tree, last, verb)
        return verb
    if tree.heads[last] == word:
        tree.attach(last, head)
    return head


def _give_subject(tree: Tree, clause: int) -> None:
    """Take what stands between a verb and a clause without a subject for it: "had warned [the reef] would not recover".

    "Said about [a tenth] were ill" has a preposition that bounds a number.
    """
    verb, first = tree.heads[clause], tree.edges[clause][0]
    if verb >= first or not is_finite(tree, clause) or tree.first_child(clause, *SUBJECT_LABELS) is not None:
        return
    before = next((kid for kid in tree.children[verb] if kid > verb and tree.edges[kid][1] == first - 1), None)
    if before is None:
        return
    is_counted = tree.deps[before] == "prep" and tree.lower[before] in COUNTING_PREPOSITIONS
    if tree.deps[before] == "dobj" or is_counted:
        _make_subject(tree, before, clause)


def _raise_participle(tree: Tree, word: int) -> None:
    """Take a participle for the past tense where a verb holds clauses only: "said the roof of the gym leaked"."""
    object_ = tree.heads[word]
    while tree.deps[object_] in ("pobj", "prep"):
        object_ = tree.heads[object_]
    verb = tree.heads[object_]
    is_past = tree.lower[word].endswith(PAST_ENDING) and tree.first_child(word, "agent") is None
    is_object = tree.deps[object_] == "dobj" and tree.lower[verb] in CLAUSAL and tree.deps[verb] == "ROOT"
    has_source = any(kid < verb and tree.deps[kid] == "nsubj" for kid in tree.children[verb])
    if not (is_past and is_object and has_source and verb < object_) or tree.edges[object_][1] > tree.edges[word][1]:
        return
    tree.deps[word], tree.tags[word] = "ccomp", "VBD"
    tree.attach(word, verb)
    _make_subject(tree, object_, word)


def _make_subject(tree: Tree, word: int, clause: int) -> None:
    tree.deps[word] = "nsubj"
    tree.attach(word, clause)


def _find_reporting_verb(tree: Tree, word: int) -> int | None:
    """Return the speech verb of a clause that seems to describe the medium, if "and that" leads to a second clause.

    "He wrote in a note that the dam had cracked and that 300 people had to leave".
    """
    medium = tree.heads[word]
    preposition = tree.heads[medium]
    verb = tree.heads[preposition]
    joined = tree.first_child(word, "conj")
    is_content = joined is not None and _has_mark(tree, joined) and tree.first_child(word, "nsubj") is not None
    is_medium = (tree.deps[medium], tree.deps[preposition]) == ("pobj", "prep") and "that" in tree.lower[
        medium + 1 : word
    ]
    is_told = is_speech(tree.lower[verb]) and tree.first_child(verb, "ccomp") is None
    return verb if is_content and is_medium and is_told else None


def _has_mark(tree: Tree, word: int) -> bool:
    mark = tree.first_child(word, "mark")
    return mark is not None and tree.lower[mark] == "that"


def _make_content(tree: Tree, word: int, verb: int) -> None:
    tree.deps[tree.lower.index("that", tree.heads[word])], tree.deps[word] = "mark", "ccomp"
    tree.attach(word, verb)


def _contrasts(tree: Tree, verb: int, word: int) -> bool:
    """Whether "but" joins a speech verb to a clause about a thing: "admitted that it leaked but insisted that ..."."""
    subject = tree.first_child(verb, "nsubj", "nsubjpass")
    is_thing = subject is not None and (tree.tags[subject] in ("NN", "NNS") or tree.lower[subject] == "it")
    joined = any(tree.lower[kid] == "but" and verb < kid < word for kid in tree.children[verb])
    if is_thing and joined and tree.first_child(word, "ccomp") is not None:
        return True
    return is_thing and _addresses(tree, word) and tree.lower[subject or 0] in SPEECHLESS


def _goes_on(tree: Tree, verb: int, word: int) -> bool:
    """Whether a joined speech verb goes on with what the first says, although both verbs have the same form.

    "Said the leak was small and added that nobody was hurt", "admitted that he was late but denied that he was drunk".
    """
    subject, lemma = tree.first_child(verb, "nsubj", "nsubjpass"), load_cues().verbs[tree.lower[word]].lemma
    is_same = subject is not None and tree.lower[subject] in PRONOUNS and tree.first_child(word, "ccomp") is not None
    return is_same or lemma in CONTINUING or _contrasts(tree, verb, word)


def _addresses(tree: Tree, word: int) -> bool:
    """Whether a verb of speech asks or blames somebody: "urged the union to return", "accused the firm of delays"."""
    asked = tree.first_child(word, "dobj", "prep")
    return asked is not None and any(tree.lower[place] in ADDRESSING for place in range(asked, len(tree)))


def _find_cue(tree: Tree, word: int) -> int | None:
    """Return the speech verb to which a joined verb without a subject belongs, None if its parent is as likely."""
    if any(tree.deps[kid] in ("nsubj", "nsubjpass") for kid in tree.children[word]):
        return None
    verb = tree.heads[word]
    if verb > word or (tree.tags[verb] == tree.tags[word] and not _goes_on(tree, verb, word)):
        return None
    for _ in range(FARTHEST_CUE):
        if tree.deps[verb] not in INNER_LABELS:
            return None
        verb = tree.heads[verb]
        if tree.tags[verb] == tree.tags[word] and is_speech(tree.lower[verb]):
            return verb
    return None
