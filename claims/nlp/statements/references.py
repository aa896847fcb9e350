"""Filling in what pronouns, names, "this plan" and "the company" refer to.

A reference inside the statement, behind the words that it refers to, stays. Another one becomes those words if the text
leaves one choice: the speaker of reported words, the one person of that gender named lately, the subject of the
sentence before. Otherwise the statement has a problem.
"""

import re

from claims.nlp.reading import Span
from claims.nlp.statements.definite_references import LONGEST_REACH_INSIDE, DefiniteReferences
from claims.nlp.statements.own_figures import name_owner
from claims.nlp.statements.passages import Voice
from claims.nlp.statements.reference_editor import FINITE_TAGS, OBJECT_RELATIONS
from claims.nlp.statements.words import Word, has_noun, is_within, looks_like_verb, next_word

FEWEST_WORDS_BEFORE = 2
SHORTEST_ROLE_WORDS = 2
SHORTEST_ELLIPSIS_WORDS = 3
YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
PLACE = re.compile(r"\b(?:in|at|near) [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)*")
SOFT_PROBLEMS = frozenset({"role", "comparison"})
"""What may stay open if the text around the claim does not help either."""


class References(DefiniteReferences):
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
            if problem in SOFT_PROBLEMS:
                soft = problem
            elif problem or (problem := self._check_reported_subject(place, word)):
                return problem
        if self.voice is Voice.REPORTED:
            name_owner(self)
        return self._check_opening() or soft

    def _check_opening(self) -> str:
        """Return a code if a statement begins with "another" or "the second", which compares with something before."""
        if self._opens_with_bare_noun():
            return "definite"
        opening = [word.base for word in self.words[:SHORTEST_ELLIPSIS_WORDS]]
        if opening[:1] in (["a"], ["an"]) and opening[-1] == "one":
            return "definite"
        opening = opening[:2]
        opening = opening[1:] if opening[:1] == ["the"] else opening[:1]
        return "comparison" if not self.rules.comparing.isdisjoint(opening) else ""

    def _opens_with_bare_noun(self) -> bool:
        """Whether a sentence of the article begins with "the vote" or "the new centre", which it has named before."""
        if self.voice not in (Voice.OWN, Voice.REPORTED) or not self.words or self.words[0].lower != "the":
            return False
        if self.draft.is_edited(self.words[0].span) or len(self.words) <= SHORTEST_ROLE_WORDS:
            return False
        located = self.discourse.word_at(self.words[0].start)
        if located is None:
            noun_word, verb = self.words[1], self.words[2]
            is_verb = verb.base in self.rules.finite | self.rules.past or verb.base.endswith("ed")
            return is_verb and noun_word.base not in self.rules.unique and self.text[noun_word.start].islower()
        return self._is_bare_subject(self.words[0])

    def _is_bare_subject(self, article: Word) -> bool:
        """Whether "the vote" or "the new centre" is a subject behind the first sentence, and nothing says which."""
        located = self.discourse.word_at(article.start)
        if located is None or self._is_in_first_sentence(article):
            return False
        tree, at = located
        noun = tree.heads[at]
        return (
            tree.deps[at] == "det"
            and tree.tags[noun] in ("NN", "NNS")
            and tree.deps[noun] in ("nsubj", "nsubjpass")
            and tree.lower[noun] not in self.rules.unique
            and all(tree.lower[word] in self.rules.comparing_adjectives for word in range(at + 1, noun))
            and tree.edges[noun][1] == noun
        )

    def _is_in_first_sentence(self, word: Word) -> bool:
        sentence = self.discourse.sentence_at(word.start)
        return sentence is not None and self.discourse.sentence_before(sentence.start) is None

    def _check_reported_subject(self, place: int, word: Word) -> str:
        """Return a code if reported words begin with "the fraud" and their sentence does not tell which one."""
        if not self.is_widened or word.lower != "the" or not place or self.draft.is_edited(word.span):
            return ""
        cues = [link.cue_span for link in self.chain if link.cue_span]
        before = self.words[place - 1]
        before = self.words[place - 2] if place > 1 and before.base == "that" else before
        if not is_within(before, cues) or not self._is_bare_subject(word):
            return ""
        noun = self.words[place + 1].base if place + 1 < len(self.words) else ""
        return "" if any(other.base == noun for other in self.words[:place]) else "definite"

    def _check_kept(self, word: Word) -> str:
        """Return a code if a quotation that keeps its words refers to something outside the statement."""
        before = self.list_words_before(word)
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

    def _resolve(self, place: int, word: Word) -> str:
        rules = self.rules
        if word.base in rules.male or word.base in rules.female:
            return self.resolve_person(place, word)
        if word.base in rules.neuter or word.base in rules.plural:
            return self.resolve_thing(place, word)
        if word.base in rules.demonstratives:
            return self._resolve_demonstrative(place, word)
        if word.lower == "the":
            return self.resolve_definite(place, word)
        if word.lower == "there":
            return self._resolve_there(place, word)
        return self._resolve_then(place, word) if word.lower == "then" else ""

    def _resolve_there(self, place: int, word: Word) -> str:
        """Put "in Ludd" in place of "there" if it is the one place that the sentence before names."""
        located = self.discourse.word_at(word.start)
        is_place = (
            located is not None and located[0].tags[located[1]] == "RB" and located[0].deps[located[1]] == "advmod"
        )
        named = [other for other in self.words[:place] if self._is_name(other)]
        is_reported = self.voice in (Voice.OWN, Voice.REPORTED)
        sentence = self.discourse.sentence_at(word.start)
        before = self.discourse.sentence_before(sentence.start) if sentence else None
        if not is_place or not is_reported or named or before is None or self.is_later(place):
            return ""
        places = list(PLACE.finditer(self.text, before.start, before.end))
        if len({match.group() for match in places}) != 1:
            return "demonstrative"
        self.draft.replace(word.span, places[0].group(), Span(*places[0].span()))
        return ""

    def _resolve_then(self, place: int, word: Word) -> str:
        """Put the year of the sentence before in place of "then" in "since then"."""
        before = self.words[place - 1].base if place else ""
        is_dated = any(YEAR.fullmatch(other.base) for other in self.words[:place])
        if before not in self.rules.bounding or is_dated:
            return ""
        sentence = self.discourse.sentence_before(self.words[0].start)
        years = list(YEAR.finditer(self.text, sentence.start, sentence.end)) if sentence else []
        if len(years) != 1:
            return "demonstrative"
        self.draft.replace(word.span, years[0].group(), Span(*years[0].span()))
        return ""

    def _is_name(self, word: Word) -> bool:
        located = self.discourse.word_at(word.start)
        return located is not None and located[0].tags[located[1]].startswith("NNP")

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
            is_open = not self.has_clause_before(place) or self._ends_only_clause(place, word)
            return "demonstrative" if is_open else ""
        return self.resolve_noun(place, word, noun, "demonstrative")

    def _ends_only_clause(self, place: int, word: Word) -> bool:
        """Whether "that" is the object of the only verb before it, and so nothing inside: "it had allowed for that"."""
        located = self.discourse.word_at(word.start)
        is_object = located is not None and located[0].deps[located[1]] in OBJECT_RELATIONS
        if located is None or not is_object or self.is_widened or self.voice is not Voice.REPORTED:
            return False
        tree, at = located
        first = tree.find_word(self.words[0].start)
        verbs = [] if first is None else [tag for tag in tree.tags[first:at] if tag in FINITE_TAGS]
        return first is not None and len(verbs) == 1

    def _find_demonstrated(self, word: Word, following: str) -> str | None:
        """Return the noun of "this plan", an empty string for "this" alone, None for a "that" that joins clauses."""
        located = self.discourse.word_at(word.start)
        if located:
            tree, at = located
            head = tree.heads[at]
            is_determiner = tree.deps[at] == "det" and head > at
            noun = tree.lower[head] if is_determiner else ""
            if tree.deps[at] == "nsubj" and tree.deps[head] == "ccomp":
                return ""
            return noun if tree.tags[at].startswith(("DT", "PDT")) else None
        if word.base == "that" and not word.starts_sentence:
            return None
        plain = bool(following) and following not in self.rules.common_words | self.rules.finite
        is_determiner = plain and "'" not in word.lower and not looks_like_verb(word.base, following)
        return following if is_determiner else ""
