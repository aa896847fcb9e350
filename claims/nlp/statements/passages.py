"""Choosing the passage that a statement copies: the content of a claim, or the sentence that reports it."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from operator import attrgetter

from claims.nlp.parsing.parsed_blocks import ParsedBlock, block_at, list_quotations
from claims.nlp.reading import Claim, Span
from claims.nlp.statements.discourse import Discourse
from claims.nlp.statements.rules import StatementRules

MARKS = re.compile(r"[“”«»„]|''|``|(?<!\d'\d)\"")
OPENING = re.compile(r"(?:[“”«„\"‘\s]|''|``)*")
CLOSING = re.compile(r"(?:[”»\"\s]|'')*$")
OPENED = re.compile(r"\s*\([^()]{0,12}$")
"""A bracket that nothing closes."""

BULLET = re.compile(r"\s*(?:[-*•‣◦–—]|\(?\d{1,3}[.)])\s+")
CUT = re.compile(r"\s*(?:,|;|[—–]|--)\s")
FINAL = re.compile(r"[.!?”\"»]")
SHORTEST_QUOTED_WORDS = 4
MOST_LOST_WORDS = 6
SUBJECT_TAGS = frozenset({"PRP", "PRP$", "DT", "EX", "NNP", "NNPS", "NNS"})
LONGEST_CLOSING_CHARACTERS = 3
WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")


class Voice(StrEnum):
    """Whose words a passage has.

    The article's own, those of a quotation, a content that the article reports, or a speech: a speaker's turn or text.
    """

    OWN = "own"
    QUOTED = "quoted"
    REPORTED = "reported"
    SPOKEN = "spoken"


@dataclass(frozen=True, slots=True)
class Passage:
    """The spans of a statement and whose words they are; an empty one has a problem.

    A widened passage holds more than the content of its claim: what its references refer to stands beside it. With a
    shared subject the first part is a subject, and the second a verb that stands further on in its sentence.
    """

    parts: tuple[Span, ...]
    voice: Voice
    problem: str = ""
    is_widened: bool = False
    has_shared_subject: bool = False


def choose_passage(text: str, claim: Claim, discourse: Discourse, rules: StatementRules) -> Passage:
    """Return the passage from which the statement of a claim is built."""
    block = block_at(discourse.blocks, claim.span.start)
    if not claim.chain:
        return clean_passage((claim.span,), Voice.OWN, discourse, has_count=bool(claim.quantities))
    if is_spoken(claim):
        return clean_passage(claim.parts or (claim.span,), Voice.SPOKEN, discourse, has_count=bool(claim.quantities))
    parts = tuple(part for part in claim.parts if part.end > part.start)
    quoted = _is_quoted(text, parts[0], block)
    if not quoted:
        parts = (*parts[:-1], _close_quotation(parts[-1], block))
    voice = Voice.QUOTED if quoted else Voice.REPORTED
    if _needs_sentence(parts, claim, discourse, quoted=quoted):
        return _use_sentence(claim, discourse)
    if not quoted:
        parts = (_skip_time(parts[0], claim, discourse), *parts[1:])
    if _is_complete(parts, discourse, quoted=quoted):
        return clean_passage(parts, voice, discourse, has_count=False)
    tree = discourse.tree_at(parts[0].start)
    shared = rules.find_shared_subject(tree, parts[0]) if tree and not quoted else None
    if shared and not any(shared.overlaps(part) for part in parts):
        return replace(clean_passage((shared, *parts), voice, discourse, has_count=False), has_shared_subject=True)
    return _use_sentence(claim, discourse)


def _needs_sentence(parts: tuple[Span, ...], claim: Claim, discourse: Discourse, *, quoted: bool) -> bool:
    """Whether a content is a question, is said by nobody, lacks words between its parts, or goes on with a sentence."""
    text, rules = discourse.text, discourse.rules
    if quoted:
        return _continues_sentence(parts[0], claim, discourse)
    asks = rules.asking.match(text, _skip_leading(text, parts[0], rules)) is not None
    return asks or claim.asserted is None or _loses_words(text, parts, claim)


def _continues_sentence(part: Span, claim: Claim, discourse: Discourse) -> bool:
    """Whether a quotation goes on with a sentence that began in front of it: 'It was, she said, "a gift"'."""
    text = discourse.text
    opening = OPENING.match(text, part.start, part.end)
    start = opening.end() if opening else part.start
    if not text[start : start + 1].islower() or not claim.sentence.contains(part):
        return False
    taken = [span for link in claim.chain for span in (link.span, link.cue_span) if span]
    words = [
        match.group().lower()
        for match in WORD.finditer(text, _skip_leading(text, claim.sentence, discourse.rules), part.start)
        if not any(span.contains(Span(*match.span())) for span in taken)
    ]
    cue = claim.chain[0].cue_span
    is_behind = cue is not None and cue.end <= part.start and text[cue.end : part.start].strip(" ,“\"‘'").strip() == ""
    return is_behind and any(word in discourse.rules.finite for word in words)


def _skip_time(part: Span, claim: Claim, discourse: Discourse) -> Span:
    """Return reported words without the day of the report: "said on Monday it would close"."""
    text = discourse.text
    cue = claim.chain[0].cue_span
    first = next((mention.span for mention in claim.times if mention.span.start - part.start <= len("on the ")), None)
    if cue is None or first is None or text[cue.end : part.start].strip() or first.start < part.start:
        return part
    lead = text[part.start : first.start].strip().lower()
    behind = WORD.search(text, first.end, part.end)
    located = discourse.word_at(behind.start()) if behind else None
    starts_clause = located is not None and located[0].tags[located[1]] in SUBJECT_TAGS
    is_report = lead in ("", "on") and starts_clause and text[first.end : first.end + 1] == " "
    return Span(first.end + 1, part.end) if is_report else part


def is_spoken(claim: Claim) -> bool:
    """Whether a claim is a speaker's without a cue: that of a given speaker, or behind a label ("LIMA:")."""
    link = claim.chain[0]
    return link.span is None or link.cue.strip() == ":"


