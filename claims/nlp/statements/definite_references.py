"""Filling in what "the company", "the mayor", "the state" and "the mill" refer to."""

import re

from claims.nlp.attribution.chains import RELAYING_KINDS
from claims.nlp.attribution.source_kinds import classify_source
from claims.nlp.reading import Span
from claims.nlp.statements.passages import Voice
from claims.nlp.statements.pronouns import PronounReferences
from claims.nlp.statements.reference_editor import possessive_ending
from claims.nlp.statements.rules import Noun
from claims.nlp.statements.sentence_topics import find_owner
from claims.nlp.statements.words import Word, next_word

LONGEST_NOUN_WORDS = 6
LONGEST_ROLE_WORDS = 6
NAMING_LABELS = frozenset({"nsubj", "nsubjpass", "poss", "dobj", "pobj", "dative"})
ARGUMENT_LABELS = frozenset({"nsubj", "nsubjpass", "dobj"})
LONGEST_REACH_INSIDE = 8
"""So many words into a statement "that plan" and "the plan" refer to something inside of it."""
OBJECT_BEHIND = re.compile(r" (?:made|held|ran|run|led|used|set) (?:an?|its|their|the|[$€£]?\d)")
"""These words have an object, and do not describe the noun before them: "the firm made a profit"."""

NAME_BEHIND = re.compile(r" [A-ZÀ-Þ]")
"""The businessman is "Bo Chen" in "the businessman Bo Chen"."""


