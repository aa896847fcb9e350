"""Verbs as cues: who says that ..., wants to ..., criticizes ..., calls ... a ..."""

from collections.abc import Iterator
from dataclasses import replace

from claims.nlp.attribution.cue_table import Verb
from claims.nlp.attribution.types import Attribution, Mention
from claims.nlp.english.assertion_rules import is_embedded_question, mark_stance
from claims.nlp.english.cues import load_cues
from claims.nlp.english.syntax import (
    EMPTY_SUBJECTS,
    FINITE_TAGS,
    QUOTATION_MARKS,
    find_cue_span,
    find_subject,
    is_finite,
    is_mistagged_verb,
    mention_at,
)
from claims.nlp.english.tables import load_table
from claims.nlp.parsing.trees import Tree

Pieces = list[tuple[int, int]]
REPORTING_FRAMES = frozenset({"speech", "thought", "showing", "naming"})
CONTENT_LABELS = frozenset({"dobj", "oprd", "acomp", "xcomp", "ccomp", "prep", "prt", "dative"})
COLON_REACH = 7
"""The words behind a speech verb in which a colon leads to its content."""

LONGEST_JOINT_WORDS = 3
WEEKDAYS, ANONYMITY, READERS = (
    frozenset(load_table("rules")[name].split()) for name in ("weekdays", "anonymity", "readers")
)
REFUSALS = frozenset({"refuse", "decline"})
LAST_OPENING = 2
"""The words in which a participle opens a sentence: "When asked", "Asked"."""

UNKNOWN_VERB = Verb("", frozenset(), frozenset())
CAUSING_VERBS, UNREPORTED_PASSIVES, CONDITIONS, INSERTION_OPENERS, INSERTION_VERBS, ACCUSING, TIME_PREPOSITIONS = (
    frozenset(load_table("rules")[name].split())
    for name in (
        "causing_verbs",
        "unreported_passives",
        "conditions",
        "insertion_openers",
        "insertion_verbs",
        "accusing_verbs",
        "time_prepositions",
    )
)
PLACE_PREPOSITIONS = TIME_PREPOSITIONS.union(load_table("rules")["place_prepositions"].split())


def find_by_verb(tree: Tree) -> Iterator[Attribution]:
    """Yield every attribution that a verb of this sentence makes."""
    verbs = load_cues().verbs
    for word, tag in enumerate(tree.tags):
        if tag.startswith("VB") and tree.lower[word] not in CAUSING_VERBS and tree.lower[word].isalpha():
            verb = verbs.get(tree.lower[word], UNKNOWN_VERB)
            attribution = _find(tree, word, verb)
            if attribution:
                yield mark_stance(tree, word, attribution)
        elif tag.startswith("NN") and is_reporting(tree, word) and is_mistagged_verb(tree, word):
            yield from _find_mistagged(tree, word)


def is_reporting(tree: Tree, word: int) -> bool:
    """Whether a word is a form of a verb of speech or showing."""
    verb = load_cues().verbs.get(tree.lower[word])
    return verb is not None and bool(verb.frames & {"speech", "showing"})


def _find_mistagged(tree: Tree, word: int) -> Iterator[Attribution]:
    source, content = tree.trim(0, word - 1), tree.trim(word + 1, len(tree) - 1)
    if source and content:
        mention = Mention(tree.span(*source), tree.lower[word - 1])
        lemma = load_cues().verbs[tree.lower[word]].lemma
        yield Attribution((tree.span(*content),), mention, tree.span(word, word), lemma, "clause")


def _find(tree: Tree, word: int, verb: Verb) -> Attribution | None:
    if _is_asked_opening(tree, word):
        return None
    find = _find_passive if _is_passive(tree, word) else _find_active
    attribution = find(tree, word, verb)
    if attribution and attribution.how == "clause" and _opens_question(tree, attribution):
        return replace(attribution, is_asserted=False)
    return attribution


def _is_asked_opening(tree: Tree, word: int) -> bool:
    """Whether a participle opens the sentence: "Asked about the crash, she said ..." attributes nothing to her."""
    return (
        tree.tags[word] == "VBN"
        and tree.deps[word] in ("advcl", "prep", "acl", "ccomp")
        and (
            tree.first_child(word, "nsubj", "nsubjpass", "auxpass", "aux", "mark", "agent") is None
            and word < LAST_OPENING
        )
    )


