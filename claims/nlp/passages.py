"""Reading one passage that a person chose, with the text around it and without the rest."""

from collections.abc import Sequence

from claims.nlp.attribution.chains import group_by_content
from claims.nlp.attribution.resolution import find_attributions
from claims.nlp.attribution.types import Attribution
from claims.nlp.claim_assembly import ArticleContext, build_attributed_claim, build_claim
from claims.nlp.language_table import LOADERS, get_language, get_pack
from claims.nlp.parsing.legibility import blank_illegible
from claims.nlp.parsing.parsed_blocks import parse_blocks, surrounding_sentences
from claims.nlp.pipeline import (
    build_context,
    build_statement_context,
    find_language,
    list_sentences,
    parse_day,
    pipeline_name,
)
from claims.nlp.plain.claims import add_relays, build_pack_claim, build_pack_context
from claims.nlp.plain.claims import list_sentences as list_pack_sentences
from claims.nlp.plain.pack import LanguagePack, Saying
from claims.nlp.reading import Claim, Reading, Span
from claims.nlp.statements.building import add_statements
from claims.nlp.turns import Turn, blank_labels, build_speakers

AROUND_CHARACTERS = 2_500
"""The text before and behind a passage that is read with it, up to the next end of a line."""

MOST_AROUND_CHARACTERS = 5_000
LEAST_SHARED = 0.5
"""The share of a passage, or of what a source says, from which the source says the passage."""


def read_passage(
    text: str,
    span: Span,
    *,
    title: str | None = None,
    published: str | None = None,
    speaker: str | None = None,
    language: str | None = None,
    turns: Sequence[Turn] = (),
) -> Reading:
    """Return a reading whose only claim is the passage; see `read`.

    The cost follows from the length of the passage and not from that of the text.
    """
    legible = blank_labels(blank_illegible(text), turns)
    code = language or find_language(legible)
    if code not in LOADERS:
        return _read_with_pack(legible, span, get_pack(code), title=title, published=published, speaker=speaker)
    rules = get_language(code)
    blocks = parse_blocks(_blank_around(legible, span), rules.parsing)
    if not blocks:
        return Reading(pipeline_name(code), code)
    speakers = build_speakers(speaker, turns, rules.attribution.sources)
    context = build_context(legible, blocks, rules, title=title, published=published, speakers=speakers)
    claim = _read_claim(context, span)
    return Reading(pipeline_name(code), code, (claim,), (), list_sentences(blocks))


def _read_with_pack(
    legible: str, span: Span, pack: LanguagePack, *, title: str | None, published: str | None, speaker: str | None
) -> Reading:
    """Return the reading of a passage in a language that has a pack: the source is that of the claim it shares most."""
    around = _blank_around(legible, span)
    context = build_pack_context(around, pack, title=title or "", today=parse_day(published), speaker=speaker)
    sayings = [one for one in pack.find_sayings(context.plain) if _is_said(one, span)]
    best = max(sayings, key=lambda one: sum(_shared_characters(piece, span) for piece in one.content), default=None)
    chain = add_relays(context, best) if best else (context.speaker,) if context.speaker else ()
    claim = build_pack_claim(context, (span,), chain, best)
    return Reading(pipeline_name(pack.code), pack.code, (claim,), (), list_pack_sentences(context))


def _is_said(saying: Saying, span: Span) -> bool:
    envelope = Span(saying.content[0].start, saying.content[-1].end)
    shortest = min(span.end - span.start, envelope.end - envelope.start)
    return _shared_characters(envelope, span) >= LEAST_SHARED * shortest


def _blank_around(text: str, span: Span) -> str:
    """Return a text of the same length with the lines around a passage only."""
    start = text.rfind("\n", 0, max(0, span.start - AROUND_CHARACTERS)) + 1
    end = text.find("\n", span.end + AROUND_CHARACTERS)
    start = max(start, span.start - MOST_AROUND_CHARACTERS)
    end = min(len(text) if end < 0 else end, span.end + MOST_AROUND_CHARACTERS)
    return " " * start + text[start:end] + " " * (len(text) - end)


def _read_claim(context: ArticleContext, span: Span) -> Claim:
    rules = context.language.attribution
    groups = group_by_content(find_attributions(context.text, context.blocks, rules), rules)
    groups.sort(key=lambda group: (group[0].start, group[0].end))
    attributed = [build_attributed_claim(context, group) for group in groups]
    best = _choose_group(groups, span)
    sentence = surrounding_sentences(context.blocks, span)
    if best is None:
        speaker = context.speakers.find(span.start)
        claim = build_claim(context, sentence, (span,), (speaker,) if speaker else (), None)
    else:
        claim = build_claim(context, sentence, (span,), attributed[best].chain, groups[best][0])
    return add_statements([claim], build_statement_context(context, [*attributed, claim]))[0]


def _choose_group(groups: Sequence[Sequence[Attribution]], span: Span) -> int | None:
    """Return the index of the attribution that says most of a passage, the shortest of equals; None if none does."""
    ranked = [
        (shared, envelope.start - envelope.end, index)
        for index, envelope in enumerate(group[0].envelope for group in groups)
        if (shared := _shared_characters(envelope, span))
        >= LEAST_SHARED * min(span.end - span.start, envelope.end - envelope.start)
    ]
    return max(ranked)[2] if ranked else None


def _shared_characters(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
