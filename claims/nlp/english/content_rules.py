"""What a verb says: the clause, infinitive, object or phrase that is its content."""

from claims.nlp.attribution.cue_table import Verb
from claims.nlp.english.clause_rules import (
    cut_description,
    cut_remark,
    find_first_word,
    find_shared_clause,
    find_told_clause,
    is_closed,
)
from claims.nlp.english.cues import is_speech, load_cues
from claims.nlp.english.reach_rules import find_last_word, is_closing
from claims.nlp.english.syntax import FINITE_TAGS, QUOTATION_MARKS, is_finite
from claims.nlp.english.tables import load_table
from claims.nlp.parsing.trees import Tree

Ranges = list[tuple[int, int]]
REPORTING_FRAMES = frozenset({"speech", "thought", "showing", "naming"})
COLON_REACH = 7
"""The words behind a speech verb in which a colon leads to its content."""

REFUSALS = frozenset({"refuse", "decline"})
(
    INSERTION_OPENERS,
    INSERTION_VERBS,
    TIME_PREPOSITIONS,
    ANONYMITY,
    ESTIMATING,
    DISPLAYING,
    ANSWERING,
    SHARES,
    COMMENTING,
    COUNTING_VERBS,
    LACKING,
) = (
    frozenset(load_table("rules")[name].split())
    for name in (
        "insertion_openers",
        "insertion_verbs",
        "time_prepositions",
        "anonymity",
        "estimating",
        "displaying",
        "answering",
        "shares",
        "commenting",
        "counting_verbs",
        "lacking",
    )
)
PLACE_PREPOSITIONS = TIME_PREPOSITIONS.union(load_table("rules")["place_prepositions"].split())


def _cut_out_cue(tree: Tree, clause: int, word: int) -> Ranges:
    """Return the clause, or the pieces before and behind the cue if the cue stands inside it."""
    first, last = tree.edges[clause]
    if not first <= word <= last:
        return [(first, last)]
    own = [tree.edges[kid] for kid in tree.children[word] if kid != clause and tree.deps[kid] in ("nsubj", "prt")]
    low = min([word, *(edge[0] for edge in own)])
    high = max([word, *(edge[1] for edge in own)])
    return [piece for piece in ((first, low - 1), (high + 1, last)) if piece[0] <= piece[1]]


def find_content(tree: Tree, word: int, verb: Verb) -> tuple[str, Ranges]:
    """Return the frame that fits the verb and the pieces of its content; no pieces if none fits."""
    if verb.lemma in COUNTING_VERBS and tree.tags[word + 1 : word + 2] == ["CD"]:
        return "", []  # a result or a measure: "voted 31 to 24 for the plan"
    for how, frame in FRAMES:
        pieces = frame(tree, word, verb)
        if pieces:
            return how, pieces
    return "", []


def _find_clause(tree: Tree, word: int, verb: Verb) -> Ranges:
    """Return the content of "... that it is so"."""
    kids = [kid for kid in tree.children[word] if tree.deps[kid] == "ccomp" and not is_closed(tree, kid, word)]
    if not kids and (reach := _find_behind_lack(tree, word, verb)) is not None:
        return [reach]
    clause = kids[0] if kids else find_told_clause(tree, word, verb) or find_shared_clause(tree, word)
    if clause is None or not (verb.frames & REPORTING_FRAMES or is_finite(tree, clause)):
        return []
    if tree.edges[clause][1] < word and not verb.frames & REPORTING_FRAMES:
        return []
    if tree.edges[clause][0] > word:
        return [(find_first_word(tree, word, clause), cut_remark(tree, word, find_last_word(tree, word, clause)))]
    pieces = _cut_out_cue(tree, clause, word)
    joined = [tree.edges[kid][1] for kid in kids if pieces[-1:] and pieces[-1][1] < tree.edges[kid][1] < word]
    return [*pieces[:-1], (pieces[-1][0], joined[-1])] if joined else pieces


def _find_behind_lack(tree: Tree, word: int, verb: Verb) -> tuple[int, int] | None:
    """Return the clause that the parser hangs on a missing proof: "claimed without offering evidence that it is so"."""
    lack = next((kid for kid in tree.children[word] if kid == word + 1 and tree.lower[kid] in LACKING), None)
    if lack is None or "speech" not in verb.frames:
        return None
    last = tree.edges[lack][1]
    that = next((place for place in range(lack + 2, last) if tree.lower[place] == "that"), None)
    return (that, last) if that is not None and tree.tags[that] == "IN" else None


