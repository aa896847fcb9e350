"""Every write by a service leaves exactly one event, and every service is in this story."""

import inspect
from collections.abc import Callable
from io import BytesIO
from typing import Any

from claims.models import Claim, Event, Flag, User
from claims.services import (
    articles,
    corrections,
    keys,
    matches,
    moderation,
    publishing,
    queue,
    reviews,
    undo,
    users,
    verdicts,
)
from claims.services import claims as triage
from claims.services import triage as many
from tests import stories

SERVICES = (
    articles,
    triage,
    many,
    corrections,
    keys,
    matches,
    queue,
    verdicts,
    moderation,
    publishing,
    reviews,
    undo,
    users,
)
NO_WRITES_OF_THEIR_OWN = {
    "locked", "check", "move", "missing", "wanted", "open_draft", "copy_draft",
    "submit_text", "submit_file", "submit_url", "show",
    "written", "judgement", "put_back", "why_not",
}  # fmt: skip


class Story:
    """Calls services one after the other; each has to leave one event."""

    def __init__(self) -> None:
        self.told: set[str] = set()

    def __call__(self, service: Callable[..., Any], **words: Any) -> Any:
        before = Event.objects.count()
        result = service(**words)
        assert Event.objects.count() == before + 1, service
        self.told.add(f"{service.__module__}.{service.__name__}")
        return result


def written_services() -> set[str]:
    """All public services, by name."""
    return {
        f"{module.__name__}.{name}"
        for module in SERVICES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_") and name not in NO_WRITES_OF_THEIR_OWN
    }


def test_every_service_leaves_exactly_one_event(cora: User, edith: User, mona: User, ada: User, settings: Any) -> None:
    story = Story()
    settings.DEMO = True
    _accounts(story, ada)
    _reading(story, cora, mona)
    claim = _triage(story, edith)
    _known(story, claim, edith)
    _review(story, claim, edith, mona)
    _public(story, claim, edith, mona)
    assert story.told == written_services()


def _accounts(story: Story, ada: User) -> None:
    somebody = story(users.invite, email="nils@desk.example", name="Nils", role="editor", by=ada)
    story(users.change, user_id=somebody.pk, name="Nils", role="moderator", active=False, by=ada)
    demo = {"email": "demo@desk.example", "name": "Demo", "role": "editor", "password": "known"}
    story(users.open_demo_account, **demo)
    story(keys.give, person=ada, keys={"accept": "+"})
    story(keys.reset, person=ada)


def _reading(story: Story, cora: User, mona: User) -> None:
    document = stories.Document("Trees", f"Once more.\n\n{stories.SENTENCE}")
    article, _ = story(articles.submit, document=document, by=cora)
    for _ in range(3):
        story(articles.begin_reading, article_id=article.pk)
        story(articles.reading_failed, article_id=article.pk, error="no such grammar")
    story(articles.retry, article_id=article.pk, moderator=mona)
    story(articles.begin_reading, article_id=article.pk)
    story(articles.store_reading, article_id=article.pk, facts=stories.a_reading(article))
    story(articles.reread, article_id=article.pk, editor=mona)
    articles.begin_reading(article_id=article.pk)
    articles.store_reading(article_id=article.pk, facts=stories.a_reading(article))


def _triage(story: Story, edith: User) -> Claim:
    claim = Claim.objects.get()
    article = claim.appearances.get().article
    story(triage.dismiss, claim_id=claim.pk, editor=edith, reason="trivial")
    story(triage.reopen, claim_id=claim.pk, editor=edith)
    accepted = {"article_id": article.pk, "name": "accept", "seen": {claim.pk: None}, "editor": edith}
    story(undo.undo_batch, batch=story(many.decide, **accepted).batch, by=edith)
    story(triage.accept, claim_id=claim.pk, editor=edith)
    story(undo.undo, event_id=claim.events.filter(verb="claim.accepted")[0].pk, by=edith)
    triage.accept(claim_id=claim.pk, editor=edith)
    story(triage.add, article=article, editor=edith, start=0, end=9, exact="Once more")
    claim.refresh_from_db()
    story(
        corrections.correct, claim_id=claim.pk, editor=edith, version=claim.version, chain=[], quantities=[],
        hedged=True, denied=False,
    )  # fmt: skip
    return claim


def _known(story: Story, claim: Claim, edith: User) -> None:
    stories.checked_elsewhere("500 trees were planted")
    (match,) = story(matches.suggest, claim_id=claim.pk)
    for judge in (matches.confirm, matches.reject, matches.reopen):
        story(judge, match_id=match.pk, editor=edith)


def _review(story: Story, claim: Claim, edith: User, mona: User) -> None:
    who = {"claim_id": claim.pk, "editor": edith}
    story(queue.take, **who)
    story(queue.renew, **who)
    story(queue.release, **who)
    Claim.objects.filter(pk=claim.pk).update(checkworthiness=1.0)
    assert story(queue.take_next, editor=edith).claim == claim
    claim.assignments.filter(ended=None).update(taken="2026-01-01T00:00Z", expires="2026-01-02T00:00Z")
    story(queue.release_expired, claim_id=claim.pk)
    queue.take(**who)
    evidence = story(verdicts.add_evidence, **who, question="Why?", answer="Because.", stance="context")
    story(verdicts.remove_evidence, evidence_id=evidence.pk, editor=edith)
    verdicts.add_evidence(**who, question="Why?", answer="Because.", stance="context")
    story(verdicts.save_draft, **who, version=1, rating="true", summary="So it is.", justification="Look.")
    story(verdicts.submit, **who)
    story(moderation.send_back, claim_id=claim.pk, moderator=mona, reason="Look again.")
    verdicts.submit(**who)
    story(undo.recall, **who)
    verdicts.submit(**who)


def _public(story: Story, claim: Claim, edith: User, mona: User) -> None:
    story(moderation.approve, claim_id=claim.pk, moderator=mona)
    story(undo.unapprove, claim_id=claim.pk, moderator=mona)
    moderation.approve(claim_id=claim.pk, moderator=mona)
    publication = story(publishing.publish, claim_id=claim.pk, moderator=mona)
    flag: Flag = story(moderation.report, publication=publication, reason="other", text="Not so.")
    story(moderation.close_flag, flag_id=flag.pk, moderator=mona, outcome="rejected")
    story(verdicts.correct, claim_id=claim.pk, editor=edith, reason="Perhaps not.")
    story(verdicts.keep, claim_id=claim.pk, editor=edith)
    story(publishing.withdraw, claim_id=claim.pk, moderator=mona, reason="It never was.")
    story(reviews.take_in, stream=BytesIO(b"[]"), feed="checks.json", by=mona)
