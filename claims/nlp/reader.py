"""From a text to a reading: every step in order."""

from datetime import date

from claims.nlp import attribution, checkworthiness, hedges, model
from claims.nlp.alignment import align
from claims.nlp.attribution import Block
from claims.nlp.attributions import Attribution
from claims.nlp.chains import chained, links
from claims.nlp.coreference import Cast
from claims.nlp.dates import times
from claims.nlp.places import places
from claims.nlp.quantities import quantities
from claims.nlp.quotations import Quotation, quotations
from claims.nlp.reading import Claim, Reading, Span
from claims.nlp.segments import Sentence, blocks, sentences_of
from claims.nlp.trees import Tree

OWN_VOICE = 0.5  # a sentence that nobody is quoted on is a claim from this score on
LONGEST = 250  # words that the parser gets at once


def read(text: str, *, title: str | None = None, published: str | None = None) -> Reading:
    """Find the claims of a text."""
    parts = _blocks(text)
    cast = Cast(text)
    today = _day(published)
    found = attribution.attributions(text, parts)
    claims = [_claim(text, group, cast, parts, today) for group in chained(found)]
    taken = [claim.span for claim in claims]
    for part in parts:
        for sentence in part.sentences:
            own = _own_voice(text, sentence, taken, today)
            if own:
                claims.append(own)
    claims.sort(key=lambda claim: (claim.span.start, claim.span.end))
    return Reading(model.pipeline_name(), "en", tuple(claims))


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _blocks(text: str) -> list[Block]:
    spans = blocks(text)
    quoted: dict[int, list[Quotation]] = {}
    for quotation in quotations(text, spans):
        quoted.setdefault(quotation.block, []).append(quotation)
    sentences = [tuple(sentences_of(text, span, number)) for number, span in enumerate(spans)]
    wanted = [
        sentence
        for number, group in enumerate(sentences)
        for sentence in group
        if not _inside(sentence, quoted.get(number, []))
    ]
    trees = iter(model.parse([align(text, sentence.start, sentence.end) for sentence in wanted]))
    parsed: dict[int, list[Tree]] = {}
    for sentence, tree in zip(wanted, trees, strict=True):
        if len(tree):
            parsed.setdefault(sentence.block, []).append(tree)
    return [
        Block(span, sentences[number], tuple(parsed.get(number, ())), tuple(quoted.get(number, ())))
        for number, span in enumerate(spans)
    ]


def _inside(sentence: Sentence, quoted: list[Quotation]) -> bool:
    return any(quote.start <= sentence.start and sentence.end <= quote.end for quote in quoted)


def _sentence(parts: list[Block], span: Span) -> Span:
    """The sentence (or sentences) around a span."""
    block = next(part for part in parts if part.span.start <= span.start < part.span.end)
    around = [one for one in block.sentences if one.start < span.end and span.start < one.end]
    return Span(min(span.start, around[0].start), max(span.end, around[-1].end)) if around else span


def _claim(text: str, group: list[Attribution], cast: Cast, parts: list[Block], today: date | None) -> Claim:
    span = group[0].envelope
    sentence = _sentence(parts, Span(min(span.start, group[0].cue.start), max(span.end, group[0].cue.end)))
    words = text[span.start : span.end]
    lemma = group[0].lemma
    hedge = hedges.hedge(words, lemma, group[0].how == "quote")
    return Claim(
        span=span,
        sentence=sentence,
        parts=group[0].content,
        chain=links(text, group, sentence, cast),
        quantities=quantities(text, span.start, span.end),
        times=times(text, span.start, span.end, today),
        places=places(text, span.start, span.end),
        hedged=bool(hedge),
        hedge=hedge,
        denied=hedges.denies(lemma, text[group[0].cue.start : group[0].cue.end].lower()),
        score=checkworthiness.score(words),
        reasons=checkworthiness.reasons(words),
    )


def _own_voice(text: str, sentence: Sentence, taken: list[Span], today: date | None) -> Claim | None:
    """A sentence of the article's own that deserves checking by itself."""
    if any(span.start < sentence.end and sentence.start < span.end for span in taken):
        return None
    words = text[sentence.start : sentence.end]
    score = checkworthiness.score(words)
    if score < OWN_VOICE or len(words.split()) < 6:
        return None
    span = Span(sentence.start, sentence.end)
    hedge = hedges.hedge(words, "", False)
    return Claim(
        span=span,
        sentence=span,
        parts=(span,),
        quantities=quantities(text, span.start, span.end),
        times=times(text, span.start, span.end, today),
        places=places(text, span.start, span.end),
        hedged=bool(hedge),
        hedge=hedge,
        score=score,
        reasons=checkworthiness.reasons(words),
    )
