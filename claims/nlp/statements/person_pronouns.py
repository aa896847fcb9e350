"""Filling in whom "he" and "she" mean."""

import re

from claims.nlp.reading import Span
from claims.nlp.statements.discourse import PERSON_REACH_CHARACTERS
from claims.nlp.statements.named_people import Named
from claims.nlp.statements.passages import Voice
from claims.nlp.statements.people import find_person, speak_together
from claims.nlp.statements.reference_editor import ReferenceEditor, name_source_fully
from claims.nlp.statements.words import Word, has_noun

DETERMINER_REACH = 4
CATAPHORA_REACH = 160
CATAPHORA_WORDS = 6
MOST_SUBJECT_WORDS = 4
ARTICLE_REACH = len("\nthe ")
ARTICLE_BEFORE = re.compile(r"\b(?:the|an?)\s$", re.IGNORECASE)


class PersonReferences(ReferenceEditor):
    """Resolves the pronouns that mean a person."""

    __slots__ = ()

    def resolve_person(self, place: int, word: Word) -> str:
        """Put a name in place of "he" or "she" if needed; return the code of a problem."""
        gender = "male" if word.base in self.rules.male else "female"
        if self.is_widened and self._is_ambiguous(place, gender):
            return "open_pronoun"
        subject = self._find_own_subject(word)
        own = Span(subject.start, subject.end) if subject else None
        before = [other for other in self.words[:place] if own is None or not own.contains(other.span)]
        is_named = self.names_person(before, gender) or self._follows(place, gender)
        return "" if is_named or self._put_role(word) else self._name_person(place, word, gender, subject)

    def _find_own_subject(self, word: Word) -> Named | None:
        """Return the person who is the subject of a verb whose object a pronoun is: never the same person."""
        located = self.discourse.word_at(word.start)
        if located is None or located[0].deps[located[1]] not in ("dobj", "dative"):
            return None
        tree, at = located
        verb = tree.heads[at]
        if tree.deps[verb] == "xcomp" and tree.first_child(verb, "nsubj") is None:
            verb = tree.heads[verb]
        subject = tree.first_child(verb, "nsubj")
        names = [] if subject is None else [subject, tree.first_child(subject, "appos")]
        ends = {tree.offsets[name][1] for name in names if name is not None}
        people = self.discourse.list_people(tree.offsets[0][0], word.start)
        return next((one for one in people if one.end in ends), None)

    def _name_person(self, place: int, word: Word, gender: str, subject: Named | None) -> str:
        """Put the name of the speaker, or of the one person named lately, in place of "he" or "she"."""
        name = self._find_speaker(word, gender)
        if self.voice is Voice.REPORTED and self.speaker and self.speaker.kind == "unnamed":
            if self.rules.may_be(self.speaker.name, gender):
                return self._name_unnamed(place, word)
            name = find_person(self.discourse, word.start, gender)
        is_unknown = self.voice is Voice.QUOTED and self.speaker is not None and self.speaker.kind != "person"
        if not name and (is_unknown or self._is_speaker(gender)):
            return "open_pronoun"
        if not name:
            excluded = self.speaker.name if self.voice in (Voice.QUOTED, Voice.SPOKEN) and self.speaker else ""
            start = self.draft.parts[0].start
            if subject:
                excluded = subject.name
            name = find_person(self.discourse, min(word.start, start), gender, excluded)
            name = name or self._find_reporting(word, gender)
        if not name or (self.speaker and speak_together(self.discourse, self.speaker.name, name)):
            return "open_pronoun"
        self.put_name(word, name)
        return ""

    def _put_role(self, word: Word) -> bool:
        """Put "the party’s deputy head" in place of the pronoun that reports the next words of one without a name."""
        link = self.speaker
        if link is None or link.span != word.span or link.kind != "unnamed" or link.is_unresolved:
            return False
        at = self.text.rfind(f" {link.name}", 0, word.start) + 1
        mention = Span(at, at + len(link.name))
        if at <= 0 or self.discourse.list_people(mention.end, word.start):
            return False
        article = "the " if ARTICLE_BEFORE.search(self.text, max(0, at - ARTICLE_REACH), at) else ""
        self.draft.replace(word.span, article + link.name, mention)
        return True

    def _is_ambiguous(self, place: int, gender: str) -> bool:
        """Whether the sentences before that of a pronoun name several people of its gender, and its own none."""
        first = self.find_sentence_start(place)
        start, end = self.words[first].start, self.words[place].start
        people = [
            person
            for part in self.draft.parts
            for person in self.discourse.list_people(part.start, min(part.end, end))
            if self.discourse.gender_of(person.name) in (gender, "")
        ]
        return not any(person.start >= start for person in people) and len({one.name for one in people}) > 1

    def _name_unnamed(self, place: int, word: Word) -> str:
        """Put "an architect" in place of the pronoun with which the words of one begin; others stay open."""
        link = self.speaker
        if link is None or place or link.is_unresolved or link.name.lower() in self.rules.common_words:
            return "open_pronoun"
        name = name_source_fully(self.text, link)
        is_group = link.kind != "unnamed" or self.rules.is_body(link.name)
        if link.name == self.rules.unnamed_source or name.lower().split()[0] not in self.rules.determiners or is_group:
            return "open_pronoun"
        self.insert_name(word, name, self.find_mention(link, name))
        return ""

    def _is_speaker(self, gender: str) -> bool:
        """Whether a pronoun of reported words may mean their speaker."""
        link = self.speaker
        if self.voice is not Voice.REPORTED or link is None or link.kind != "person":
            return False
        return self.discourse.gender_of(link.name) in (gender, "")

    def _find_speaker(self, word: Word, gender: str) -> str:
        """Return the speaker of reported words whom "he" or "she" means, or an empty string."""
        link = self.speaker
        if self.voice is not Voice.REPORTED or link is None or link.kind != "person" or link.is_unresolved:
            return ""
        known = self.discourse.gender_of(link.name)
        if known not in (gender, ""):
            return ""
        sentence = self.discourse.sentence_at(word.start)
        start = sentence.start if sentence else word.start
        if not word.starts_sentence and sentence and (before := self.discourse.sentence_before(sentence.start)):
            start = max(0, min(before.start, word.start - PERSON_REACH_CHARACTERS))
        others = [
            person
            for person in self.discourse.list_people(start, word.start)
            if person.name not in (link.name, *link.name.split())
            and self.discourse.gender_of(person.name) in (gender, "")
        ]
        return "" if others else link.name

    def _find_reporting(self, word: Word, gender: str) -> str:
        """Return the person for whom a pronoun of the article stands that reports words: "She wants to"."""
        for link in self.chain:
            name = self.discourse.drop_titles(link.name)
            is_person = link.span == word.span and not link.is_unresolved and self.discourse.is_full_name(name)
            if is_person and self.discourse.gender_of(name) == gender:
                return name
        return ""

    def names_person(self, before: list[Word], gender: str) -> bool:
        """Whether the statement names a person of this gender before a pronoun."""
        if any(self._is_person_noun(before, place) for place in range(len(before))):
            return True
        if any(word.base in self.rules.third_person and self.draft.is_edited(word.span) for word in before):
            return True
        if any(word.base in self.rules.role_nouns and self._stands_for_person(word, gender) for word in before):
            return True
        if not before:
            return False
        people = [
            person
            for part in self.draft.parts
            for person in self.discourse.list_people(part.start, part.end)
            if any(person.start <= one.start < person.end for one in before)
        ]
        return any(self.discourse.gender_of(person.name) in (gender, "") for person in people)

    def _stands_for_person(self, word: Word, gender: str) -> bool:
        """Whether a name of a gender has been put in place of a word."""
        names = (edit.text for edit in self.draft.edits if edit.span.overlaps(word.span))
        return any(self.discourse.gender_of(name) in (gender, "") for name in names)

    def _is_person_noun(self, words: list[Word], place: int) -> bool:
        """Whether a word names a person: "someone", or "minister" behind "the" or "a"."""
        word = words[place]
        is_person = word.base in self.rules.person_nouns or word.base.endswith(self.rules.person_endings)
        if not is_person or self.draft.is_edited(word.span):
            return False
        return word.base in self.rules.indefinite or any(
            other.base in self.rules.determiners or other.base in self.rules.first_singular
            for other in words[max(0, place - DETERMINER_REACH) : place]
        )

    def _follows(self, place: int, gender: str = "") -> bool:
        """Whether a pronoun stands in an opening phrase of its sentence, before the subject that it refers to."""
        first = self.find_sentence_start(place)
        if self.words[first].base not in self.rules.subordinators:
            return False
        word = self.words[place]
        if self.words[first].base in self.rules.prepositions and self._is_subject(word):
            return False
        end = self.draft.parts[word.part].end
        if "," in self.text[self.words[first].start : word.start]:
            return False
        comma = self.text.find(", ", word.end, min(end, word.end + CATAPHORA_REACH))
        behind = [other for other in self.words[place + 1 :] if other.start > comma][:CATAPHORA_WORDS]
        if comma < 0 or not behind:
            return False
        if gender:
            people = self.discourse.list_people(comma, behind[-1].span.end)
            return any(self.discourse.gender_of(person.name) in (gender, "") for person in people)
        plural = word.base in self.rules.plural
        return behind[0].base not in self.rules.third_words and has_noun(
            behind[:MOST_SUBJECT_WORDS], self.discourse, self.rules, plural=plural
        )

    def _is_subject(self, word: Word) -> bool:
        """Whether a pronoun is the subject of a verb."""
        return self._relation_of(word).startswith("nsubj")

    def _relation_of(self, word: Word) -> str:
        """Return the relation of a pronoun to its head; empty if the parser has no such word."""
        located = self.discourse.word_at(word.start)
        return located[0].deps[located[1]] if located else ""