def _opens_question(tree: Tree, attribution: Attribution) -> bool:
    start = attribution.content[0].start
    first = next((word for word, (low, _) in enumerate(tree.offsets) if low == start), None)
    return first is not None and is_embedded_question(tree, first)


def _is_passive(tree: Tree, word: int) -> bool:
    return tree.tags[word] == "VBN" and (
        tree.first_child(word, "nsubjpass", "auxpass", "agent") is not None or tree.deps[word] == "acl"
    )


def _find_active(tree: Tree, word: int, verb: Verb) -> Attribution | None:
    source = find_subject(tree, word) or _find_it(tree, word, verb)
    if source is None or source.head in READERS:
        return None
    how, content = _find_content(tree, word, verb)
    return _build_attribution(tree, word, how, content, source) if content else None


def _find_it(tree: Tree, word: int, verb: Verb) -> Mention | None:
    """Return the "it" that says something: "It said the dam is safe", but not "it seems" and "it is said"."""
    own = tree.first_child(word, "nsubj")
    inserted = tree.deps[word] in ("parataxis", "ccomp") and tree.tags[word] in ("VBD", "VBZ", "VBP")
    speaks = "speech" in verb.frames and (inserted or tree.first_child(word, "ccomp") is not None)
    return mention_at(tree, own) if own is not None and tree.lower[own] == "it" and speaks else None


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
        return [(tree.edges[clause][0], _find_last_word(tree, word, clause))]
    return _cut_out_cue(tree, clause, word)


def _is_closed(tree: Tree, clause: int, word: int) -> bool:
    """Whether a clause before the verb is separate: it is over; she says so."""
    last = tree.edges[clause][1]
    return last < word and any(mark in (";", ":") for mark in tree.words[last + 1 : word])


def _find_infinitive(tree: Tree, word: int, verb: Verb) -> Pieces:
    """Return the content of "... to do it" and "... somebody to do it"."""
    clause = tree.first_child(word, "xcomp")
    if clause is None or clause < word:
        return []
    if tree.lower[clause] in ANONYMITY and tree.first_child(clause, "neg") is not None:
        return []
    is_gerund = tree.tags[clause] == "VBG" or any(
        tree.deps[kid].startswith("aux") and tree.tags[kid] == "VBG" for kid in tree.children[clause]
    )
    if is_gerund and "gerund" in verb.frames:
        return [(tree.edges[clause][0], _find_last_word(tree, word, clause))]
    if "infinitive" not in verb.frames or (verb.lemma in REFUSALS and _reports(tree, clause)):
        return []
    object_ = tree.first_child(word, "dobj")
    start = tree.edges[object_ if object_ is not None and object_ > word else clause][0]
    return [(start, _find_last_word(tree, word, clause))]


def _reports(tree: Tree, word: int) -> bool:
    """Whether a verb has a content of its own: "to say whether", "to confirm that"."""
    verb = load_cues().verbs.get(tree.lower[word])
    return verb is not None and bool(verb.frames & REPORTING_FRAMES) and tree.first_child(word, "ccomp") is not None


def _find_insertion(tree: Tree, word: int, verb: Verb) -> Pieces:
    """Return the main clause around an inserted "he said" or "as he said"."""
    inserted = tree.deps[word] == "parataxis"
    as_clause = tree.deps[word] == "advcl" and tree.lower[tree.edges[word][0]] in INSERTION_OPENERS
    reports = verb.frames & REPORTING_FRAMES or (as_clause and tree.lower[word] in INSERTION_VERBS)
    if not (inserted or as_clause) or not reports:
        return []
    first, last = tree.edges[tree.heads[word]]
    low, high = tree.edges[word]
    pieces = [edges for piece in ((first, low - 1), (high + 1, last)) if (edges := tree.trim(*piece))]
    return [piece for piece in pieces if piece[1] > piece[0] or tree.tags[piece[0]].startswith(("NN", "PRP"))]


