"""Steps that many stories begin with, each through the services, none past them."""

import json
from datetime import date
from io import BytesIO
from itertools import count
from typing import Any

from claims.intake import Document
from claims.models import Article, Claim, Contest, Match, Publication, Snapshot, User, Verdict
from claims.nlp.reading import Claim as Found
from claims.nlp.reading import Link, Quantity, Reading, Reason, Span
from claims.services import (
    articles,
    contests,
    evidence,
    matches,
    moderation,
    publishing,
    queue,
    reviews,
    snapshots,
    verdicts,
)
from claims.services import claims as triage
from tests.feeds import a_review

_number = count(1)
SENTENCE = "The mayor said on Monday that 300 trees were planted."


def an_article(by: User, text: str = "", **details: Any) -> Article:
    """An article that has just come in."""
    text = text or f"Report number {next(_number)}.\n\n{SENTENCE}"
    fields: dict[str, Any] = {"title": "Trees for the town", "publisher": "Town Courier", "published": date(2026, 3, 2)}
    return articles.submit(document=Document(text=text, **{**fields, **details}), by=by)[0]


def a_reading(article: Article, pipeline: str = "test 1") -> Reading:
    """What a reader would find in `an_article`: one claim with a chain of one and a number."""
    start = article.text.index("300 trees")
    sentence = Span(article.text.index(SENTENCE), len(article.text))
    mayor = Link("The mayor", Span(sentence.start, sentence.start + 9), "person", "said")
    trees = Quantity(300, 300, "trees", Span(start, start + 9))
    reason = Reason("quantity", "a count of trees", 0.4)
    span = Span(start, start + 22)
    claim = Found(span, sentence, chain=(mayor,), quantities=(trees,), score=0.7, reasons=(reason,))
    return Reading(pipeline, "en", (claim,))


def a_read_article(by: User) -> Article:
    """An article whose one claim has been found."""
    article = an_article(by)
    articles.begin_reading(article_id=article.pk)
    articles.store_reading(article_id=article.pk, facts=a_reading(article))
    article.refresh_from_db()
    return article


def a_detected_claim(by: User) -> Claim:
    """A claim that the machine found."""
    return Claim.objects.get(appearances__article=a_read_article(by))


def a_queued_claim(editor: User) -> Claim:
    """A claim that waits to be checked."""
    claim = a_detected_claim(editor)
    triage.accept(claim_id=claim.pk, editor=editor)
    return Claim.objects.get(pk=claim.pk)


def a_taken_claim(editor: User) -> Claim:
    """A claim that this editor works on."""
    claim = a_queued_claim(editor)
    queue.take(claim_id=claim.pk, editor=editor)
    claim.refresh_from_db()
    return claim


def a_written_draft(claim: Claim, editor: User, rating: str = "mostly_true") -> Verdict:
    """A draft with everything that submitting asks for."""
    draft = claim.verdicts.get(submitted__isnull=True)
    evidence.add(
        claim_id=claim.pk,
        editor=editor,
        question="How many trees were planted?",
        answer="The parks office counted 298.",
        stance="supports",
        url="https://parks.example/trees",
        quote="298 trees were planted in spring",
    )
    return verdicts.save_draft(
        claim_id=claim.pk,
        editor=editor,
        version=draft.version,
        rating=rating,
        summary="Two trees fewer, but close.",
        justification="The parks office counted 298 trees.",
        correction="The count was wrong." if claim.publication_id else "",
    )


def a_submitted_verdict(editor: User) -> Verdict:
    """A verdict that waits for a moderator."""
    claim = a_taken_claim(editor)
    a_written_draft(claim, editor)
    verdicts.submit(claim_id=claim.pk, editor=editor)
    return newest_verdict(claim.pk)


def an_approved_verdict(editor: User, moderator: User) -> Verdict:
    """A verdict that may be published."""
    claim_id = a_submitted_verdict(editor).claim_id
    moderation.approve(claim_id=claim_id, moderator=moderator)
    return newest_verdict(claim_id)


def newest_verdict(claim_id: int) -> Verdict:
    """The newest verdict on a claim, draft or not."""
    return Verdict.objects.filter(claim=claim_id).order_by("-revision")[0]


def published(claim_id: int, moderator: User, **words: Any) -> Publication:
    """Publish an approved verdict, and return what is public then."""
    publishing.publish(claim_id=claim_id, moderator=moderator, **words)
    return newest_publication(claim_id)


def newest_publication(claim_id: int) -> Publication:
    """The newest public revision of a claim's verdict."""
    return Publication.objects.filter(claim=claim_id).latest("revision")


def a_publication(editor: User, moderator: User) -> Publication:
    """A verdict that the public can read."""
    return published(an_approved_verdict(editor, moderator).claim_id, moderator)


def published_from(claim: Claim, editor: User, moderator: User) -> Publication:
    """A claim out of the queue, checked and let out."""
    queue.take(claim_id=claim.pk, editor=editor)
    a_written_draft(claim, editor)
    verdicts.submit(claim_id=claim.pk, editor=editor)
    moderation.approve(claim_id=claim.pk, moderator=moderator)
    return published(claim.pk, moderator)


def a_contest(editor: User, by: User) -> Contest:
    """An objection of a contributor's to what an editor dismissed."""
    claim = a_detected_claim(by)
    triage.dismiss(claim_id=claim.pk, editor=editor, reason="trivial")
    return contests.contest(claim_id=claim.pk, by=by, reason="It is what the whole town talks about.")


OTHERS = tuple(f"The governor taxed bridge number {number}." for number in range(30))
"""Claims about something else: with them, trees are rare enough to tell something."""


def checked_elsewhere(*claims: str) -> None:
    """Fact-checks of others, each about one of these claims."""
    feed = [a_review(number, claim) for number, claim in enumerate(claims, 1)]
    reviews.take_in(stream=BytesIO(json.dumps(feed).encode()), feed="checks.json", by=None)


def a_match(editor: User) -> Match:
    """A claim in the queue beside a review with another number."""
    checked_elsewhere("500 trees were planted")
    return matches.suggest(claim_id=a_queued_claim(editor).pk)[0]


PAGE = "The parks office said that 298 trees were planted in spring. It counted them twice."


def a_kept_page(url: str, text: str = PAGE, **details: Any) -> Snapshot:
    """What the worker makes of the newest visit to a page: it looks as it did, and what rests on it is examined."""
    page = Snapshot.objects.filter(url=url, state="waiting").latest("id")
    fields: dict[str, Any] = {
        "title": "Trees in spring",
        "publisher": "Parks Office",
        "published": date(2026, 3, 1),
        "url": url,
    }
    page = snapshots.keep(snapshot_id=page.pk, document=Document(text=text, **{**fields, **details}))
    for item in list(page.evidence.all()):
        evidence.examine(evidence_id=item.pk)
    return page


def claim_in(article: Article, editor: User) -> Claim:
    """A claim in this article that an editor has marked and works on."""
    start = article.text.index("300 trees")
    claim = triage.add(article=article, editor=editor, start=start, end=start + 9, exact="300 trees")
    queue.take(claim_id=claim.pk, editor=editor)
    return claim