def _is_quoted(text: str, part: Span, block: ParsedBlock) -> bool:
    """Whether a passage lies in a quotation, or is one."""
    last = bisect_right(block.quotations, part.start, key=attrgetter("start")) - 1
    return (last >= 0 and part.end <= block.quotations[last].end + 1) or bool(
        MARKS.match(text, part.start) and len(block.quotations) and part.end >= block.quotations[0].start
        and block.quotations[last].start == part.start
    )  # fmt: skip


def _loses_words(text: str, parts: tuple[Span, ...], claim: Claim) -> bool:
    """Whether more stands between the parts of a claim than cues and sources."""
    taken = [span for link in claim.chain for span in (link.span, link.cue_span) if span]
    for before, behind in pairwise(parts):
        words = WORD.finditer(text, before.end, behind.start)
        free = [word for word in words if not any(span.contains(Span(*word.span())) for span in taken)]
        if any(word.group().isdigit() for word in free) or len(free) > MOST_LOST_WORDS:
            return True
    return False


def _close_quotation(part: Span, block: ParsedBlock) -> Span:
    """Return a passage with the closing mark behind it that belongs to a quotation inside it."""
    ends = [quote.end for quote in list_quotations(block, part) if part.end < quote.end]
    return Span(part.start, ends[0]) if ends and ends[0] - part.end <= LONGEST_CLOSING_CHARACTERS else part


def _is_complete(parts: tuple[Span, ...], discourse: Discourse, *, quoted: bool) -> bool:
    """Whether the parts of a claim make a sentence."""
    text, rules = discourse.text, discourse.rules
    for part in parts:
        tree = discourse.tree_at(_skip_mark(_skip_leading(text, part, rules), part.end, discourse))
        if tree and rules.is_complete(tree, part):
            return True
    words = [word.lower() for word in WORD.findall(text[parts[0].start : parts[0].end])]
    first = OPENING.match(text, parts[0].start)
    starts = text[first.end() : first.end() + 1].isupper() if first else False
    if not quoted or len(words) < SHORTEST_QUOTED_WORDS or not starts:
        return False
    return any(word in rules.finite or word in rules.past or _clitic(word) in rules.finite for word in words)


def _clitic(word: str) -> str:
    return word.replace("’", "'").rpartition("'")[2] if "’" in word or "'" in word else ""


def _use_sentence(claim: Claim, discourse: Discourse) -> Passage:
    """Return the sentence that reports a claim, up to its content where nothing of the report follows."""
    text, rules = discourse.text, discourse.rules
    sentence = claim.sentence
    link = claim.chain[0]
    source = link.span or sentence
    cue = link.cue_span or source
    start = _skip_leading(text, sentence, rules)
    is_first = source.start - start <= len("The ")
    if is_first and source.end <= cue.start < claim.span.start and CUT.match(text, claim.span.end, sentence.end):
        sentence = Span(sentence.start, claim.span.end)
    voice = Voice.SPOKEN if any(one.span is None for one in claim.chain) else Voice.OWN
    return clean_passage((sentence,), voice, discourse, has_count=bool(claim.quantities))


def _skip_leading(text: str, span: Span, rules: StatementRules) -> int:
    """Return the offset behind bullet, opening marks and words that join a passage to another one."""
    start = span.start
    if bullet := BULLET.match(text, start, span.end):
        start = bullet.end()
    for _ in range(3):
        opening = OPENING.match(text, start, span.end)
        start = opening.end() if opening else start
        match = rules.leading.match(text, start, span.end)
        if match is None:
            break
        start = match.end()
    return start


