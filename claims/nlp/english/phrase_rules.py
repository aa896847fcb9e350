"""Phrases that attribute a whole clause to a source: according to X, in the words of X, for X."""

from collections.abc import Iterator

from claims.nlp.attribution.types import Attribution, Mention
from claims.nlp.english.gazetteer import load_gazetteer
from claims.nlp.english.reach_rules import is_reporting
from claims.nlp.english.syntax import mention_at
from claims.nlp.english.tables import load_table
from claims.nlp.parsing.trees import Tree
from claims.nlp.reading import Span

LONGEST_OPENED_SOURCE = 14
RELAYING_LEMMA = "according to"
VIEW_NOUNS = frozenset(load_table("cues")["phrase"]["view_nouns"].split())
SENTENCE_OPENERS, SOURCE_NOUNS, OPINION_COPULAS, ACCOUNT_NOUNS, JUDGING, JUDGING_PREPOSITIONS, PASSING, PLAN_OPENERS = (
    frozenset(load_table("rules")[name].split())
    for name in (
        "phrase_openers",
        "source_nouns",
        "opinion_copulas",
        "account_nouns",
        "judging",
        "judging_prepositions",
        "passing",
        "plan_openers",
    )
)
LEADING_PREPOSITIONS = {"according": frozenset({"to"}), **dict.fromkeys(JUDGING, JUDGING_PREPOSITIONS)}
"""The prepositions behind the first word of a phrase: "according to", "judging by"."""

PHRASE_WORDS = frozenset({"if", "per", "as", "whom"}) | VIEW_NOUNS | ACCOUNT_NOUNS | LEADING_PREPOSITIONS.keys()
"""The words at which a phrase may begin, or with which it names a view."""

BEFORE_PHRASES = frozenset({"again", "as"})
"""Words that belong to a phrase behind them: "as per the contract"."""

LAST_WORDS = 2
"""A source that reaches up to so many words before the end has swallowed the clause behind it."""

JOINING = frozenset({"and", "but", "while"})
FARTHEST_BY = 6
"""How many words "by" may stand before "account": "by the ministry's own account"."""

DEPENDENT_CLAUSES = frozenset({"xcomp", "pcomp", "aux", "acl", "prep", "csubj"})


def find_by_phrase(tree: Tree) -> Iterator[Attribution]:
    """Yield every attribution that such a phrase of this sentence makes."""
    for word, form in enumerate(tree.lower):
        if form not in PHRASE_WORDS:
            continue
        if form == "if" and (copula := _find_believed(tree, word)) is not None:
            yield from _attribute_believed(tree, word, copula)
        else:
            yield from _find_at(tree, word, form)
    yield from _attribute_opened_sentence(tree)


def _find_at(tree: Tree, word: int, form: str) -> Iterator[Attribution]:
    """Yield the attribution of the phrase that begins, or has its noun, at a word."""
    if word + 2 < len(tree) and tree.lower[word + 1] in LEADING_PREPOSITIONS.get(form, ()):
        yield from _attribute_clause(tree, word, word + 1)
    elif form == "per" and _is_source_behind_per(tree, word):
        yield from _attribute_clause(tree, word, word)
    elif form == "as" and is_stated_in(tree, word + 1):
        yield from _attribute_clause(tree, word, word + 2)
    elif form in VIEW_NOUNS:
        yield from _attribute_view(tree, word)
    elif form in ACCOUNT_NOUNS and (by := _find_by(tree, word)) is not None:
        yield from _attribute_account(tree, by, word)
    elif form == "whom" and word and tree.lower[word - 1] == "for":
        yield from _attribute_relative_clause(tree, word)


def _find_believed(tree: Tree, word: int) -> int | None:
    """Return the copula of "if the anglers are to be believed", None if it is something else."""
    for place in range(word + 2, min(word + LONGEST_OPENED_SOURCE, len(tree) - 3)):
        if tree.lower[place] in OPINION_COPULAS:
            believed = tree.lower[place + 3] == "believed" and tree.lower[place + 1 : place + 3] == ["to", "be"]
            return place if believed else None
    return None


