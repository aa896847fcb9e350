"""Moderators preview a verdict as readers will see it, and decide."""

import html as markup
import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Publication, User, Verdict
from claims.services.articles import begin_article_reading, record_reading_failure
from claims.services.moderation import approve_verdict
from claims.services.publications import publish_verdict, withdraw_verdict
from claims.services.queue import release_claim, take_claim
from claims.services.reports import report_problem
from claims.services.verdicts import begin_correction, save_draft, submit_verdict
from claims.web.verdict_changes import diff_publications
from tests.stories import (
    make_approved_verdict,
    make_article,
    make_publication,
    make_queued_claim,
    make_submitted_verdict,
    make_taken_claim,
    make_written_draft,
    newest_verdict,
)


def moderation_page_text(client: Client) -> str:
    return client.get(reverse("moderation")).content.decode()


def verdict_page_text(client: Client, claim_id: int) -> str:
    answer = client.get(reverse("claim_moderation", args=[claim_id]))
    assert answer.status_code == 200
    return answer.content.decode()


def post_step(client: Client, claim_id: int, move: str, **words: object) -> Any:
    version = words.pop("version", None) or Claim.objects.get(pk=claim_id).version
    return client.post(reverse("claim_moderation", args=[claim_id]), {"move": move, "version": version, **words})


def buttons(html: str) -> list[str]:
    """Return the moves that the page offers."""
    return re.findall(r'name="move" value="(\w+)"', html)


def make_failed_article(by: User) -> str:
    article = make_article(by, title="Unreadable")
    for _ in range(3):
        begin_article_reading(article_id=article.pk)
        record_reading_failure(article_id=article.pk, error="ValueError: no such grammar")
    return article.title


# The list -------------------------------------------------------------------------


def test_an_empty_list_says_so(client: Client, mona: User) -> None:
    client.force_login(mona)
    assert "No open cases" in moderation_page_text(client)


def test_every_open_case_is_in_the_list(
    client: Client, edith: User, mona: User, django_assert_max_num_queries: Any
) -> None:
    submitted = [make_submitted_verdict(edith) for _ in range(3)]
    approved = make_approved_verdict(edith, mona)
    published = make_publication(edith, mona)
    report_problem(publication=published, reason="quote", text="She never said this.")
    failed = make_failed_article(edith)
    client.force_login(mona)
    with django_assert_max_num_queries(12):
        html = moderation_page_text(client)
    for verdict in [*submitted, approved]:
        assert reverse("claim_moderation", args=[verdict.claim_id]) in html
    for words in ("She never said this.", failed, "no such grammar", "3 attempts"):
        assert words in html
    assert re.findall(r'class="count">(\d+)', html.split("<main")[1]) == ["6", "3", "1", "1", "1", "0", "0", "0"]


# One verdict ----------------------------------------------------------------------


def public_section(html: str) -> str:
    """Return the HTML of the verdict without its times, and without links to pages that a publication is needed for."""
    body = html[html.index('class="verdict"') : html.index('id="appearances"')]
    body = re.sub(r'<a href="/sources/[^>]*>(.*?)</a>', r"\1", body)
    return " ".join(re.sub(r'<time.*?</time>|<a href="/topics/.*?</a>', "", body).split())


def test_the_preview_equals_the_public_page(client: Client, edith: User, mona: User) -> None:
    claim_id = make_submitted_verdict(edith).claim_id
    client.force_login(mona)
    preview = public_section(verdict_page_text(client, claim_id))
    post_step(client, claim_id, "approve")
    post_step(client, claim_id, "publish")
    assert public_section(client.get(reverse("verdict", args=[claim_id]), follow=True).content.decode()) == preview


def test_a_preview_writes_nothing(client: Client, edith: User, mona: User) -> None:
    claim_id = make_submitted_verdict(edith).claim_id
    client.force_login(mona)
    verdict_page_text(client, claim_id)
    assert not Publication.objects.exists()


