"""What edits that fill in references share: the statement, its words, and how names are put into it."""

import re
from dataclasses import dataclass

from claims.nlp.reading import Link, Span
from claims.nlp.statements.bodies import Body
from claims.nlp.statements.discourse import Discourse
from claims.nlp.statements.draft import Draft
from claims.nlp.statements.passages import Voice
from claims.nlp.statements.rules import StatementRules
from claims.nlp.statements.words import Word, is_within, next_word

FEWEST_SENTENCE_WORDS = 3
MOST_VERBS_ABOVE = 4
OBJECT_RELATIONS = ("dobj", "pobj", "dative")
FINITE_TAGS = frozenset({"VBZ", "VBD", "VBP", "MD"})
RELATIVE_TAGS = frozenset({"WDT", "WP"})
CONTRACTED = re.compile(
    r"(?i:he|she|it)(?P<verb>[’']s)\s(?:(?:not|never|already|just|also|since|only|always|\w+ly) )?(?P<behind>\w+)"
)


CONTRACTED_PLURAL = re.compile(r"(?i:they)(?P<verb>[’'](?:re|ve|ll))\b")


@dataclass(slots=True)
class ReferenceEditor:
    """What is needed to resolve the references of one statement; `kept` are quotations that keep their words."""

    draft: Draft
    words: list[Word]
    voice: Voice
    speaker: Link | None
    kept: list[Span]
    discourse: Discourse
    rules: StatementRules
    is_widened: bool = False
    chain: tuple[Link, ...] = ()

    @property
    def text(self) -> str:
        """The text of the article."""
        return self.draft.text

    def find_mention(self, link: Link, name: str) -> Span | None:
        """Return the span of a source that its name repeats word by word."""
        span = link.span
        return span if span and self.text[span.start : span.end] == name else None

    def has_clause_before(self, place: int) -> bool:
        """Whether a verb stands before a word, apart from that of the report."""
        return any(
            word.base in self.rules.finite or word.base in self.rules.past or self._is_verb(word)
            for word in self.list_words_before(self.words[place])
        )

    def list_words_before(self, word: Word) -> list[Word]:
        """Return the words of the statement before a word, without those of the report."""
        taken = [span for link in self.chain for span in (link.span, link.cue_span) if span]
        return [other for other in self.words if other.end <= word.start and not is_within(other, taken)]

    def names_group(self, place: int) -> bool:
        """Whether a name that is no person's stands before a word, behind the first one."""
        end = self.words[place].start
        people = [
            one for part in self.draft.parts for one in self.discourse.list_people(part.start, min(part.end, end))
        ]
        return any(
            self.text[word.start].isupper() and not any(one.start <= word.start < one.end for one in people)
            for word in self.words[1:place]
        )

    def drop_own_subject(self, word: Word, before: list[Word]) -> list[Word]:
        """Return the words before a pronoun that it can refer to: an object never refers to the subject of its verb."""
        located = self.discourse.word_at(word.start)
        if located is None or located[0].deps[located[1]] not in OBJECT_RELATIONS:
            return before
        tree, at = located
        verb = tree.heads[at]
        for _ in range(MOST_VERBS_ABOVE):
            if tree.first_child(verb, "nsubj", "nsubjpass") is not None or tree.heads[verb] == verb:
                break
            verb = tree.heads[verb]
        subject = tree.first_child(verb, "nsubj", "nsubjpass")
        if subject is None:
            return before
        if tree.deps[verb] == "relcl" and tree.tags[subject] in RELATIVE_TAGS:
            subject = tree.heads[verb]
        span = tree.span(*tree.edges[subject])
        return [other for other in before if not span.contains(other.span)]

    def find_sentence_start(self, place: int) -> int:
        """Return the place of the first word of the sentence around a word."""
        return next((first for first in range(place, 0, -1) if self.words[first].starts_sentence), 0)

    def _is_verb(self, word: Word) -> bool:
        located = self.discourse.word_at(word.start)
        return located is not None and located[0].tags[located[1]] in FINITE_TAGS

    def is_later(self, place: int) -> bool:
        """Whether a sentence of the statement stands before that of a word."""
        return any(word.starts_sentence for word in self.words[FEWEST_SENTENCE_WORDS : place + 1])

    def lower_start(self, source: Span) -> str:
        """Return the words of a span that begins a sentence as they stand inside one."""
        words = self.text[source.start : source.end]
        located = self.discourse.word_at(source.start)
        is_common = located is not None and located[1] == 0 and not located[0].tags[0].startswith("NNP")
        is_common = is_common or words.split()[0].lower() in self.rules.common_words
        return words[:1].lower() + words[1:] if is_common and not words[1:2].isupper() else words

    def find_called(self, span: Span) -> Body | None:
        """Return the body that "the company" means in a span that holds no more than that."""
        start = span.start
        if self.text[max(0, start - len("the ")) : start].lower() == "the ":
            start -= len("the ")
        match = self.rules.role_based.fullmatch(self.text, start, span.end)
        return self.discourse.find_body(match["noun"], start, start) if match else None

    def lead_name(self, body: Body) -> str:
        """Return a body's name with "the" if the text gives it so."""
        return f"the {body.name}" if f"the {body.name}" in self.text or f"The {body.name}" in self.text else body.name

    def put_name(self, word: Word, name: str) -> None:
        """Put a person's name in place of a pronoun."""
        at = self.text.find(name)
        self.insert_name(word, name, Span(at, at + len(name)) if at >= 0 else None)

    def insert_name(self, word: Word, name: str, source: Span | None) -> None:
        """Put a name in place of a pronoun; a possessive stays one, and a contracted verb stays behind it."""
        if not word.starts_sentence and source and self.text[source.start : source.end] == name:
            name = self.lower_start(source)
        span = Span(word.start, word.start + len(word.base))
        if contracted := CONTRACTED.match(self.text, word.start):
            has = contracted["behind"].endswith("ed") or contracted["behind"] in self.rules.perfect
            self.draft.replace(Span(word.start, contracted.end("verb")), name, source, " has" if has else " is")
            return
        if plural := CONTRACTED_PLURAL.match(self.text, word.start):
            verb = self.rules.plural_clitics[plural["verb"]]
            self.draft.replace(Span(word.start, plural.end()), name, source, f" {verb}")
            return
        possessive = self.is_possessive(word)
        self.draft.replace(span, name, source, possessive_ending(name) if possessive else "")

    def is_possessive(self, word: Word) -> bool:
        """Whether a pronoun owns the noun behind it; "her" only does in front of a noun."""
        if word.base != "her":
            return word.base in self.rules.possessive
        if located := self.discourse.word_at(word.start):
            return located[0].tags[located[1]] == "PRP$"
        following = next_word(self.text, word, self.draft.parts[word.part].end)
        return bool(following) and following not in self.rules.object_followers


def possessive_ending(name: str) -> str:
    """Return what makes a name the owner: an apostrophe alone behind a plural, "the Doctors’", but "James’s"."""
    is_plural = name.endswith("s") and (name.islower() or name.lower().startswith("the "))
    return "’" if is_plural else "’s"


def name_source_fully(text: str, link: Link) -> str:
    """Return a source's name with the article that the text gives it: "the ministry"."""
    mention = text[link.span.start : link.span.end] if link.span else link.name
    if mention.lower() == link.name.lower():
        return mention
    first = mention.split(maxsplit=1)[0] if mention.split() else ""
    article = first.lower() if first.lower() in ("the", "a", "an", "one", "another") else ""
    if not article and " " not in mention and link.name.islower() and not link.name.endswith("s"):
        article = "the"
    return f"{article} {link.name}".strip()
