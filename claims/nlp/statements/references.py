"""Filling in what pronouns, surnames, "this plan" and "the company" refer to.

A reference inside the statement, behind the words that it refers to, stays. Another one becomes those words if the text
leaves one choice: the speaker of reported words, the one person of that gender named lately, the subject of the
sentence before. Otherwise the statement has a problem.
"""

import re
from dataclasses import dataclass

from claims.nlp.reading import Link, Span
from claims.nlp.statements.discourse import PERSON_REACH_CHARACTERS, Discourse
from claims.nlp.statements.draft import Draft
from claims.nlp.statements.passages import Voice
from claims.nlp.statements.people import find_person
from claims.nlp.statements.rules import StatementRules, Topic
from claims.nlp.statements.words import Word, has_noun, next_word

MOST_SENTENCES_BACK = 4
CONTRACTED = re.compile(r"(?i:he|she|it)(?P<verb>[’']s)\s(?:(?:not|never|already|just|also|since|only|always) )?(?P<behind>\w+)")
PREDICATE = re.compile(r"\w+(?:[’']s| is| was) (?:an?|the|one|not|just|only|about) ")
SHORTEST_RICH_WORDS = 2
DETERMINER_REACH = 4
LONGEST_NOUN_WORDS = 6
LONGEST_OPENING_WORDS = 6
LONGEST_REACH_INSIDE = 8
"""So many words into a statement "that plan" and "the plan" refer to something inside of it."""

CATAPHORA_REACH = 160