def _attribute_believed(tree: Tree, word: int, copula: int) -> Iterator[Attribution]:
    edges = [tree.trim(*piece) for piece in ((0, word - 1), (copula + 4, len(tree) - 1))]
    spans = tuple(tree.span(*piece) for piece in edges if piece)
    if spans:
        source = Mention(tree.span(word + 1, copula - 1), tree.lower[copula - 1])
        yield Attribution(spans, source, tree.span(copula, copula + 3), "believe", "phrase")


def is_stated_in(tree: Tree, word: int) -> bool:
    """Whether a participle names where something stands: "As stated in the contract, ..."."""
    follows = 0 < word < len(tree) - 2 and tree.lower[word - 1] == "as" and tree.lower[word + 1] == "in"
    return follows and tree.tags[word] == "VBN" and is_reporting(tree, word)


def _is_source_behind_per(tree: Tree, word: int) -> bool:
    """Whether "per" names a source, not a rate: "Per the FBI, ...", "..., per the mayor"."""
    before = word - (word > 0 and tree.lower[word - 1] == "as")
    opens = before == 0 or tree.words[before - 1] == ","
    return opens and word + 2 < len(tree) and tree.tags[word + 1] in ("DT", "NNP", "NNPS", "PRP$")


def _find_source(tree: Tree, preposition: int) -> tuple[int, int, int] | None:
    """Return head, first and last word of the source behind a preposition."""
    head = tree.first_child(preposition, "pobj")
    swallows = head is not None and tree.edges[head][1] >= len(tree) - LAST_WORDS
    named = _find_opened_source(tree, preposition) if head is None or swallows else None
    if named is not None:
        return named
    if head is None:
        head = preposition + 1
        while head + 1 < len(tree) and tree.tags[head + 1].startswith("NN") and tree.tags[head] in ("DT", "JJ", "NNP"):
            head += 1
    first, last = tree.edges[head]
    return (head, max(first, preposition + 1), last) if last > preposition else None


def _find_opened_source(tree: Tree, preposition: int) -> tuple[int, int, int] | None:
    """Return the source that a comma ends, where the parser finds none: "According to radio host Ana Lima, ..."."""
    limit = min(preposition + LONGEST_OPENED_SOURCE, len(tree))
    comma = next((place for place in range(preposition + 1, limit) if tree.words[place] == ","), None)
    if preposition != 1 or comma is None or comma == preposition + 1:
        return None
    return comma - 1, preposition + 1, comma - 1


def _attribute_clause(tree: Tree, first: int, preposition: int) -> Iterator[Attribution]:
    named = _find_source(tree, preposition)
    if named is None:
        return
    head, begin, last = named
    clause = _find_clause(tree, first)
    low, high = tree.edges[clause]
    if high <= last and low >= first:
        low, high = 0, len(tree) - 1
    high = _cut_before_report(tree, clause, last, high)
    start = first - 1 if first and tree.lower[first - 1] in BEFORE_PHRASES else first
    pieces = [edges for piece in ((low, start - 1), (last + 1, high)) if (edges := tree.trim(*piece))]
    spans = tuple(
        tree.span(*piece) for piece in pieces if piece[1] > piece[0] or tree.tags[piece[0]].startswith(("NN", "PRP"))
    )
    if spans:
        source = Mention(tree.span(*(tree.trim(begin, last) or (begin, last))), tree.lower[head])
        yield Attribution(spans, source, tree.span(first, preposition), RELAYING_LEMMA, "phrase")


def _cut_before_report(tree: Tree, clause: int, last: int, high: int) -> int:
    """Return the last word of a clause without the report of somebody else: "..., and the owner has warned that"."""
    for verb in tree.children[clause]:
        if tree.deps[verb] != "conj" or verb <= last or not is_reporting(tree, verb):
            continue
        first, subject = tree.edges[verb][0], tree.first_child(verb, "nsubj")
        if first > last + 1 and subject is not None and tree.tags[subject].startswith("NN"):
            return first - 1 - (tree.lower[first - 1] in JOINING)
    return high


def _attribute_view(tree: Tree, word: int) -> Iterator[Attribution]:
    """Yield the attribution of "in her view, this is that" and "in the view of Ana Lima, this is that"."""
    start = word - 2 if word > 1 and tree.lower[word - 1] == "the" else word - 1
    if start >= 0 and tree.lower[start] == "in" and tree.lower[word + 1 : word + 2] == ["of"]:
        yield from _attribute_clause(tree, start, word + 1)
    elif word > 1 and tree.tags[word - 1] == "PRP$" and tree.lower[word - 2] == "in":
        yield from _attribute_own_view(tree, word)


