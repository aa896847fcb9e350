"""Every service that writes records exactly one event."""

from datetime import timedelta
from typing import Any

import time_machine
from django.db.models.functions import Now
from django.test import override_settings
from django.utils import timezone

from claims.intake import Document
from claims.models import Claim, Event, Publication, Report, SitePage, User
from claims.priority import Weights
from claims.rating_scales import points_of_template
from claims.services import (
    queue,
    users,
)
from claims.services.appeals import appeal_dismissal, close_appeal
from claims.services.article_details import edit_article
from claims.services.articles import (
    accept_reading,
    begin_article_reading,
    record_reading_failure,
    reread_article,
    retry_article,
    set_article_reach,
    store_reading,
    submit_document,
)
from claims.services.batch_triage import decide_claims
from claims.services.cases import hold_case, hold_next_case, release_case
from claims.services.claims import accept_claim, add_claim, dismiss_claim, reopen_claim
from claims.services.comments import add_comment, remove_comment, restore_comment
from claims.services.evidence import (
    add_evidence,
    change_evidence,
    examine_evidence,
    refetch_evidence_page,
    remove_evidence,
    reuse_evidence,
)
from claims.services.fact_checks import import_fact_checks
from claims.services.identity import change_identity, restore_identity
from claims.services.keys import reset_keys, set_keys
from claims.services.languages import set_language
from claims.services.matches import (
    confirm_match,
    reject_match,
    reopen_match,
    suggest_matches_for_claim,
    suggest_missing_matches,
)
from claims.services.moderation import approve_verdict, send_back_verdict
from claims.services.plans import plan_claim
from claims.services.priority_weights import change_weights, reprioritise_claims, set_weights
from claims.services.publications import publish_verdict, put_out_claim, withdraw_verdict
from claims.services.queue import (
    release_claim,
    release_expired_claim,
    renew_lease,
    shorten_lease,
    take_claim,
    take_over_claim,
)
from claims.services.reading_corrections import correct_reading
from claims.services.reports import close_report, erase_report_emails, report_problem
from claims.services.role_rules import set_second_factor_rule
from claims.services.saved_searches import delete_search, rename_search, save_search
from claims.services.scales import change_scale
from claims.services.site_pages import restore_site_page, save_site_page
from claims.services.snapshots import fail_snapshot, request_snapshot, store_snapshot, store_version
from claims.services.submissions import execute_submission, fail_submission, retry_submission, submit_file, submit_url
from claims.services.tips import (
    compare_tip,
    decline_tip,
    erase_tip_emails,
    link_tip,
    reject_suggestion,
    reopen_tip,
    restore_suggestion,
    separate_tip,
    set_tip_article,
    submit_tip,
)
from claims.services.topics import add_topic, change_topic
from claims.services.undo import recall_submission, undo_batch, undo_decision, withdraw_approval
from claims.services.users import change_user, create_demo_user, invite_user, record_new_invitation
from claims.services.verdicts import (
    abandon_correction,
    begin_correction,
    confirm_citations,
    save_draft,
    submit_verdict,
)
from tests.services.event_scenario import EventScenario, list_services
from tests.services.event_steps import learning_steps, relation_steps, source_steps, translation_steps
from tests.stories import (
    ARTICLE_SENTENCE,
    import_foreign_fact_check,
    make_changed_page,
    make_reading,
    make_taken_claim,
)


def test_every_service_leaves_exactly_one_event(cora: User, edith: User, mona: User, ada: User, settings: Any) -> None:
    story = EventScenario()
    settings.DEMO = True
    _account_steps(story, ada)
    story(set_weights, by=mona, weights=Weights(reach=5.0))
    story(change_weights, by=mona, points={"tip_count": 20.0})
    story(reprioritise_claims)
    names = {"name": "Facts", "tagline": "", "accent": "", "time_zone": "UTC", "language": "en"}
    story(change_identity, **names, languages=["en"], by=ada)
    story(restore_identity, version=0, by=ada)
    story(save_site_page, slug="method", language="en", title="Method", body="We ask.", published=True, by=ada)
    story(restore_site_page, version=SitePage.objects.get().pk, by=ada)
    topic = story(add_topic, name="Trees", words=["tree"], by=ada)
    story(change_topic, topic_id=topic.pk, name="Trees and shrubs", words=["tree"], by=ada)
    story(change_scale, by=ada, points=points_of_template("standard", ["en"]))
    view = story(save_search, owner=mona, name="Sport", query="topic=sport")
    story(rename_search, search_id=view.pk, owner=mona, name="Games")
    story(delete_search, search_id=view.pk, owner=mona)
    _reading_steps(story, cora, mona)
    claim = _triage_steps(story, edith, mona)
    _match_steps(story, claim, edith)
    relation_steps(story, edith)
    source_steps(story, edith)
    _tip_steps(story, claim, edith)
    _review_steps(story, claim, edith, mona)
    _publication_steps(story, claim, edith, mona)
    learning_steps(story, edith, mona)
    translation_steps(story, edith, mona)
    assert story.services == list_services()
    for event in Event.objects.all():
        assert event.payload.to_json() == event.data
        assert type(event.payload) is event.row.data