def _find_infinitive(tree: Tree, word: int, verb: Verb) -> Ranges:
    """Return the content of "... to do it" and "... somebody to do it"."""
    clause = tree.first_child(word, "xcomp")
    if clause is None or clause < word:
        return []
    is_refused = verb.lemma in REFUSALS or any(tree.first_child(one, "neg") is not None for one in (word, clause))
    if tree.lower[clause] in ANONYMITY and is_refused:
        return []
    is_gerund = tree.tags[clause] == "VBG" or any(
        tree.deps[kid].startswith("aux") and tree.tags[kid] == "VBG" for kid in tree.children[clause]
    )
    if is_gerund and "gerund" in verb.frames:
        return [(tree.edges[clause][0], find_last_word(tree, word, clause))]
    if "infinitive" not in verb.frames or (verb.lemma in REFUSALS and _says_nothing(tree, clause)):
        return []
    object_ = tree.first_child(word, "dobj")
    start = tree.edges[object_ if object_ is not None and object_ > word else clause][0]
    return [(start, find_last_word(tree, word, clause))]


def _says_nothing(tree: Tree, clause: int) -> bool:
    """Whether what somebody refuses to do is to speak about what others say: "declined to comment on the report"."""
    behind = tree.first_child(clause, "prep")
    topic = tree.first_child(behind, "pobj") if behind is not None else None
    is_about = topic is not None and _find_denied_clause(tree, topic) is not None
    is_mute = tree.lower[clause] in COMMENTING and tree.edges[clause][1] == clause
    return has_clause(tree, clause) or is_mute or (is_about and is_speech(tree.lower[clause]))


def has_clause(tree: Tree, word: int) -> bool:
    """Whether a verb has a content of its own: "to say whether", "to confirm that"."""
    verb = load_cues().verbs.get(tree.lower[word])
    return verb is not None and bool(verb.frames & REPORTING_FRAMES) and tree.first_child(word, "ccomp") is not None


def find_insertion(tree: Tree, word: int, verb: Verb) -> Ranges:
    """Return the main clause around an inserted "he said" or "as he said"."""
    inserted = tree.deps[word] == "parataxis" or is_closing(tree, word)
    as_clause = tree.deps[word] == "advcl" and tree.lower[tree.edges[word][0]] in INSERTION_OPENERS
    reports = verb.frames & REPORTING_FRAMES or (as_clause and tree.lower[word] in INSERTION_VERBS)
    if not (inserted or as_clause) or not reports:
        return []
    anchor = tree.heads[word]
    if tree.tags[anchor].startswith("NN") and tree.deps[anchor] in ("nsubj", "nsubjpass"):
        anchor = tree.heads[anchor]
    first, last = tree.edges[anchor]
    low, high = tree.edges[word]
    pieces = [edges for piece in ((first, low - 1), (high + 1, last)) if (edges := tree.trim(*piece))]
    return [piece for piece in pieces if piece[1] > piece[0] or tree.tags[piece[0]].startswith(("NN", "PRP"))]


def _find_naming(tree: Tree, word: int, verb: Verb) -> Ranges:
    """Return the content of "call it a lie", which can be true or false without a verb."""
    object_ = tree.first_child(word, "dobj", "oprd")
    if object_ is None or object_ < word or "naming" not in verb.frames:
        return []
    if verb.lemma in load_cues().denying and _find_denied_clause(tree, object_) is not None:
        return []
    last = find_last_word(tree, word, object_)
    described = any(kid > object_ and tree.deps[kid] == "amod" for kid in tree.children[object_])
    described = described or any(
        kid > object_ and tree.deps[kid] == "appos" and tree.words[tree.edges[kid][0]] in QUOTATION_MARKS
        for kid in tree.children[object_]
    )
    named = last > tree.edges[object_][1] or tree.deps[object_] == "oprd" or described
    return [(tree.edges[object_][0], last)] if named else []


def _find_object(tree: Tree, word: int, verb: Verb) -> Ranges:
    """Return the content of "... it", "... somebody for it" and "... it a lie"."""
    object_ = tree.first_child(word, "dobj", "oprd")
    if object_ is None and (shifted := _find_shifted_clause(tree, word, verb)) is not None:
        return [tree.edges[shifted]]
    if object_ is None or object_ < word or _find_naming(tree, word, verb):
        return []
    last = find_last_word(tree, word, object_)
    if verb.lemma in ESTIMATING and not _is_estimate(tree, object_, last):
        return []
    if not (
        "object" in verb.frames
        or find_preposition(tree, word, verb) is not None
        or _is_charge(tree, object_, verb)
        or (verb.frames & REPORTING_FRAMES and tree.words[tree.edges[object_][0]] in QUOTATION_MARKS)
    ):
        return []
    if verb.lemma in DISPLAYING and tree.first_child(word, "dative") is not None:
        return []
    first = tree.edges[object_][0]
    if verb.lemma in ANSWERING | load_cues().denying and (clause := _find_denied_clause(tree, object_)) is not None:
        first = tree.edges[clause][0]
    last = _cut_object(tree, object_) if last == tree.edges[object_][1] else last
    return [(first, cut_description(tree, first, last))]


