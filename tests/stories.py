"""Objects in the states that tests start from, all created by services."""

import json
from datetime import date, timedelta
from io import BytesIO
from itertools import count
from typing import Any

from django.db.models.functions import Now
from django.utils import timezone

from claims import models
from claims.intake import Document
from claims.intake.claimreview_feeds import iterate_entries
from claims.intake.watched import FoundItem, PageVisit, Visit
from claims.models import Appeal, Article, Match, Publication, Snapshot, User, Verdict, Watch
from claims.nlp import get_language, pipeline_name
from claims.nlp.quantities import find_quantities
from claims.nlp.reading import Claim, Link, Quantity, Reading, Reason, Span
from claims.services.appeals import appeal_dismissal
from claims.services.articles import begin_article_reading, store_reading, submit_document
from claims.services.claims import accept_claim, add_claim, dismiss_claim
from claims.services.evidence import add_evidence, examine_evidence
from claims.services.fact_checks import import_fact_checks
from claims.services.matches import suggest_matches_for_claim
from claims.services.moderation import approve_verdict
from claims.services.publications import publish_verdict
from claims.services.queue import take_claim
from claims.services.relations import confirm_relation, suggest_relations_for_claim
from claims.services.revisits import finish_revisit
from claims.services.snapshots import store_snapshot
from claims.services.verdicts import begin_correction, save_draft, submit_verdict
from claims.services.watch_items import read_item
from claims.services.watch_visits import finish_visit
from claims.services.watches import add_watch
from claims.watch_rules import WatchSettings
from tests.claimreview_samples import claimreview_sample

_number = count(1)
ARTICLE_SENTENCE = "The mayor said on Monday that 300 trees were planted."


def make_article(by: User, text: str = "", **details: Any) -> Article:
    """Submit an article."""
    text = text or f"Report number {next(_number)}.\n\n{ARTICLE_SENTENCE}"
    fields: dict[str, Any] = {"title": "Trees for the town", "publisher": "Town Courier", "published": date(2026, 3, 2)}
    return submit_document(document=Document(text=text, **{**fields, **details}), by=by)[0]


def make_reading(article: Article, pipeline: str = "test 1") -> Reading:
    """Return a reading of `make_article`: one claim with one attribution and one number."""
    start = article.text.index("300 trees")
    sentence = Span(article.text.index(ARTICLE_SENTENCE), len(article.text))
    mayor = Link("The mayor", Span(sentence.start, sentence.start + 9), "person", "said")
    trees = Quantity(300, 300, "trees", Span(start, start + 9))
    reason = Reason("number", {"words": "300 trees"}, 0.4)
    span = Span(start, start + 22)
    claim = Claim(span, sentence, chain=(mayor,), quantities=(trees,), score=0.7, reasons=(reason,))
    return Reading(pipeline, "en", (claim,))


def let_lease_lapse(article: Article) -> None:
    """As if the worker that reads the article had died some seconds ago."""
    Article.objects.filter(pk=article.pk).update(reading_until=Now() - timedelta(seconds=1))


def make_read_article(by: User) -> Article:
    """Submit and read an article with one claim."""
    article = make_article(by)
    begin_article_reading(article_id=article.pk)
    store_reading(article_id=article.pk, facts=make_reading(article))
    article.refresh_from_db()
    return article


def make_reread_article(by: User) -> Article:
    """Submit and read an article, and read it again with the current pipeline, which finds nothing in it."""
    article = make_read_article(by)
    store_reading(article_id=article.pk, facts=Reading(pipeline_name(), "en"))
    return article


def make_detected_claim(by: User) -> models.Claim:
    """Create a detected claim."""
    return models.Claim.objects.get(appearances__article=make_read_article(by))


def make_queued_claim(editor: User) -> models.Claim:
    """Create a queued claim."""
    claim = make_detected_claim(editor)
    accept_claim(claim_id=claim.pk, editor=editor)
    return models.Claim.objects.get(pk=claim.pk)


