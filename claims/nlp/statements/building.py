"""Building the statement of each claim of a text.

The codes of `statement_problem` say why a claim has no statement: `fragment` (no verb and no count), `question`,
`open_pronoun`, `demonstrative` and `definite` ("the company") for references that the text leaves open,
`first_person_unknown`, and `open_time` for a relative time without a day of publication.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from claims.nlp.dates import find_dates
from claims.nlp.dates.grammar import DateGrammar
from claims.nlp.parsing.parsed_blocks import block_at, list_quotations
from claims.nlp.reading import Claim, DateMention, Link, Span, Statement, StatementPiece
from claims.nlp.statements.discourse import Discourse
from claims.nlp.statements.draft import Draft
from claims.nlp.statements.first_person import name_speaker
from claims.nlp.statements.passages import MARKS, Passage, Voice
from claims.nlp.statements.people import complete_names, follows_unnamed
from claims.nlp.statements.references import SOFT_PROBLEMS, References
from claims.nlp.statements.rules import StatementRules
from claims.nlp.statements.widening import list_passages
from claims.nlp.statements.words import Word, is_within, list_words

FOOTNOTE = re.compile(r"\[(?:\d{1,4}|citation needed|note \d+)\]")
BARE_MONTH = re.compile(r"(?:\w+[ -]){0,2}(?!\w+day\b)[A-Z]\w{2,8}")
"""A month with a preposition: "in November"."""

SINCE = re.compile(r"\b[Ss]ince (?:\w+ ){0,2}$")
LONGEST_SINCE_CHARACTERS = 20

YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
LONGEST_STATEMENT_CHARACTERS = 1200
MOST_WIDENED_CLAIMS = 800
"""So many claims of a text are given more of the words around them; a text of 100 kB has about 400 claims."""

OPEN_REFERENCES = (
    frozenset({"open_pronoun", "demonstrative", "definite", "first_person_unknown", "fragment"}) | SOFT_PROBLEMS
)
"""The problems that more of the text around a claim can solve."""


@dataclass(frozen=True, slots=True)
class StatementContext:
    """What all statements of a text are built from."""

    discourse: Discourse
    today: date | None
    dates: DateGrammar
    rules: StatementRules

    @property
    def text(self) -> str:
        """The text of the article."""
        return self.discourse.text


def add_statements(claims: Iterable[Claim], context: StatementContext) -> list[Claim]:
    """Return the claims with their statements, or with the reason why they have none."""
    return [
        _add_statement(claim, context, may_widen=number < MOST_WIDENED_CLAIMS) for number, claim in enumerate(claims)
    ]


def _add_statement(claim: Claim, context: StatementContext, *, may_widen: bool) -> Claim:
    """Build a statement from the content of a claim, else from more of what stands around it."""
    first_problem = ""
    first_pieces: tuple[StatementPiece, ...] = ()
    for passage in list_passages(claim, context.discourse):
        problem, pieces = _build(passage, claim, context)
        if pieces and not problem:
            return replace(claim, statement=Statement(pieces))
        first_problem, first_pieces = first_problem or problem, first_pieces or pieces
        if problem not in OPEN_REFERENCES or not may_widen:
            break
    if first_pieces:
        return replace(claim, statement=Statement(first_pieces))
    return replace(claim, statement_problem=first_problem)


def _build(passage: Passage, claim: Claim, context: StatementContext) -> tuple[str, tuple[StatementPiece, ...]]:
    """Return the code of the first problem of a passage, or the pieces of its statement."""
    if passage.problem:
        return passage.problem, ()
    if passage.parts[-1].end - passage.parts[0].start > LONGEST_STATEMENT_CHARACTERS:
        return "too_long", ()
    draft = Draft(context.text, passage.parts, passage.has_shared_subject)
    problem = _edit(draft, passage, claim, context)
    pieces = () if problem and problem not in SOFT_PROBLEMS else draft.finish()
    is_empty = not pieces and (not problem or problem in SOFT_PROBLEMS)
    return "fragment" if is_empty else problem, pieces


def _edit(draft: Draft, passage: Passage, claim: Claim, context: StatementContext) -> str:
    """Reword a draft; return the code of the first problem."""
    source = speaker = claim.chain[0] if claim.chain else None
    kept = _keep_quotations(draft, passage, context)
    words = list_words(draft.text, passage.parts)
    if words and draft.text[words[-1].start : words[-1].end] in context.rules.auxiliaries and not passage.is_widened:
        return "fragment"
    problem = _word_times(draft, passage, claim, kept, context)
    free = [word for word in words if not is_within(word, kept)] if kept else words
    speaker = next((link for link in claim.chain if link.span is None), speaker)
    quoted = passage.voice in (Voice.QUOTED, Voice.SPOKEN) or any(link.span is None for link in claim.chain)
    is_reported = passage.voice is Voice.REPORTED and len(free) < len(words)
    inner = [word for word in words if is_within(word, kept)] if is_reported else []
    complete_names(draft, context.discourse, kept)
    speaker, source = (_doubt_pronoun(link, context.discourse) for link in (speaker, source))
    speaker = _complete_speaker(speaker, context.discourse)
    problem = problem or _name_speaker(draft, free, inner, speaker, context, quoted=quoted)
    references = References(
        draft,
        words,
        passage.voice,
        _complete_speaker(source, context.discourse),
        kept,
        context.discourse,
        context.rules,
        passage.is_widened,
        claim.chain if passage.voice is Voice.OWN else (),
    )
    problem = problem or references.fill_in()
    _drop_insertions(draft, kept, context.rules)
    return problem


def _name_speaker(
    draft: Draft, free: list[Word], inner: list[Word], speaker: Link | None, context: StatementContext, *, quoted: bool
) -> str:
    """Replace the first person of a quotation, and name the speaker of one inside reported words."""
    rules, gender = context.rules, context.discourse.gender_of(speaker.name) if speaker else ""
    if inner and not any(word.base in rules.first_singular | rules.first_plural for word in free):
        return name_speaker(draft, inner, speaker, gender, rules, is_possible=True) if speaker else ""
    return name_speaker(draft, free, speaker, gender, rules, is_possible=quoted)


def _doubt_pronoun(link: Link | None, discourse: Discourse) -> Link | None:
    """Return a link as unresolved if its "she" follows a sentence about a person without a name."""
    if link is None or link.span is None or link.kind != "person":
        return link
    is_pronoun = discourse.text[link.span.start : link.span.end].lower() in discourse.rules.third_person
    return replace(link, is_unresolved=True) if is_pronoun and follows_unnamed(discourse, link.span.start) else link


def _complete_speaker(speaker: Link | None, discourse: Discourse) -> Link | None:
    """Return the speaker with the full name of a surname, or of the holder of a role."""
    if speaker and (holder := discourse.roles.find_speaker(speaker)):
        return replace(speaker, name=holder.name, kind="person")
    if speaker is None:
        return None
    if speaker.kind == "person" or discourse.is_full_name(speaker.name):
        name = discourse.drop_titles(speaker.name)
        name = name.rstrip(".") if " " in name and not name.endswith(("Jr.", "Sr.")) else name
        return replace(speaker, name=discourse.full_names.get(name, "") or name, kind="person")
    return speaker


def _keep_quotations(draft: Draft, passage: Passage, context: StatementContext) -> list[Span]:
    """Return the quotations inside a passage; take away the marks of those that it holds in part."""
    first, last = passage.parts[0], passage.parts[-1]
    kept: list[Span] = []
    for part in passage.parts:
        block = block_at(context.discourse.blocks, part.start)
        whole = [Span(quote.start, quote.end) for quote in list_quotations(block, part) if quote.end <= part.end]
        kept += [span for span in whole if passage.voice is not Voice.QUOTED]
        for match in MARKS.finditer(draft.text, part.start, part.end):
            mark = Span(*match.span())
            if not any(span.contains(mark) for span in kept):
                draft.replace(mark, "")
    if passage.voice is Voice.REPORTED:
        for match in context.rules.repeated_mark.finditer(draft.text, first.start, last.end):
            draft.replace(Span(*match.span("mark")), "")
    for match in FOOTNOTE.finditer(draft.text, first.start, last.end):
        draft.replace(Span(*match.span()), "")
    return kept


def _word_times(draft: Draft, passage: Passage, claim: Claim, kept: list[Span], context: StatementContext) -> str:
    """Put days in place of relative times; return a code if the day of publication is needed and not known."""
    for part in passage.parts:
        mentions = list(_list_times(part, claim, context))
        free = [one for one in mentions if not any(span.contains(one.span) for span in kept)]
        for mention in free:
            if _is_anchored(draft.text, mention, mentions):
                continue
            found = context.rules.word_time(draft.text, mention.span, mention.value, context.today)
            if found:
                draft.replace(found.span, found.words)
            elif context.today is None and not mention.value:
                return "open_time"
        for season in context.rules.find_times(draft.text, part, context.today):
            draft.replace(season.span, season.words)
    return ""


def _is_anchored(text: str, mention: DateMention, mentions: Iterable[DateMention]) -> bool:
    """Whether "the next 18 years" or "in May" counts from a year that the same words name, rather than from today."""
    words = text[mention.span.start : mention.span.end]
    years = [
        text[other.span.start : other.span.end]
        for other in mentions
        if other is not mention and not _is_bound(text, other.span)
    ]
    is_open = "/" in mention.value or BARE_MONTH.fullmatch(words) is not None
    return is_open and any(YEAR.search(year) for year in years) and not YEAR.search(words)


def _is_bound(text: str, span: Span) -> bool:
    """Whether "since" stands at or before a time: "the lowest since late 2021" tells nothing of "in October"."""
    before = text[max(0, span.start - LONGEST_SINCE_CHARACTERS) : span.start] + text[span.start : span.end]
    year = YEAR.search(before)
    return year is not None and SINCE.search(before[: year.start()]) is not None


def _list_times(part: Span, claim: Claim, context: StatementContext) -> Iterable[DateMention]:
    if claim.span.contains(part):
        return [mention for mention in claim.times if part.contains(mention.span)]
    return find_dates(context.text, part.start, part.end, context.today, context.dates)


def _drop_insertions(draft: Draft, kept: list[Span], rules: StatementRules) -> None:
    """Take away ", however," and the like."""
    for part in draft.parts:
        for match in rules.inserted.finditer(draft.text, part.start, part.end):
            span = Span(*match.span())
            if not any(other.overlaps(span) for other in kept):
                draft.replace(span, "")
