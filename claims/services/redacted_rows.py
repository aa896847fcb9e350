"""Cuts the rows of the desk about a claim: what a correction is written from, and what colleagues wrote."""

import json
from typing import Any

from django.db.models import CharField, Model, Q, QuerySet

from claims.event_data.blanking import blank_words
from claims.models import (
    Appeal,
    Appearance,
    Article,
    Attribution,
    Claim,
    ClaimRelation,
    Comment,
    Event,
    Evidence,
    IdempotentResponse,
    Match,
    Quantity,
    QuoteCheck,
    Report,
    Source,
    Translation,
    Verdict,
)
from claims.models.translation import TRANSLATION_WORDS
from claims.models.verdict import VERDICT_WORDS
from claims.removal_reasons import REMOVED_TEXT
from claims.selectors.removals import AwaitsApproval
from claims.word_cuts import Cut, cut_json
from claims.workflow import SUBMITTED_STATUSES

TABLES: tuple[tuple[type[Model], str, tuple[str, ...]], ...] = (
    (Claim, "pk", ("text", "statement", "reasons")),
    (Appearance, "claim", ("exact", "prefix", "suffix", "hedge", "places")),
    (Verdict, "claim", (*VERDICT_WORDS, "sent_back_notes")),
    (Translation, "claim", TRANSLATION_WORDS),
    (QuoteCheck, "evidence__verdict__claim", ("nearest", "context")),
    (Comment, "claim", ("text",)),
    (Appeal, "claim", ("reason", "note")),
    (Report, "publication__claim", ("text", "note")),
    (Match, "claim", ("reasons",)),
    (ClaimRelation, "claim", ("reasons",)),
    (ClaimRelation, "other", ("reasons",)),
)
"""Tables with words about a claim: how they name it, and their columns."""

REASON_CODES = frozenset({"code", "count", "shipped", "version"})
"""What programs read in the reasons for a score: no words of a claim, and no score without them."""
ARTICLE_COLUMNS = ("title", "publisher", "byline", "speaker")
EVIDENCE_COLUMNS = ("question", "answer", "url", "title", "publisher", "quote", "dependence", "alt_text", "credit")


def fit_text(model: type[Model], name: str, text: str) -> str:
    """Return a cut text, or the mark alone if it has become too long for its column."""
    field = model._meta.get_field(name)  # noqa: SLF001 - Django documents `_meta.get_field`
    limit = field.max_length if isinstance(field, CharField) else None
    return REMOVED_TEXT if limit and len(text) > limit else text


def cut_rows(claim: Claim, cut: Cut) -> None:
    """Cut all rows about a claim."""
    _cut_sources(claim, cut)
    _cut_numbers(claim, cut)
    _cut_evidence(claim, cut)
    for model, path, names in TABLES:
        for row in model._default_manager.filter(**{path: claim.pk}):  # noqa: SLF001 - Django documents it
            _cut_row(row, names, cut)
    for article in list_articles_about(claim):
        if _changes(article, ARTICLE_COLUMNS, cut):
            _check_not_waiting(article)
            _cut_row(article, ARTICLE_COLUMNS, cut)
    _cut_events(claim, cut)
    _delete_stored_responses(cut)


def list_articles_about(claim: Claim) -> QuerySet[Article]:
    """Return the articles in which a claim or a duplicate of it appears; their titles stand on its public page."""
    places = Appearance.objects.filter(Q(claim=claim) | Q(claim__duplicate_of=claim))
    return Article.objects.filter(pk__in=places.values("article"))


def _check_not_waiting(article: Article) -> None:
    """Refuse to change an article while a verdict on one of its claims waits: it is frozen with it."""
    if Claim.objects.filter(appearances__article=article, status__in=SUBMITTED_STATUSES).exists():
        raise AwaitsApproval


def _changes(row: Model, names: tuple[str, ...], cut: Cut) -> dict[str, Any]:
    """Return the columns of a row that lose words."""
    after = {name: cut_json(getattr(row, name), cut, REASON_CODES) for name in names}
    fitted = {
        name: fit_text(type(row), name, value) if isinstance(value, str) else value for name, value in after.items()
    }
    return {name: value for name, value in fitted.items() if value != getattr(row, name)}


def _cut_row(row: Model, names: tuple[str, ...], cut: Cut) -> None:
    """Cut columns of a row."""
    if changes := _changes(row, names, cut):
        type(row)._default_manager.filter(pk=row.pk).update(**changes)  # noqa: SLF001 - Django documents it


def _cut_sources(claim: Claim, cut: Cut) -> None:
    """Cut the links of the source chain; the names of sources that nothing else names go."""
    replaced = []
    for link in Attribution.objects.filter(appearance__claim=claim):
        name = fit_text(Attribution, "name", cut(link.name))
        if name != link.name:
            replaced.append(link.source_id)
            link.source = Source.objects.get_or_create(key=Source.key_of(name), defaults={"name": name})[0]
        link.name, link.cue = name, fit_text(Attribution, "cue", cut(link.cue))
        link.save(update_fields=["name", "cue", "source"])
    Source.objects.filter(pk__in=replaced, attributions__isnull=True).delete()


def _cut_numbers(claim: Claim, cut: Cut) -> None:
    """Delete the numbers of places whose words are cut: they say the same."""
    places = Appearance.objects.filter(claim=claim).values_list("pk", "exact")
    Quantity.objects.filter(appearance__in=[pk for pk, exact in places if cut(exact) != exact]).delete()


def _cut_evidence(claim: Claim, cut: Cut) -> None:
    """Cut evidence. A stored page that is named by the words is no longer shown with it."""
    for item in Evidence.objects.filter(verdict__claim=claim).select_related("snapshot"):
        _cut_row(item, EVIDENCE_COLUMNS, cut)
        page = item.snapshot
        if page and any(cut(text) != text for text in (page.title, page.publisher, page.url, page.final_url)):
            Evidence.objects.filter(pk=item.pk).update(snapshot=None)


def _cut_events(claim: Claim, cut: Cut) -> None:
    """Cut the words in the data of events; the steps of drafts go as a whole, since words are split among them."""
    for event in Event.objects.filter(claim=claim).iterator():
        data = blank_words(event.verb, event.data, cut)
        if data != event.data:
            event.data = data
            event.save(update_fields=["data"])


def _delete_stored_responses(cut: Cut) -> None:
    """Delete responses of the API that are stored for a day and have the words, however JSON writes them."""
    for row in IdempotentResponse.objects.exclude(body="").iterator():
        body = json.loads(row.body)
        if cut_json(body, cut) != body:
            row.delete()
