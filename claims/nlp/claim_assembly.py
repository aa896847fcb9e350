"""Building claims from attributions and sentences, with numbers, dates, places, hedges and check-worthiness."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from claims.nlp.attribution.chains import build_chain
from claims.nlp.attribution.coreference import SourceResolver
from claims.nlp.attribution.hedges import find_hedge, is_denied
from claims.nlp.attribution.types import Attribution
from claims.nlp.checkworthiness import (
    Circumstances,
    ScoredSentence,
    choose_sentence,
    may_reach_score,
    score_claim,
    weigh_sentence,
)
from claims.nlp.checkworthiness.passages import split_passages
from claims.nlp.checkworthiness.promises import is_plan, is_promise
from claims.nlp.dates import find_dates, find_day
from claims.nlp.language import Language
from claims.nlp.parsing.parsed_blocks import (
    ParsedBlock,
    block_at,
    is_heading,
    skip_bullet,
    surrounding_sentences,
    tags_within,
)
from claims.nlp.parsing.quotations import opens_quotation
from claims.nlp.places import find_places
from claims.nlp.quantities import find_quantities
from claims.nlp.reading import Claim, DateMention, Link, Quantity, Reason, Span
from claims.nlp.turns import Speakers

LEAST_OWN_VOICE_SCORE = 0.5
"""The check-worthiness from which a sentence without a source is a claim of the article itself."""

LEAST_FREE_SHARE = 0.6
"""The share of such a sentence that no attributed claim may cover."""

SHORTEST_OWN_VOICE_WORDS = 6
SHORTEST_HEADING_WORDS = 4
SHORTEST_COUNT_WORDS = 3
"""The words of a sentence with a number, without which it says nothing: "300 people died". """

NAME = re.compile(r"(?<=[\w,] )[A-ZÀ-Þ]\w")


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """What all claims of a text are built from.

    `today` is the day of publication, `is_day_first` the habit of the text with dates such as 3/4. `speakers` say
    the text or its turns; nobody does if it is an article.
    """

    text: str
    blocks: Sequence[ParsedBlock]
    resolver: SourceResolver
    today: date | None
    is_day_first: bool | None
    language: Language
    speakers: Speakers = field(default_factory=Speakers)
    weighed: dict[str, ScoredSentence] = field(default_factory=dict, compare=False)

    def weigh(self, sentence: str) -> ScoredSentence:
        """Return a sentence with its logit; each sentence is weighed once."""
        found = self.weighed.get(sentence)
        if found is None:
            found = self.weighed[sentence] = weigh_sentence(sentence, self.language.checkworthiness)
        return found


def build_attributed_claim(context: ArticleContext, group: Sequence[Attribution]) -> Claim:
    """Return the claim that the attributions of one content make. Call it in reading order: pronouns depend on it."""
    first = group[0]
    span, cue = first.envelope, first.cue
    touched = Span(min(span.start, cue.start), max(span.end, cue.end))
    sentence = surrounding_sentences(context.blocks, touched)
    chain = build_chain(context.text, group, sentence, context.resolver, context.language.attribution)
    chain = _add_speaker(context, span.start, (*chain, *_find_agency(context, span, chain)))
    return build_claim(context, sentence, first.content, chain, first)


def _add_speaker(context: ArticleContext, offset: int, chain: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return the chain with the speaker at `offset` at its end, who relays what others say, or says "I"."""
    speaker = context.speakers.find(offset)
    if speaker is None:
        return chain
    first_person = context.language.attribution.coreference.first_person
    spoken = tuple(
        replace(link, name=speaker.name, kind=speaker.kind, is_unresolved=False)
        if link.name.lower() in first_person
        else link
        for link in chain
    )
    return spoken if any(link.name == speaker.name for link in spoken) else (*spoken, speaker)


def _find_agency(context: ArticleContext, span: Span, chain: tuple[Link, ...]) -> tuple[Link, ...]:
    """Return the news agency of the dateline above a claim: it relays what is said."""
    dateline = block_at(context.blocks, span.start).dateline
    agency = dateline.agency if dateline else None
    if agency is None:
        return ()
    name = context.text[agency.start : agency.end]
    return () if any(name in link.name for link in chain) else (Link(name, agency, "outlet"),)


