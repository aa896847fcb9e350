"""The moderators' list: filters, counts, decisions from a row, holds."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Case, Claim, User
from claims.services.cases import hold_case
from claims.services.moderation import send_back_verdict
from claims.services.reading_corrections import correct_reading
from claims.services.reports import report_problem
from claims.services.undo import recall_submission
from claims.services.verdicts import save_draft, submit_verdict
from tests.api.sample_desk import create_failed_article
from tests.stories import (
    make_appeal,
    make_approved_verdict,
    make_publication,
    make_stored_snapshot,
    make_submitted_verdict,
    make_taken_claim,
    make_written_draft,
    newest_verdict,
)

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(client: Client, mona: User) -> Client:
    client.force_login(mona)
    return client


def cases_page_text(client: Client, **query: str) -> str:
    return client.get(reverse("moderation"), query).content.decode()


def case_ids(html: str) -> list[int]:
    return [int(number) for number in re.findall(r'data-claim-card="case-(\d+)"', html)]


def post_decision(client: Client, case: Case, move: str, *, htmx: bool = True, **words: object) -> Any:
    headers = HTMX if htmx else None
    return client.post(reverse("case_decide", args=[case.pk]), {"move": move, **words}, headers=headers)


def get_only_case(**about: object) -> Case:
    return Case.objects.get(closed__isnull=True, **about)


def test_the_list_can_be_filtered_by_kind(desk: Client, edith: User, cora: User) -> None:
    make_submitted_verdict(edith)
    create_failed_article(cora)
    assert len(case_ids(cases_page_text(desk))) == 2
    (case_id,) = case_ids(cases_page_text(desk, kind="reading"))
    assert case_id == get_only_case(kind="reading").pk
    assert len(case_ids(cases_page_text(desk, kind="nonsense", cursor="9" * 40))) == 2
    assert len(case_ids(cases_page_text(desk, kind="\0", cursor="x"))) == 2


def test_an_empty_kind_says_so(desk: Client, edith: User) -> None:
    make_submitted_verdict(edith)
    assert "No cases of this kind" in cases_page_text(desk, kind="appeal")


def test_the_number_of_queries_does_not_grow_with_the_list(
    desk: Client, edith: User, mona: User, cora: User, django_assert_max_num_queries: Any
) -> None:
    publication = make_publication(edith, mona)
    for number in range(4):
        make_submitted_verdict(edith)
        make_appeal(edith, cora)
        create_failed_article(cora)
        report_problem(publication=publication, reason="other", text=f"Report {number}.", reporter=cora)
    with django_assert_max_num_queries(12):
        assert len(case_ids(cases_page_text(desk))) == 16


def unfolded_text(client: Client, case: Case) -> str:
    return client.get(reverse("case_unfolded", args=[case.claim_id]), headers=HTMX).content.decode()


def test_a_verdict_is_decided_beside_its_evidence_only(
    desk: Client, edith: User, django_assert_max_num_queries: Any
) -> None:
    claim = make_taken_claim(edith)
    for _ in range(9):
        make_written_draft(claim, edith)
    make_stored_snapshot("https://parks.example/trees", "The mayor cut a ribbon.")
    submit_verdict(claim_id=claim.pk, editor=edith)
    folded = cases_page_text(desk)
    assert ('value="approve"' in folded, "298 trees were planted in spring" in folded) == (False, False)
    with django_assert_max_num_queries(12):
        html = unfolded_text(desk, get_only_case())
    for words in (
        "The parks office counted 298 trees.",
        "“298 trees were planted in spring”",
        "The quote is not on the page.",
        "300 trees were planted",
        "The mayor",
        "Who made the claim",
    ):
        assert words in html, words
    assert 'value="approve"' in html
    assert len(html) < 60_000


def test_a_resubmission_shows_what_changed_since_the_moderator_sent_it_back(
    desk: Client, edith: User, mona: User, ada: User, django_assert_max_num_queries: Any
) -> None:
    claim = make_submitted_verdict(edith).claim
    assert "Changed since" not in unfolded_text(desk, get_only_case())
    notes = {"summary": "Say how many."}
    send_back_verdict(claim_id=claim.pk, moderator=mona, reason="Count again.", notes=notes)
    claim.refresh_from_db()
    reading: dict[str, Any] = {"chain": [], "quantities": [], "hedged": False, "assertion": "asserted"}
    reading["statement"] = "The town planted 300 trees."
    correct_reading(claim_id=claim.pk, editor=edith, version=claim.version, **reading)
    draft = newest_verdict(claim.pk)
    rewritten: dict[str, Any] = {
        "rating": "false",
        "summary": "Three trees fewer.",
        "justification": draft.justification,
    }
    save_draft(claim_id=claim.pk, editor=edith, version=draft.version, **rewritten)
    submit_verdict(claim_id=claim.pk, editor=edith)
    with django_assert_max_num_queries(12):
        html = unfolded_text(desk, get_only_case())
    for words in (
        "Changed since your last look",
        "Count again.",
        "Say how many.",
        "<del>Two</del><ins>Three</ins>",
        "<ins>The town planted 300 trees.</ins>",
    ):
        assert words in html, words
    assert html.count('class="changes__part"') == 5
    with django_assert_max_num_queries(12):
        page = desk.get(reverse("claim_moderation", args=[claim.pk])).content.decode()
    assert "<del>Two</del><ins>Three</ins>" in page
    desk.force_login(ada)
    assert "Changed since Mona sent it back" in unfolded_text(desk, get_only_case())


def test_an_approval_that_was_undone_is_the_last_look(desk: Client, edith: User, mona: User) -> None:
    claim_id = make_approved_verdict(edith, mona).claim_id
    send_back_verdict(claim_id=claim_id, moderator=mona, reason="First.")
    submit_verdict(claim_id=claim_id, editor=edith)
    recall_submission(claim_id=claim_id, editor=edith)
    submit_verdict(claim_id=claim_id, editor=edith)
    html = unfolded_text(desk, get_only_case())
    assert ("First." in html, "Nothing has changed." in html) == (True, True)


def test_a_verdict_is_approved_and_published_from_its_row(desk: Client, edith: User) -> None:
    claim = make_submitted_verdict(edith).claim
    answer = post_decision(desk, get_only_case(), "approve", version=Claim.objects.get(pk=claim.pk).version)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "The verdict is approved." in html
    assert 'value="publish"' in html
    assert case_ids(html) == [get_only_case(kind="publish").pk]
    answer = post_decision(desk, get_only_case(), "publish")
    assert "The verdict is published." in answer.content.decode()
    assert Claim.objects.get(pk=claim.pk).status == "published"


def test_a_row_shows_why_a_decision_was_refused(desk: Client, edith: User, ada: User) -> None:
    make_submitted_verdict(edith)
    case = get_only_case()
    stale = post_decision(desk, case, "approve", version=1)
    assert (stale.status_code, "Edith changed this" in stale.content.decode()) == (409, True)
    assert post_decision(desk, case, "send_back", reason=" ").status_code == 422
    hold_case(case_id=case.pk, moderator=ada)
    refused = post_decision(desk, case, "approve")
    assert refused.status_code == 409
    assert "Ada is working on this case." in refused.content.decode()
    assert "Take over" in refused.content.decode()
    assert case.claim_id
    assert Claim.objects.get(pk=case.claim_id).status == "awaiting_approval"


@pytest.mark.parametrize("move", ["publish", "withdraw", "accept", "", "x\0"])
def test_an_unknown_decision_is_refused(desk: Client, edith: User, move: str) -> None:
    make_submitted_verdict(edith)
    assert post_decision(desk, get_only_case(), move, htmx=False).status_code == 422


def test_a_case_is_decided_once(desk: Client, edith: User, mona: User) -> None:
    report_problem(publication=make_publication(edith, mona), reason="other", text="Look again.")
    case = get_only_case()
    assert post_decision(desk, case, "reject", htmx=False)["Location"] == reverse("moderation")
    assert post_decision(desk, case, "accept").status_code == 409
    assert "This case is closed." in desk.get(reverse("case", args=[case.pk])).content.decode()


def test_an_accepted_report_leads_to_its_verdict(desk: Client, edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    report_problem(publication=publication, reason="other", text="Look again.")
    answer = post_decision(desk, get_only_case(), "accept", htmx=False)
    assert answer["Location"] == reverse("claim_moderation", args=[publication.claim_id])


def test_an_author_sees_in_the_list_why_they_cannot_approve(desk: Client, mona: User) -> None:
    make_submitted_verdict(mona)
    assert "You wrote this verdict. Another moderator must approve it." in cases_page_text(desk)
    html = unfolded_text(desk, get_only_case())
    assert 'value="approve"' not in html
    assert 'value="send_back"' in html


def test_next_case_holds_the_first_and_opens_it(desk: Client, edith: User, mona: User, cora: User) -> None:
    claim_id = make_submitted_verdict(edith).claim_id
    assert desk.post(reverse("case_next"))["Location"] == reverse("claim_moderation", args=[claim_id])
    assert get_only_case().holder == mona
    create_failed_article(cora)
    answer = desk.post(reverse("case_next"), {"kind": "reading"})
    assert answer["Location"] == reverse("case", args=[get_only_case(kind="reading").pk])
    assert desk.post(reverse("case_next"), {"kind": "reading"})["Location"].endswith("?kind=reading")


def test_an_open_page_holds_the_case_and_others_see_it(desk: Client, edith: User, mona: User, ada: User) -> None:
    claim_id = make_submitted_verdict(edith).claim_id
    case = get_only_case()
    html = desk.get(reverse("claim_moderation", args=[claim_id])).content.decode()
    assert 'hx-trigger="load, every 240s"' in html
    answer = desk.post(reverse("case_hold", args=[case.pk]), headers=HTMX).content.decode()
    assert reverse("case_release", args=[case.pk]) in answer
    assert 'hx-trigger="every 240s"' in answer
    desk.force_login(ada)
    html = desk.get(reverse("claim_moderation", args=[claim_id])).content.decode()
    assert "Mona is working on this case" in html
    assert 'name="move" value="approve"' not in html
    assert desk.post(reverse("case_hold", args=[case.pk]), headers=HTMX).status_code == 409
    assert desk.post(reverse("case_hold", args=[case.pk]), {"over": "yes"}).status_code == 302
    assert get_only_case().holder == ada
    assert desk.post(reverse("case_release", args=[case.pk]), {"leaving": "yes"}).status_code == 204
    assert get_only_case().holder is None


def test_notes_about_parts_stand_beside_those_parts_for_the_editor(desk: Client, edith: User) -> None:
    claim_id = make_submitted_verdict(edith).claim_id
    notes: dict[str, Any] = {"about_summary": "Say when.", "about_evidence": "One source is too few."}
    post_decision(desk, get_only_case(), "send_back", reason="Nearly there.", **notes)
    desk.force_login(edith)
    html = desk.get(reverse("claim", args=[claim_id])).content.decode()
    assert "Nearly there." in html
    positions = [html.index(f"</strong> {note}") for note in ("One source is too few.", "Say when.")]
    assert positions[0] < html.index('id="verdict"') < positions[1] < html.index('name="summary"')
    assert html.count('class="sent-back-note"') == 2


def test_a_note_that_is_too_long_is_refused(desk: Client, edith: User) -> None:
    make_submitted_verdict(edith)
    assert post_decision(desk, get_only_case(), "send_back", reason="No.", about_rating="x" * 501).status_code == 422


def test_markup_in_a_report_is_escaped(desk: Client, edith: User, mona: User) -> None:
    report_problem(publication=make_publication(edith, mona), reason="other", text="<b>Look</b>")
    assert "&lt;b&gt;Look" in cases_page_text(desk)
