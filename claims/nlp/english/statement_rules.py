"""Rewording English claims: complete clauses, subjects, noun phrases, and verbs behind a name instead of "I"."""

import re
from typing import Any

from claims.nlp.english.first_person import agree
from claims.nlp.english.season_wording import find_times
from claims.nlp.english.syntax import FINITE_TAGS, find_subject
from claims.nlp.english.tables import load_table
from claims.nlp.english.time_wording import word_time
from claims.nlp.parsing.trees import Tree
from claims.nlp.patterns import match_any
from claims.nlp.reading import Span
from claims.nlp.statements.bodies import BodyKind
from claims.nlp.statements.rules import Noun, StatementRules, Topic

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl", "csubjpass")
INNER_LABELS = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "case", "nmod", "advmod", "quantmod", "punct", "neg"}
)
WORD_SETS = """
finite male female possessive neuter plural first_singular first_plural second reflexive object_followers anaphoric
specifying person_nouns deictic honorifics plural_names function_words subordinators time_words third_person
group_nouns determiners indefinite plural_antecedents indefinite_openers perfect place_nouns demonstratives counted
shifting comparing comparing_adjectives unique defining highest prepositions bodies media_nouns measures auxiliaries
plural_demonstratives bounding business_figures business_nouns
""".split()
"""The fields of the rules that are sets of words, as they are called in `statements.toml`."""

NOMINAL_LABELS = frozenset({"dobj", "pobj", "oprd", "attr", "dative", "acomp"})
LONGEST_TOPIC_WORDS = 9
BODY_FIELDS = ("called", "heads", "described", "led", "acting")
COMMON = (
    "function_words",
    "third_person",
    "neuter",
    "plural",
    "first_singular",
    "first_plural",
    "subordinators",
    "object_followers",
)
PLURAL_TAGS = ("NNS", "NNPS")
PART_LINKS = frozenset({"of", "in"})
PART_WORDS = frozenset({"some", "most", "many", "half", "several", "few", "none", "all", "each", "any"})


def _find_roots(tree: Tree, span: Span) -> list[int]:
    """Return the words of a passage whose heads lie outside of it."""
    words = tree.list_words(span)
    inside = set(words)
    return [word for word in words if tree.heads[word] not in inside or tree.heads[word] == word]


def _is_finite_verb(tree: Tree, word: int) -> bool:
    if tree.tags[word] in FINITE_TAGS:
        return True
    return tree.tags[word].startswith(("VB", "MD")) and any(
        tree.deps[kid].startswith("aux") and tree.tags[kid] in FINITE_TAGS for kid in tree.children[word]
    )


def is_complete(tree: Tree, span: Span) -> bool:
    """Whether a passage has a finite verb at its top with a subject of its own."""
    inside = set(tree.list_words(span))
    for root in _find_roots(tree, span):
        if tree.tags[root] == "VB" and any(tree.tags[kid] == "TO" for kid in tree.children[root]):
            return False
        if tree.deps[root] in NOMINAL_LABELS and tree.tags[root].startswith(("NN", "PRP", "CD", "JJ", "VBG")):
            return False
        verbs = [root, *(kid for kid in tree.children[root] if tree.deps[kid] in ("ccomp", "conj"))]
        for verb in verbs:
            subject = tree.first_child(verb, *SUBJECTS)
            if verb in inside and subject in inside and _is_finite_verb(tree, verb):
                return tree.tags[subject or 0] not in ("WDT", "WP")
    return False


def find_shared_subject(tree: Tree, span: Span) -> Span | None:
    """Return the subject that the first verb of a passage shares with a verb before it: "..., and had led to"."""
    roots = [root for root in _find_roots(tree, span) if _is_finite_verb(tree, root)]
    if not roots or tree.deps[roots[0]] != "conj" or tree.first_child(roots[0], *SUBJECTS) is not None:
        return None
    mention = find_subject(tree, roots[0])
    if mention is None or mention.antecedent or mention.span.end > span.start:
        return None
    return mention.span