class DefiniteReferences(PronounReferences):
    """Resolves nouns behind "the"."""

    __slots__ = ()

    def resolve_definite(self, place: int, word: Word) -> str:
        """Resolve a bare "the company", or "the mayor"."""
        if (role := self._resolve_role(word)) is not None:
            return role
        if (body := self._name_body(place, word)) is not None:
            return body
        noun, behind = [*self.words[place + 1 : place + 3], word, word][:2]
        is_counted = noun.base in self.rules.counted and not self._is_counted_fully(noun)
        if word.starts_sentence and (is_counted or self._is_elliptic(noun, behind)):
            return "" if self.is_later(place) else "definite"
        return self._resolve_bare(place, word, noun) if self._is_bare_noun(word, noun) else ""

    def _name_body(self, place: int, word: Word) -> str | None:
        """Put "Ludd District Council" in place of "the council"; None if the text does not tell which one it is."""
        match = self.rules.role_based.match(self.text, word.start, self.draft.parts[word.part].end)
        noun = next(
            (other for other in self.words[place + 1 : place + 4] if match and other.start == match.start("noun")), None
        )
        if match is None or noun is None or not self._is_bare_noun(word, noun):
            return None
        body = self.discourse.find_body(noun.base, min(word.start, self.draft.parts[0].start), word.start)
        if body is None:
            return None
        if not self._has_name(body.name, word):
            self.draft.replace(Span(word.start, noun.start + len(noun.base)), self.lead_name(body), body.span)
        return ""

    def _has_name(self, name: str, word: Word) -> bool:
        """Whether the statement has a name before a word."""
        parts = (self.text[part.start : min(part.end, word.start)] for part in self.draft.parts)
        edits = (edit.text for edit in self.draft.edits if edit.span.end <= word.start)
        short = "".join(word[0] for word in name.split() if word[0].isupper())
        return any(name in words or (len(short) > 1 and short in words) for words in (*parts, *edits))

    def _resolve_bare(self, place: int, word: Word, noun: Word) -> str:
        """Resolve a noun that nothing describes."""
        if word.starts_sentence and not self.is_later(place) and self._name_owner(word, noun):
            return ""
        if place >= LONGEST_REACH_INSIDE and self.has_clause_before(place):
            if noun.base in self.rules.group_nouns and not self.names_group(place):
                self._name_again(place, word, noun)
            return ""
        if noun.base not in self.rules.anaphoric:
            return self._resolve_repeated(place, word, noun)
        if noun.base in self.rules.place_nouns:
            return self._resolve_place(place, word, noun)
        is_named = noun.base in self.rules.group_nouns and self.names_group(place)
        return "" if is_named else self.resolve_noun(place, word, noun.base, "definite")

    def _name_again(self, place: int, word: Word, noun: Word) -> None:
        """Put "St Bride’s hospital" in place of "the hospital" late in a statement, if the text has named it so."""
        start = min(word.start, self.draft.parts[0].start)
        found = self.discourse.find_noun(noun.base, start)
        if found and found.is_proper and all(other.base != noun.base for other in self.words[:place]):
            self._put_noun(Span(word.start, noun.start + len(noun.base)), found.span)

    def _resolve_repeated(self, place: int, word: Word, noun: Word) -> str:
        """Resolve "the railway" and "the list" if the text has named it, or told of it: "Western Railway", "lists"."""
        start = min(word.start, self.draft.parts[0].start)
        if (
            noun.base in self.rules.unique
            or not self._is_argument(noun)
            or not self.discourse.tells_of(noun.base, start)
        ):
            return ""
        return self.resolve_noun(place, word, noun.base, "definite")

    def _is_argument(self, noun: Word) -> bool:
        """Whether a noun is the subject or the object of a verb, or opens its sentence."""
        located = self.discourse.word_at(noun.start)
        if located is None:
            return self.words[self.words.index(noun) - 1].starts_sentence
        return located[0].deps[located[1]] in ARGUMENT_LABELS

    def _is_elliptic(self, noun: Word, behind: Word) -> bool:
        """Whether words behind "the" leave out what they count: "the last one", "the figure for Ghana"."""
        return behind.base in ("one", "ones") or (noun.base in self.rules.measures and behind.base in ("for", "in"))

    def _name_owner(self, word: Word, noun: Word) -> bool:
        """Put "Ludd Steel’s mill in Lorain" in place of "the mill"; returns whether the text tells whose it is."""
        found = find_owner(self.discourse, noun.base, min(word.start, self.draft.parts[0].start))
        if found is None:
            return False
        name, owned = (self.text[span.start : span.end] for span in found)
        self.draft.replace(Span(word.start, noun.start + len(noun.base)), f"{name}{possessive_ending(name)} {owned}")
        return True

    def _is_bare_noun(self, word: Word, noun: Word) -> bool:
        """Whether nothing but "the" stands beside a noun: no adjective before it, no "of ..." or clause behind it."""
        if NAME_BEHIND.match(self.text, noun.end):
            return False
        located = self.discourse.word_at(noun.start)
        if located:
            tree, at = located
            behind = (kid for kid in tree.children[at] if tree.edges[kid][0] == at + 1)
            is_head = tree.heads[at] == at  # the parser takes "The bill passed" for a bill that was passed
            described = any(
                tree.deps[kid] in ("prep", "relcl", "appos") or (tree.deps[kid] == "acl" and not is_head)
                for kid in behind
            )
            return (
                tree.tags[at].startswith("NN") and tree.deps[at] not in ("compound", "amod", "nmod") and not described
            )
        following = next_word(self.text, noun, self.draft.parts[word.part].end)
        is_verb = OBJECT_BEHIND.match(self.text, noun.end) is not None
        specified = (following in self.rules.specifying and not is_verb) or following in self.rules.third_words
        return not specified

    def _resolve_role(self, word: Word) -> str | None:
        """Put the name in place of "the mayor"; None if it is no role, a code if the text does not name the holder."""
        if self.voice in (Voice.QUOTED, Voice.SPOKEN):
            return None
        located = self.discourse.word_at(word.start)
        if located is None:
            return self._resolve_plain_role(word)
        tree, at = located
        noun = tree.heads[at]
        is_role = tree.deps[at] == "det" and 0 < noun - at < LONGEST_ROLE_WORDS and tree.deps[noun] in NAMING_LABELS
        is_named = self.text[tree.offsets[noun][0]].isupper() and tree.lower[noun] not in self.rules.highest
        if not is_role or is_named or tree.lower[noun] not in self.rules.role_nouns or tree.edges[noun][1] > noun:
            return None
        before = tree.lower[tree.heads[noun]] if tree.deps[noun] == "pobj" else ""
        if before in ("as", "for", "of"):
            return None
        span = tree.span(at, noun)
        modifiers = self.text[word.end : tree.offsets[noun][0]].split()
        holder = self.discourse.roles.find_holder(tree.lower[noun], modifiers, word.start)
        if holder is None:
            return "role" if word.starts_sentence and len(modifiers) <= 1 else None
        if not self._is_named(holder.name, word):
            source = self.discourse.roles.locate_name(holder)
            self.draft.replace(span, self.text[source.start : source.end], source)
        return ""

    def _resolve_plain_role(self, word: Word) -> str | None:
        """Put the name in place of "The mayor" at the start of a sentence that was not parsed."""
        place = self.words.index(word)
        noun, behind = [*self.words[place + 1 : place + 3], word, word][:2]
        is_role = word.starts_sentence and noun.base in self.rules.role_nouns and noun.lower == noun.base
        if not is_role or behind.base in self.rules.specifying or self.text[behind.start].isupper():
            return None
        holder = self.discourse.roles.find_holder(noun.base, [], word.start)
        if holder is None or self._is_named(holder.name, word):
            return "role" if holder is None else ""
        source = self.discourse.roles.locate_name(holder)
        self.draft.replace(Span(word.start, noun.end), self.text[source.start : source.end], source)
        return ""

    def _is_named(self, name: str, word: Word) -> bool:
        """Whether the statement names a person before a word."""
        return any(
            person.name == name
            for part in self.draft.parts
            for person in self.discourse.list_people(part.start, min(part.end, word.start))
        )

    def _is_counted_fully(self, number: Word) -> bool:
        """Whether words behind "the two leaders" say which ones: "the two leaders who", "of"."""
        located = self.discourse.word_at(number.start)
        if located is None:
            return False
        tree, at = located
        head = tree.heads[at]
        return tree.first_child(head, "relcl", "acl", "prep", "appos") is not None

    def _resolve_place(self, place: int, word: Word, noun: Word) -> str:
        """Put the name in place of "the state"; other places stay open unless the statement names one before."""
        if any(self.text[other.start].isupper() for other in self.words[1:place]):
            return ""
        state = self.discourse.find_state(self.draft.parts[0].start) if noun.base == "state" else None
        if state is None:
            return "definite"
        self.draft.replace(Span(word.start, noun.start + len(noun.base)), self.text[state.start : state.end], state)
        return ""

    def resolve_noun(self, place: int, word: Word, noun: str, problem: str) -> str:
        """Put the full noun phrase in place of "this plan" or "the plan"."""
        rules = self.rules
        if noun in rules.deictic or noun in rules.time_words or noun.isdigit():
            return problem if noun in rules.time_words and word.base in rules.plural_demonstratives else ""
        if any(other.base == noun for other in self.words[:place]):
            return ""
        behind = self.words[place + 1 : place + 1 + LONGEST_NOUN_WORDS]
        head = next((other for other in behind if other.base == noun), None)
        if problem == "demonstrative" and head is not None:
            followed = next_word(self.text, head, self.draft.parts[head.part].end)
            if followed in rules.defining or followed.endswith(("ing", "ed")):
                return ""
        start = min(word.start, self.draft.parts[0].start)
        found = self.discourse.find_noun(noun, start)
        if found is None and problem == "definite" and noun in rules.group_nouns:
            found = self._find_group(noun)
        introduction = None if found else self.discourse.find_introduction(noun, start)
        if introduction and head is not None and head == self.words[place + 1]:
            self.draft.replace(word.span, "The" if word.lower[0] != self.text[word.start] else "the")
            source = self.text[introduction.start : introduction.end]
            self.draft.replace(Span(head.start, head.start + len(head.base)), source, introduction)
            return ""
        if found is None or head is None or head != self.words[place + 1]:
            return problem
        self._put_noun(Span(word.start, head.start + len(head.base)), found.span)
        return ""

    def _find_group(self, noun: str) -> Noun | None:
        """Return the group that "the company" means; no outlet, nor one that a pronoun stands for."""
        group = self.discourse.find_group(self.draft.parts[0].start)
        if group is None:
            return None
        name = self.text[group.span.start : group.span.end]
        is_named = any(edit.text == name for edit in self.draft.edits)
        link = self.speaker
        reports = link is not None and link.kind in RELAYING_KINDS and link.span and link.span.overlaps(group.span)
        reports = reports or classify_source(name, name, self.discourse.resolver.source_rules) in RELAYING_KINDS
        return None if is_named or bool(reports) is not (noun in self.rules.media_nouns) else group

    def _put_noun(self, span: Span, source: Span) -> None:
        """Put a noun phrase in place of "this plan", with "the" in front of it."""
        words = self.lower_start(source)
        first, _, rest = words.partition(" ")
        is_led = first in self.rules.common_words or "’s " in words or "'s " in words
        if first in ("a", "an"):
            self.draft.replace(span, "the " + rest)
            return
        before = self.text[max(0, source.start - len("the ")) : source.start].lower()
        is_name = words[:1].isupper() and words.rsplit(maxsplit=1)[-1][:1].isupper() and before != "the "
        self.draft.replace(span, words if is_led or is_name else f"the {words}", source)
