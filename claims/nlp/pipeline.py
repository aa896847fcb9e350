"""From a text to a reading: every step in order."""

from collections.abc import Sequence
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
from claims.nlp.language_table import (
    DEFAULT_CODE,
    LOADERS,
    get_language,
    get_pack,
    list_frequent_words,
    list_function_words,
)
from claims.nlp.parsing.legibility import blank_illegible
from claims.nlp.parsing.long_tables import blank_unread_rows
from claims.nlp.parsing.model import load_model, name_pipeline
from claims.nlp.parsing.parsed_blocks import ParsedBlock, parse_blocks
from claims.nlp.plain.claims import build_pack_context, find_claims
from claims.nlp.plain.claims import list_sentences as list_pack_sentences
from claims.nlp.plain.pack import LanguagePack
from claims.nlp.reading import Claim, Reading, Span
from claims.nlp.statements.building import StatementContext, add_statements
from claims.nlp.statements.discourse import Discourse
from claims.nlp.turns import Speakers, Turn, blank_labels, build_speakers


def pipeline_name(code: str = DEFAULT_CODE) -> str:
    """Return reader version, model and a hash of both: the same name gives the same reading of a text.

    Languages without a model share the name of the default one, whose hash covers their rules.
    """
    return name_pipeline(get_language(code if code in LOADERS else DEFAULT_CODE).parsing.model)


def load_models() -> None:
    """Load the model of each language. Processes that are forked afterwards share it and begin at once."""
    for code in LOADERS:
        load_model(get_language(code).parsing.model.package)


def read(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    speaker: str | None = None,
    language: str | None = None,
    turns: Sequence[Turn] = (),
) -> Reading:
    """Find the claims of a text; offsets count characters of `text` as given.

    `title` names people whom the text may call by their surname only. `published` is the day of publication
    (ISO 8601), against which dates such as "on Tuesday" are resolved. `speaker` says the whole text (a speech, a post):
    what stands in its own voice is the speaker's, and what others say is relayed by the speaker. `turns` name the
    speakers of single passages. `language` is the ISO 639-1 code of the text if it is known;
    otherwise it is detected.
    """
    legible = blank_labels(blank_unread_rows(blank_illegible(text)), turns)
    code = language or find_language(legible)
    rules = get_language(code if code in LOADERS else DEFAULT_CODE)
    speakers = build_speakers(speaker, turns, rules.attribution.sources)
    if code not in LOADERS:
        return _read_with_pack(legible, get_pack(code), title=title, published=published, speakers=speakers)
    blocks = parse_blocks(legible, rules.parsing)
    context = build_context(legible, blocks, rules, title=title, published=published, speakers=speakers)
    claims = _find_claims(context)
    return Reading(
        pipeline_name(code), code, tuple(claims), _explain_gaps(context.today, claims), list_sentences(blocks)
    )


def find_language(legible: str) -> str:
    """Return the ISO 639-1 code of a text."""
    return detect_language(legible, list_function_words(), DEFAULT_CODE, list_frequent_words())


def _read_with_pack(
    legible: str, pack: LanguagePack, *, title: str | None, published: str | None, speakers: Speakers
) -> Reading:
    """Return the reading of a text in a language that has a pack."""
    context = build_pack_context(
        legible, pack, title=blank_illegible(title or ""), today=parse_day(published), speakers=speakers
    )
    claims = find_claims(context)
    notes = _explain_gaps(context.today, claims)
    return Reading(pipeline_name(pack.code), pack.code, tuple(claims), notes, list_pack_sentences(context))


def build_context(
    legible: str,
    blocks: Sequence[ParsedBlock],
    language: Language,
    *,
    title: str | None,
    published: str | None,
    speakers: Speakers,
) -> ArticleContext:
    """Return what claims of a text are built from; `blocks` may be some of its blocks only."""
    resolver = language.attribution.build_resolver(legible, blank_illegible(title or ""))
    is_day_first = prefers_day(legible, language.dates)
    return ArticleContext(legible, blocks, resolver, parse_day(published), is_day_first, language, speakers)


def list_sentences(blocks: Sequence[ParsedBlock]) -> tuple[Span, ...]:
    """Return the spans of all sentences of blocks, in order."""
    return tuple(Span(one.start, one.end) for block in blocks for one in block.sentences)


def _find_claims(context: ArticleContext) -> list[Claim]:
    """Return the claims of a text in the order of their offsets."""
    rules = context.language.attribution
    groups = group_by_content(find_attributions(context.text, context.blocks, rules), rules)
    groups.sort(key=lambda group: (group[0].start, group[0].end))
    attributed = [build_attributed_claim(context, group) for group in groups]
    claims = drop_repeated_headings(context, [*attributed, *find_own_voice_claims(context, attributed)])
    return add_statements(
        sorted(claims, key=lambda claim: (claim.span.start, claim.span.end)), build_statement_context(context, claims)
    )


def build_statement_context(context: ArticleContext, claims: Sequence[Claim]) -> StatementContext:
    """Return what the statements of claims are built from."""
    people = {link.name for claim in claims for link in claim.chain if link.kind == "person"}
    language = context.language
    discourse = Discourse(context.text, context.blocks, context.resolver, language.statements, people)
    return StatementContext(discourse, context.today, language.dates, language.statements)


def parse_day(published: str | None) -> date | None:
    """Return the day of publication, None if it is not a date."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _explain_gaps(today: date | None, claims: Sequence[Claim]) -> tuple[str, ...]:
    notes = []
    if today is None and any(not mention.value for claim in claims for mention in claim.times):
        notes.append("The day of publication is not known, so days such as “Tuesday” have no date.")
    if not claims:
        notes.append("No claim was found in this text.")
    return tuple(notes)
