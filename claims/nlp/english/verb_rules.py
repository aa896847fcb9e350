"""Verbs as cues: who says that ..., wants to ..., criticizes ..., calls ... a ..."""

from collections.abc import Iterator

from claims.nlp.attribution.cue_table import Verb
from claims.nlp.attribution.types import Attribution, Mention
from claims.nlp.english.cues import load_cues
from claims.nlp.english.syntax import EMPTY_SUBJECTS, find_cue_span, find_subject, is_finite, mention_at
from claims.nlp.english.tables import load_table
from claims.nlp.parsing.trees import Tree

Pieces = list[tuple[int, int]]
REPORTING_FRAMES = frozenset({"speech", "thought", "showing", "naming"})
CONTENT_LABELS = frozenset({"dobj", "oprd", "acomp", "xcomp", "ccomp", "prep", "prt", "dative", "cc"})
UNKNOWN_VERB = Verb("", frozenset(), frozenset())
CAUSING_VERBS, UNREPORTED_PASSIVES, CONDITIONS, INSERTION_OPENERS, TIME_PREPOSITIONS = (
    frozenset(load_table("rules")[name].split())
    for name in ("causing_verbs", "unreported_passives", "conditions", "insertion_openers", "time_prepositions")
)
PLACE_PREPOSITIONS = TIME_PREPOSITIONS.union(load_table("rules")["place_prepositions"].split())


def find_by_verb(tree: Tree) -> Iterator[Attribution]:
    """Yield every attribution that a verb of this sentence makes."""
    verbs = load_cues().verbs
    for word, tag in enumerate(tree.tags):
        if tag.startswith("VB") and tree.lower[word] not in CAUSING_VERBS and tree.lower[word].isalpha():
            verb = verbs.get(tree.lower[word], UNKNOWN_VERB)
            find = _find_passive if _is_passive(tree, word) else _find_active
            attribution = find(tree, word, verb)
            if attribution:
                yield attribution


def _is_passive(tree: Tree, word: int) -> bool:
    return tree.tags[word] == "VBN" and (
        tree.first_child(word, "nsubjpass", "auxpass", "agent") is not None or tree.deps[word] == "acl"
    )


def _find_active(tree: Tree, word: int, verb: Verb) -> Attribution | None:
    source = find_subject(tree, word)
    if source is None:
        return None
    how, content = _find_content(tree, word, verb)
    return _build_attribution(tree, word, how, content, source) if content else None


def _build_attribution(tree: Tree, word: int, how: str, pieces: Pieces, source: Mention | None) -> Attribution | None:
    spans = [tree.span(*edges) for piece in pieces if (edges := tree.trim(*piece))]
    if not spans:
        return None
    verb = load_cues().verbs.get(tree.lower[word], UNKNOWN_VERB)
    return Attribution(tuple(spans), source, find_cue_span(tree, word), verb.lemma or tree.lower[word], how)


def _cut_out_cue(tree: Tree, clause: int, word: int) -> Pieces:
    """Return the clause, or the pieces before and behind the cue if the cue stands inside it."""
    first, last = tree.edges[clause]
    if not first <= word <= last:
        return [(first, last)]
    own = [tree.edges[kid] for kid in tree.children[word] if kid != clause and tree.deps[kid] in ("nsubj", "prt")]
    low = min([word, *(edge[0] for edge in own)])
    high = max([word, *(edge[1] for edge in own)])
    return [piece for piece in ((first, low - 1), (high + 1, last)) if piece[0] <= piece[1]]


def _find_content(tree: Tree, word: int, verb: Verb) -> tuple[str, Pieces]:
    """Return the frame that fits the verb and the pieces of its content; no pieces if none fits."""
    for how, frame in FRAMES:
        pieces = frame(tree, word, verb)
        if pieces:
            return how, pieces
    return "", []


def _find_clause(tree: Tree, word: int, verb: Verb) -> Pieces:
    """Return the content of "... that it is so"."""
    kids = [kid for kid in tree.children[word] if tree.deps[kid] == "ccomp" and not _is_closed(tree, kid, word)]
    clause = kids[0] if kids else None
    if clause is None or not (verb.frames & REPORTING_FRAMES or is_finite(tree, clause)):
        return []
    if tree.edges[clause][1] < word and not verb.frames & REPORTING_FRAMES:
        return []
    if tree.edges[clause][0] > word:
        return [(_find_first_word(tree, word, clause), _find_last_word(tree, word, clause))]
    return _cut_out_cue(tree, clause, word)


def _find_first_word(tree: Tree, word: int, clause: int) -> int:
    """Return the first word of a clause; "between three and four people" may stand apart as its subject."""
    first = tree.edges[clause][0]
    has_subject = tree.first_child(clause, "nsubj", "nsubjpass", "expl", "csubj") is not None
    before = next((kid for kid in tree.children[word] if kid > word and tree.edges[kid][1] == first - 1), None)
    if has_subject or before is None or tree.deps[before] != "prep":
        return first
    return before if "CD" in tree.tags[before:first] else first


def _is_closed(tree: Tree, clause: int, word: int) -> bool:
    """Whether a clause before the verb is separate: it is over; she says so."""
    last = tree.edges[clause][1]
    return last < word and any(mark in (";", ":") for mark in tree.words[last + 1 : word])