def _account_steps(story: EventScenario, ada: User) -> None:
    somebody = story(invite_user, email="nils@desk.example", name="Nils", role="editor", by=ada)
    story(change_user, user_id=somebody.pk, name="Nils", role="moderator", active=False, by=ada)
    story(change_user, user_id=somebody.pk, name="Nils", role="moderator", active=True, by=ada)
    story(record_new_invitation, user_id=somebody.pk, by=ada)
    member = story(users.create_user_by_groups, email="olga@desk.example", name="Olga", role="editor")
    for role in ("moderator", None, None):
        story(users.set_role_by_groups, user_id=member.pk, role=role)
    story(set_second_factor_rule, role="editor", mfa=True, by=ada)
    story(create_demo_user, email="demo@desk.example", name="Demo", role="editor", password="known")
    story(set_language, person=ada, language="en")
    story(set_keys, person=ada, keys={"accept": "+"})
    story(reset_keys, person=ada)


def _reading_steps(story: EventScenario, cora: User, mona: User) -> None:
    document = Document("Trees", f"Once more.\n\n{ARTICLE_SENTENCE}")
    article, _ = story(submit_document, document=document, by=cora)
    for _ in range(3):
        story(begin_article_reading, article_id=article.pk)
        story(record_reading_failure, article_id=article.pk, error="no such grammar")
    story(retry_article, article_id=article.pk, moderator=mona)
    story(begin_article_reading, article_id=article.pk)
    story(store_reading, article_id=article.pk, facts=make_reading(article))
    story(set_article_reach, article_id=article.pk, reach=12_000, by=mona)
    story(edit_article, article_id=article.pk, editor=mona, version=1, details={"title": "Trees for the town"})
    story(reread_article, article_id=article.pk, editor=mona)
    file = story(submit_file, name="trees.txt", data=b"Two trees fell.", by=cora)
    story(fail_submission, submission_id=file.pk, error="It died.", code="error")
    story(retry_submission, submission_id=file.pk, by=cora)
    story(execute_submission, submission_id=file.pk)
    story(submit_url, url="https://courier.example/trees", by=cora)
    begin_article_reading(article_id=article.pk)
    store_reading(article_id=article.pk, facts=make_reading(article, "test 2"))
    story(accept_reading, article_id=article.pk, reading_id=article.readings.get(pipeline="test 2").pk, editor=mona)


def _triage_steps(story: EventScenario, edith: User, mona: User) -> Claim:
    claim = Claim.objects.get()
    article = claim.appearances.get().article
    story(dismiss_claim, claim_id=claim.pk, editor=edith, reason="trivial")
    story(reopen_claim, claim_id=claim.pk, editor=edith)
    dismiss_claim(claim_id=claim.pk, editor=edith, reason="trivial")
    appeal = story(appeal_dismissal, claim_id=claim.pk, by=edith, reason="It matters.")
    story(close_appeal, appeal_id=appeal.pk, moderator=mona, outcome="upheld")
    accepted = {"article_id": article.pk, "name": "accept", "seen": {claim.pk: None}, "editor": edith}
    story(undo_batch, batch=story(decide_claims, **accepted).batch, by=edith)
    story(accept_claim, claim_id=claim.pk, editor=edith)
    story(undo_decision, event_id=claim.events.filter(verb="claim.accepted")[0].pk, by=edith)
    accept_claim(claim_id=claim.pk, editor=edith)
    story(plan_claim, claim_id=claim.pk, by=edith, changes={"assignee": edith})
    story(add_claim, article=article, editor=edith, start=0, end=9, exact="Once more")
    claim.refresh_from_db()
    story(
        correct_reading, claim_id=claim.pk, editor=edith, version=claim.version, chain=[], quantities=[],
        hedged=True, assertion="asserted",
    )  # fmt: skip
    return claim


def _match_steps(story: EventScenario, claim: Claim, edith: User) -> None:
    import_foreign_fact_check("500 trees were planted")
    (match,) = story(suggest_matches_for_claim, claim_id=claim.pk)
    import_foreign_fact_check("600 trees were planted")
    Claim.objects.filter(pk=claim.pk).update(matched=None)
    story(suggest_missing_matches, claim_id=claim.pk)
    comment = story(add_comment, claim_id=claim.pk, author=edith, text="The same?")
    for turn in (remove_comment, restore_comment):
        story(turn, comment_id=comment.pk, author=edith)
    for judge in (confirm_match, reject_match, reopen_match):
        story(judge, match_id=match.pk, editor=edith)