def _find_naming(tree: Tree, word: int, verb: Verb) -> Pieces:
    """Return the content of "call it a lie", which can be true or false without a verb."""
    object_ = tree.first_child(word, "dobj", "oprd")
    if object_ is None or object_ < word or "naming" not in verb.frames:
        return []
    last = _find_last_word(tree, word, object_)
    described = any(kid > object_ and tree.deps[kid] == "amod" for kid in tree.children[object_])
    named = last > tree.edges[object_][1] or tree.deps[object_] == "oprd" or described
    return [(tree.edges[object_][0], last)] if named else []


def _find_object(tree: Tree, word: int, verb: Verb) -> Pieces:
    """Return the content of "... it", "... somebody for it" and "... it a lie"."""
    object_ = tree.first_child(word, "dobj", "oprd")
    if object_ is None or object_ < word or _find_naming(tree, word, verb):
        return []
    last = _find_last_word(tree, word, object_)
    if not ("object" in verb.frames or _find_preposition(tree, word, verb) is not None):
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
    """Return the last word of a content that begins under `start`; a day ("on Monday") only counts inside it."""
    last = reach = tree.edges[start][1]
    for kid in tree.children[word]:
        first = tree.edges[kid][0]
        near = first <= reach + 1 or _is_joint(tree, reach + 1, first)
        apart = first == last + 2 and tree.words[last + 1] == "," and tree.deps[kid] in ("ccomp", "advcl", "conj")
        if kid > start and near and _is_day(tree, kid):
            reach = max(reach, tree.edges[kid][1])
        elif kid > start and (near or apart) and (_is_content(tree, kid) or _continues_content(tree, word, start, kid)):
            last = reach = max(last, tree.edges[kid][1])
    return last


def _is_joint(tree: Tree, first: int, last: int) -> bool:
    """Whether nothing but a closing mark, "and" and an adverb stands between two parts of a content."""
    between = range(first, last)
    return len(between) <= LONGEST_JOINT_WORDS and all(
        tree.words[place] in QUOTATION_MARKS or tree.deps[place] == "cc" or tree.tags[place] == "RB"
        for place in between
    )


def _continues_content(tree: Tree, word: int, start: int, kid: int) -> bool:
    """Whether a verb that the parser joins to the cue goes on with its content: "said it had cost 3 and had failed"."""
    if tree.deps[kid] != "conj" or not tree.tags[kid].startswith("VB") or is_reporting(tree, kid):
        return False
    auxiliaries = _list_auxiliaries(tree, start)
    return bool(auxiliaries) and auxiliaries == _list_auxiliaries(tree, kid) != _list_auxiliaries(tree, word)


def _list_auxiliaries(tree: Tree, verb: int) -> list[str]:
    return [tree.lower[kid] for kid in tree.children[verb] if tree.deps[kid] == "aux"]


def _is_content(tree: Tree, kid: int) -> bool:
    """Whether a dependent of the cue continues its content: "... of this and therefore on that", "... if so"."""
    if tree.deps[kid] == "conj":
        return not tree.tags[kid].startswith("VB")
    if tree.deps[kid] == "advcl":
        return tree.lower[tree.edges[kid][0]] in CONDITIONS
    return tree.deps[kid] in CONTENT_LABELS


def _is_day(tree: Tree, kid: int) -> bool:
    """Whether a phrase says on which day something was said: "on Monday"."""
    day = tree.first_child(kid, "pobj") if tree.deps[kid] == "prep" else None
    return day is not None and tree.lower[day] in WEEKDAYS


def _find_after_colon(tree: Tree, word: int, verb: Verb) -> Pieces:
    """Return what follows "tweeted:" or "wrote on Friday:" without quotation marks."""
    colon = next(
        (place for place in range(word + 1, min(word + COLON_REACH, len(tree))) if tree.words[place] == ":"), 0
    )
    speaks = "speech" in verb.frames and tree.tags[word] in ("VBD", "VBZ", "VBP")
    if not colon or not speaks or colon + 2 >= len(tree) or tree.words[colon + 1] in QUOTATION_MARKS:
        return []
    return [(colon + 1, len(tree) - 1)]


def _find_bare_clause(tree: Tree, word: int, verb: Verb) -> Pieces:
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
    ("insertion", _find_insertion),
    ("naming", _find_naming),
    ("object", _find_object),
    ("preposition", _find_preposition_content),
    ("bare", _find_bare_clause),
)


