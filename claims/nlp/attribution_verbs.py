"""Verbs as cues: who says that ..., wants to ..., criticizes ..., calls ... a ..."""

from collections.abc import Iterator

from claims.nlp import cues
from claims.nlp.attributions import Attribution, Mention
from claims.nlp.cues import Verb
from claims.nlp.reading import Span
from claims.nlp.trees import Tree

SUBJECTS = ("nsubj",)
RELATIVES = frozenset({"who", "that", "which"})
EMPTY_SUBJECTS = frozenset({"it", "there", "what"})
AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
UNKNOWN = Verb("", frozenset(), frozenset())
# These take a clause without anybody saying or thinking it.
CAUSING = frozenset(
    """make makes made making let lets letting help helps helped helping ensure ensures ensured ensuring mean means
    meant meaning cause causes caused causing keep keeps kept keeping get gets got getting have has had having be is
    are was were been being 's 're happen happens happened seem seems seemed appear appears appeared do does did
    depend depends depended watch watches watched require requires required allow allows allowed turn turns turned
    take takes took taking give gives gave giving""".split()
)


def verbs(tree: Tree) -> Iterator[Attribution]:
    """Every attribution that a verb of this sentence makes."""
    table = cues.load().verbs
    for word, tag in enumerate(tree.tags):
        if tag.startswith("VB") and tree.lower[word] not in CAUSING:
            verb = table.get(tree.lower[word], UNKNOWN)
            found = _passive(tree, word, verb) if _is_passive(tree, word) else _active(tree, word, verb)
            if found:
                yield found


def _is_passive(tree: Tree, word: int) -> bool:
    return tree.tags[word] == "VBN" and (
        tree.child(word, "nsubjpass", "auxpass", "agent") is not None or tree.deps[word] == "acl"
    )


def _active(tree: Tree, word: int, verb: Verb) -> Attribution | None:
    source = subject(tree, word)
    if source is None:
        return None
    content = _content(tree, word, verb)
    return _attribution(tree, word, verb, content, source) if content else None


def _attribution(
    tree: Tree, word: int, verb: Verb, pieces: list[tuple[int, int]], source: Mention | None
) -> Attribution | None:
    spans = [tree.span(*edges) for piece in pieces if (edges := tree.trimmed(*piece))]
    if not spans:
        return None
    return Attribution(tuple(spans), source, cue_span(tree, word), verb.lemma or tree.lower[word], "verb")


def cue_span(tree: Tree, word: int) -> Span:
    """The verb with its auxiliaries and negation."""
    first = word
    while first > 0 and tree.heads[first - 1] == word and tree.deps[first - 1] in AUXILIARIES:
        first -= 1
    particle = tree.child(word, "prt")
    return tree.span(first, particle if particle == word + 1 else word)


def mention(tree: Tree, head: int) -> Mention:
    """A source with all that describes it; a relative pronoun keeps what it stands for."""
    first, last = tree.edges[head]
    edges = tree.trimmed(first, last) or (head, head)
    antecedent = None
    if tree.lower[head] in RELATIVES:
        clause = tree.heads[head]
        while tree.deps[clause] in ("conj", "xcomp") and tree.heads[clause] != clause:
            clause = tree.heads[clause]
        if tree.deps[clause] == "relcl":
            antecedent = tree.span(tree.edges[tree.heads[clause]][0], clause - 1 if clause == head + 1 else head - 1)
            antecedent = tree.span(tree.edges[tree.heads[clause]][0], tree.heads[clause])
    return Mention(tree.span(*edges), tree.lower[head], antecedent)


def subject(tree: Tree, word: int, depth: int = 0) -> Mention | None:
    """Who does what this verb says: its own subject, or the one it shares."""
    own = tree.child(word, *SUBJECTS)
    if own is not None:
        return None if tree.lower[own] in EMPTY_SUBJECTS else mention(tree, own)
    head, label = tree.heads[word], tree.deps[word]
    if head == word or depth > 4:
        return None
    if label == "acl" and tree.tags[head].startswith(("NN", "PRP")):
        return _noun(tree, head, word)
    if label in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "prep", "parataxis", "dep"):
        return None if label == "ccomp" and tree.tags[word] != "VBG" else subject(tree, head, depth + 1)
    return None


