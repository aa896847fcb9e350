"""Building claims: an attribution or a sentence with its numbers, times, places, hedges and worth."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claims.nlp import checkworthiness, hedges
from claims.nlp.attributions import Attribution
from claims.nlp.chains import links
from claims.nlp.coreference import Cast
from claims.nlp.dates import times
from claims.nlp.pages import Block, around, block_at, is_heading
from claims.nlp.places import places
from claims.nlp.quantities import quantities
from claims.nlp.reading import Claim, Link, Span

OWN_VOICE = 0.5  # a sentence that nobody is quoted on is a claim from this score on
FREE = 0.6  # share of a sentence that nobody else's words may cover then
NAME = re.compile(r"(?<=[\w,] )[A-ZÀ-Þ]\w")
SHORTEST = 6  # words of such a sentence


@dataclass(frozen=True, slots=True)
class Setting:
    """What every claim of a text is read against."""

    text: str
    page: Sequence[Block]
    cast: Cast
    today: date | None


def attributed(setting: Setting, group: Sequence[Attribution]) -> Claim:
    """The claim that a chain of attributions makes."""
    first = group[0]
    span, cue = first.envelope, first.cue
    sentence = around(setting.page, Span(min(span.start, cue.start), max(span.end, cue.end)))
    chain = links(setting.text, group, sentence, setting.cast)
    return _claim(setting, sentence, first.content, chain, first)


def own_voice(setting: Setting, claims: Sequence[Claim]) -> list[Claim]:
    """The checkable sentences that the article says itself."""
    taken = _taken(setting.text, claims)
    found = []
    for block in setting.page:
        sentences = () if is_heading(setting.text, block) else block.sentences
        for sentence in sentences:
            span = Span(sentence.start, sentence.end)
            free = taken.count(0, span.start, span.end) >= FREE * (span.end - span.start)
            if free and len(setting.text[span.start : span.end].split()) >= SHORTEST:
                claim = _claim(setting, span, (span,), (), None)
                found += [claim] if claim.score >= OWN_VOICE and _is_anchored(setting.text, claim) else []
    return found


def _is_anchored(text: str, claim: Claim) -> bool:
    """Whether a sentence names anything that it could be checked against."""
    named = NAME.search(text, claim.span.start + 1, claim.span.end)
    return bool(claim.quantities or claim.times or claim.places or named)


def _taken(text: str, claims: Sequence[Claim]) -> bytearray:
    """One byte for each character: 1 where a claim with its cues and sources stands."""
    taken = bytearray(len(text))
    for claim in claims:
        spans = [claim.span, *(span for link in claim.chain for span in (link.span, link.cue_span) if span)]
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        taken[start:end] = b"\x01" * (end - start)
    return taken


def unrepeated(setting: Setting, claims: Sequence[Claim]) -> list[Claim]:
    """Claims without those of a heading that the text repeats."""
    last = {setting.text[claim.span.start : claim.span.end].casefold(): claim for claim in claims}
    return [
        claim
        for claim in claims
        if last[setting.text[claim.span.start : claim.span.end].casefold()] is claim
        or not is_heading(setting.text, block_at(setting.page, claim.span.start))
    ]


def _claim(
    setting: Setting, sentence: Span, parts: tuple[Span, ...], chain: tuple[Link, ...], first: Attribution | None
) -> Claim:
    span = Span(parts[0].start, parts[-1].end)
    words = setting.text[span.start : span.end]
    cue = setting.text[first.cue.start : first.cue.end].lower() if first else ""
    hedge = hedges.hedge(words, first.lemma if first else "", quoted=first is not None and first.how == "quote")
    counted = quantities(setting.text, span.start, span.end)
    dated = times(setting.text, span.start, span.end, setting.today)
    score, reasons = checkworthiness.judge(words, counted, dated, chain)
    return Claim(
        span=span,
        sentence=sentence,
        parts=parts,
        chain=chain,
        quantities=counted,
        times=dated,
        places=places(setting.text, span.start, span.end),
        hedged=bool(hedge),
        hedge=hedge,
        denied=first is not None and hedges.denies(first.lemma, cue),
        score=score,
        reasons=reasons,
    )