def find_own_voice_claims(context: ArticleContext, attributed: Sequence[Claim]) -> list[Claim]:
    """Return the sentences that the article states itself: check-worthy ones, and those with a number."""
    taken = _mark_taken(context.text, attributed)
    claims: list[Claim] = []
    headings: list[Claim] = []
    for block in context.blocks:
        as_heading = is_heading(context.text, block)
        for sentence in block.sentences:
            start = skip_bullet(context.text, block) if sentence.start == block.span.start else sentence.start
            span = Span(min(start, sentence.end), sentence.end)
            is_free = taken.count(0, span.start, span.end) >= LEAST_FREE_SHARE * (span.end - span.start)
            may_claim = is_free and span.end > span.start and _may_claim(context, span, as_heading=as_heading)
            speaker = context.speakers.find(span.start)
            chain = (speaker,) if speaker else ()
            claim = build_claim(context, span, (span,), chain, None) if may_claim else None
            if claim and _is_own_claim(context.text, claim, as_heading=as_heading):
                (headings if as_heading else claims).append(claim)
    return [*claims, *_drop_summaries(headings, [*claims, *attributed])]


def _may_claim(context: ArticleContext, span: Span, *, as_heading: bool) -> bool:
    """Whether a sentence is long enough for a claim, or has a number; cheaper than reading all of it."""
    words = context.text[span.start : span.end]
    if as_heading and (len(words.split()) < SHORTEST_HEADING_WORDS or not any(letter.isdigit() for letter in words)):
        return False
    is_long = len(words.split()) >= SHORTEST_OWN_VOICE_WORDS
    if is_long and may_reach_score(context.weigh(words), LEAST_OWN_VOICE_SCORE, context.language.checkworthiness):
        return True
    if is_long and is_plan(words, context.language.promises):
        return True
    return bool(find_quantities(context.text, span.start, span.end, context.language.quantities))


def _is_own_claim(text: str, claim: Claim, *, as_heading: bool) -> bool:
    """Whether a sentence of the article says something that can be checked; a heading must give a number."""
    words = len(text[claim.span.start : claim.span.end].split())
    if claim.quantities and words >= SHORTEST_COUNT_WORDS:
        return not text[claim.span.start : claim.span.end].rstrip('”"').endswith("?")
    if words < SHORTEST_OWN_VOICE_WORDS or as_heading:
        return False
    return claim.is_promise or (claim.score >= LEAST_OWN_VOICE_SCORE and _is_anchored(text, claim))


def _drop_summaries(headings: Sequence[Claim], claims: Sequence[Claim]) -> list[Claim]:
    """Return the headings with a number that the text below does not give."""
    numbers = {(quantity.low, quantity.high) for claim in claims for quantity in claim.quantities}
    return [
        heading
        for heading in headings
        if any((quantity.low, quantity.high) not in numbers for quantity in heading.quantities)
    ]


def _is_anchored(text: str, claim: Claim) -> bool:
    """Whether a sentence contains anything that it can be checked against."""
    name = NAME.search(text, claim.span.start + 1, claim.span.end)
    return bool(claim.quantities or claim.times or claim.places or name)


def _mark_taken(text: str, claims: Sequence[Claim]) -> bytearray:
    """Return one byte per character: 1 where a claim, its cues or its sources are."""
    taken = bytearray(len(text))
    for claim in claims:
        spans = [claim.span, *(span for link in claim.chain for span in (link.span, link.cue_span) if span)]
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        taken[start:end] = b"\x01" * (end - start)
    return taken