def _noun(tree: Tree, head: int, word: int) -> Mention:
    first, _ = tree.edges[head]
    last = head
    while last + 1 < tree.edges[word][0]:
        last += 1
    return Mention(tree.span(*(tree.trimmed(first, last) or (head, head))), tree.lower[head])


def _is_finite(tree: Tree, clause: int) -> bool:
    kids = tree.children[clause]
    if any(tree.deps[kid] in ("mark", "expl", "nsubjpass", "csubj") for kid in kids):
        return True
    if tree.tags[clause] in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(tree.deps[kid].startswith("aux") and tree.tags[kid] in ("VBD", "VBZ", "VBP", "MD") for kid in kids)


def _without_cue(tree: Tree, clause: int, word: int) -> list[tuple[int, int]]:
    """The clause; where the cue stands in its midst, the pieces before and behind."""
    first, last = tree.edges[clause]
    if not first <= word <= last:
        return [(first, last)]
    own = [tree.edges[kid] for kid in tree.children[word] if kid != clause and tree.deps[kid] in ("nsubj", "prt")]
    low = min([word, *(edge[0] for edge in own)])
    high = max([word, *(edge[1] for edge in own)])
    return [piece for piece in ((first, low - 1), (high + 1, last)) if piece[0] <= piece[1]]


def _content(tree: Tree, word: int, verb: Verb) -> list[tuple[int, int]]:
    """The words that stand as the verb's content, as pieces, or nothing."""
    clause = tree.child(word, "ccomp")
    object_ = tree.child(word, "dobj", "oprd")
    if clause is not None and (verb.frames & {"speech", "thought", "showing", "naming"} or _is_finite(tree, clause)):
        return _without_cue(tree, clause, word)
    open_clause = tree.child(word, "xcomp")
    if (
        open_clause is not None
        and open_clause > word
        and "infinitive" in verb.frames | ({"infinitive"} if "speech" in verb.frames else set())
    ):
        start = tree.edges[object_][0] if object_ is not None and object_ > word else tree.edges[open_clause][0]
        return [(start, tree.edges[open_clause][1])]
    if tree.deps[word] == "parataxis" or (tree.deps[word] == "advcl" and tree.lower[tree.edges[word][0]] == "as"):
        return _around(tree, word, verb)
    return _object(tree, word, verb, object_)


def _around(tree: Tree, word: int, verb: Verb) -> list[tuple[int, int]]:
    """The main clause around an inserted "he said" or "as he said"."""
    if not verb.frames & {"speech", "thought", "showing"}:
        return []
    first, last = tree.edges[tree.heads[word]]
    low, high = tree.edges[word]
    return [piece for piece in ((first, low - 1), (high + 1, last)) if piece[1] - piece[0] > 1]


def _object(tree: Tree, word: int, verb: Verb, object_: int | None) -> list[tuple[int, int]]:
    behind = [kid for kid in tree.children[word] if kid > word and tree.deps[kid] == "prep"]
    chosen = next((kid for kid in behind if tree.lower[kid] in verb.prepositions), None)
    if object_ is not None and object_ > word and (verb.frames & {"object", "naming"} or chosen is not None):
        last = max(
            [
                tree.edges[object_][1],
                *(tree.edges[kid][1] for kid in behind if tree.lower[kid] in ("as", "for")),
            ]
        )
        return [(tree.edges[object_][0], max(last, tree.edges[chosen][1] if chosen is not None else last))]
    if chosen is not None:
        first, last = tree.edges[chosen]
        return [(first + 1, last)] if first < last else []
    return []


def _passive(tree: Tree, word: int, verb: Verb) -> Attribution | None:
    """What is said to be so, or was said by somebody."""
    if not verb.frames:
        return None
    agent = tree.child(word, "agent")
    by = tree.child(agent, "pobj") if agent is not None else None
    source = mention(tree, by) if by is not None else None
    topic = tree.child(word, "nsubjpass")
    behind = tree.child(word, "ccomp", "xcomp", "oprd")
    pieces = [tree.edges[kid] for kid in (topic, behind) if kid is not None and tree.lower[kid] not in EMPTY_SUBJECTS]
    if tree.deps[word] == "acl" and topic is None:
        pieces.insert(0, (tree.edges[tree.heads[word]][0], tree.heads[word]))
    if source is None and behind is None:
        return None
    return _attribution(tree, word, verb, pieces, source) if pieces else None
