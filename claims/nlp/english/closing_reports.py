"""Reports behind what they report, which the parser takes for its last part.

"The agency sent 26 pumps, its manager, Ana Lima, told a briefing": the manager told, and the agency did not.
"""

from claims.nlp.english.cues import is_speech
from claims.nlp.parsing.trees import Tree

REPORTING_TAGS = frozenset({"VBD", "VBZ"})
NAMING_TAGS = ("NN", "NNP", "NNS", "NNPS")
COMMA = ","


def raise_closing_reports(tree: Tree) -> None:
    """Make the verb of a closing report the head of its sentence, and what stands before it what is reported."""
    for verb in range(2, len(tree)):
        if tree.tags[verb] in REPORTING_TAGS and tree.deps[verb] in ("conj", "ROOT") and is_speech(tree.lower[verb]):
            main = tree.heads[verb] if tree.deps[verb] == "conj" else tree.first_child(verb, "ccomp")
            speaker = _find_speaker(tree, main, verb) if main is not None else None
            if main is not None and speaker is not None:
                _raise(tree, main, verb, speaker)
                return


def _find_speaker(tree: Tree, main: int, verb: int) -> int | None:
    """Return the noun between a comma and the verb that is its subject, or that the parser takes for one thing more."""
    is_joined = any(tree.deps[kid] == "cc" and kid < verb for kid in tree.children[main])
    if tree.heads[main] not in (main, verb) or main > verb or is_joined:
        return None
    speaker = tree.first_child(verb, "nsubj")
    if speaker is None:
        speaker = _find_listed(tree, main, verb - 2 if tree.words[verb - 1] == COMMA else verb - 1)
    first = tree.edges[speaker][0] if speaker is not None else 0
    return speaker if first > main and tree.words[first - 1] == COMMA else None


def _find_listed(tree: Tree, main: int, last: int) -> int | None:
    """Return the noun that ends with a word and stands beside another one: "26 pumps, its manager, Ana Lima"."""
    listed, word = None, last
    while tree.heads[word] != word and word > main:
        head = tree.heads[word]
        is_listed = tree.deps[word] == "conj" and not any(tree.deps[kid] == "cc" for kid in tree.children[head])
        if tree.tags[word] in NAMING_TAGS and (is_listed or tree.deps[word] == "appos"):
            listed = word
        word = head
    return listed if listed is not None and tree.edges[listed][1] >= last else None


def _raise(tree: Tree, main: int, verb: int, speaker: int) -> None:
    """Hang the main clause, the speaker and what stands around the verb on it."""
    first = tree.edges[speaker][0]
    marks = [place for place in range(first - 1, verb) if tree.deps[place] == "punct" and tree.heads[place] < first]
    behind = [kid for kid in tree.children[main] if kid > verb]
    tree.deps[verb], tree.deps[main], tree.deps[speaker] = "ROOT", "ccomp", "nsubj"
    for word in (verb, main, speaker, *marks, *behind):
        tree.attach(word, verb)
