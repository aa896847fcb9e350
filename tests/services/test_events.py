"""Every write by a service leaves exactly one event, and every service is in this story."""

import inspect
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import time_machine
from django.utils import timezone

from claims.intake import Document
from claims.models import Claim, Event, Flag, Publication, User
from claims.priority import Weights
from claims.services import (
    articles,
    cases,
    comments,
    contests,
    corrections,
    evidence,
    keys,
    matches,
    moderation,
    plans,
    publishing,
    queue,
    reviews,
    roles,
    snapshots,
    tips,
    topics,
    undo,
    users,
    verdicts,
    views,
    weights,
)
from claims.services import claims as triage
from claims.services import triage as many
from tests import stories

SERVICES = (
    articles, triage, corrections, evidence, matches, queue, snapshots, verdicts, moderation, publishing, reviews,
    tips, users, weights, topics, plans, views, comments, cases, contests, roles,
    many, keys, undo,
)  # fmt: skip
NO_WRITES_OF_THEIR_OWN = {
    "locked", "check", "check_case", "move", "take_step", "missing", "wanted", "advice", "open_draft",
    "own_draft", "sign", "copy_draft",
    "visit", "fetch", "why", "hand_in", "drop_draft",
    "submit_text", "submit_file", "submit_url", "show",
    "put_back", "why_not",
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
    story(weights.weigh, by=mona, weights=Weights(reach=5.0))
    story(weights.change, by=mona, points={"asked": 20.0})
    story(weights.follow)
    topic = story(topics.add, name="Trees", words=["tree"], by=ada)
    story(topics.change, topic_id=topic.pk, name="Trees and shrubs", words=["tree"], by=ada)
    view = story(views.keep, owner=mona, name="Sport", query="topic=sport")
    story(views.rename, view_id=view.pk, owner=mona, name="Games")
    story(views.remove, view_id=view.pk, owner=mona)
    _reading(story, cora, mona)
    claim = _triage(story, edith, mona)
    _known(story, claim, edith)
    _asked(story, claim, edith)
    _review(story, claim, edith, mona)
    _public(story, claim, edith, mona)
    assert story.told == written_services()
    for event in Event.objects.all():
        assert event.payload.to_json() == event.data
        assert type(event.payload) is event.row.data


def _accounts(story: Story, ada: User) -> None:
    somebody = story(users.invite, email="nils@desk.example", name="Nils", role="editor", by=ada)
    story(users.change, user_id=somebody.pk, name="Nils", role="moderator", active=False, by=ada)
    story(users.change, user_id=somebody.pk, name="Nils", role="moderator", active=True, by=ada)
    story(users.invite_again, user_id=somebody.pk, by=ada)
    story(roles.require, role="editor", mfa=True, by=ada)
    demo = {"email": "demo@desk.example", "name": "Demo", "role": "editor", "password": "known"}
    story(users.open_demo_account, **demo)
    story(keys.give, person=ada, keys={"accept": "+"})
    story(keys.reset, person=ada)


def _reading(story: Story, cora: User, mona: User) -> None:
    document = Document("Trees", f"Once more.\n\n{stories.SENTENCE}")
    article, _ = story(articles.submit, document=document, by=cora)
    for _ in range(3):
        story(articles.begin_reading, article_id=article.pk)
        story(articles.reading_failed, article_id=article.pk, error="no such grammar")
    story(articles.retry, article_id=article.pk, moderator=mona)
    story(articles.begin_reading, article_id=article.pk)
    story(articles.store_reading, article_id=article.pk, facts=stories.a_reading(article))
    story(articles.set_reach, article_id=article.pk, reach=12_000, by=mona)
    story(articles.reread, article_id=article.pk, editor=mona)
    articles.begin_reading(article_id=article.pk)
    articles.store_reading(article_id=article.pk, facts=stories.a_reading(article))


def _triage(story: Story, edith: User, mona: User) -> Claim:
    claim = Claim.objects.get()
    article = claim.appearances.get().article
    story(triage.dismiss, claim_id=claim.pk, editor=edith, reason="trivial")
    story(triage.reopen, claim_id=claim.pk, editor=edith)
    triage.dismiss(claim_id=claim.pk, editor=edith, reason="trivial")
    contest = story(contests.contest, claim_id=claim.pk, by=edith, reason="It matters.")
    story(contests.close, contest_id=contest.pk, moderator=mona, outcome="upheld")
    accepted = {"article_id": article.pk, "name": "accept", "seen": {claim.pk: None}, "editor": edith}
    story(undo.undo_batch, batch=story(many.decide, **accepted).batch, by=edith)
    story(triage.accept, claim_id=claim.pk, editor=edith)
    story(undo.undo, event_id=claim.events.filter(verb="claim.accepted")[0].pk, by=edith)
    triage.accept(claim_id=claim.pk, editor=edith)
    story(plans.plan, claim_id=claim.pk, by=edith, changes={"assignee": edith})
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
    said = story(comments.add, claim_id=claim.pk, author=edith, text="The same?")
    for turn in (comments.remove, comments.restore):
        story(turn, comment_id=said.pk, author=edith)
    for judge in (matches.confirm, matches.reject, matches.reopen):
        story(judge, match_id=match.pk, editor=edith)


def _asked(story: Story, claim: Claim, edith: User) -> None:
    tip = story(tips.ask, text=f"Is it true? {claim.text}.", email="reader@home.example")
    who: dict[str, Any] = {"tip_id": tip.pk, "editor": edith}
    assert story(tips.compare, tip_id=tip.pk).suggested == claim
    for judge in (tips.reject, tips.reconsider, tips.link, tips.reopen):
        story(judge, **who)
    story(tips.decline, **who, reason="opinion")
    again, other = (tips.ask(text="Did a cow fly over the church on Sunday?") for _ in range(2))
    assert story(tips.compare, tip_id=other.pk).head == again
    story(tips.separate, tip_id=other.pk, editor=edith)
    story(tips.place, tip_id=other.pk, editor=edith, article=claim.appearances.get().article)
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        assert story(tips.forget) == 1


def _review(story: Story, claim: Claim, edith: User, mona: User) -> None:
    who: dict[str, Any] = {"claim_id": claim.pk, "editor": edith}
    story(queue.take, **who)
    story(queue.renew, **who)
    story(queue.leave, **who)
    story(queue.release, **who)
    Claim.objects.filter(pk=claim.pk).update(checkworthiness=1.0)
    assert story(queue.take_next, editor=edith).claim == claim
    claim.assignments.filter(ended=None).update(taken="2026-01-01T00:00Z", expires="2026-01-02T00:00Z")
    story(queue.release_expired, claim_id=claim.pk)
    queue.take(**who)
    _evidence(story, who)
    story(
        verdicts.save_draft,
        **who,
        version=1,
        rating="true",
        summary="So it is.",
        justification="Look at the new count.",
    )
    story(queue.take_over, claim_id=claim.pk, moderator=mona)
    queue.release(claim_id=claim.pk, editor=mona)
    queue.take(**who)
    story(verdicts.submit, **who)
    story(moderation.send_back, claim_id=claim.pk, moderator=mona, reason="Look again.")
    verdicts.submit(**who)
    story(undo.recall, **who)
    verdicts.submit(**who)


def _evidence(story: Story, who: dict[str, Any]) -> None:
    url, edith = "https://parks.example/trees", who["editor"]
    page = story(snapshots.ask, url=url, by=edith)
    item = story(evidence.add, **who, question="Why?", answer="Because.", stance="context", url=url, quote="Because")
    mine: dict[str, Any] = {"evidence_id": item.pk, "editor": edith}
    story(snapshots.fail, snapshot_id=page.pk, error="It did not answer.", passing=True)
    story(snapshots.keep, snapshot_id=page.pk, document=Document("Trees", "Because we counted."))
    story(evidence.examine, evidence_id=item.pk)
    story(evidence.change, **mine, answer="Because they were counted.")
    story(evidence.fetch_again, **mine)
    removal = story(evidence.remove, **mine)
    story(undo.undo, event_id=removal.pk, by=edith)


def _public(story: Story, claim: Claim, edith: User, mona: User) -> None:
    case = story(cases.take_next, moderator=mona)
    for service in (cases.take, cases.release):
        story(service, case_id=case.pk, moderator=mona)
    story(moderation.approve, claim_id=claim.pk, moderator=mona)
    story(undo.unapprove, claim_id=claim.pk, moderator=mona)
    moderation.approve(claim_id=claim.pk, moderator=mona)
    story(publishing.publish, claim_id=claim.pk, moderator=mona, note="It is all there is.")
    publication = Publication.objects.get()
    flag: Flag = story(moderation.report, publication=publication, reason="other", text="Not so.")
    story(moderation.close_flag, flag_id=flag.pk, moderator=mona, outcome="rejected")
    story(verdicts.correct, claim_id=claim.pk, editor=edith, reason="Perhaps not.")
    story(verdicts.keep, claim_id=claim.pk, editor=edith)
    story(publishing.withdraw, claim_id=claim.pk, moderator=mona, reason="It never was.")
    story(reviews.take_in, stream=BytesIO(b"[]"), feed="checks.json", by=mona)