def find_topics(tree: Tree) -> list[Topic]:
    """Return the subjects of the main clauses of a sentence, the first one first."""
    root = next((word for word, head in enumerate(tree.heads) if word == head), None)
    if root is None:
        return []
    verbs = [root, *(kid for kid in tree.children[root] if tree.deps[kid] == "conj" and kid > root)]
    subjects = [tree.first_child(verb, "nsubj", "nsubjpass") for verb in verbs]
    return [topic for subject in subjects if subject is not None and (topic := _describe_topic(tree, subject))]


def _describe_topic(tree: Tree, subject: int) -> Topic | None:
    first, last = _core_edges(tree, subject)
    if last - first >= LONGEST_TOPIC_WORDS:
        return None
    joined = tree.first_child(subject, "conj") is not None
    tag = tree.tags[subject]
    if tag in ("CD", "$"):
        return None
    is_plural = joined or tag in PLURAL_TAGS or tree.lower[subject] == "people"
    is_pronoun = tag.startswith(("PRP", "DT", "W", "EX"))
    return Topic(tree.span(first, last), tree.lower[subject], is_plural, is_pronoun, tag.startswith("NNP"))


def _core_edges(tree: Tree, noun: int) -> tuple[int, int]:
    """Return the words of a noun phrase without clauses and appositions behind its head."""
    first, last = noun, noun
    for kid in tree.children[noun]:
        if kid < noun:
            first = min(first, tree.edges[kid][0])
        elif tree.edges[kid][0] <= last + 1 and _belongs_to_noun(tree, kid):
            last = max(last, tree.edges[kid][1])
    participles = (place for place in range(noun + 1, last) if tree.deps[place] == "acl" and tree.tags[place] == "VBN")
    clause = next((place for place in participles if tree.edges[place][1] == last), None)
    edges = tree.trim(first, last if clause is None else tree.edges[clause][0] - 1)
    return edges or (noun, noun)


def _belongs_to_noun(tree: Tree, kid: int) -> bool:
    """Whether a word behind a noun joins a second one to it, or says of what."""
    return tree.deps[kid] in ("cc", "conj") or (tree.deps[kid] == "prep" and tree.lower[kid] == "of")


def is_noun(tree: Tree, word: int) -> bool:
    """Whether a word is the head of a noun phrase that names a thing: not "nurses" in "one in three nurses"."""
    is_in_name = (
        tree.deps[word] == "poss" and tree.tags[word].startswith("NNP") and tree.tags[tree.heads[word]] == "NNP"
    )
    is_head = tree.tags[word].startswith("NN") and tree.deps[word] != "compound" and not is_in_name
    return is_head and not _is_counted_part(tree, word)


def is_demonstrative(tree: Tree, word: int) -> bool:
    """Whether "that" points to the noun behind it: in front of several, "that pumps failed", it joins a clause."""
    return tree.deps[word] == "det" and tree.tags[tree.heads[word]] not in ("NNS", "NNPS")


def _is_counted_part(tree: Tree, noun: int) -> bool:
    """Whether a number or "some" takes a part of the things that a noun phrase names."""
    first, _ = _core_edges(tree, noun)
    links = (word for word in range(max(1, first - 2), noun) if tree.lower[word] in PART_LINKS)
    return any(tree.tags[word - 1] == "CD" or tree.lower[word - 1] in PART_WORDS for word in links)


def describe_noun(tree: Tree, word: int) -> Noun:
    """Return the noun phrase of a noun."""
    first, last = _core_edges(tree, word)
    proper = any(tree.tags[place].startswith("NNP") for place in range(first, last + 1))
    return Noun(tree.lower[word], tree.span(first, last), last - first + 1, proper)