def drop_repeated_headings(context: ArticleContext, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims without those of a heading that the text repeats."""

    def key(claim: Claim) -> str:
        return context.text[claim.span.start : claim.span.end].casefold()

    last = {key(claim): claim for claim in claims}
    return [
        claim
        for claim in claims
        if last[key(claim)] is claim or not is_heading(context.text, block_at(context.blocks, claim.span.start))
    ]


def _find_day_of_speech(
    context: ArticleContext, sentence: Span, span: Span, attribution: Attribution | None
) -> date | None:
    """Return the day from which a claim counts "yesterday": a quotation counts from the day on which it was said."""
    if attribution is None or attribution.how != "quote":
        return context.today
    around = (Span(span.end, max(sentence.end, span.end)), Span(min(sentence.start, span.start), span.start))
    return find_day(context.text, around, context.today, context.language.dates) or context.today


def _find_numbers(
    context: ArticleContext, sentence: Span, span: Span, attribution: Attribution | None
) -> tuple[tuple[Quantity, ...], tuple[DateMention, ...]]:
    """Return the quantities and the dates of a claim; what counts as a quantity is no date."""
    text, language = context.text, context.language

    @cache
    def get_tags() -> dict[int, str]:
        return tags_within(context.blocks, span)

    def find_dates_from(today: date | None) -> tuple[DateMention, ...]:
        return find_dates(
            text,
            span.start,
            span.end,
            today,
            language.dates,
            is_day_first=context.is_day_first,
            counted=[quantity.span for quantity in quantities],
            get_tags=get_tags,
        )

    quantities = find_quantities(text, span.start, span.end, language.quantities, get_tags)
    dates = find_dates_from(context.today)
    said = _find_day_of_speech(context, sentence, span, attribution) if dates else context.today
    return quantities, dates if said == context.today else find_dates_from(said)


def _list_passages(context: ArticleContext, span: Span) -> list[str]:
    """Return the sentences of a claim, as far as the claim takes them in."""
    first, last = (
        bisect_right(context.blocks, offset, key=lambda block: block.span.start) for offset in (span.start, span.end)
    )
    touched = [
        Span(one.start, one.end)
        for block in context.blocks[max(0, first - 1) : last]
        for one in block.sentences[bisect_right(block.sentences, span.start, key=lambda one: one.end) :]
        if one.start < span.end
    ]
    return split_passages(context.text, span, touched)


def _score_words(context: ArticleContext, span: Span, around: Circumstances) -> tuple[float, tuple[Reason, ...]]:
    """Return score and reasons of a claim by its words, those of its best sentence."""
    rules = context.language.checkworthiness
    best = choose_sentence([context.weigh(passage) for passage in _list_passages(context, span)])
    return score_claim(best, around, rules)


def _is_asserted(attribution: Attribution | None) -> bool:
    """Whether the source and all who relay it say so; the article's own voice does."""
    return attribution is None or all(one.is_asserted for one in (attribution, *attribution.relayed_by))


def build_claim(
    context: ArticleContext,
    sentence: Span,
    parts: tuple[Span, ...],
    chain: tuple[Link, ...],
    attribution: Attribution | None,
) -> Claim:
    """Return the claim of a passage with everything that is read from its words; `attribution` is None for none."""
    text, language = context.text, context.language
    hedges, cues = language.attribution.hedges, language.attribution.cues
    span = Span(parts[0].start, parts[-1].end)
    words = text[span.start : span.end]
    cue = text[attribution.cue.start : attribution.cue.end] if attribution else ""
    is_quoted = attribution is not None and (attribution.how == "quote" or opens_quotation(text, span.start))
    hedge = find_hedge(words, attribution, hedges, cues, is_quoted=is_quoted)
    quantities, dates = _find_numbers(context, sentence, span, attribution)
    score, reasons = _score_words(context, span, Circumstances(quantities, dates, chain))
    denied = is_denied(text, attribution, hedges, cues)
    retracted = hedges.retraction.search(text, sentence.start, sentence.end) is not None
    asserts = not retracted and _is_asserted(attribution)
    return Claim(
        span=span,
        sentence=sentence,
        parts=parts,
        chain=() if retracted else chain,
        quantities=quantities,
        times=dates,
        places=find_places(text, span.start, span.end, language.places),
        hedged=bool(hedge),
        hedge=hedge,
        denied=denied and asserts,
        asserted=not denied if asserts else None,
        is_retracted=retracted,
        is_checkable=attribution is None or attribution.is_statement or bool(quantities),
        is_disputed=attribution is not None and attribution.is_disputed,
        is_promise=is_promise(words, cue, language.promises),
        score=score,
        reasons=reasons,
    )