def test_a_verdict_is_approved_published_and_withdrawn(client: Client, edith: User, mona: User) -> None:
    claim_id = make_submitted_verdict(edith).claim_id
    client.force_login(mona)
    assert buttons(verdict_page_text(client, claim_id)) == ["approve", "send_back"]
    post_step(client, claim_id, "approve")
    assert buttons(verdict_page_text(client, claim_id)) == ["publish", "send_back", "unapprove"]
    post_step(client, claim_id, "publish")
    assert buttons(verdict_page_text(client, claim_id)) == ["withdraw"]
    post_step(client, claim_id, "withdraw", reason="It never was.")
    assert buttons(verdict_page_text(client, claim_id)) == []
    assert [p.kind for p in Publication.objects.order_by("id")] == ["published", "withdrawn"]


def test_an_approved_verdict_can_be_sent_back(client: Client, edith: User, mona: User) -> None:
    claim_id = make_approved_verdict(edith, mona).claim_id
    client.force_login(mona)
    answer = post_step(client, claim_id, "send_back", reason="Ask the parks office again.")
    assert answer["Location"] == reverse("moderation")
    assert Claim.objects.get(pk=claim_id).status == "in_review"
    assert "Ask the parks office again." in verdict_page_text(client, claim_id)


def test_an_author_sees_why_they_cannot_approve(client: Client, edith: User, mona: User, ada: User) -> None:
    claim_id = make_submitted_verdict(mona).claim_id
    client.force_login(mona)
    html = verdict_page_text(client, claim_id)
    assert "You wrote this verdict. Another moderator must approve it." in html
    assert "approve" not in buttons(html)
    assert post_step(client, claim_id, "approve").status_code == 403
    assert Claim.objects.get(pk=claim_id).status == "awaiting_approval"
    client.force_login(ada)
    assert post_step(client, claim_id, "approve").status_code == 302


def test_all_authors_are_named(client: Client, edith: User, emil: User, mona: User) -> None:
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    release_claim(claim_id=claim.pk, editor=edith)
    take_claim(claim_id=claim.pk, editor=emil)
    draft = Verdict.objects.get()
    words = {"rating": "true", "summary": "All of them.", "justification": draft.justification}
    save_draft(claim_id=claim.pk, editor=emil, version=draft.version, **words)
    submit_verdict(claim_id=claim.pk, editor=emil)
    client.force_login(mona)
    assert "Edith, Emil" in verdict_page_text(client, claim.pk)


def test_typed_text_stays_after_a_version_conflict(client: Client, edith: User, mona: User) -> None:
    claim_id = make_submitted_verdict(edith).claim_id
    client.force_login(mona)
    answer = post_step(client, claim_id, "send_back", version=1, reason="My long reason.")
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Edith changed this after you opened it." in markup.unescape(html)
    assert "My long reason." in html


@pytest.mark.parametrize(
    ("move", "words", "status"),
    [
        ("send_back", {"reason": " "}, 422),
        ("publish", {}, 409),
        ("withdraw", {"reason": "Why not"}, 409),
        ("accept", {}, 422),
        ("", {}, 422),
        ("approve", {"version": "x"}, 422),
        ("approve", {"version": "9" * 5000}, 422),
        ("send_back", {"reason": "Why\0not"}, 422),
        ("send_back", {"reason": "Why not? " * 1000}, 422),
    ],
)
def test_an_impossible_move_is_refused(  # noqa: PLR0917 - people and cases
    client: Client, edith: User, mona: User, move: str, words: dict[str, str], status: int
) -> None:
    claim_id = make_submitted_verdict(edith).claim_id
    client.force_login(mona)
    assert post_step(client, claim_id, move, **words).status_code == status
    assert Claim.objects.get(pk=claim_id).status == "awaiting_approval"


def test_a_claim_without_a_verdict_is_not_found(client: Client, edith: User, mona: User) -> None:
    claim = make_queued_claim(edith)
    client.force_login(mona)
    assert client.get(reverse("claim_moderation", args=[claim.pk])).status_code == 404


# Corrections ----------------------------------------------------------------------


def make_waiting_correction(edith: User, mona: User) -> int:
    """Publish a verdict and submit its correction: 297 trees instead of 298, and a lower rating."""
    claim_id = make_publication(edith, mona).claim_id
    begin_correction(claim_id=claim_id, editor=edith, reason="The mayor’s office called.")
    draft = newest_verdict(claim_id)
    words = {"rating": "half_true", "summary": draft.summary, "correction": "One tree was counted twice."}
    why = draft.justification.replace("298", "297")
    save_draft(claim_id=claim_id, editor=edith, version=draft.version, justification=why, **words)
    submit_verdict(claim_id=claim_id, editor=edith)
    return claim_id