@dataclass(slots=True)
class References:
    """What is needed to resolve the references of one statement; `kept` are quotations that keep their words."""

    draft: Draft
    words: list[Word]
    voice: Voice
    speaker: Link | None
    kept: list[Span]
    discourse: Discourse
    rules: StatementRules

    @property
    def text(self) -> str:
        """The text of the article."""
        return self.draft.text

    def fill_in(self) -> str:
        """Replace the references that can be resolved; return the code of the first problem."""
        for place, word in enumerate(self.words):
            if word.base not in self.rules.references:
                continue
            if any(span.contains(word.span) for span in self.kept) or self.draft.is_edited(word.span):
                continue
            problem = self._resolve(place, word)
            if problem:
                return problem
        return ""

    def _resolve(self, place: int, word: Word) -> str:
        rules = self.rules
        if word.base in rules.male or word.base in rules.female:
            return self._resolve_person(place, word)
        if word.base in rules.neuter or word.base in rules.plural:
            return self._resolve_thing(place, word)
        if word.base in rules.demonstratives:
            return self._resolve_demonstrative(place, word)
        if word.lower == "the":
            return self._resolve_definite(place, word)
        return ""

    def _resolve_person(self, place: int, word: Word) -> str:
        gender = "male" if word.base in self.rules.male else "female"
        if self._names_person(self.words[:place], gender) or self._follows(place, gender):
            return ""
        name = self._find_speaker(word, gender)
        if self.voice is Voice.REPORTED and self.speaker and self.speaker.kind == "unnamed":
            return self._name_unnamed(place, word)
        if not name and self._is_speaker(gender):
            return "open_pronoun"
        if not name:
            excluded = self.speaker.name if self.voice in (Voice.QUOTED, Voice.SPOKEN) and self.speaker else ""
            start = self.draft.parts[0].start
            name = find_person(self.discourse, min(word.start, start), gender, excluded)
        if not name:
            return "open_pronoun"
        self._put_name(word, name)
        return ""

    def _name_unnamed(self, place: int, word: Word) -> str:
        """Put "an architect" in place of the pronoun with which the words of one begin; others stay open."""
        link = self.speaker
        if link is None or place or link.is_unresolved or link.name.lower() in self.rules.common_words:
            return "open_pronoun"
        name = name_source_fully(self.text, link)
        if link.name == self.rules.unnamed_source or name.lower().split()[0] not in self.rules.determiners:
            return "open_pronoun"
        self._put(word, name, self._find_mention(link, name))
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

    def _names_person(self, before: list[Word], gender: str) -> bool:
        """Whether the statement names a person of this gender before a pronoun."""
        if any(self._is_person_noun(before, place) for place in range(len(before))):
            return True
        if any(self.draft.is_edited(word.span) and word.base in self.rules.third_person for word in before):
            return True
        if not before:
            return False
        people = [
            person
            for part in self.draft.parts
            for person in self.discourse.list_people(part.start, part.end)
            if person.start < before[-1].end
        ]
        return any(self.discourse.gender_of(person.name) in (gender, "") for person in people)

    def _is_person_noun(self, words: list[Word], place: int) -> bool:
        """Whether a word names a person: "someone", or "minister" behind "the" or "a"."""
        word = words[place]
        is_person = word.base in self.rules.person_nouns or word.base.endswith(self.rules.person_endings)
        if not is_person or self.draft.is_edited(word.span):
            return False
        return word.base in self.rules.indefinite or any(
            other.base in self.rules.determiners for other in words[max(0, place - DETERMINER_REACH) : place]
        )

    def _follows(self, place: int, gender: str = "") -> bool:
        """Whether a pronoun stands in an opening phrase of its sentence, before the subject that it refers to."""
        first = place
        while first and not self.words[first].starts_sentence:
            first -= 1
        if self.words[first].base not in self.rules.subordinators:
            return False
        word = self.words[place]
        end = self.draft.parts[word.part].end
        if "," in self.text[self.words[first].start : word.start]:
            return False
        comma = self.text.find(", ", word.end, min(end, word.end + CATAPHORA_REACH))
        behind = [other for other in self.words[place + 1 :] if other.start > comma][:6]
        if comma < 0 or not behind:
            return False
        if gender:
            people = self.discourse.list_people(comma, behind[-1].span.end)
            return any(self.discourse.gender_of(person.name) in (gender, "") for person in people)
        plural = word.base in self.rules.plural
        return behind[0].base not in self.rules.third_words and has_noun(
            behind[:4], self.discourse, self.rules, plural=plural
        )

    def _resolve_thing(self, place: int, word: Word) -> str:
        plural = word.base in self.rules.plural
        if any(other.base in (self.rules.plural if plural else self.rules.neuter) for other in self.words[:place]):
            return ""  # the one before stands for the same thing, and is resolved
        before = self._drop_own_subject(word, self.words[:place])
        if has_noun(before, self.discourse, self.rules, plural=plural) or self._is_empty(word):
            return ""
        if self._follows(place):
            return ""
        name, source = self._name_speaking_group(plural=plural)
        if not name and self._opens(place):
            name, source = self._name_topic(word.start, word.base, MOST_SENTENCES_BACK)
        if not name or (
            not plural and PREDICATE.match(self.text, word.start) and not name.rsplit(maxsplit=1)[-1][0].isupper()
        ):
            return "open_pronoun"
        self._put(word, name, source)
        return ""

    def _drop_own_subject(self, word: Word, before: list[Word]) -> list[Word]:
        """Return the words before a pronoun that it can refer to: an object never refers to the subject of its verb."""
        located = self.discourse.word_at(word.start)
        if located is None:
            return before
        tree, at = located
        verb = tree.heads[at]
        if tree.deps[at] not in ("dobj", "pobj", "dative"):
            return before
        for _ in range(MOST_SENTENCES_BACK):
            if tree.first_child(verb, "nsubj", "nsubjpass") is not None or tree.heads[verb] == verb:
                break
            verb = tree.heads[verb]
        subject = tree.first_child(verb, "nsubj", "nsubjpass")
        if subject is None:
            return before
        first, last = tree.edges[subject]
        span = tree.span(first, last)
        return [other for other in before if not span.contains(other.span)]

    def _opens(self, place: int) -> bool:
        """Whether a pronoun is the first word of its sentence, or the first behind an opening phrase and a comma."""
        first = place
        while first and not self.words[first].starts_sentence:
            first -= 1
        between = self.text[self.words[first].start : self.words[place].start]
        return first == place or (place - first <= LONGEST_OPENING_WORDS and between.rstrip().endswith(","))

    def _is_empty(self, word: Word) -> bool:
        match = self.rules.empty_it.match(self.text, word.start, self.draft.parts[word.part].end)
        return match is not None and word.base == "it"

    def _name_speaking_group(self, *, plural: bool) -> tuple[str, Span | None]:
        """Return the group that reported words call "it" or "they", with its span."""
        link = self.speaker
        if self.voice is not Voice.REPORTED or link is None or link.is_unresolved or link.kind == "person":
            return "", None
        name = name_source_fully(self.text, link)
        last = link.name.rsplit(maxsplit=1)[-1].lower()
        many = last in self.rules.plural_names or (last.endswith("s") and link.name.islower()) or " and " in link.name
        if not name or (link.kind == "unnamed" and not many) or many is not plural:
            return "", None
        return name, self._find_mention(link, name)

    def _find_mention(self, link: Link, name: str) -> Span | None:
        """Return the span of a source that its name repeats word by word."""
        span = link.span
        return span if span and self.text[span.start : span.end] == name else None

    def _name_topic(self, offset: int, pronoun: str, depth: int) -> tuple[str, Span | None]:
        """Return the subject of the sentence before, which "it" or "they" at the start of a sentence refers to."""
        sentence = self.discourse.sentence_at(offset)
        before = self.discourse.sentence_before(sentence.start + 1) if sentence else None
        if before is None or not depth:
            return "", None
        topics = self.discourse.topics_at(before.start)
        fitting = [topic for topic in topics if not topic.is_pronoun and self._fits(topic, pronoun)]
        if not fitting and any(topic.is_pronoun and topic.head == pronoun for topic in topics):
            return self._name_topic(before.start, pronoun, depth - 1)
        if len(fitting) != 1:
            return "", None
        span = fitting[0].span
        if self._is_bare(fitting[0]):
            noun = self.discourse.find_noun(fitting[0].head, span.start)
            span = noun.span if noun else span
            return (self.text[span.start : span.end], span) if noun else ("", None)
        return self.text[span.start : span.end], span

    def _is_bare(self, topic: Topic) -> bool:
        """Whether a subject is no more than "the survey", which refers back itself."""
        lower = self.text[topic.span.start : topic.span.end].lower().split()
        return lower[0] == "the" and len(lower) == SHORTEST_RICH_WORDS and topic.head in self.rules.anaphoric

    def _fits(self, topic: Topic, pronoun: str) -> bool:
        """Whether the subject of a sentence can be what a pronoun refers to, and stands alone itself."""
        words = self.text[topic.span.start : topic.span.end]
        lower = words.lower().replace("’", "'").split()
        people = self.discourse.list_people(topic.span.start, topic.span.end)
        is_person = any(person.end == topic.span.end for person in people) or topic.head in self.rules.person_nouns
        vague = (
            not self.rules.third_words.isdisjoint(lower) or "\n" in words or lower[0] in self.rules.indefinite_openers
        )
        if vague or topic.is_plural != (pronoun in self.rules.plural):
            return False
        return topic.is_plural or not is_person

    def _resolve_demonstrative(self, place: int, word: Word) -> str:
        following = next_word(self.text, word, self.draft.parts[word.part].end)
        located = self.discourse.word_at(word.start)
        noun = following
        if located:
            tree, at = located
            if not tree.tags[at].startswith(("DT", "PDT")):
                return ""
            head = tree.heads[at]
            is_determiner = tree.deps[at] == "det" and head > at
            noun = tree.lower[head] if is_determiner else ""
        else:
            plain = following and following not in self.rules.common_words and following not in self.rules.finite
            is_determiner = bool(plain) and "'" not in word.lower and not _looks_like_verb(word.base, following)
            if word.base == "that" and not word.starts_sentence:
                return ""
        generic = following in self.rules.specifying or following.endswith("ing")
        if "'" not in word.lower and (generic or following in self.rules.third_person):
            return ""
        if word.base in ("that", "those") and place >= LONGEST_REACH_INSIDE and self._has_clause_before(place):
            return ""
        if not is_determiner:
            return "demonstrative" if not self._has_clause_before(place) else ""
        return self._resolve_noun(place, word, noun, "demonstrative")

    def _has_clause_before(self, place: int) -> bool:
        return any(word.base in self.rules.finite or word.base in self.rules.past for word in self.words[:place])

    def _resolve_definite(self, place: int, word: Word) -> str:
        """Resolve a bare "the company"."""
        if place + 1 >= len(self.words):
            return ""
        noun = self.words[place + 1]
        if word.starts_sentence and noun.base in self.rules.counted:
            return "definite"
        if noun.base not in self.rules.anaphoric or not self._is_bare_noun(word, noun):
            return ""
        if place >= LONGEST_REACH_INSIDE and self._has_clause_before(place):
            return ""
        if noun.base in self.rules.place_nouns:
            return self._resolve_place(place, word, noun)
        named = any(self.text[other.start].isupper() for other in self.words[1:place])
        if named and noun.base in self.rules.group_nouns:
            return ""
        return self._resolve_noun(place, word, noun.base, "definite")

    def _is_bare_noun(self, word: Word, noun: Word) -> bool:
        """Whether nothing but "the" stands beside a noun: no adjective before it, no "of ..." or clause behind it."""
        located = self.discourse.word_at(noun.start)
        if located:
            tree, at = located
            behind = (kid for kid in tree.children[at] if tree.edges[kid][0] == at + 1)
            described = any(tree.deps[kid] in ("prep", "relcl", "acl", "appos") for kid in behind)
            return (
                tree.tags[at].startswith("NN") and tree.deps[at] not in ("compound", "amod", "nmod") and not described
            )
        following = next_word(self.text, noun, self.draft.parts[word.part].end)
        specified = following in self.rules.specifying or following in self.rules.third_words
        return not specified

    def _resolve_place(self, place: int, word: Word, noun: Word) -> str:
        """Put the name in place of "the state"; other places stay open unless the statement names one before."""
        if any(self.text[other.start].isupper() for other in self.words[1:place]):
            return ""
        state = self.discourse.find_state(self.draft.parts[0].start) if noun.base == "state" else None
        if state is None:
            return "definite"
        self.draft.replace(Span(word.start, noun.start + len(noun.base)), self.text[state.start : state.end], state)
        return ""

    def _resolve_noun(self, place: int, word: Word, noun: str, problem: str) -> str:
        """Put the full noun phrase in place of "this plan" or "the plan"."""
        rules = self.rules
        if noun in rules.deictic or noun in rules.time_words or noun.isdigit():
            return ""
        if any(other.base == noun for other in self.words[:place]):
            return ""
        behind = self.words[place + 1 : place + 1 + LONGEST_NOUN_WORDS]
        head = next((other for other in behind if other.base == noun), None)
        if problem == "demonstrative" and head is not None:
            followed = next_word(self.text, head, self.draft.parts[head.part].end)
            if followed in rules.specifying:
                return ""
        start = min(word.start, self.draft.parts[0].start)
        found = self.discourse.find_noun(noun, start)
        if found is None and problem == "definite" and noun in rules.group_nouns:
            found = self.discourse.find_group(self.draft.parts[0].start)
        if found is None or head is None or head != self.words[place + 1]:
            return problem
        self._put_noun(Span(word.start, head.start + len(head.base)), found.span)
        return ""

    def _put_noun(self, span: Span, source: Span) -> None:
        """Put a noun phrase in place of "this plan", with "the" in front of it."""
        words = self._lower_start(source)
        first, _, rest = words.partition(" ")
        is_led = first in self.rules.common_words or "’s " in words or "'s " in words
        if first in ("a", "an"):
            self.draft.replace(span, "the " + rest)
        else:
            self.draft.replace(span, words if is_led else f"the {words}", source)

    def _lower_start(self, source: Span) -> str:
        """Return the words of a span that begins a sentence as they stand inside one."""
        words = self.text[source.start : source.end]
        located = self.discourse.word_at(source.start)
        is_common = located is not None and located[1] == 0 and not located[0].tags[0].startswith("NNP")
        is_common = is_common or words.split()[0].lower() in self.rules.common_words
        return words[:1].lower() + words[1:] if is_common and not words[1:2].isupper() else words

    def _put_name(self, word: Word, name: str) -> None:
        at = self.text.find(name)
        self._put(word, name, Span(at, at + len(name)) if at >= 0 else None)

    def _put(self, word: Word, name: str, source: Span | None) -> None:
        """Put a name in place of a pronoun; a possessive stays one, and a contracted verb stays behind it."""
        if not word.starts_sentence and source and self.text[source.start : source.end] == name:
            name = self._lower_start(source)
        span = Span(word.start, word.start + len(word.base))
        if contracted := CONTRACTED.match(self.text, word.start):
            has = contracted["behind"].endswith("ed") or contracted["behind"] in self.rules.perfect
            self.draft.replace(Span(word.start, contracted.end("verb")), name, source, " has" if has else " is")
            return
        possessive = self.is_possessive(word)
        tail = ("’" if name.endswith("s") and name.islower() else "’s") if possessive else ""
        self.draft.replace(span, name, source, tail)

    def is_possessive(self, word: Word) -> bool:
        """Whether a pronoun owns the noun behind it; "her" only does in front of a noun."""
        if word.base != "her":
            return word.base in self.rules.possessive
        if located := self.discourse.word_at(word.start):
            return located[0].tags[located[1]] == "PRP$"
        following = next_word(self.text, word, self.draft.parts[word.part].end)
        return bool(following) and following not in self.rules.object_followers


def _looks_like_verb(demonstrative: str, following: str) -> bool:
    """Whether the word behind "this" or "that" is a verb rather than a noun: "this allows"."""
    return demonstrative in ("this", "that") and following.endswith("s") and not following.endswith("ss")


def name_source_fully(text: str, link: Link) -> str:
    """Return a source's name with the article that the text gives it: "the ministry"."""
    mention = text[link.span.start : link.span.end] if link.span else link.name
    if mention.lower() == link.name.lower():
        return mention
    first = mention.split(maxsplit=1)[0] if mention.split() else ""
    article = first.lower() if first.lower() in ("the", "a", "an") else ""
    return f"{article} {link.name}".strip()