def build_statement_rules() -> StatementRules:
    """Build the rules from `statements.toml`."""
    table = load_table("statements")
    return StatementRules(
        leading=_compile_leading(table),
        reported_leading=re.compile(rf"(?:{match_any(table['reported_leading'])}),?\s+(?=\S)"),
        state=re.compile(rf"\b(?:{match_any(sorted(table['states'], key=len, reverse=True))})\b"),
        trailing=re.compile(rf"[,;:]?\s+(?:{match_any(sorted(table['trailing'], key=len, reverse=True))})[\s,;:–—-]*$"),
        inserted=re.compile(rf",\s(?:{match_any(table['inserted'])})(?:,(?=\s)|(?=[.!]?$))"),
        asking=re.compile(rf"(?:{match_any(table['asking'])})\b(?!\sof\b)"),
        person_pronoun=re.compile(rf"\b(?:{match_any(table['third_person'])})\b", re.IGNORECASE),
        empty_it=_compile_empty(table),
        empty_before=re.compile(table["empty_it"]["before"]),
        empty_object=re.compile("it" + table["empty_it"]["object_behind"]),
        is_complete=is_complete,
        find_shared_subject=find_shared_subject,
        find_topics=find_topics,
        describe_noun=describe_noun,
        is_noun=is_noun,
        is_demonstrative=is_demonstrative,
        find_times=find_times,
        word_time=word_time,
        agree=agree,
        references=_list_words(table, "third_person", "neuter", "plural", "demonstratives") | {"the", "then", "there"},
        third_words=_list_words(
            table, "third_person", "possessive", "neuter", "plural", "first_plural", "demonstratives"
        ),
        common_words=_list_words(table, *COMMON) | frozenset(load_table("detection")["function_words"].split()),
        person_endings=tuple(table["person_endings"].split()),
        role_endings=tuple((gender, tuple(endings.split())) for gender, endings in table["role_endings"].items()),
        role_nouns=_list_role_nouns(table),
        role_abbreviations=table["role_abbreviations"],
        speaker_pronouns=table["speaker_pronouns"],
        bodies_by_kind=tuple(map(_build_body_kind, table["bodies_by_kind"].values())),
        plural_clitics=table["clitic_words"]["plural"],
        unnamed_source=load_table("sources")["unnamed_source"],
        past=frozenset(load_table("dates")["tense"]["past"].split()),
        **_build_plain_rules(table),
    )


def _build_body_kind(row: dict[str, str]) -> BodyKind:
    return BodyKind(**{field: frozenset(row.get(field, "").split()) for field in BODY_FIELDS})


def _build_plain_rules(table: dict[str, Any]) -> dict[str, Any]:
    """Return the rules that stand in the table as they are: patterns, parts of patterns, and sets of words."""
    return {
        **{
            name: re.compile(table[name])
            for name in ("describing_it", "counting_it", "acting_it", "repeated_mark", "role_based")
        },
        **{name: table[name] for name in ("owners", "locating", "business_heads")},
        **{name: frozenset(table[name].split()) for name in WORD_SETS},
    }


def _compile_leading(table: dict[str, Any]) -> re.Pattern[str]:
    """Return the pattern of words that join a sentence to the one before; some do so with a comma only."""
    with_comma = table["comma_leading"].split()
    always = sorted(table["conjunctions"], key=len, reverse=True)
    commas = match_any(
        sorted({*table["leading"], *with_comma, *map(str.capitalize, with_comma)}, key=len, reverse=True)
    )
    return re.compile(rf"(?:(?:{match_any(always)})(?:,\s+|\s+)|(?:{commas}),\s+)(?=\S)")


def _compile_empty(table: dict[str, Any]) -> re.Pattern[str]:
    """Return the pattern of an "it" that means nothing, with the words behind it that tell."""
    empty = table["empty_it"]
    nouns = "|".join(table["empty_nouns"].split())
    fields = {"{be}": empty["be"], "{nouns}": nouns, "{referring}": f"(?:{table['referring_adjectives']})"}
    behind = "|".join(empty["behind"])
    for name, words in fields.items():
        behind = behind.replace(name, words)
    return re.compile(f"[Ii]t(?:{behind})")


def _list_role_nouns(table: dict[str, Any]) -> frozenset[str]:
    """Return the nouns of offices and trades that one person holds in a text."""
    titles = (title.lower().rstrip(".") for title in load_table("sources")["titles"].split())
    return frozenset({*titles, *table["person_nouns"].split()}) - frozenset(table["no_roles"].split())


def _list_words(table: dict[str, Any], *names: str) -> frozenset[str]:
    return frozenset(word for name in names for word in table[name].split())
