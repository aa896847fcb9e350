"""From a text to a reading: every step in order."""

from collections.abc import Sequence
from datetime import date

from claims.nlp.attribution.chains import group_by_content
from claims.nlp.attribution.resolution import find_attributions
from claims.nlp.attribution.sources import classify_source
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
from claims.nlp.parsing.model import load_model, name_pipeline
from claims.nlp.parsing.parsed_blocks import parse_blocks
from claims.nlp.reading import Claim, Link, Reading, Span
from claims.nlp.statements.building import StatementContext, add_statements
from claims.nlp.statements.discourse import Discourse


def pipeline_name(code: str = DEFAULT_CODE) -> str:
    """Return reader version, model and a hash of both: the same name gives the same reading of a text."""
    return name_pipeline(get_language(code).parsing.model)


def load_models() -> None:
    """Load the model of each language. Processes that are forked afterwards share it and begin at once."""
    for code in LOADERS:
        load_model(get_language(code).parsing.model.package)


def read(text: str, *, title: str | None = None, published: str | None = None, speaker: str | None = None) -> Reading:
    """Find the claims of a text; offsets count characters of `text` as given.

    `title` names people whom the text may call by their surname only. `published` is the day of publication
    (ISO 8601), against which dates such as "on Tuesday" are resolved. `speaker` says the whole text (a speech, a post):
    what stands in its own voice is the speaker's, and what others say is relayed by the speaker.
    """
    legible = blank_illegible(text)
    languages = [get_language(code) for code in LOADERS]
    code = detect_language(legible, {known.code: known.function_words for known in languages}, DEFAULT_CODE)
    if code not in LOADERS:
        return Reading(pipeline_name(), code, (), (_explain_unread(code, languages),))
    language, today = get_language(code), parse_day(published)
    blocks = parse_blocks(legible, language.parsing)
    resolver = language.attribution.build_resolver(legible, blank_illegible(title or ""))
    is_day_first = prefers_day(legible, language.dates)
    given = name_speaker(speaker, language)
    claims = _find_claims(ArticleContext(legible, blocks, resolver, today, is_day_first, language, given))
    sentences = tuple(Span(one.start, one.end) for block in blocks for one in block.sentences)
    return Reading(pipeline_name(code), code, tuple(claims), _explain_gaps(today, claims), sentences)


def _find_claims(context: ArticleContext) -> list[Claim]:
    """Return the claims of a text in the order of their offsets."""
    rules = context.language.attribution
    groups = group_by_content(find_attributions(context.text, context.blocks, rules), rules)
    groups.sort(key=lambda group: (group[0].envelope.start, group[0].envelope.end))
    attributed = [build_attributed_claim(context, group) for group in groups]
    claims = drop_repeated_headings(context, [*attributed, *find_own_voice_claims(context, attributed)])
    return add_statements(
        sorted(claims, key=lambda claim: (claim.span.start, claim.span.end)), _statement_context(context, claims)
    )


def _statement_context(context: ArticleContext, claims: Sequence[Claim]) -> StatementContext:
    people = {link.name for claim in claims for link in claim.chain if link.kind == "person"}
    language = context.language
    discourse = Discourse(context.text, context.blocks, context.resolver, language.statements, people)
    return StatementContext(discourse, context.today, language.dates, language.statements)


def name_speaker(speaker: str | None, language: Language) -> Link | None:
    """Return the link of a speaker given with a text, None without a name."""
    name = " ".join(blank_illegible(speaker or "").split())
    return Link(name, None, classify_source(name, name, language.attribution.sources)) if name else None


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