def _find_infinitive(tree: Tree, word: int, verb: Verb) -> Pieces:
    """Return the content of "... to do it" and "... somebody to do it"."""
    clause = tree.first_child(word, "xcomp")
    if clause is None or clause < word or "infinitive" not in verb.frames:
        return []
    object_ = tree.first_child(word, "dobj")
    start = tree.edges[object_ if object_ is not None and object_ > word else clause][0]
    return [(start, _find_last_word(tree, word, clause))]


def _find_insertion(tree: Tree, word: int, verb: Verb) -> Pieces:
    """Return the main clause around an inserted "he said" or "as he said"."""
    inserted = tree.deps[word] == "parataxis"
    as_clause = tree.deps[word] == "advcl" and tree.lower[tree.edges[word][0]] in INSERTION_OPENERS
    if not (inserted or as_clause) or not verb.frames & REPORTING_FRAMES:
        return []
    first, last = tree.edges[tree.heads[word]]
    low, high = tree.edges[word]
    return [piece for piece in ((first, low - 1), (high + 1, last)) if piece[1] - piece[0] > 1]


def _find_object(tree: Tree, word: int, verb: Verb) -> Pieces:
    """Return the content of "... it", "... somebody for it" and "... it a lie"."""
    object_ = tree.first_child(word, "dobj", "oprd")
    if object_ is None or object_ < word:
        return []
    last = _find_last_word(tree, word, object_)
    named = "naming" in verb.frames and (last > tree.edges[object_][1] or tree.deps[object_] == "oprd")
    if not (named or "object" in verb.frames or _find_preposition(tree, word, verb) is not None):
        return []
    return [(tree.edges[object_][0], _cut_object(tree, object_) if last == tree.edges[object_][1] else last)]


def _cut_object(tree: Tree, object_: int) -> int:
    """Return the last word of an object without an added clause (", which ...") and without time and place."""
    last = tree.edges[object_][1]
    proper = tree.tags[object_].startswith(("NNP", "PRP"))
    for kid in tree.children[object_]:
        first = tree.edges[kid][0]
        added = tree.deps[kid] in ("relcl", "appos") and first > object_ + 1 and tree.words[first - 1] == ","
        circumstance = tree.deps[kid] == "prep" and tree.lower[kid] in (
            PLACE_PREPOSITIONS if proper else TIME_PREPOSITIONS
        )
        if kid > object_ and (added or circumstance):
            return min(last, first - 1)
    return last


def _find_preposition_content(tree: Tree, word: int, verb: Verb) -> Pieces:
    """Return the content of "... for it" and "... about it"."""
    chosen = _find_preposition(tree, word, verb)
    if chosen is None:
        return []
    return [(chosen + 1, _find_last_word(tree, word, chosen))] if chosen < tree.edges[chosen][1] else []


def _find_preposition(tree: Tree, word: int, verb: Verb) -> int | None:
    behind = (kid for kid in tree.children[word] if kid > word and tree.deps[kid] in ("prep", "prt"))
    return next((kid for kid in behind if tree.lower[kid] in verb.prepositions), None)


def _find_last_word(tree: Tree, word: int, start: int) -> int:
    """Return the last word of a content that begins under `start`."""
    last = tree.edges[start][1]
    for kid in tree.children[word]:
        first = tree.edges[kid][0]
        near = first <= last + 1 or (first == last + 2 and tree.words[last + 1] == '"')
        apart = first == last + 2 and tree.words[last + 1] == "," and tree.deps[kid] in ("ccomp", "advcl", "conj")
        if kid > start and (near or apart) and _is_content(tree, kid):
            last = max(last, tree.edges[kid][1])
    return last


def _is_content(tree: Tree, kid: int) -> bool:
    """Whether a dependent of the cue continues its content: "... of this and therefore on that", "... if so"."""
    if tree.deps[kid] == "conj":
        return not tree.tags[kid].startswith("VB")
    if tree.deps[kid] == "advcl":
        return tree.lower[tree.edges[kid][0]] in CONDITIONS
    return tree.deps[kid] in CONTENT_LABELS


FRAMES = (
    ("clause", _find_clause),
    ("infinitive", _find_infinitive),
    ("insertion", _find_insertion),
    ("object", _find_object),
    ("preposition", _find_preposition_content),
)


def _find_passive(tree: Tree, word: int, verb: Verb) -> Attribution | None:
    """Return the attribution of "it is said to be so" and "it was said by somebody"."""
    if not verb.frames or verb.lemma in UNREPORTED_PASSIVES:
        return None
    agent = tree.first_child(word, "agent")
    by = tree.first_child(agent, "pobj") if agent is not None else None
    source = mention_at(tree, by) if by is not None else None
    topic = tree.first_child(word, "nsubjpass")
    behind = tree.first_child(word, "ccomp", "xcomp", "oprd")
    pieces = [tree.edges[kid] for kid in (topic, behind) if kid is not None and tree.lower[kid] not in EMPTY_SUBJECTS]
    if tree.deps[word] == "acl" and topic is None:
        pieces.insert(0, (tree.edges[tree.heads[word]][0], tree.heads[word]))
    if source is None and (behind is None or topic is None or not verb.frames & {"speech", "thought"}):
        return None
    if source is not None and behind is None and (topic is None or "object" not in verb.frames):
        return None
    return _build_attribution(tree, word, "passive", pieces, source) if pieces else None