def make_taken_claim(editor: User) -> models.Claim:
    """Create a claim that this editor holds."""
    claim = make_queued_claim(editor)
    take_claim(claim_id=claim.pk, editor=editor)
    claim.refresh_from_db()
    return claim


def make_written_draft(claim: models.Claim, editor: User, rating: str = "mostly_true") -> Verdict:
    """Write a draft that can be submitted."""
    draft = claim.verdicts.get(submitted__isnull=True)
    add_evidence(
        claim_id=claim.pk,
        editor=editor,
        question="How many trees were planted?",
        answer="The parks office counted 298.",
        stance="supports",
        url="https://parks.example/trees",
        quote="298 trees were planted in spring",
    )
    return save_draft(
        claim_id=claim.pk,
        editor=editor,
        version=draft.version,
        rating=rating,
        summary="Two trees fewer, but close.",
        justification="The parks office counted 298 trees.",
        correction="The count was wrong." if claim.publication_id else "",
    )


def make_submitted_verdict(editor: User) -> Verdict:
    """Create a submitted verdict."""
    claim = make_taken_claim(editor)
    make_written_draft(claim, editor)
    submit_verdict(claim_id=claim.pk, editor=editor)
    return newest_verdict(claim.pk)


def make_approved_verdict(editor: User, moderator: User) -> Verdict:
    """Create an approved verdict."""
    claim_id = make_submitted_verdict(editor).claim_id
    approve_verdict(claim_id=claim_id, moderator=moderator)
    return newest_verdict(claim_id)


def newest_verdict(claim_id: int) -> Verdict:
    """Return the newest verdict on a claim, draft or not."""
    return Verdict.objects.filter(claim=claim_id).order_by("-revision")[0]


def published(claim_id: int, moderator: User, **words: Any) -> Publication:
    """Publish an approved verdict and return the publication."""
    publish_verdict(claim_id=claim_id, moderator=moderator, **words)
    return newest_publication(claim_id)


def newest_publication(claim_id: int) -> Publication:
    """Return the newest publication of a claim."""
    return Publication.objects.filter(claim=claim_id).latest("revision")


def make_publication(editor: User, moderator: User) -> Publication:
    """Create a published verdict."""
    return published(make_approved_verdict(editor, moderator).claim_id, moderator)


def publish_claim_text(claim: models.Claim, editor: User, moderator: User) -> Publication:
    """Check a queued claim and publish the verdict."""
    take_claim(claim_id=claim.pk, editor=editor)
    make_written_draft(claim, editor)
    submit_verdict(claim_id=claim.pk, editor=editor)
    approve_verdict(claim_id=claim.pk, moderator=moderator)
    return published(claim.pk, moderator)


def make_appeal(editor: User, by: User) -> Appeal:
    """Dismiss a claim and appeal the dismissal."""
    claim = make_detected_claim(by)
    dismiss_claim(claim_id=claim.pk, editor=editor, reason="trivial")
    return appeal_dismissal(claim_id=claim.pk, by=by, reason="It is what the whole town talks about.")


FOREIGN_FEED = tuple(f"The governor taxed bridge number {number}." for number in range(30))
"""Claims about something else: with them, trees are rare enough to matter in a search."""


def import_foreign_fact_check(*claims: str) -> None:
    """Import fact-checks of another publisher, one for each claim."""
    feed = [claimreview_sample(number, claim) for number, claim in enumerate(claims, 1)]
    import_fact_checks(entries=iterate_entries(BytesIO(json.dumps(feed).encode())), feed="checks.json", by=None)


def make_match(editor: User) -> Match:
    """Create a queued claim with a suggested fact-check about another number."""
    import_foreign_fact_check("500 trees were planted")
    return suggest_matches_for_claim(claim_id=make_queued_claim(editor).pk)[0]


def reword_claim(claim: models.Claim, text: str) -> models.Claim:
    """Let a claim have other words with their number; without one, it has none."""
    quantities = models.Quantity.objects.filter(appearance__claim=claim)
    number = next(iter(find_quantities(text, 0, len(text), get_language().quantities)), None)
    if number is None:
        quantities.delete()
    else:
        quantities.update(low=number.low, high=number.high, unit=number.unit)
    models.Claim.objects.filter(pk=claim.pk).update(text=text)
    claim.refresh_from_db()
    return claim


