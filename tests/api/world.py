"""A desk with a claim in every state, for tests that knock at every door."""

from dataclasses import dataclass

from claims.models import Article, Case, Claim, Event, Publication, User, Webhook
from claims.models.webhook import EVENTS
from claims.services import (
    articles,
    claims,
    comments,
    deliveries,
    imports,
    moderation,
    tips,
    tokens,
    triage,
    verdicts,
    views,
    webhooks,
)
from tests.stories import (
    a_contest,
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
    webhook, _ = webhooks.create(owner=edith, url="https://reader.example/hook", told_of=list(EVENTS))
    taken, dismissed, correcting = (a_taken_claim(edith), a_detected_claim(edith), a_publication(edith, mona))
    a_written_draft(taken, edith)
    claims.dismiss(claim_id=dismissed.pk, editor=edith, reason="trivial")
    verdicts.correct(claim_id=correcting.claim_id, editor=edith, reason="The count was wrong.")
    published = a_publication(edith, mona)
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
        "person": edith.pk,
        "contest": a_contest(edith, cora).pk,
        "revision": published.revision,
        "code": "not_found",
        "figure": "queue-age",
        "role": "editor",
        "decision": Event.objects.get(claim=dismissed, verb="claim.dismissed").pk,
        **_of_editors(taken, edith),
        **_of_readers(published),
        **_of_programs(webhook, edith, mona),
    }
    people = {"anonymous": None, "contributor": cora, "editor": edith, "moderator": mona, "admin": ada}
    return World(people, things)


def _of_editors(taken: Claim, edith: User) -> dict[str, int | str]:
    selected = a_read_article(edith)
    seen = dict.fromkeys(selected.appearances.values_list("claim", flat=True))
    return {
        "batch": str(triage.decide(article_id=selected.pk, name="accept", seen=seen, editor=edith).batch),
        "evidence": taken.verdicts.get().evidence.get().pk,
        "match": a_match(edith).pk,
        "comment": comments.add(claim_id=taken.pk, author=edith, text="Look at this.").pk,
        "event": taken.events.get(verb="claim.taken").pk,
        "view": views.keep(owner=edith, name="Sport", query="topic=sport").pk,
    }


def _of_readers(published: Publication) -> dict[str, int | str]:
    tip = tips.ask(text="Did the mayor plant 300 trees?")
    flag = moderation.report(publication=published, reason="other", text="Look again.")
    return {"flag": flag.pk, "case": Case.objects.get(flag=flag).pk, "tip": tip.pk, "asked": str(tip.key)}


def _of_programs(webhook: Webhook, edith: User, mona: User) -> dict[str, int | str]:
    deliveries.prepare(webhook_id=webhook.pk)
    return {
        "key": tokens.issue(user=edith)[0].token_key,
        "import": imports.ask_file(name="checks.json", data=b"[]", by=mona).pk,
        "webhook": webhook.pk,
        "delivery": webhook.deliveries.order_by("id")[0].pk,
    }


def a_failed_article(by: User) -> Article:
    """An article over which the reader died three times."""
    article = an_article(by)
    for _ in range(Article.MAX_ATTEMPTS):
        articles.begin_reading(article_id=article.pk)
        articles.reading_failed(article_id=article.pk, error="It died.")
    article.refresh_from_db()
    return article
