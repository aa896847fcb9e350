"""The subjects of a sentence, also of one that was not parsed: then its first words tell."""

import re
from itertools import islice, takewhile

from claims.nlp.reading import Span
from claims.nlp.statements.discourse import Discourse
from claims.nlp.statements.passages import WORD
from claims.nlp.statements.rules import StatementRules, Topic
from claims.nlp.statements.words import is_plural_noun

MOST_WORDS = 8
BARE_WORDS = 2
SHORTEST_PLAIN_WORDS = 3
OWNED_REACH_CHARACTERS = 2500


def list_topics(discourse: Discourse, sentence: Span) -> list[Topic]:
    """Return the subjects of the main clauses of a sentence, the first one first."""
    if discourse.tree_at(sentence.start):
        return discourse.topics_at(sentence.start)
    topic = find_plain_topic(discourse.text, sentence, discourse.rules)
    return [topic] if topic else []


def find_plain_topic(text: str, sentence: Span, rules: StatementRules) -> Topic | None:
    """Return the pronoun, name or "the company" with which a sentence begins, if a finite verb stands behind it."""
    words = list(islice(WORD.finditer(text, sentence.start, sentence.end), MOST_WORDS))
    first = words[0].group().lower() if words else ""
    if first in rules.neuter | rules.plural:
        return Topic(Span(*words[0].span()), first, first in rules.plural, is_pronoun=True, is_proper=False)
    if noun := _find_plain_noun(text, words, rules):
        return noun
    article = 1 if first == "the" else 0
    name = list(takewhile(lambda word: word.group()[0].isupper(), words[article:]))
    behind = words[article + len(name) :]
    if not name or not behind or name[0].group().lower() in rules.common_words:
        return None
    span, head, verb = Span(words[0].start(), name[-1].end()), name[-1].group().lower(), behind[0].group().lower()
    is_subject = text[span.start : behind[0].start()].split() == text[span.start : span.end].split()
    if not is_subject or (verb not in rules.finite | rules.past and not verb.endswith("ed")):
        return None
    is_plural = head in rules.plural_names or is_plural_noun(head)
    return Topic(span, head, is_plural, is_pronoun=False, is_proper=True)


def _find_plain_noun(text: str, words: list[re.Match[str]], rules: StatementRules) -> Topic | None:
    """Return "the company" in front of a finite verb: "has", "closed", "employs 2,600"."""
    if len(words) <= SHORTEST_PLAIN_WORDS:
        return None
    article, noun, verb, behind = (word.group().lower() for word in words[: SHORTEST_PLAIN_WORDS + 1])
    between = text[words[0].start() : words[2].start()].split()
    if article != "the" or len(between) != BARE_WORDS or words[1].group() != noun or noun in rules.common_words:
        return None
    is_present = verb.endswith("s") and (behind[0].isdigit() or behind in rules.determiners | rules.possessive)
    if not is_present and verb not in rules.finite | rules.past and not verb.endswith("ed"):
        return None
    return Topic(Span(words[0].start(), words[1].end()), noun, is_plural_noun(noun), is_pronoun=False, is_proper=False)


def is_bare(topic: Topic, discourse: Discourse) -> bool:
    """Whether a subject is no more than "the survey", which refers back itself."""
    words = discourse.text[topic.span.start : topic.span.end].lower().split()
    if words[0] != "the" or len(words) != BARE_WORDS or topic.head in discourse.rules.unique:
        return False
    return topic.head in discourse.rules.anaphoric or discourse.tells_of(topic.head, topic.span.start)


def find_owner(discourse: Discourse, noun: str, before: int) -> tuple[Span, Span] | None:
    """Return the owner and the noun phrase of "the mill" where the text has introduced it as "its mill in Lorain".

    The owner is the subject of that clause. None if the text introduces several, or does not name the owner.
    """
    start = max(0, before - OWNED_REACH_CHARACTERS)
    if f" {noun}" not in discourse.text[start:before]:  # else a pattern is compiled in vain
        return None
    pattern = re.compile(
        rf"\b{discourse.rules.owners} (?P<noun>(?:[\w-]+ ){{0,2}}{re.escape(noun)}"
        rf"(?: {discourse.rules.locating} [A-ZÀ-Þ][\w-]+(?:,? [A-ZÀ-Þ][\w-]+)*)?)(?![\w’'-])"
    )
    found = list(pattern.finditer(discourse.text, start, before))
    owner = _find_subject(discourse, found[0].start()) if len(found) == 1 else None
    return (owner, Span(*found[0].span("noun"))) if owner and owner.end < found[0].start() else None


def _find_subject(discourse: Discourse, offset: int) -> Span | None:
    """Return the name that is the subject of the clause around an offset."""
    located = discourse.word_at(offset)
    if located is None:
        sentence = discourse.sentence_at(offset)
        topics = list_topics(discourse, sentence) if sentence else []
        names = [topic.span for topic in topics if topic.is_proper and not topic.is_plural]
        return names[0] if len(topics) == len(names) == 1 else None
    tree, verb = located
    for _ in range(MOST_WORDS):
        if (subject := tree.first_child(verb, "nsubj", "nsubjpass")) is not None:
            noun = discourse.rules.describe_noun(tree, subject)
            return noun.span if noun.is_proper and tree.tags[subject] == "NNP" else None
        verb = tree.heads[verb]
    return None