def make_relation(editor: User, text: str = "") -> models.ClaimRelation:
    """Create two claims that are suggested to be the same; the newer one may have other words."""
    older, newer = make_queued_claim(editor), make_queued_claim(editor)
    if text:
        reword_claim(newer, text)
    suggest_relations_for_claim(claim_id=newer.pk)
    return models.ClaimRelation.objects.get(claim=newer, other=older)


def make_repetition(editor: User, moderator: User, text: str = "") -> models.ClaimRelation:
    """Publish a verdict, and confirm that a new claim says the same; it may have other words."""
    checked = make_publication(editor, moderator).claim
    claim = make_detected_claim(editor)
    if text:
        reword_claim(claim, text)
    suggest_relations_for_claim(claim_id=claim.pk)
    relation = models.ClaimRelation.objects.get(claim=claim, other=checked)
    confirm_relation(relation_id=relation.pk, editor=editor)
    relation.refresh_from_db()
    return relation


SNAPSHOT_TEXT = "The parks office said that 298 trees were planted in spring. It counted them twice."


def make_stored_snapshot(url: str, text: str = SNAPSHOT_TEXT, **details: Any) -> Snapshot:
    """Store the newest waiting snapshot of a page, as the worker does, and check the evidence that uses it."""
    page = Snapshot.objects.filter(url=url, state="waiting").latest("id")
    fields: dict[str, Any] = {
        "title": "Trees in spring",
        "publisher": "Parks Office",
        "published": date(2026, 3, 1),
        "url": url,
    }
    page = store_snapshot(snapshot_id=page.pk, document=Document(text=text, **{**fields, **details}))
    for item in list(page.evidence.all()):
        examine_evidence(evidence_id=item.pk)
    return page


def find_claim_in(article: Article, editor: User) -> models.Claim:
    """Add a claim from this article; the editor holds it."""
    start = article.text.index("300 trees")
    claim = add_claim(article=article, editor=editor, start=start, end=start + 9, exact="300 trees")
    take_claim(claim_id=claim.pk, editor=editor)
    return claim


def start_noted_correction(claim_id: int, editor: User, note: str = "It was 297.") -> Verdict:
    """Start a correction and write the note that readers see."""
    begin_correction(claim_id=claim_id, editor=editor, reason="The mayor’s office called.")
    draft = newest_verdict(claim_id)
    texts = {name: getattr(draft, name) for name in ("rating", "summary", "justification")}
    return save_draft(claim_id=claim_id, editor=editor, version=draft.version, correction=note, **texts)


def make_watch(by: User, url: str) -> Watch:
    """A watch that found one item for each outcome."""
    base = url.rpartition("/")[0]
    watch = add_watch(url=url, by=by, settings=WatchSettings(words=["fire"], matching="queued"))
    now = timezone.now()
    titles = ("Fire at the mill", "Old fire", "Trees planted")
    found = [
        FoundItem(identity=title, url=f"{base}/{number}", title=title, published=None if "Old" in title else now)
        for number, title in enumerate(titles)
    ]
    finish_visit(watch_id=watch.pk, visit=Visit(url=url, kind="feed", title="The Courier", items=tuple(found)))
    read_item(item_id=watch.items.get(title="Trees planted").pk, by=by)
    return watch


def make_changed_page(by: User, url: str = "https://courier.example/trees-in-town") -> models.Revisit:
    """An article whose page says something else than the desk has read, at its claim."""
    article = make_article(by, url=url)
    begin_article_reading(article_id=article.pk)
    store_reading(article_id=article.pk, facts=make_reading(article))
    later = Document(text=article.text.replace("300 trees", "280 trees"), title="Trees for the town", url=url)
    return finish_revisit(revisit_id=article.revisit.pk, visit=PageVisit(document=later))