def _skip_mark(start: int, end: int, discourse: Discourse) -> int:
    """Return the offset behind the "that" of reported words; "that claim" keeps its "that"."""
    text, rules = discourse.text, discourse.rules
    match = rules.reported_leading.match(text, start, end)
    located = discourse.word_at(match.end() - len("that ")) if match else None
    is_noun = located is not None and rules.is_demonstrative(*located)
    behind = WORD.match(text, match.end()) if match else None
    is_verb = behind is not None and (behind.group().lower() in rules.finite or discourse.is_present(behind.start()))
    is_mark = located is not None and located[0].deps[located[1]] == "mark"
    is_subject = is_verb and not is_mark and behind is not None and not discourse.has_subject(behind.start())
    return match.end() if match and not is_noun and not is_subject else start


def clean_passage(parts: tuple[Span, ...], voice: Voice, discourse: Discourse, *, has_count: bool) -> Passage:
    """Return the parts without what leads to them and what hangs on behind them."""
    text, rules = discourse.text, discourse.rules
    kept = []
    for number, part in enumerate(parts):
        opening = OPENING.match(text, part.start, part.end)
        start = opening.end() if opening and MARKS.match(text, part.start) else part.start
        start = _skip_leading(text, part, rules) if not number else start
        start = _skip_mark(start, part.end, discourse) if voice is Voice.REPORTED else start
        start = _skip_leading(text, Span(start, part.end), rules) if not number else start
        if voice is not Voice.QUOTED and OPENING.match(text, part.start) and not _is_whole_quotation(text, part):
            start = _skip_joining(text, part, rules)
            start = _skip_mark(start, part.end, discourse) if voice is Voice.REPORTED else start
        if text[start : start + 1] == "(" and ")" not in text[start : part.end]:
            start += 1
        end = _clean_end(Span(start, part.end), part, voice, discourse, is_last=number == len(parts) - 1)
        if start < end:
            kept.append(Span(start, end))
    problem = "" if kept else "fragment"
    if not problem and voice in (Voice.OWN, Voice.SPOKEN) and _is_fragment(text, kept, rules, has_count=has_count):
        problem = "fragment"
    if (
        not problem
        and text[kept[0].start : kept[-1].end].rstrip("”\"’' ").endswith("?")
        and not _states_too(text, kept)
    ):
        problem = "question"
    return Passage(tuple(kept), voice, problem)


def _clean_end(span: Span, part: Span, voice: Voice, discourse: Discourse, *, is_last: bool) -> int:
    """Return the offset behind the words of a part without closing marks, joining words and an open bracket."""
    text, rules = discourse.text, discourse.rules
    start, end = span.start, span.end
    if voice in (Voice.QUOTED, Voice.REPORTED) or _is_whole_quotation(text, part):
        closing = CLOSING.search(text, start, end) if MARKS.search(text, part.start, start + 1) else None
        end = closing.start() if closing and closing.start() > start else end
    if is_last and not FINAL.match(text, part.end) and not FINAL.match(text, part.end - 1):
        match = rules.trailing.search(text, start, end)
        end = match.start() if match and match.start() > start else end
    opened = OPENED.search(text, start, end)
    return opened.start() if opened else end


def _skip_joining(text: str, part: Span, rules: StatementRules) -> int:
    """Return the offset behind bullet and joining words, keeping a quotation mark that opens the sentence."""
    start = part.start
    if bullet := BULLET.match(text, start, part.end):
        start = bullet.end()
    while match := rules.leading.match(text, start, part.end):
        start = match.end()
    return start


def _is_whole_quotation(text: str, part: Span) -> bool:
    first = MARKS.match(text, part.start)
    return bool(first) and len(MARKS.findall(text, part.start, part.end)) == 2 and bool(  # noqa: PLR2004
        MARKS.match(text, part.end - 1) or text[part.end - 2 : part.end] == "''"
    )  # fmt: skip


def _states_too(text: str, parts: list[Span]) -> bool:
    """Whether a sentence that is no question stands before the last one."""
    return any(". " in text[part.start : part.end] for part in parts)


def _is_fragment(text: str, parts: list[Span], rules: StatementRules, *, has_count: bool) -> bool:
    """Whether a sentence lacks its verb and counts nothing, lacks its subject, or leads to what follows."""
    first = WORD.match(text, parts[0].start)
    is_verb_first = first is not None and (first.group().lower() in rules.past or first.group().endswith("ed"))
    behind = WORD.search(text, first.end(), parts[-1].end) if first else None
    is_verb_first = is_verb_first and not (behind and behind.group()[0].isupper() and text[first.start()].isupper())  # type: ignore[union-attr]
    lacks_subject = is_verb_first and first is not None and "," not in text[first.end() : parts[-1].end]
    return text[parts[-1].end - 1] == ":" or lacks_subject or (not has_count and not _has_verb(text, parts, rules))


def _has_verb(text: str, parts: list[Span], rules: StatementRules) -> bool:
    words = (match.group().lower() for part in parts for match in WORD.finditer(text, part.start, part.end))
    return any(
        word in rules.finite or word in rules.past or word.endswith(("ed", "s")) or _clitic(word) in rules.finite
        for word in words
    )
