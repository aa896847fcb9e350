"""What a text has said before a passage: people, sentences with their subjects, and noun phrases."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from claims.nlp.parsing.sentences import Sentence
from claims.nlp.parsing.trees import Tree
from claims.nlp.reading import Span
from claims.nlp.statements.bodies import Body, NamedBodies
from claims.nlp.statements.named_people import CAPITALISED, POSSESSIVE, NamedPeople
from claims.nlp.statements.roles import Roles
from claims.nlp.statements.rules import Noun, Topic

PERSON_REACH_CHARACTERS = 900
NOUN_REACH_CHARACTERS = 2500
NEAR_SENTENCES = 2
FEWEST_USES = 3
LONGEST_INTRODUCTION_CHARACTERS = 110
SHORTEST_RICH_WORDS = 3
SHORTEST_NAME_WORDS = 2
SHORTEST_STEM_CHARACTERS = 4
LONGEST_NAME_CHARACTERS = 80
CAPITALISED_BEFORE = re.compile(r"(?:\bthe )?(?:\b[A-ZÀ-Þ][\w’'-]+ (?:(?:of|for|and) (?:the )?)?)+$")
CAPITALISED_BEHIND = re.compile(r"(?:[’']s?)? [A-ZÀ-Þ]")


class Discourse(NamedPeople):
    """The people, sentences, trees and nouns of a text, in order."""

    @cached_property
    def trees(self) -> list[Tree]:
        """The parsed sentences."""
        return [tree for block in self.blocks for tree in block.trees]

    @cached_property
    def tree_starts(self) -> list[int]:
        """The offset of each parsed sentence."""
        return [tree.offsets[0][0] for tree in self.trees]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """All sentences."""
        return [sentence for block in self.blocks for sentence in block.sentences]

    @cached_property
    def sentence_ends(self) -> list[int]:
        """The offset behind each sentence."""
        return [sentence.end for sentence in self.sentences]

    @cached_property
    def topics(self) -> dict[int, list[Topic]]:
        """The topics that were looked up, by the start of their sentence."""
        return {}

    @cached_property
    def roles(self) -> Roles:
        """Who is called mayor, senator and so on."""
        return Roles(self)

    @cached_property
    def named_bodies(self) -> NamedBodies:
        """The councils, firms, clubs and so on that the text names."""
        not_names = (
            self.rules.common_words
            | self.rules.time_words
            | {word.rstrip(".").lower() for word in self.rules.honorifics}
        )
        return NamedBodies(self, self.rules.bodies_by_kind, not_names)

    def is_person_name(self, span: Span) -> bool:
        """Whether a name is that of a person."""
        return any(person.end >= span.end for person in self.list_people(span.start, span.end))

    def tree_at(self, offset: int) -> Tree | None:
        """Return the parsed sentence around an offset, None if that sentence was not parsed."""
        place = bisect_right(self.tree_starts, offset) - 1
        tree = self.trees[place] if place >= 0 else None
        return tree if tree and offset < tree.offsets[-1][1] else None

    def word_at(self, offset: int) -> tuple[Tree, int] | None:
        """Return the parsed word that begins at an offset."""
        tree = self.tree_at(offset)
        place = tree.find_word(offset) if tree else None
        return None if tree is None or place is None else (tree, place)

    def has_subject(self, offset: int) -> bool:
        """Whether a verb has its subject behind it: "are there"; not so where the sentence was not parsed."""
        located = self.word_at(offset)
        if located is None:
            return False
        tree, at = located
        subject = tree.first_child(at, "nsubj", "nsubjpass", "expl")
        return subject is not None and subject > at

    def is_present(self, offset: int) -> bool:
        """Whether a verb in the present stands at an offset: "covers"; not so where the sentence was not parsed."""
        located = self.word_at(offset)
        return located is not None and located[0].tags[located[1]] == "VBZ"

    def sentence_before(self, offset: int) -> Span | None:
        """Return the sentence that ends before an offset."""
        place = bisect_right(self.sentence_ends, offset) - 1
        return Span(self.sentences[place].start, self.sentences[place].end) if place >= 0 else None

    def sentence_at(self, offset: int) -> Span | None:
        """Return the sentence around an offset."""
        place = bisect_right(self.sentence_ends, offset)
        inside = place < len(self.sentences) and self.sentences[place].start <= offset
        return Span(self.sentences[place].start, self.sentences[place].end) if inside else None

    def topics_at(self, offset: int) -> list[Topic]:
        """Return the subjects of the main clauses of the sentence around an offset, the first one first."""
        tree = self.tree_at(offset)
        if tree is None:
            return []
        start = tree.offsets[0][0]
        if start not in self.topics:
            self.topics[start] = self.rules.find_topics(tree)
        return self.topics[start]

    def _list_nouns(self, words: re.Pattern[str], start: int, end: int) -> Iterator[Noun]:
        """Yield the noun phrases whose heads a pattern finds between two offsets, the last one first."""
        for match in reversed(list(words.finditer(self.text, start, end))):
            located = self.word_at(match.start())
            if located and self.rules.is_noun(*located):
                yield self.rules.describe_noun(*located)
            elif self.tree_at(match.start()) is None and (name := self._find_plain_name(Span(*match.span()))):
                yield name

    def _find_plain_name(self, last: Span) -> Noun | None:
        """Return the name that ends with a word of a sentence that was not parsed: "Island General Hospital"."""
        sentence = self.sentence_at(last.start)
        start = max(sentence.start if sentence else last.start, last.start - LONGEST_NAME_CHARACTERS)
        before = CAPITALISED_BEFORE.search(self.text, start, last.start)
        is_name = self.text[last.start].isupper() or self.text[last.start : last.end] in self.rules.group_nouns
        if before is None or not is_name or CAPITALISED_BEHIND.match(self.text, last.end):
            return None
        words = before.group().split()
        while words and words[0].lower() in self.rules.time_words | self.rules.common_words - {"the"}:
            words.pop(0)
        count = len(words) + 1
        led = last.start - len(" ".join([*words, ""]))
        head = self.text[last.start : last.end].lower()
        return Noun(head, Span(led, last.end), count, is_proper=True) if words and words[-1][0].isupper() else None

    def find_noun(self, head: str, before: int) -> Noun | None:
        """Return the one noun phrase with this head and more words that the text gives before an offset.

        One of the two sentences before is the first choice.
        """
        near = self._list_near_starts(before)
        rich: dict[str, Noun] = {}
        uses_by_words = Counter[str]()
        start = max(0, before - NOUN_REACH_CHARACTERS)
        for noun in self._list_nouns(re.compile(rf"\b{re.escape(head)}\b", re.IGNORECASE), start, before):
            words = self.text[noun.span.start : noun.span.end]
            if self._is_rich(noun, words, near=noun.span.start >= near):
                if noun.span.start >= near:
                    return noun
                bare = words.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ")
                rich.setdefault(bare, noun)
                uses_by_words[bare] += 1
        if len(rich) == 1:
            return next(iter(rich.values()))
        (most, uses), *others = uses_by_words.most_common(2) or [("", 0)]
        is_common = rich and rich[most].is_proper and uses > 1 and all(uses > other for _, other in others)
        return rich[most] if is_common else None

    def tells_of(self, noun: str, before: int) -> bool:
        """Whether a word with the same beginning as a noun stands before an offset: "lists" before "the list"."""
        stem = noun.removesuffix("s")
        if len(stem) < SHORTEST_STEM_CHARACTERS:
            return False
        start = max(0, before - NOUN_REACH_CHARACTERS)
        return re.compile(rf"\b{re.escape(stem)}", re.IGNORECASE).search(self.text, start, before) is not None

    def find_introduction(self, head: str, before: int) -> Span | None:
        """Return the one "bill that caps the price of milk" that the text gives as "a bill that ..."; without "a"."""
        start = max(0, before - NOUN_REACH_CHARACTERS)
        if f" {head} " not in self.text[start:before].lower():  # else a pattern is compiled in vain
            return None
        pattern = re.compile(
            rf"\b(?:a|an) (?P<noun>(?:[\w-]+ )?{re.escape(head)}"
            rf" (?:that|which|who|calling|requiring|named|called|to|for|on|of)"
            rf" [^,;.:—–“”\"()]{{8,{LONGEST_INTRODUCTION_CHARACTERS}}}?)(?=[,;.:]\s|\s(?:published|released|issued)\s)",
            re.IGNORECASE,
        )
        found = [Span(*match.span("noun")) for match in pattern.finditer(self.text, start, before)]
        words = self.text[found[0].start : found[0].end].lower().split() if len(found) == 1 else []
        is_open = not words or not self.rules.third_words.isdisjoint(words)
        return None if is_open else found[0]

    def _list_near_starts(self, before: int) -> int:
        """Return the start of the second sentence before the one around an offset."""
        sentence = self.sentence_at(before)
        start = sentence.start if sentence else before
        for _ in range(NEAR_SENTENCES):
            one = self.sentence_before(start)
            start = one.start if one else start
        return start

    def find_group(self, offset: int) -> Noun | None:
        """Return the one organisation that the sentences before an offset name; None if there are several."""
        found = self._list_groups(self._list_near_starts(offset), offset)
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
        (most, uses), *others = self.group_uses.most_common(2) or [("", 0)]
        is_main = uses >= FEWEST_USES and all(uses >= 2 * other for _, other in others)
        return self._list_groups(0, offset).get(most) if is_main else None

    def find_body(self, noun: str, before: int, offset: int) -> Body | None:
        """Return the one body named before a place that a noun at an offset calls; None if it may be a rival."""
        body = self.named_bodies.find(noun, before)
        is_open = body is not None and noun in self.rules.business_nouns and self._has_rival(body, offset)
        return None if is_open else body

    def _has_rival(self, body: Body, offset: int) -> bool:
        """Whether the sentences before an offset name another group as often as the text names a body."""
        uses = self.text.count(body.name.split()[0])
        start = self._list_near_starts(offset)
        return any(
            name not in body.name
            and body.name not in name
            and not self.named_bodies.has_other_kind(name, body)
            and self.text.count(name.split()[0]) >= uses
            for name in (*self._list_groups(start, offset), *self.named_bodies.list_openers(start, offset))
        )

    def _list_groups(self, start: int, end: int) -> dict[str, Noun]:
        """Return the organisations named between two offsets."""
        found: dict[str, Noun] = {}
        for noun in self._list_nouns(CAPITALISED, start, end):
            words = self.text[noun.span.start : noun.span.end].removeprefix("the ").removeprefix("The ")
            is_scene = self.text.endswith((" at ", " in "), 0, noun.span.start)  # "a doctor at Ludd Medical Center"
            if noun.is_proper and not is_scene and self._is_group(words, noun):
                found.setdefault(POSSESSIVE.sub("", words), noun)
        return found

    @cached_property
    def group_uses(self) -> Counter[str]:
        """How often the text names each organisation."""
        uses = Counter[str]()
        for noun in self._list_nouns(CAPITALISED, 0, len(self.text)):
            words = self.text[noun.span.start : noun.span.end].removeprefix("the ").removeprefix("The ")
            if noun.is_proper and self._is_group(words, noun):
                uses[POSSESSIVE.sub("", words)] += 1
        return uses

    def find_state(self, offset: int) -> Span | None:
        """Return the one state that the sentences before an offset name; None if there are several."""
        start = self._list_near_starts(offset)
        found = {match.group(): Span(*match.span()) for match in self.rules.state.finditer(self.text, start, offset)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _is_group(self, words: str, noun: Noun) -> bool:
        sources = self.resolver.source_rules
        capital = all(word[:1].isupper() or word in ("of", "for", "and") for word in words.split())
        people = self.list_people(noun.span.start, noun.span.end)
        is_place = words in sources.places or any(
            word in self.resolver.rules.people.not_names for word in words.split()
        )
        is_time = any(self.rules.is_month(word.strip(".").lower()) for word in words.split())
        return capital and not people and not is_place and not is_time and "\n" not in words

    def _is_rich(self, noun: Noun, words: str, *, near: bool) -> bool:
        """Whether a noun phrase says by itself what it means; beside its mention, one word more than the noun does."""
        lower = words.lower().split()
        bare = lower[1:] if lower and lower[0] in ("a", "an", "the") else lower
        vague = self.rules.third_words.intersection(lower) or any(mark in words for mark in '‘“”"(')
        vague = vague or not self.rules.indefinite_openers.isdisjoint(lower)
        return (
            not vague
            and len(bare) >= (SHORTEST_NAME_WORDS if noun.is_proper or near else SHORTEST_RICH_WORDS)
            and "\n" not in words
        )