def _is_estimate(tree: Tree, object_: int, last: int) -> bool:
    """Whether what follows a verb is a number: "put the toll at 300", "puts the party on 44 per cent"."""
    has_number = "CD" in tree.tags[object_ : last + 1]
    is_share = not SHARES.isdisjoint(tree.lower[object_ : last + 1])
    return has_number and (is_share or "on" not in tree.lower[object_ : last + 1])


def _find_shifted_clause(tree: Tree, word: int, verb: Verb) -> int | None:
    """Return the clause of "dismissed as false a report that it is so"."""
    behind = tree.first_child(word, "prep") if verb.lemma in load_cues().denying else None
    if behind is None or tree.lower[behind] != "as":
        return None
    noun = tree.first_child(behind, "pobj")
    return _find_denied_clause(tree, noun) if noun is not None else None


def _find_denied_clause(tree: Tree, object_: int) -> int | None:
    """Return the clause of "denied a report that it is so", None if the object has none."""
    clause = tree.first_child(object_, "acl", "ccomp", "relcl")
    named = tree.lower[object_] in load_cues().nouns and clause is not None and clause > object_
    return clause if named and clause is not None and tree.tags[tree.edges[clause][0]] == "IN" else None


def _is_charge(tree: Tree, object_: int, verb: Verb) -> bool:
    """Whether a preposition behind an object says what somebody did: "suspect the captain of having slept"."""
    behind = (kid for kid in tree.children[object_] if kid > object_ and tree.deps[kid] == "prep")
    return any(tree.lower[kid] in verb.prepositions and tree.first_child(kid, "pcomp") is not None for kid in behind)


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


def _find_preposition_content(tree: Tree, word: int, verb: Verb) -> Ranges:
    """Return the content of "... for it" and "... about it"."""
    chosen = find_preposition(tree, word, verb)
    particle = tree.first_child(word, "prt")
    is_phrasal = particle is not None and tree.lower[particle] not in verb.prepositions
    if chosen is None or is_phrasal or verb.lemma in ESTIMATING:
        return []
    topic = tree.first_child(chosen, "pobj")
    if verb.lemma in COMMENTING and topic is not None and _find_denied_clause(tree, topic) is not None:
        return []
    if chosen + 1 < len(tree) and tree.lower[chosen + 1] in ANONYMITY:
        return []
    last = cut_description(tree, chosen, find_last_word(tree, word, chosen))
    return [(chosen + 1, last)] if chosen < tree.edges[chosen][1] else []


def find_preposition(tree: Tree, word: int, verb: Verb) -> int | None:
    behind = (kid for kid in tree.children[word] if kid > word and tree.deps[kid] in ("prep", "prt"))
    return next((kid for kid in behind if tree.lower[kid] in verb.prepositions), None)


def _find_after_colon(tree: Tree, word: int, verb: Verb) -> Ranges:
    """Return what follows "tweeted:" or "wrote on Friday:" without quotation marks."""
    colon = next(
        (place for place in range(word + 1, min(word + COLON_REACH, len(tree))) if tree.words[place] == ":"), 0
    )
    speaks = "speech" in verb.frames and tree.tags[word] in ("VBD", "VBZ", "VBP")
    if not colon or not speaks or colon + 2 >= len(tree) or tree.words[colon + 1] in QUOTATION_MARKS:
        return []
    return [(colon + 1, len(tree) - 1)]


def _find_bare_clause(tree: Tree, word: int, verb: Verb) -> Ranges:
    """Return what follows a verb of speech where the parser sees no clause: "She said 500 died"."""
    marked = word + 2 < len(tree) and tree.lower[word + 1] == "that" and tree.tags[word + 1] == "IN"
    last = tree.edges[word][1]
    if marked:
        last = next((place - 1 for place in range(word + 2, len(tree)) if tree.words[place] in ",;."), len(tree) - 1)
    if "speech" not in verb.frames or tree.tags[word] not in ("VBD", "VBZ", "VBP") or last < word + 2:
        return []
    begins = marked or tree.tags[word + 1].startswith(("CD", "DT", "PRP", "NN"))
    states = any(tree.tags[place] in FINITE_TAGS for place in range(word + 2, last + 1))
    return [(word + 1, last)] if begins and states else []


FRAMES = (
    ("colon", _find_after_colon),
    ("clause", _find_clause),
    ("infinitive", _find_infinitive),
    ("insertion", find_insertion),
    ("naming", _find_naming),
    ("object", _find_object),
    ("preposition", _find_preposition_content),
    ("bare", _find_bare_clause),
)
