"""Filling in what pronouns, surnames, "this plan" and "the company" refer to.

A reference inside the statement, behind the words that it refers to, stays. Another one becomes those words if the text
leaves one choice: the speaker of reported words, the one person of that gender named lately, the subject of the
sentence before. Otherwise the statement has a problem.
"""

from claims.nlp.attribution.chains import RELAYING_KINDS
from claims.nlp.attribution.source_kinds import classify_source
from claims.nlp.reading import Span
from claims.nlp.statements.passages import Voice
from claims.nlp.statements.pronouns import PronounReferences
from claims.nlp.statements.rules import Noun
from claims.nlp.statements.words import Word, has_noun, is_within, looks_like_verb, next_word

LONGEST_NOUN_WORDS = 6
FEWEST_WORDS_BEFORE = 2
LONGEST_ROLE_WORDS = 6
SHORTEST_ROLE_WORDS = 2
SOFT_PROBLEMS = frozenset({"role", "comparison"})
"""What may stay open if the text around the claim does not help either."""

NAMING_LABELS = frozenset({"nsubj", "nsubjpass", "poss", "dobj", "pobj", "dative"})
LONGEST_REACH_INSIDE = 8
"""So many words into a statement "that plan" and "the plan" refer to something inside of it."""


class References(PronounReferences):
    """Resolves every reference of a statement."""

    __slots__ = ()

    def fill_in(self) -> str:
        """Replace the references that can be resolved; return the code of the first problem."""
        soft = ""
        for place, word in enumerate(self.words):
            if word.base not in self.rules.references:
                continue
            if self.draft.is_edited(word.span):
                continue
            if is_within(word, self.kept):
                problem = self._check_kept(word) if self.is_widened or self.chain else ""
            else:
                problem = self._resolve(place, word)
            if problem == "definite" and self.is_widened and self.words[place + 1].base not in self.rules.group_nouns:
                problem = ""
            if problem in SOFT_PROBLEMS:
                soft = problem
            elif problem:
                return problem
        return soft or self._check_opening()

    def _check_opening(self) -> str:
        """Return a code if a statement begins with "another" or "the second", which compares with something before."""
        if self._opens_with_bare_noun():
            return "comparison"
        opening = [word.base for word in self.words[:2]]
        opening = opening[1:] if opening[:1] == ["the"] else opening[:1]
        return "comparison" if not self.rules.comparing.isdisjoint(opening) else ""

    def _opens_with_bare_noun(self) -> bool:
        """Whether a sentence of the article begins with "the vote" or "the new centre", which it has named before."""
        if self.voice is not Voice.OWN or self.is_widened or not self.words or self.words[0].lower != "the":
            return False
        if self.draft.is_edited(self.words[0].span) or len(self.words) <= SHORTEST_ROLE_WORDS:
            return False
        located = self.discourse.word_at(self.words[0].start)
        if located is None:
            noun_word, verb = self.words[1], self.words[2]
            is_verb = verb.base in self.rules.finite | self.rules.past or verb.base.endswith("ed")
            return is_verb and noun_word.base not in self.rules.unique and self.text[noun_word.start].islower()
        tree, at = located
        noun = tree.heads[at]
        between = range(at + 1, noun)
        return (
            tree.deps[at] == "det"
            and tree.tags[noun] in ("NN", "NNS")
            and tree.deps[noun] in ("nsubj", "nsubjpass")
            and tree.lower[noun] not in self.rules.unique
            and all(tree.lower[word] in self.rules.comparing_adjectives for word in between)
            and tree.edges[noun][1] == noun
        )

    def _check_kept(self, word: Word) -> str:
        """Return a code if a quotation that keeps its words refers to something outside the statement."""
        before = self._list_words_before(word)
        if word.base in self.rules.male or word.base in self.rules.female:
            gender = "male" if word.base in self.rules.male else "female"
            return "" if self.names_person(before, gender) else "open_pronoun"
        if word.base in self.rules.neuter | self.rules.plural and not self.is_empty(word):
            plural = word.base in self.rules.plural
            return "" if has_noun(before, self.discourse, self.rules, plural=plural) else "open_pronoun"
        is_bare = word.base in self.rules.demonstratives and self._is_bare_demonstrative(word)
        return "demonstrative" if is_bare and len(before) < FEWEST_WORDS_BEFORE else ""

    def _is_bare_demonstrative(self, word: Word) -> bool:
        following = next_word(self.text, word, self.draft.parts[word.part].end)
        return self._find_demonstrated(word, following) == "" and following not in self.rules.specifying

    def _list_words_before(self, word: Word) -> list[Word]:
        """Return the words of the statement before a word, without those of the report."""
        taken = [span for link in self.chain for span in (link.span, link.cue_span) if span]
        return [other for other in self.words if other.end <= word.start and not is_within(other, taken)]

    def _resolve(self, place: int, word: Word) -> str:
        rules = self.rules
        if word.base in rules.male or word.base in rules.female:
            return self.resolve_person(place, word)
        if word.base in rules.neuter or word.base in rules.plural:
            return self.resolve_thing(place, word)
        if word.base in rules.demonstratives:
            return self._resolve_demonstrative(place, word)
        if word.lower == "the":
            return self._resolve_definite(place, word)
        return ""

    def _resolve_demonstrative(self, place: int, word: Word) -> str:
        """Resolve "this plan", "those" and the like."""
        following = next_word(self.text, word, self.draft.parts[word.part].end)
        noun = self._find_demonstrated(word, following)
        generic = following in self.rules.specifying | self.rules.third_person or following.endswith("ing")
        if (
            noun is None
            or ("'" not in word.lower and generic)
            or (self.is_later(place) and (not noun or self.is_widened))
        ):
            return ""
        if place >= LONGEST_REACH_INSIDE and word.base in ("that", "those") and self.has_clause_before(place):
            return ""
        if not noun:
            return "demonstrative" if not self.has_clause_before(place) else ""
        return self._resolve_noun(place, word, noun, "demonstrative")

    def _find_demonstrated(self, word: Word, following: str) -> str | None:
        """Return the noun of "this plan", an empty string for "this" alone, None for a "that" that joins clauses."""
        located = self.discourse.word_at(word.start)
        if located:
            tree, at = located
            head = tree.heads[at]
            is_determiner = tree.deps[at] == "det" and head > at
            noun = tree.lower[head] if is_determiner else ""
            return noun if tree.tags[at].startswith(("DT", "PDT")) else None
        if word.base == "that" and not word.starts_sentence:
            return None
        plain = bool(following) and following not in self.rules.common_words | self.rules.finite
        is_determiner = plain and "'" not in word.lower and not looks_like_verb(word.base, following)
        return following if is_determiner else ""

    def _resolve_definite(self, place: int, word: Word) -> str:
        """Resolve a bare "the company", or "the mayor"."""
        if (role := self._resolve_role(word)) is not None:
            return role
        noun = self.words[place + 1] if place + 1 < len(self.words) else word
        if word.starts_sentence and noun.base in self.rules.counted:
            return "" if self._is_counted_fully(noun) or self.is_later(place) else "definite"
        if noun.base not in self.rules.anaphoric or not self._is_bare_noun(word, noun):
            return ""
        if place >= LONGEST_REACH_INSIDE and self.has_clause_before(place):
            return ""
        if noun.base in self.rules.place_nouns:
            return self._resolve_place(place, word, noun)
        named = any(self.text[other.start].isupper() for other in self.words[1:place])
        is_named = named and noun.base in self.rules.group_nouns
        return "" if is_named else self._resolve_noun(place, word, noun.base, "definite")

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
        return None if is_named or (reports and noun not in self.rules.media_nouns) else group

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