def _find_passive(tree: Tree, word: int, verb: Verb) -> Attribution | None:
    """Return the attribution of "it is said to be so" and "it was said by somebody"."""
    if not verb.frames or verb.lemma in UNREPORTED_PASSIVES:
        return None
    agent = tree.first_child(word, "agent")
    by = tree.first_child(agent, "pobj") if agent is not None else None
    source = mention_at(tree, by) if by is not None else None
    topic = tree.first_child(word, "nsubjpass")
    if verb.lemma in ACCUSING and topic is not None:
        return _find_accusation(tree, word, verb, topic, source)
    if by is not None and source is not None:
        if tree.deps[word] == "advcl" and tree.lower[tree.edges[word][0]] in INSERTION_OPENERS:
            pieces = _find_insertion(tree, word, verb)
            return _build_attribution(tree, word, "insertion", pieces, source) if pieces else None
        if topic is not None and tree.lower[topic] == "it":
            return _find_impersonal(tree, word, by)
    return _find_reported(tree, word, verb, topic, source)


def _find_reported(tree: Tree, word: int, verb: Verb, topic: int | None, source: Mention | None) -> Attribution | None:
    """Return the attribution of what a passive reports of its subject."""
    behind = tree.first_child(word, "ccomp", "xcomp", "oprd")
    pieces = [tree.edges[kid] for kid in (topic, behind) if kid is not None and tree.lower[kid] not in EMPTY_SUBJECTS]
    if tree.deps[word] == "acl" and topic is None:
        pieces.insert(0, (tree.edges[tree.heads[word]][0], tree.heads[word]))
    if source is None and (behind is None or topic is None or not verb.frames & {"speech", "thought"}):
        return None
    if source is not None and behind is None and (topic is None or "object" not in verb.frames):
        return None
    return _build_attribution(tree, word, "passive", pieces, source) if pieces else None


def _find_impersonal(tree: Tree, word: int, by: int) -> Attribution | None:
    """Return the attribution of "it was said by somebody that it is so"; the parser may take "that" for a pronoun."""
    last = len(tree) - 1
    that = next((place for place in range(by + 1, last) if tree.lower[place] == "that"), None)
    if that is None:
        return None
    first = tree.edges[by][0]
    source = Mention(tree.span(*(tree.trim(first, that - 1) or (by, by))), tree.lower[by])
    return _build_attribution(tree, word, "passive", [(that, last)], source)


def _find_accusation(tree: Tree, word: int, verb: Verb, topic: int, source: Mention | None) -> Attribution | None:
    """Return the attribution of "is accused of it", whose source the sentence may not name."""
    behind = _find_preposition(tree, word, verb)
    if behind is None:
        behind = next((kid for kid in range(word + 1, len(tree)) if tree.lower[kid] in verb.prepositions), None)
        if behind is None or source is None:
            return None
        mention = tree.span(*(tree.trim(tree.edges[tree.heads[behind]][0], behind - 1) or (behind - 1, behind - 1)))
        source = replace(source, span=mention)
        return _build_attribution(tree, word, "passive", [tree.edges[topic], tree.edges[behind]], source)
    pieces = [tree.edges[topic], (behind, _find_last_word(tree, word, behind))]
    return _build_attribution(tree, word, "passive", pieces, source) if pieces else None


def _find_impersonal(tree: Tree, word: int, by: int) -> Attribution | None:
    """Return the attribution of "it was said by somebody that it is so"; the parser may take "that" for a pronoun."""
    last = len(tree) - 1
    that = next((place for place in range(by + 1, last) if tree.lower[place] == "that"), None)
    if that is None:
        return None
    first = tree.edges[by][0]
    source = Mention(tree.span(*(tree.trim(first, that - 1) or (by, by))), tree.lower[by])
    return _build_attribution(tree, word, "passive", [(that, last)], source)


def _find_accusation(tree: Tree, word: int, verb: Verb, topic: int, source: Mention | None) -> Attribution | None:
    """Return the attribution of "is accused of it", whose source the sentence may not name."""
    behind = _find_preposition(tree, word, verb)
    if behind is None:
        return None
    pieces = [tree.edges[topic], (behind, _find_last_word(tree, word, behind))]
    return _build_attribution(tree, word, "passive", pieces, source)
