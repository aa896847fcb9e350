"""Repairs of what the English model often gets wrong in reported speech."""

from claims.nlp.english.cues import load_cues
from claims.nlp.english.tables import load_table
from claims.nlp.parsing.trees import Tree

SPOKEN_TAGS = frozenset({"VBD", "VBZ", "VBP"})
INNER_LABELS = frozenset({"ccomp", "conj", "xcomp"})
SPEECHLESS = frozenset(load_table("rules")["speechless"].split())
FARTHEST_CUE = 3
"""How many verbs above a joined verb the cue may stand."""


def repair_tree(tree: Tree) -> None:
    """Join a second speech verb to the first: "The coastguard said the ship was sinking and asked for help".

    Give a speech verb its content: "He wrote in a note that the dam had cracked and that 300 people had to leave".
    """
    for word, tag in enumerate(tree.tags):
        if tree.deps[word] == "relcl" and (verb := _find_reporting_verb(tree, word)) is not None:
            _make_content(tree, word, verb)
        joined = tag in SPOKEN_TAGS and tree.deps[word] == "conj" and _is_speech(tree, word)
        cue = _find_cue(tree, word) if joined else None
        if cue is not None:
            tree.attach(word, cue)


def _find_reporting_verb(tree: Tree, word: int) -> int | None:
    """Return the speech verb of a clause that seems to describe the medium, if "and that" leads to a second clause."""
    medium = tree.heads[word]
    preposition = tree.heads[medium]
    verb = tree.heads[preposition]
    joined = tree.first_child(word, "conj")
    is_content = joined is not None and _has_mark(tree, joined) and tree.first_child(word, "nsubj") is not None
    is_medium = (tree.deps[medium], tree.deps[preposition]) == ("pobj", "prep") and "that" in tree.lower[
        medium + 1 : word
    ]
    is_told = _is_speech(tree, verb) and tree.first_child(verb, "ccomp") is None
    return verb if is_content and is_medium and is_told else None


def _has_mark(tree: Tree, word: int) -> bool:
    mark = tree.first_child(word, "mark")
    return mark is not None and tree.lower[mark] == "that"


def _make_content(tree: Tree, word: int, verb: int) -> None:
    tree.deps[tree.lower.index("that", tree.heads[word])], tree.deps[word] = "mark", "ccomp"
    tree.attach(word, verb)


def _is_speech(tree: Tree, word: int) -> bool:
    verb = load_cues().verbs.get(tree.lower[word])
    return verb is not None and "speech" in verb.frames


def _contrasts(tree: Tree, verb: int, word: int) -> bool:
    """Whether "but" joins a speech verb to a clause about a thing: "admitted that it leaked but insisted that ..."."""
    subject = tree.first_child(verb, "nsubj", "nsubjpass")
    is_thing = subject is not None and (tree.tags[subject] in ("NN", "NNS") or tree.lower[subject] == "it")
    joined = any(tree.lower[kid] == "but" and verb < kid < word for kid in tree.children[verb])
    if is_thing and joined and tree.first_child(word, "ccomp") is not None:
        return True
    return is_thing and _urges(tree, word) and tree.lower[subject or 0] in SPEECHLESS


def _urges(tree: Tree, word: int) -> bool:
    """Whether a verb of speech asks somebody to do something: "urged the union to return"."""
    asked = tree.first_child(word, "dobj", "prep")
    return asked is not None and any(tree.lower[kid] == "to" for kid in range(asked, len(tree)))


def _find_cue(tree: Tree, word: int) -> int | None:
    """Return the speech verb to which a joined verb without a subject belongs, None if its parent is as likely."""
    if any(tree.deps[kid] in ("nsubj", "nsubjpass") for kid in tree.children[word]):
        return None
    verb = tree.heads[word]
    if verb > word or (tree.tags[verb] == tree.tags[word] and not _contrasts(tree, verb, word)):
        return None
    for _ in range(FARTHEST_CUE):
        if tree.deps[verb] not in INNER_LABELS:
            return None
        verb = tree.heads[verb]
        if tree.tags[verb] == tree.tags[word] and _is_speech(tree, verb):
            return verb
    return None
