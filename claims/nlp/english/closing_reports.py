"""Reports behind what they report, which the parser takes for its last part.

"The agency sent 26 pumps, its manager, Ana Lima, told a briefing": the manager told, and the agency did not.
"""

from claims.nlp.english.cues import load_cues
from claims.nlp.parsing.trees import Tree

REPORTING_TAGS = frozenset({"VBD", "VBZ"})
NAMING_TAGS = ("NN", "NNP", "NNS", "NNPS")
COMMA = ","


def raise_closing_reports(tree: Tree) -> None:
    """Make the verb of a closing report the head of its sentence, and what stands before it what is reported."""
    for verb in range(2, len(tree)):
        if tree.deps[verb] == "conj" and tree.tags[verb] in REPORTING_TAGS and _is_speech(tree, verb):
            speaker = _find_speaker(tree, verb)
            if speaker is not None:
                _raise(tree, verb, speaker)
                return


def _is_speech(tree: Tree, word: int) -> bool:
    cue = load_cues().verbs.get(tree.lower[word])
    return cue is not None and "speech" in cue.frames


def _find_speaker(tree: Tree, verb: int) -> int | None:
    """Return the noun between a comma and the verb that is its subject, or that the parser takes for one thing more."""
    main = tree.heads[verb]
    is_joined = any(tree.deps[kid] == "cc" and kid < verb for kid in tree.children[main])
    if tree.heads[main] != main or main > verb or is_joined:
        return None
    speaker = tree.first_child(verb, "nsubj")
    if speaker is None:
        speaker = _find_listed_name(tree, main, verb - 2 if tree.words[verb - 1] == COMMA else verb - 1)
    first = tree.edges[speaker][0] if speaker is not None else 0
    return speaker if first > main and tree.words[first - 1] == COMMA else None


def _find_listed_name(tree: Tree, main: int, last: int) -> int | None:
    """Return the noun that ends with a word and stands beside another one: "26 pumps, its manager, Ana Lima"."""
    listed, word = None, last
    while tree.heads[word] != word and word > main:
        is_name = tree.deps[word] == "conj" and tree.tags[word] == "NNP" != tree.tags[tree.heads[word]]
        if is_name or (tree.deps[word] == "appos" and tree.tags[word] in NAMING_TAGS):
            listed = word
        word = tree.heads[word]
    return listed if listed is not None and tree.edges[listed][1] >= last else None


def _raise(tree: Tree, verb: int, speaker: int) -> None:
    """Hang the main clause and the speaker on the verb, and take what it addresses for hearers."""
    main = tree.heads[verb]
    tree.deps[verb], tree.deps[main], tree.deps[speaker] = "ROOT", "ccomp", "nsubj"
    for word, head in ((verb, verb), (main, verb), (speaker, verb)):
        tree.attach(word, head)
    for kid in tree.children[verb]:
        if kid > verb and tree.deps[kid] == "dobj":
            tree.deps[kid] = "dative"
