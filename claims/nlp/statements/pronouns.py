"""Filling in what "it" and "they" mean."""

from claims.nlp.reading import Link, Span
from claims.nlp.statements.passages import WORD, Voice
from claims.nlp.statements.person_pronouns import PersonReferences
from claims.nlp.statements.reference_editor import OBJECT_RELATIONS, name_source_fully
from claims.nlp.statements.rules import Topic
from claims.nlp.statements.sentence_topics import is_bare, list_topics
from claims.nlp.statements.words import Word, has_noun

MOST_SENTENCES_BACK = 4
LONGEST_OPENING_WORDS = 6
EMPTY_REACH_CHARACTERS = 160


class PronounReferences(PersonReferences):
    """Resolves the pronouns of the third person."""

    __slots__ = ()

    def _is_object(self, word: Word) -> bool:
        """Whether a pronoun is the object of a verb or a preposition."""
        return self._relation_of(word) in OBJECT_RELATIONS

    def resolve_thing(self, place: int, word: Word) -> str:
        """Put a name or noun in place of "it" or "they" if needed; return the code of a problem."""
        plural = word.base in self.rules.plural
        if any(other.base in (self.rules.plural if plural else self.rules.neuter) for other in self.words[:place]):
            return ""  # the one before stands for the same thing, and is resolved
        before = self.drop_own_subject(word, self.words[:place])
        if has_noun(before, self.discourse, self.rules, plural=plural) or self.is_empty(word):
            return ""
        if self._follows(place):
            return ""
        name, source = self._name_speaking_group(word, plural=plural)
        if not name and self._opens(place) and self._continues_sentence(place):
            name, source = self._name_topic(word.start, word.base, MOST_SENTENCES_BACK)
        is_name = bool(name) and name.rsplit(maxsplit=1)[-1][0].isupper()
        describes = not plural and not is_name and self.rules.describing_it.match(self.text, word.start)
        if not name or describes or (not plural and self.rules.counting_it.match(self.text, word.start)):
            return "open_pronoun"
        self.insert_name(word, name, source)
        return ""

    def _continues_sentence(self, place: int) -> bool:
        """Whether the sentence before a pronoun is by the same voice: not before reported words or a quotation."""
        starts = sum(word.starts_sentence for word in self.words[: place + 1])
        return self.voice in (Voice.OWN, Voice.SPOKEN) or (self.voice is Voice.QUOTED and starts > 1)

    def _opens(self, place: int) -> bool:
        """Whether a pronoun is the first word of its sentence, or the first behind an opening phrase and a comma."""
        first = self.find_sentence_start(place)
        between = self.text[self.words[first].start : self.words[place].start]
        return first == place or (place - first <= LONGEST_OPENING_WORDS and between.rstrip().endswith(","))

    def is_empty(self, word: Word) -> bool:
        """Whether "it" stands for nothing, or for the clause behind it."""
        if word.base != "it":
            return False
        end = self.draft.parts[word.part].end
        if self.rules.empty_it.match(self.text, word.start, min(end, word.end + EMPTY_REACH_CHARACTERS)):
            return True
        before = self.rules.empty_before.search(self.text, max(0, word.start - len("considering ")), word.start)
        return before is not None and self.rules.empty_object.match(self.text, word.start, end) is not None

    def _name_speaking_group(self, word: Word, *, plural: bool) -> tuple[str, Span | None]:
        """Return the group that reported words call "it" or "they", with its span.

        An object is no speaker who is only named behind it: "They will lose it, according to the union".
        """
        link = self.speaker
        if link is None or not self._may_mean_speaker(link, word, plural=plural):
            return "", None
        if not plural and link.span and (body := self.find_called(link.span)):
            return self.lead_name(body), body.span
        name = name_source_fully(self.text, link)
        last = link.name.rsplit(maxsplit=1)[-1].lower()
        many = last in self.rules.plural_names or (last.endswith("s") and link.name.islower()) or " and " in link.name
        is_bare_noun = link.name in self.rules.group_nouns
        if not name or is_bare_noun or (link.kind == "unnamed" and not many) or many is not plural:
            return "", None
        return name, self.find_mention(link, name)

    def _may_mean_speaker(self, link: Link, word: Word, *, plural: bool) -> bool:
        """Whether "it" or "they" in reported words can be the body that says them; data and reports do not act."""
        if self.voice is not Voice.REPORTED or link.is_unresolved or link.kind == "person":
            return False
        is_later = link.span is not None and link.span.start > word.start and self._is_object(word)
        acts = link.kind == "document" and self.rules.acting_it.match(self.text, word.start) is not None
        means_others = self._has_hearers(link) if plural else self._speaks_of_object(link, word)
        return not is_later and not acts and not means_others

    def _speaks_of_object(self, link: Link, word: Word) -> bool:
        """Whether "it" may be what the speaker did something to: "disputed the number, saying it left out"."""
        located = self.discourse.word_at(link.cue_span.start) if link.cue_span else None
        if located is None or self.rules.acting_it.match(self.text, word.start):
            return False
        tree, cue = located
        verb = tree.heads[cue]
        thing = tree.first_child(verb, "dobj") if tree.deps[cue] in ("conj", "advcl") and verb < cue else None
        return thing is not None and tree.tags[thing] == "NN"

    def _has_hearers(self, link: Link) -> bool:
        """Whether the report names people to whom its words are said: "told 230 workers that they"."""
        behind = self.text[link.cue_span.end : self.draft.parts[0].start] if link.cue_span else ""
        words = [word.lower() for word in WORD.findall(behind)]
        return any(word.endswith("s") and word not in self.rules.time_words for word in words)

    def _name_topic(self, offset: int, pronoun: str, depth: int) -> tuple[str, Span | None]:
        """Return the subject of the sentence before, which "it" or "they" at the start of a sentence refers to."""
        sentence = self.discourse.sentence_at(offset)
        before = self.discourse.sentence_before(sentence.start + 1) if sentence else None
        if before is None or not depth:
            return "", None
        topics = list_topics(self.discourse, before)
        acts = self.rules.acting_it.match(self.text, offset) is not None
        fitting = [topic for topic in topics if not topic.is_pronoun and self._fits(topic, pronoun, acts=acts)]
        if not fitting and any(topic.is_pronoun and topic.head == pronoun for topic in topics):
            return self._name_topic(before.start, pronoun, depth - 1)
        if len(fitting) != 1:
            return "", None
        span = fitting[0].span
        if body := self.find_called(span):
            return self.lead_name(body), body.span
        if is_bare(fitting[0], self.discourse):
            noun = self.discourse.find_noun(fitting[0].head, span.start)
            span = noun.span if noun else span
            return (self.text[span.start : span.end], span) if noun else ("", None)
        return self.text[span.start : span.end], span

    def _fits(self, topic: Topic, pronoun: str, *, acts: bool) -> bool:
        """Whether the subject of a sentence can be what a pronoun refers to, and stands alone itself.

        A name of which the text does not tell whether it is a person's is that of a body if "it" acts: "It plans".
        """
        words = self.text[topic.span.start : topic.span.end]
        lower = words.lower().replace("’", "'").split()
        people = self.discourse.list_people(topic.span.start, topic.span.end)
        named = [person.name for person in people if person.end == topic.span.end]
        is_person = topic.head in self.rules.person_nouns or any(map(self.discourse.gender_of, named))
        is_person = is_person or (not topic.is_proper and topic.head in self.rules.role_nouns)
        is_unsure = bool(named) or (topic.is_proper and self.discourse.tree_at(topic.span.start) is None)
        is_person = is_person or (is_unsure and not acts)
        vague = (
            not self.rules.third_words.isdisjoint(lower) or "\n" in words or lower[0] in self.rules.indefinite_openers
        )
        if vague or topic.is_plural != (pronoun in self.rules.plural):
            return False
        return topic.is_plural or not is_person
