"""Verbs as cues: who says that ..., wants to ..., criticizes ..., calls ... a ..."""

from collections.abc import Iterator

from claims.nlp import cues
from claims.nlp.attributions import Attribution, Mention
from claims.nlp.cues import Verb
from claims.nlp.reading import Span
from claims.nlp.trees import Tree

Pieces = list[tuple[int, int]]
DEEPEST = 4  # verbs between a cue and the subject it shares
SUBJECTS = ("nsubj",)
RELATIVES = frozenset({"who", "that", "which"})
EMPTY_SUBJECTS = frozenset({"it", "there", "what"})
AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
MINDFUL = frozenset({"speech", "thought", "showing", "naming"})
CONDITIONS = frozenset({"if", "unless", "because", "should"})
TAILS = frozenset({"dobj", "oprd", "acomp", "xcomp", "ccomp", "prep", "prt", "dative", "cc"})
# Passives that name or oblige rather than report.
UNSAID = frozenset(
    {"suppose", "call", "name", "dub", "need", "require", "see", "hear", "maintain", "hold", "find", "go"}
)
TIMING = frozenset({"since", "during", "after", "before", "until", "amid"})
PLACING = TIMING | {"in", "at", "on", "over", "for", "with"}
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
        if tag.startswith("VB") and tree.lower[word] not in CAUSING and tree.lower[word].isalpha():
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
    how, content = _content(tree, word, verb)
    return _attribution(tree, word, how, content, source) if content else None


def _attribution(tree: Tree, word: int, how: str, pieces: Pieces, source: Mention | None) -> Attribution | None:
    spans = [tree.span(*edges) for piece in pieces if (edges := tree.trimmed(*piece))]
    if not spans:
        return None
    verb = cues.load().verbs.get(tree.lower[word], UNKNOWN)
    return Attribution(tuple(spans), source, cue_span(tree, word), verb.lemma or tree.lower[word], how)


def cue_span(tree: Tree, word: int) -> Span:
    """The verb with its auxiliaries and negation."""
    first = word
    while first > 0 and tree.heads[first - 1] == word and tree.deps[first - 1] in AUXILIARIES:
        first -= 1
    particle = tree.child(word, "prt")
    return tree.span(first, particle if particle == word + 1 else word)


def mention(tree: Tree, head: int) -> Mention:
    """A source with all that describes it; "who" keeps the words it stands for."""
    edges = tree.trimmed(*tree.edges[head]) or (head, head)
    return Mention(tree.span(*edges), tree.lower[head], _antecedent(tree, head))


def _antecedent(tree: Tree, head: int) -> Span | None:
    """What a relative pronoun stands for."""
    if tree.lower[head] not in RELATIVES:
        return None
    clause = tree.heads[head]
    while tree.deps[clause] in ("conj", "xcomp") and tree.heads[clause] != clause:
        clause = tree.heads[clause]
    noun = tree.heads[clause]
    return tree.span(tree.edges[noun][0], noun) if tree.deps[clause] == "relcl" else None


def subject(tree: Tree, word: int, depth: int = 0) -> Mention | None:
    """Who does what this verb says: its own subject, or the one it shares."""
    own = tree.child(word, *SUBJECTS)
    if own is not None:
        return None if tree.lower[own] in EMPTY_SUBJECTS else mention(tree, own)
    head, label = tree.heads[word], tree.deps[word]
    if head == word or depth > DEEPEST:
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


def is_finite(tree: Tree, clause: int) -> bool:
    """Whether a clause says that something is so, rather than naming an action."""
    kids = tree.children[clause]
    if any(tree.deps[kid] in ("mark", "expl", "nsubjpass", "csubj") for kid in kids):
        return True
    if tree.tags[clause] in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(tree.deps[kid].startswith("aux") and tree.tags[kid] in ("VBD", "VBZ", "VBP", "MD") for kid in kids)


def _without_cue(tree: Tree, clause: int, word: int) -> Pieces:
    """The clause; where the cue stands in its midst, the pieces before and behind."""
    first, last = tree.edges[clause]
    if not first <= word <= last:
        return [(first, last)]
    own = [tree.edges[kid] for kid in tree.children[word] if kid != clause and tree.deps[kid] in ("nsubj", "prt")]
    low = min([word, *(edge[0] for edge in own)])
    high = max([word, *(edge[1] for edge in own)])
    return [piece for piece in ((first, low - 1), (high + 1, last)) if piece[0] <= piece[1]]


def _content(tree: Tree, word: int, verb: Verb) -> tuple[str, Pieces]:
    """The words that stand as the verb's content, as pieces, and by which frame; or nothing."""
    for how, frame in FRAMES:
        pieces = frame(tree, word, verb)
        if pieces:
            return how, pieces
    return "", []


def _clause(tree: Tree, word: int, verb: Verb) -> Pieces:
    """... that it is so."""
    kids = [kid for kid in tree.children[word] if tree.deps[kid] == "ccomp" and not _is_closed(tree, kid, word)]
    clause = kids[0] if kids else None
    if clause is None or not (verb.frames & MINDFUL or is_finite(tree, clause)):
        return []
    if tree.edges[clause][1] < word and not verb.frames & MINDFUL:
        return []
    if tree.edges[clause][0] > word:
        return [(tree.edges[clause][0], _last(tree, word, clause))]
    return _without_cue(tree, clause, word)


