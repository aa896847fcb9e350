"""A desk with a claim in every state, for tests that knock at every door."""

from dataclasses import dataclass

from claims.models import Article, Event, User
from claims.services import articles, claims, moderation, tokens, triage, verdicts
from tests.stories import (
    a_detected_claim,
    a_match,
    a_publication,
    a_queued_claim,
    a_read_article,
    a_submitted_verdict,
    a_taken_claim,
    a_written_draft,
    an_approved_verdict,
    an_article,
)


@dataclass(frozen=True)
class World:
    """Names for what stands in it, each an id as it is written in an address."""

    people: dict[str, User | None]
    things: dict[str, int | str]


def a_world(cora: User, edith: User, mona: User, ada: User) -> World:
    """Everything is Edith's, except an article of Cora's; Mona lets things out."""
    taken, dismissed, correcting = (a_taken_claim(edith), a_detected_claim(edith), a_publication(edith, mona))
    a_written_draft(taken, edith)
    claims.dismiss(claim_id=dismissed.pk, editor=edith, reason="trivial")
    verdicts.correct(claim_id=correcting.claim_id, editor=edith, reason="The count was wrong.")
    published = a_publication(edith, mona)
    flag = moderation.report(publication=published, reason="other", text="Look again.")
    selected = a_read_article(edith)
    seen = dict.fromkeys(selected.appearances.values_list("claim", flat=True))
    batch = triage.decide(article_id=selected.pk, name="accept", seen=seen, editor=edith).batch
    things = {
        "article": a_read_article(cora).pk,
        "failed": a_failed_article(cora).pk,
        "detected": a_detected_claim(edith).pk,
        "queued": a_queued_claim(edith).pk,
        "taken": taken.pk,
        "dismissed": dismissed.pk,
        "submitted": a_submitted_verdict(edith).claim_id,
        "approved": an_approved_verdict(edith, mona).claim_id,
        "published": published.claim_id,
        "correcting": correcting.claim_id,
        "match": a_match(edith).pk,
        "evidence": taken.verdicts.get().evidence.get().pk,
        "flag": flag.pk,
        "revision": published.revision,
        "key": tokens.issue(user=edith)[0].token_key,
        "code": "not_found",
        "decision": Event.objects.get(claim=dismissed, verb="claim.dismissed").pk,
        "batch": batch,
    }
    people = {"anonymous": None, "contributor": cora, "editor": edith, "moderator": mona, "admin": ada}
    return World(people, things)


def a_failed_article(by: User) -> Article:
    """An article over which the reader died three times."""
    article = an_article(by)
    for _ in range(Article.MAX_ATTEMPTS):
        articles.begin_reading(article_id=article.pk)
        articles.reading_failed(article_id=article.pk, error="It died.")
    article.refresh_from_db()
    return article