def _attribute_own_view(tree: Tree, word: int) -> Iterator[Attribution]:
    low, high = tree.edges[_find_clause(tree, word - 2)]
    pieces = [edges for piece in ((low, word - 3), (word + 1, high)) if (edges := tree.trim(*piece))]
    if pieces:
        spans = tuple(tree.span(*piece) for piece in pieces)
        yield Attribution(spans, mention_at(tree, word - 1), tree.span(word - 2, word), "view", "phrase")


def _find_by(tree: Tree, word: int) -> int | None:
    """Return the "by" of "by the ministry's own account", None if there is none."""
    owned = tree.first_child(word, "poss")
    by = tree.edges[owned][0] - 1 if owned is not None else -1
    return by if by >= 0 and tree.lower[by] == "by" and word - by <= FARTHEST_BY else None


def _attribute_account(tree: Tree, by: int, word: int) -> Iterator[Attribution]:
    """Yield the attribution of "by its own account, it is so"; "his" in front is whom the clause is about."""
    clause = _find_clause(tree, by)
    low, high = tree.edges[clause]
    owner = tree.first_child(word, "poss")
    subject = tree.first_child(clause, "nsubj")
    if owner is not None and tree.tags[owner] == "PRP$" and subject is not None and subject > word:
        owner = subject
    pieces = [edges for piece in ((low, by - 1), (word + 1, high)) if (edges := tree.trim(*piece))]
    if pieces and owner is not None:
        spans = tuple(tree.span(*piece) for piece in pieces)
        yield Attribution(spans, mention_at(tree, owner), tree.span(by, word), "account", "phrase")


def _find_clause(tree: Tree, word: int) -> int:
    """Return the nearest verb above a word that heads a clause of its own."""
    while tree.heads[word] != word:
        word = tree.heads[word]
        if tree.tags[word].startswith(("VB", "MD")) and tree.deps[word] not in DEPENDENT_CLAUSES:
            break
    return word


def _attribute_relative_clause(tree: Tree, word: int) -> Iterator[Attribution]:
    """Yield the attribution of "..., for whom this is that"."""
    clause = _find_clause(tree, word)
    last = tree.edges[clause][1]
    is_opinion = tree.deps[clause] == "relcl" and tree.lower[clause] in OPINION_COPULAS
    edges = tree.trim(word + 1, last)
    if is_opinion and edges and tree.heads[clause] < word:
        head = tree.heads[clause]
        source = Mention(tree.span(word, word), "whom", tree.span(tree.edges[head][0], head))
        yield Attribution((tree.span(*edges),), source, tree.span(word - 1, word), "for", "phrase")


def _attribute_opened_sentence(tree: Tree) -> Iterator[Attribution]:
    """Yield the attribution of "For Moscow, these statements ..." and "From French sources, ..."."""
    head = tree.first_child(0, "pobj") if tree.lower[0] in SENTENCE_OPENERS else None
    if head is None or tree.heads[0] <= head:
        return
    last = tree.edges[head][1]
    is_plan = tree.lower[0] in PLAN_OPENERS and not _is_passed_on(tree, head)
    if last + 1 >= len(tree) or tree.words[last + 1] != "," or is_plan:
        return
    proper = tree.lower[0] == "for" and head == last and tree.words[head] in load_gazetteer().names
    if proper or tree.lower[head] in SOURCE_NOUNS or _is_passed_on(tree, head):
        edges = tree.trim(last + 1, len(tree) - 1)
        if edges:
            yield Attribution(
                (tree.span(*edges),), mention_at(tree, head), Span(*tree.offsets[0]), tree.lower[0], "phrase"
            )


def _is_passed_on(tree: Tree, head: int) -> bool:
    """Whether somebody was given a plan: "Under the plan, seen by the Herald, ..."."""
    given = tree.first_child(head, "acl")
    is_given = given is not None and tree.lower[given] in PASSING
    return is_given and given is not None and tree.first_child(given, "agent") is not None
