"""Reading sources, cues and clauses from a sentence with the labels of the English model."""

from claims.nlp.attribution.types import Mention
from claims.nlp.english.tables import load_table
from claims.nlp.parsing.trees import Tree
from claims.nlp.reading import Span

OWNER_PREPOSITIONS = frozenset({"by", "of"})
MOST_SHARED_VERBS = 4  # verbs between a cue and the subject that it shares
ADDED_LABELS = frozenset({"acl", "advcl", "prep"})
CUE_DEPENDENTS = frozenset({"aux", "auxpass", "neg"})
SUBJECT_SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp", "prep", "parataxis", "dep"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
QUOTATION_MARKS = frozenset({'"', "''", "``"})
QUOTED_AS = frozenset(load_table("rules")["quoting"].split())
CLAUSE_MARKS = frozenset({"mark", "expl", "nsubjpass", "csubj"})
RELATIVE_PRONOUNS, EMPTY_SUBJECTS, BELONGING_PREPOSITIONS = (
    frozenset(load_table("rules")[name].split())
    for name in ("relative_pronouns", "empty_subjects", "belonging_prepositions")
)


def find_cue_span(tree: Tree, word: int) -> Span:
    """Return the span of a verb with its auxiliaries, negation and particle."""
    first = word
    while first > 0 and tree.heads[first - 1] == word and tree.deps[first - 1] in CUE_DEPENDENTS:
        first -= 1
    particle = tree.first_child(word, "prt")
    return tree.span(first, particle if particle == word + 1 else word)


def mention_at(tree: Tree, head: int) -> Mention:
    """Return the source with this head and all that describes it."""
    first, last = tree.edges[head]
    edges = _trim_marks(tree, first, _cut_added_clause(tree, head, last)) or (head, head)
    return Mention(tree.span(*edges), tree.lower[head], _find_antecedent(tree, head))


def _cut_added_clause(tree: Tree, head: int, last: int) -> int:
    """Return the last word of a mention without what a comma sets off: "Ana Lima, speaking to voters".

    What says where she is from, or who is meant, stays: "Ana Lima, of Leeds," and "unions, including the nurses'".
    """
    for kid in tree.children[head]:
        first = tree.edges[kid][0]
        is_set_off = kid > head and first > head + 1 and tree.words[first - 1] == ","
        belongs = tree.deps[kid] == "prep" and tree.lower[kid] in BELONGING_PREPOSITIONS
        if is_set_off and tree.deps[kid] in ADDED_LABELS and not belongs:
            return min(last, first - 2)
    return last


def _trim_marks(tree: Tree, first: int, last: int) -> tuple[int, int] | None:
    """Return the words of a mention without the closing mark of a quotation that the parser hangs on it."""
    edges = tree.trim(first, last)
    while edges and tree.words[edges[0]] in QUOTATION_MARKS:
        edges = tree.trim(edges[0] + 1, edges[1])
    return edges


def is_mistagged_verb(tree: Tree, word: int) -> bool:
    """Whether the tagger takes a verb for a noun: "A viral video claims that ..."."""
    if word < 1 or word + 2 >= len(tree) or not tree.tags[word].startswith("NN") or tree.heads[word] != word:
        return False
    behind = [kid for kid in tree.children[word] if kid > word]
    clause = next((kid for kid in behind if tree.deps[kid] in ("acl", "ccomp", "relcl") and is_finite(tree, kid)), None)
    is_noun = tree.tags[word - 1].startswith(("NN", "CD")) and tree.tags[word + 1] != "IN"
    marked = tree.lower[word + 1] == "that" and tree.tags[word - 1].startswith("NN")
    return clause is not None and (marked or (is_noun and tree.edges[clause][0] == word + 1))