def test_a_correction_shows_its_changes(
    client: Client, edith: User, mona: User, django_assert_max_num_queries: Any
) -> None:
    claim_id = make_waiting_correction(edith, mona)
    client.force_login(mona)
    with django_assert_max_num_queries(12):
        html = verdict_page_text(client, claim_id)
    facts = html[html.index('class="facts"') :]
    assert re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", facts)[:2] == [
        ("Reason, for the desk only", "The mayor’s office called."),
        ("Correction note, for readers", "One tree was counted twice."),
    ]
    part = html[html.index('id="changes"') : html.index('class="verdict"')]
    assert re.findall(r"<del>(.*?)</del><ins>(.*?)</ins>", part) == [("Mostly", "Half"), ("298", "297")]
    assert re.findall(r'class="label">(.*?)<', part) == ["Rating", "Justification"]


def test_the_public_page_stays_until_the_correction_is_published(client: Client, edith: User, mona: User) -> None:
    claim_id = make_waiting_correction(edith, mona)
    assert "counted 298" in client.get(reverse("verdict", args=[claim_id]), follow=True).content.decode()
    approve_verdict(claim_id=claim_id, moderator=mona)
    publish_verdict(claim_id=claim_id, moderator=mona)
    html = client.get(reverse("verdict", args=[claim_id]), follow=True).content.decode()
    assert ("counted 297" in html, "One tree was counted twice." in html) == (True, True)
    assert "The mayor’s office called." not in html


def test_each_reason_says_who_reads_it(client: Client, edith: User, mona: User) -> None:
    claim_id = make_publication(edith, mona).claim_id
    client.force_login(mona)
    html = verdict_page_text(client, claim_id)
    assert "What has to be corrected? Only the desk sees this." in html
    assert "Why is it withdrawn? Readers will see this." in html


def test_two_long_texts_are_compared_quickly(edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    published, other = (Publication.objects.get(pk=publication.pk) for _ in range(2))
    published.page["justification"] = "the cat and the dog, " * 5000
    other.page["justification"] = "a cat or a dog; " * 5000
    (change,) = diff_publications(published, other)
    assert "".join(piece.text for piece in change.pieces if piece.kind != "ins") == published.page["justification"]
    assert "".join(piece.text for piece in change.pieces if piece.kind != "del") == other.page["justification"]


def test_notifications_show_who_was_notified(client: Client, edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    for email in ("reader@mail.example", ""):
        report_problem(publication=publication, reason="other", text="Not so.", email=email)
    withdraw_verdict(claim_id=publication.claim_id, moderator=mona, reason="It never was.")
    client.force_login(mona)
    page = client.get(reverse("claim_moderation", args=[publication.claim_id])).content.decode()
    receipts = page[page.index("Notifications</h2>") :]
    assert "reader@mail.example</strong>\n            <span>revision 2 (withdrawn)</span>" in receipts
    assert receipts.index("no email address") < receipts.index("waiting")


def test_a_publication_that_waits_is_shown_and_stopped(
    client: Client, edith: User, mona: User, ada: User, settings: LazySettings
) -> None:
    settings.PUBLICATION_DELAY_SECONDS = 30
    claim = make_approved_verdict(edith, mona).claim
    client.force_login(mona)
    answer = post_step(client, claim.pk, "publish")
    page = client.get(answer.url).content.decode()
    assert "The verdict goes out in a moment. Until then you can undo this." in page
    assert "The verdict is about to be published." in page
    assert buttons(page) == []
    client.force_login(edith)
    seen_by_editor = client.get(reverse("claim", args=[claim.pk])).content.decode()
    assert "data-goes-out=" in seen_by_editor
    assert "/undo/" not in seen_by_editor
    client.force_login(ada)
    stop = re.search(r'action="(/undo/\d+/)"', client.get(reverse("claim", args=[claim.pk])).content.decode())
    assert stop
    client.post(stop[1])
    assert Claim.objects.get(pk=claim.pk).goes_out is None
    assert buttons(verdict_page_text(client, claim.pk)) == ["publish", "send_back", "unapprove"]
