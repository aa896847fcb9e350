"""From a text to a reading: every step in order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from claims.nlp.attribution.chains import group_by_content
from claims.nlp.attribution.resolution import find_attributions
from claims.nlp.claim_assembly import (
    ArticleContext,
    build_attributed_claim,
    drop_repeated_headings,
    find_own_voice_claims,
)
from claims.nlp.dates import prefers_day
from claims.nlp.language import Language
from claims.nlp.language_detection import detect_language
from claims.nlp.language_table import DEFAULT_CODE, LOADERS, get_language
from claims.nlp.parsing.legibility import blank_illegible
from claims.nlp.parsing.model import name_pipeline
from claims.nlp.parsing.parsed_blocks import ParsedBlock, parse_blocks
from claims.nlp.reading import Claim, Link, Reading, Span


def pipeline_name(code: str = DEFAULT_CODE) -> str:
    """Return reader version, model and a hash of both: the same name gives the same reading of a text."""
    return name_pipeline(get_language(code).parsing.model)


def read(text: str, *, title: str | None = None, published: str | None = None, speaker: str | None = None) -> Reading:
    """Find the claims of a text; offsets count characters of `text` as given.

    `title` names people whom the text may call by their surname only. `published` is the day of publication
    (ISO 8601), against which dates such as "on Tuesday" are resolved. `speaker` says what the text says in its own
    voice.
    """
    legible = blank_illegible(text)
    languages = [get_language(code) for code in LOADERS]
    code = detect_language(legible, {known.code: known.function_words for known in languages}, DEFAULT_CODE)
    if code not in LOADERS:
        return Reading(pipeline_name(), code, (), (_explain_unread(code, languages),))
    language, today = get_language(code), parse_day(published)
    blocks = parse_blocks(legible, language.parsing)
    claims = _find_claims(legible, blocks, blank_illegible(title or ""), today, language)
    claims = [_attribute_to_speaker(claim, speaker) for claim in claims] if speaker else claims
    sentences = tuple(Span(one.start, one.end) for block in blocks for one in block.sentences)
    return Reading(pipeline_name(code), code, tuple(claims), _explain_gaps(today, claims), sentences)


def _find_claims(
    text: str, blocks: Sequence[ParsedBlock], title: str, today: date | None, language: Language
) -> list[Claim]:
    """Return the claims of a text in the order of their offsets."""
    resolver, is_day_first = language.attribution.build_resolver(text, title), prefers_day(text, language.dates)
    context = ArticleContext(text, blocks, resolver, today, is_day_first, language)
    groups = group_by_content(find_attributions(text, blocks, language.attribution), language.attribution)
    groups.sort(key=lambda group: (group[0].envelope.start, group[0].envelope.end))
    attributed = [build_attributed_claim(context, group) for group in groups]
    claims = drop_repeated_headings(context, [*attributed, *find_own_voice_claims(context, attributed)])
    return sorted(claims, key=lambda claim: (claim.span.start, claim.span.end))


def _attribute_to_speaker(claim: Claim, speaker: str) -> Claim:
    """Return the claim with the speaker as its source if the text says it in its own voice."""
    return claim if claim.chain or claim.is_retracted else replace(claim, chain=(Link(speaker, None, "person"),))


def parse_day(published: str | None) -> date | None:
    """Return the day of publication, None if it is not a date."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _explain_unread(code: str, languages: Sequence[Language]) -> str:
    names = ", ".join(language.name for language in languages)
    return f"This text is in another language ({code}). The reader reads {names} only, so it found no claims."


def _explain_gaps(today: date | None, claims: Sequence[Claim]) -> tuple[str, ...]:
    notes = []
    if today is None and any(not mention.value for claim in claims for mention in claim.times):
        notes.append("The day of publication is not known, so days such as “Tuesday” have no date.")
    if not claims:
        notes.append("No claim was found in this text.")
    return tuple(notes)