def _find_antecedent(tree: Tree, head: int) -> Span | None:
    """Return the span that a relative pronoun refers to."""
    if tree.lower[head] not in RELATIVE_PRONOUNS:
        return None
    clause = tree.heads[head]
    while tree.deps[clause] in ("conj", "xcomp") and tree.heads[clause] != clause:
        clause = tree.heads[clause]
    noun = tree.heads[clause]
    if tree.deps[clause] != "relcl":
        return None
    owners = [kid for kid in tree.children[noun] if tree.lower[kid] in OWNER_PREPOSITIONS and noun < kid < clause]
    last = min(tree.edges[owners[-1]][1], tree.edges[clause][0] - 1) if owners else noun
    return tree.span(*(tree.trim(tree.edges[noun][0], last) or (noun, noun)))


def find_subject(tree: Tree, word: int, depth: int = 0) -> Mention | None:
    """Return the subject of a verb: its own, or the one that it shares with the verb above it."""
    own = tree.first_child(word, "nsubj")
    if own is not None:
        return None if tree.lower[own] in EMPTY_SUBJECTS else _mention_subject(tree, word, own)
    topic = tree.first_child(word, "nsubjpass") if depth else None
    if topic is not None:
        return mention_at(tree, topic) if tree.lower[topic] not in EMPTY_SUBJECTS else None
    return _find_shared_subject(tree, word, depth)


def _mention_subject(tree: Tree, word: int, own: int) -> Mention:
    """Return the subject, with a name behind it that the parser takes for a second one: "the charity Hearth"."""
    named = own
    while named + 1 < word and tree.deps[named + 1] == "nsubj" and tree.heads[named + 1] == word:
        named += 1
    if (added := _find_added_name(tree, word, own)) is not None:
        return Mention(tree.span(tree.edges[own][0], tree.edges[added][1]), tree.lower[added])
    if named > own and tree.tags[named] == "NNP":
        return Mention(tree.span(tree.edges[own][0], tree.edges[named][1]), tree.lower[named])
    return mention_at(tree, own)


def _find_added_name(tree: Tree, word: int, own: int) -> int | None:
    """Return a name that the parser takes for a second subject: "a think-tank, the Institute, warned"."""
    second = next((kid for kid in tree.children[word] if own < kid < word and tree.deps[kid] == "nsubj"), None)
    last = tree.edges[own][1]
    if second is None or tree.edges[second][0] != last + 2 or tree.words[last + 1] != ",":
        return None
    return second if tree.tags[second].startswith("NNP") else None


def _find_shared_subject(tree: Tree, word: int, depth: int) -> Mention | None:
    """Return the subject that a verb shares with the verb above it."""
    head, label = tree.heads[word], tree.deps[word]
    if head == word or depth > MOST_SHARED_VERBS:
        return None
    if label == "acl" and tree.tags[head].startswith(("NN", "PRP")):
        return _mention_before(tree, head, word)
    if label == "pcomp" and tree.lower[head] in QUOTED_AS and (quoted := tree.first_child(tree.heads[head], "dobj")):
        return mention_at(tree, quoted)
    if label in SUBJECT_SHARING:
        is_apart = label == "ccomp" and tree.tags[word] != "VBG"
        return None if is_apart else find_subject(tree, head, depth + 1)
    return None


def _mention_before(tree: Tree, head: int, word: int) -> Mention:
    """Return the noun that a participle describes, up to the participle."""
    first, _ = tree.edges[head]
    last = head
    while last + 1 < tree.edges[word][0]:
        last += 1
    return Mention(tree.span(*(tree.trim(first, last) or (head, head))), tree.lower[head])


def is_finite(tree: Tree, clause: int) -> bool:
    """Whether a clause states something, rather than naming an action."""
    kids = tree.children[clause]
    if any(tree.deps[kid] in CLAUSE_MARKS for kid in kids):
        return True
    if tree.tags[clause] in FINITE_TAGS:
        return True
    return any(tree.deps[kid].startswith("aux") and tree.tags[kid] in FINITE_TAGS for kid in kids)