def _is_closed(tree: Tree, clause: int, word: int) -> bool:
    """Whether a clause before the verb stands for itself, as in: it is over; she says so."""
    last = tree.edges[clause][1]
    return last < word and any(mark in (";", ":") for mark in tree.words[last + 1 : word])


def _infinitive(tree: Tree, word: int, verb: Verb) -> Pieces:
    """... to do it; ... somebody to do it."""
    clause = tree.child(word, "xcomp")
    if clause is None or clause < word or "infinitive" not in verb.frames:
        return []
    object_ = tree.child(word, "dobj")
    start = tree.edges[object_ if object_ is not None and object_ > word else clause][0]
    return [(start, _last(tree, word, clause))]


def _insertion(tree: Tree, word: int, verb: Verb) -> Pieces:
    """The main clause around an inserted "he said" or "as he said"."""
    inserted = tree.deps[word] == "parataxis"
    as_clause = tree.deps[word] == "advcl" and tree.lower[tree.edges[word][0]] == "as"
    if not (inserted or as_clause) or not verb.frames & MINDFUL:
        return []
    first, last = tree.edges[tree.heads[word]]
    low, high = tree.edges[word]
    return [piece for piece in ((first, low - 1), (high + 1, last)) if piece[1] - piece[0] > 1]


def _object(tree: Tree, word: int, verb: Verb) -> Pieces:
    """... it; ... somebody for it; ... it a lie."""
    object_ = tree.child(word, "dobj", "oprd")
    if object_ is None or object_ < word:
        return []
    last = _last(tree, word, object_)
    named = "naming" in verb.frames and (last > tree.edges[object_][1] or tree.deps[object_] == "oprd")
    if not (named or "object" in verb.frames or _preposition(tree, word, verb) is not None):
        return []
    return [(tree.edges[object_][0], _cut(tree, object_) if last == tree.edges[object_][1] else last)]


def _cut(tree: Tree, object_: int) -> int:
    """The last word of an object without an added clause (", which ...") or when and where it was said."""
    last = tree.edges[object_][1]
    proper = tree.tags[object_].startswith(("NNP", "PRP"))
    for kid in tree.children[object_]:
        first = tree.edges[kid][0]
        added = tree.deps[kid] in ("relcl", "appos") and first > object_ + 1 and tree.words[first - 1] == ","
        circumstance = tree.deps[kid] == "prep" and tree.lower[kid] in (PLACING if proper else TIMING)
        if kid > object_ and (added or circumstance):
            return min(last, first - 1)
    return last


def _prepositional(tree: Tree, word: int, verb: Verb) -> Pieces:
    """... for it, ... about it."""
    chosen = _preposition(tree, word, verb)
    if chosen is None:
        return []
    return [(chosen + 1, _last(tree, word, chosen))] if chosen < tree.edges[chosen][1] else []


def _preposition(tree: Tree, word: int, verb: Verb) -> int | None:
    behind = (kid for kid in tree.children[word] if kid > word and tree.deps[kid] in ("prep", "prt"))
    return next((kid for kid in behind if tree.lower[kid] in verb.prepositions), None)


def _last(tree: Tree, word: int, start: int) -> int:
    """The last word of all that belongs to a content beginning under `start`."""
    last = tree.edges[start][1]
    for kid in tree.children[word]:
        first = tree.edges[kid][0]
        near = first <= last + 1 or (first == last + 2 and tree.words[last + 1] == '"')
        apart = first == last + 2 and tree.words[last + 1] == "," and tree.deps[kid] in ("ccomp", "advcl", "conj")
        if kid > start and (near or apart) and _belongs(tree, kid):
            last = max(last, tree.edges[kid][1])
    return last


def _belongs(tree: Tree, kid: int) -> bool:
    """Whether a dependent of the cue is more of its content: "... of this and therefore on that", "... if so"."""
    if tree.deps[kid] == "conj":
        return not tree.tags[kid].startswith("VB")
    if tree.deps[kid] == "advcl":
        return tree.lower[tree.edges[kid][0]] in CONDITIONS
    return tree.deps[kid] in TAILS


FRAMES = (
    ("clause", _clause),
    ("infinitive", _infinitive),
    ("insertion", _insertion),
    ("object", _object),
    ("preposition", _prepositional),
)


def _passive(tree: Tree, word: int, verb: Verb) -> Attribution | None:
    """What is said to be so, or was said by somebody."""
    if not verb.frames or verb.lemma in UNSAID:
        return None
    agent = tree.child(word, "agent")
    by = tree.child(agent, "pobj") if agent is not None else None
    source = mention(tree, by) if by is not None else None
    topic = tree.child(word, "nsubjpass")
    behind = tree.child(word, "ccomp", "xcomp", "oprd")
    pieces = [tree.edges[kid] for kid in (topic, behind) if kid is not None and tree.lower[kid] not in EMPTY_SUBJECTS]
    if tree.deps[word] == "acl" and topic is None:
        pieces.insert(0, (tree.edges[tree.heads[word]][0], tree.heads[word]))
    if source is None and (behind is None or topic is None or not verb.frames & {"speech", "thought"}):
        return None
    if source is not None and behind is None and (topic is None or "object" not in verb.frames):
        return None
    return _attribution(tree, word, "passive", pieces, source) if pieces else None
