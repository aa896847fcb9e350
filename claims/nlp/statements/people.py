"""Whom "he" and "she" mean, and full names in place of surnames."""

import re

from claims.nlp.reading import Span
from claims.nlp.statements.discourse import PERSON_REACH_CHARACTERS, Discourse
from claims.nlp.statements.draft import Draft
from claims.nlp.statements.named_people import Named

MOST_SENTENCES_BACK = 6
ARTICLE_BEFORE = re.compile(r"(?:\b(?:the|The|a|an|A|An|of|de|von|van|St\.)\s|-|[A-ZÀ-Þ](?:[\w’'-]*|\.)\s)$")
ARTICLES = frozenset({"the", "a", "an"})
NAME_BEHIND = re.compile(r"\s(?!(?:Jr|Sr|I|II|III)\b)[A-ZÀ-Þ][\w-]|-[A-Z]")
LOOK_BACK_CHARACTERS = 20


def find_person(discourse: Discourse, offset: int, gender: str, excluded: str = "") -> str:
    """Return the one person of a gender whom the sentences before an offset name; an empty string if there are several.

    The sentence around the offset and the one before it are looked at first. A sentence that begins with the same
    pronoun hands on the question to the one before.
    """
    sentence = discourse.sentence_at(offset)
    end = offset
    for _ in range(MOST_SENTENCES_BACK):
        start = sentence.start if sentence else max(0, end - 1)
        fitting = _list_fitting(discourse, start, end, gender, excluded)
        if fitting is None or (not fitting and end != offset and _has_unnamed(discourse, start, gender)):
            return ""
        known = {name for name in fitting if discourse.gender_of(name) == gender}
        if len(fitting) == 1:
            return fitting.pop() if known else ""
        if len(known) > 1 or (fitting and not known):
            return _find_subject(discourse, start, known or fitting) if end != offset else ""
        if len(known) == 1:
            return _find_subject(discourse, start, known)
        before = discourse.sentence_before(start) if start else None
        if before is None or offset - before.start > PERSON_REACH_CHARACTERS:
            return ""
        end, sentence = before.end, before
    return ""


def _list_fitting(discourse: Discourse, start: int, end: int, gender: str, excluded: str) -> set[str] | None:
    """Return the people named between two offsets who may have a gender; None if a surname is that of several."""
    names = {person.name for person in discourse.list_people(start, end)} - {excluded, *excluded.split()}
    fitting = {name for name in names if discourse.gender_of(name) in (gender, "")}
    if any(" " not in name and len(discourse.names_by_surname.get(name, [name])) > 1 for name in fitting):
        return None
    return fitting


def _has_unnamed(discourse: Discourse, start: int, gender: str) -> bool:
    """Whether a sentence is about a person without a name, "My father ...", or tells what one of a gender does."""
    if any(topic.head in discourse.rules.person_nouns for topic in discourse.topics_at(start)):
        return True
    tree = discourse.tree_at(start)
    return tree is not None and any(
        dep in ("nsubj", "nsubjpass") and word.endswith(endings)
        for dep, word in zip(tree.deps, tree.lower, strict=True)
        for one, endings in discourse.rules.role_endings
        if one == gender
    )


def follows_unnamed(discourse: Discourse, offset: int) -> bool:
    """Whether the sentence before that around an offset is about a person without a name, and names nobody."""
    sentence = discourse.sentence_at(offset)
    before = discourse.sentence_before(sentence.start) if sentence else None
    if sentence is None or before is None or discourse.list_people(sentence.start, offset):
        return False
    topics = [topic for topic in discourse.topics_at(before.start) if not topic.is_proper]
    described = [discourse.text[topic.span.start : topic.span.end].lower().split() for topic in topics]
    heads = {
        topic.head for topic, words in zip(topics, described, strict=True) if words[0] in ("a", "an") or "of" in words
    }
    is_person = not heads.isdisjoint(discourse.rules.person_nouns | discourse.rules.role_nouns)
    return is_person and not discourse.list_people(before.start, before.end)


def speak_together(discourse: Discourse, one: str, other: str) -> bool:
    """Whether a sentence joins two people: "Ana Lima, who ran it, and Bo Chen said"; neither calls the other "he"."""
    start = discourse.text.find(one)
    sentence = discourse.sentence_at(start) if one and start >= 0 else None
    joined = f" {discourse.resolver.rules.joining} {other}"
    return sentence is not None and discourse.text.find(joined, start, sentence.end) >= 0


def _find_subject(discourse: Discourse, start: int, names: set[str]) -> str:
    """Return the person with whom a sentence begins, if only one of the names does."""
    topics = discourse.topics_at(start)
    subjects = {person.name for topic in topics for person in discourse.list_people(topic.span.start, topic.span.end)}
    return next(iter(subjects)) if len(subjects) == 1 and subjects <= names else ""


def complete_names(draft: Draft, discourse: Discourse, kept: list[Span]) -> None:
    """Put the full name in place of the first surname of each person in a statement."""
    done: set[str] = set()
    for part in draft.parts:
        for person in discourse.list_people(part.start, part.end):
            if person.name in done or any(span.contains(Span(person.start, person.end)) for span in kept):
                continue
            if _is_complete(draft.text, person):
                done.add(person.name)
            elif (
                " " in person.name
                and person.name.endswith(draft.text[person.start : person.end].split()[-1])
                and _may_complete(draft.text, person, discourse.rules.common_words)
            ):
                done.add(person.name)
                at = draft.text.find(person.name)
                source = Span(at, at + len(person.name)) if at >= 0 else None
                draft.replace(Span(person.start, person.end), person.name, source)


def _is_complete(text: str, person: Named) -> bool:
    return text.startswith(person.name, person.start)


def _may_complete(text: str, person: Named, common: frozenset[str]) -> bool:
    """Whether a surname stands alone: not in "the Lima plan" or "Lima Street"."""
    before = text[max(0, person.start - LOOK_BACK_CHARACTERS) : person.start]
    led = ARTICLE_BEFORE.search(before)
    starts = led is not None and led.group()[0].isupper() and led.group().strip().lower() in common - ARTICLES
    return (led is None or starts) and not NAME_BEHIND.match(text, person.end)