def _tip_steps(story: EventScenario, claim: Claim, edith: User) -> None:
    tip = story(submit_tip, text=f"Is it true? {claim.text}.", email="reader@home.example")
    who: dict[str, Any] = {"tip_id": tip.pk, "editor": edith}
    assert story(compare_tip, tip_id=tip.pk).suggested_claim == claim
    for judge in (reject_suggestion, restore_suggestion, link_tip, reopen_tip):
        story(judge, **who)
    story(decline_tip, **who, reason="opinion")
    again, other = (submit_tip(text="Did a cow fly over the church on Sunday?") for _ in range(2))
    assert story(compare_tip, tip_id=other.pk).duplicate_of == again
    story(separate_tip, tip_id=other.pk, editor=edith)
    story(set_tip_article, tip_id=other.pk, editor=edith, article=claim.appearances.get().article)
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        assert story(erase_tip_emails) == 1


def _review_steps(story: EventScenario, claim: Claim, edith: User, mona: User) -> None:
    who: dict[str, Any] = {"claim_id": claim.pk, "editor": edith}
    story(take_claim, **who)
    story(renew_lease, **who)
    story(shorten_lease, **who)
    story(release_claim, **who)
    Claim.objects.filter(pk=claim.pk).update(checkworthiness=1.0)
    assert story(queue.take_next_claim, editor=edith).claim == claim
    claim.leases.filter(ended=None).update(taken="2026-01-01T00:00Z", expires="2026-01-02T00:00Z")
    story(release_expired_claim, claim_id=claim.pk)
    take_claim(**who)
    _evidence_steps(story, who)
    words = {"summary": "So it is.", "justification": "Look at the new count [1]."}
    draft = story(save_draft, **who, version=1, rating="true", **words)
    change_evidence(evidence_id=draft.evidence.get().pk, editor=edith, answer="They were counted.")
    story(confirm_citations, **who)
    story(take_over_claim, claim_id=claim.pk, moderator=mona)
    release_claim(claim_id=claim.pk, editor=mona)
    take_claim(**who)
    story(submit_verdict, **who)
    story(send_back_verdict, claim_id=claim.pk, moderator=mona, reason="Look again.")
    submit_verdict(**who)
    story(recall_submission, **who)
    submit_verdict(**who)


def _evidence_steps(story: EventScenario, who: dict[str, Any]) -> None:
    url, edith = "https://parks.example/trees", who["editor"]
    page = story(request_snapshot, url=url, by=edith)
    item = story(add_evidence, **who, question="Why?", answer="Because.", stance="context", url=url, quote="Because")
    mine: dict[str, Any] = {"evidence_id": item.pk, "editor": edith}
    story(fail_snapshot, snapshot_id=page.pk, error="It did not answer.", temporary=True)
    story(store_snapshot, snapshot_id=page.pk, document=Document("Trees", "Because we counted."))
    revisit = make_changed_page(who["editor"], "https://herald.example/trees")
    story(store_version, revisit=revisit, document=Document("Trees", "We counted again."))
    story(examine_evidence, evidence_id=item.pk)
    story(change_evidence, **mine, answer="Because they were counted.")
    story(refetch_evidence_page, **mine)
    removal = story(remove_evidence, **mine)
    story(undo_decision, event_id=removal.pk, by=edith)


def _publication_steps(story: EventScenario, claim: Claim, edith: User, mona: User) -> None:
    case = story(hold_next_case, moderator=mona)
    for service in (hold_case, release_case):
        story(service, case_id=case.pk, moderator=mona)
    story(approve_verdict, claim_id=claim.pk, moderator=mona)
    story(withdraw_approval, claim_id=claim.pk, moderator=mona)
    approve_verdict(claim_id=claim.pk, moderator=mona)
    with override_settings(PUBLICATION_DELAY_SECONDS=30):
        story(publish_verdict, claim_id=claim.pk, moderator=mona, note="It is all there is.")
    Claim.objects.filter(pk=claim.pk).update(goes_out=Now() - timedelta(seconds=1))
    story(put_out_claim, claim_id=claim.pk)
    publication = Publication.objects.get()
    story(reuse_evidence, claim_id=make_taken_claim(edith).pk, editor=edith, original_id=claim.pk)
    report: Report = story(report_problem, publication=publication, reason="other", text="Not so.", email="r@x.example")
    story(close_report, report_id=report.pk, moderator=mona, outcome="rejected")
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        assert story(erase_report_emails) == 1
    story(begin_correction, claim_id=claim.pk, editor=edith, reason="Perhaps not.")
    story(abandon_correction, claim_id=claim.pk, editor=edith)
    story(withdraw_verdict, claim_id=claim.pk, moderator=mona, reason="It never was.")
    story(import_fact_checks, entries=[], feed="checks.json", by=mona)
