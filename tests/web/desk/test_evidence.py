"""The pages of evidence: preview of a web page, snapshot, editing, undo."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Evidence, Snapshot, StoredFile, User
from claims.services.evidence import add_evidence
from claims.services.snapshots import fail_snapshot, request_snapshot
from tests.sample_images import PDF, make_image, make_photo
from tests.stories import make_stored_snapshot, make_submitted_verdict, make_taken_claim

HTMX = {"HX-Request": "true"}
URL = "https://parks.example/trees"
QUOTE_TEXT = {"question": "How many?", "answer": "298", "stance": "supports", "url": URL, "independent": "on"}


@pytest.fixture
def desk(client: Client, edith: User) -> Client:
    client.force_login(edith)
    return client


@pytest.fixture
def claim(edith: User) -> Claim:
    return make_taken_claim(edith)


def ask_page_preview(client: Client, claim: Claim, **given: Any) -> str:
    path = reverse("evidence_page_preview", args=[claim.pk])
    return client.post(path, {"url": URL, **given}, headers=HTMX).content.decode()


def post_evidence(client: Client, claim: Claim, **given: Any) -> str:
    path = reverse("evidence_new", args=[claim.pk])
    return client.post(path, {**QUOTE_TEXT, **given}, headers=HTMX).content.decode()


def post_form(client: Client, name: str, pk: int, **given: Any) -> Any:
    return client.post(reverse(name, args=[pk]), given, headers=HTMX)


# The preview of a page -------------------------------------------------------------


def test_a_pasted_url_is_fetched_and_polled_until_it_is_stored(desk: Client, claim: Claim) -> None:
    waiting = ask_page_preview(desk, claim)
    assert "Fetching the page…" in waiting
    assert 'hx-trigger="every 1s"' in waiting
    make_stored_snapshot(URL)
    stored = ask_page_preview(desk, claim)
    assert 'hx-trigger="every 1s"' not in stored
    assert "The page is stored: 15 words." in stored
    assert "Published on 1 March 2026." in stored
    for filled in ('data-fill-field="title" value="Trees in spring"', 'value="Parks Office"', 'value="2026-03-01"'):
        assert filled in stored
    assert Snapshot.objects.count() == 1


def test_a_failed_fetch_is_explained_and_does_not_prevent_adding(desk: Client, claim: Claim) -> None:
    ask_page_preview(desk, claim)
    page = Snapshot.objects.get()
    fail_snapshot(snapshot_id=page.pk, error="The site says that there is no such page (404).")
    assert "no such page (404). You can still add the evidence with this URL." in ask_page_preview(desk, claim)
    assert "No copy is stored: The site says that there is no such page (404)." in post_evidence(desk, claim)
    assert Evidence.objects.get().snapshot == page


@pytest.mark.parametrize(
    "url", ["trees", "javascript:alert(1)", "https://a:b@parks.example/", "https://parks.example:0/"]
)
def test_a_url_that_cannot_be_fetched_is_refused_at_once(desk: Client, claim: Claim, url: str) -> None:
    assert 'data-tone="warning"' in ask_page_preview(desk, claim, url=url)
    assert not Snapshot.objects.exists()


def test_without_a_url_the_preview_is_empty(desk: Client, claim: Claim) -> None:
    assert "<p" not in ask_page_preview(desk, claim, url="")
    assert "<p" not in ask_page_preview(desk, claim, quote="w" * 20_001)


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("298 trees were planted", "The quote is on the page word for word."),
        ("298 trees … in spring", "The quote is on the page, with 2 words left out."),
        ("98 trees", "The quote begins or ends inside a word or a number"),
        ("300 trees were planted in spring", "The closest passage: <q>298 trees were planted in spring"),
    ],
)
def test_the_preview_checks_the_quote(desk: Client, claim: Claim, quote: str, sentence: str) -> None:
    ask_page_preview(desk, claim)
    make_stored_snapshot(URL)
    assert sentence in ask_page_preview(desk, claim, quote=quote)


def test_a_source_of_the_claim_is_named_and_a_checkbox_marks_it_independent(desk: Client, claim: Claim) -> None:
    shown = ask_page_preview(desk, claim, publisher="the town courier")
    assert "Town Courier is the publisher of the claim. It will be marked as not independent." in shown
    assert 'name="insist">' in shown
    assert 'name="insist" checked' in ask_page_preview(desk, claim, publisher="the town courier", insist="on")
    assert "not independent of the claim’s sources" in post_evidence(desk, claim, publisher="Town Courier")
    assert "No evidence is independent" in post_evidence(desk, claim, publisher="Town Courier")
    assert "marked as independent by an editor" in post_evidence(desk, claim, publisher="Town Courier", insist="on")


def test_hostile_page_text_is_escaped(desk: Client, claim: Claim) -> None:
    evil = "</q><script>alert(1)</script> 298 trees were planted <img src=x>"
    post_evidence(desk, claim, quote="298 trees were not planted")
    make_stored_snapshot(URL, evil, title=evil, publisher=evil)
    item = Evidence.objects.get()
    pages = [ask_page_preview(desk, claim, quote="298 trees were not planted")]
    pages += [
        desk.get(reverse(name, args=[item.pk])).content.decode() for name in ("evidence_snapshot", "evidence_edit")
    ]
    pages += [desk.get(reverse("claim", args=[claim.pk])).content.decode()]
    assert [page for page in pages if "<script>alert" in page or "<img src" in page] == []


# The snapshot ----------------------------------------------------------------------


def test_an_item_polls_until_its_page_is_stored(desk: Client, claim: Claim) -> None:
    assert 'hx-trigger="every 2s"' in post_evidence(desk, claim, quote="298 trees were planted")
    item = Evidence.objects.get()
    make_stored_snapshot(URL)
    shown = desk.get(reverse("evidence_item", args=[item.pk]), headers=HTMX).content.decode()
    assert "every 2s" not in shown
    assert "Stored copy" in shown
    assert "The quote is on the page word for word." in shown
    assert "Trees in spring</a>" in shown


def test_a_snapshot_shows_its_text_its_hash_and_the_quote(desk: Client, claim: Claim) -> None:
    post_evidence(desk, claim, quote="298 TREES … in spring")
    page = make_stored_snapshot(URL)
    shown = desk.get(reverse("evidence_snapshot", args=[Evidence.objects.get().pk])).content.decode()
    assert '<mark id="quote">298 trees</mark> were planted <mark>in spring</mark>' in shown
    assert page.text_sha256 in shown
    assert "Fetch again" in shown


def test_an_older_snapshot_can_be_read_but_not_one_of_another_page(desk: Client, claim: Claim, edith: User) -> None:
    post_evidence(desk, claim)
    old = make_stored_snapshot(URL)
    item = Evidence.objects.get()
    post_form(desk, "evidence_fetch", item.pk)
    make_stored_snapshot(URL, "It says something else by now.")
    request_snapshot(url="https://parks.example/other", by=edith)
    other = make_stored_snapshot("https://parks.example/other")
    path = reverse("evidence_snapshot", args=[item.pk])
    assert "different text" in desk.get(path).content.decode()
    assert "298 trees" in desk.get(path, {"copy": old.pk}).content.decode()
    for missing in (other.pk, 10**30):
        assert desk.get(path, {"copy": missing}).status_code == 404


@pytest.mark.parametrize("fetch", [True, False])
def test_evidence_without_a_snapshot_says_so(desk: Client, claim: Claim, edith: User, fetch: bool) -> None:
    item = add_evidence(
        claim_id=claim.pk, editor=edith, question="?", answer="!", stance="context", url=URL, fetch=fetch
    )
    shown = desk.get(reverse("evidence_snapshot", args=[item.pk])).content.decode()
    assert ("The page is being fetched" if fetch else "The page has not been fetched yet.") in shown


# Editing and undo ------------------------------------------------------------------


def test_evidence_is_edited_within_the_list(desk: Client, claim: Claim) -> None:
    post_evidence(desk, claim, quote="300 trees")
    item = Evidence.objects.get()
    form = desk.get(reverse("evidence_edit", args=[item.pk]), headers=HTMX).content.decode()
    assert f'id="evidence-{item.pk}-quote"' in form
    assert "300 trees" in form
    shown = post_form(desk, "evidence_edit", item.pk, **{**QUOTE_TEXT, "quote": "298 trees"}).content.decode()
    assert "“298 trees”" in shown
    assert '<li data-part="evidence" data-done ' in shown


def test_errors_of_an_edit_appear_within_the_list(desk: Client, claim: Claim) -> None:
    post_evidence(desk, claim)
    item = Evidence.objects.get()
    for wrong in ({"question": ""}, {"url": "https://a:b@parks.example/"}):
        answer = post_form(desk, "evidence_edit", item.pk, **{**QUOTE_TEXT, **wrong})
        assert (answer.status_code, answer.headers["HX-Retarget"]) == (422, f"#evidence-{item.pk}")
        assert "Not saved. Correct these fields:" in answer.content.decode()


def test_a_removal_can_be_undone(desk: Client, claim: Claim) -> None:
    post_evidence(desk, claim, quote="298 trees")
    shown = post_form(desk, "evidence_delete", Evidence.objects.get().pk).content.decode()
    assert "Evidence removed from the draft." in shown
    path = shown.split('action="/undo/')[1].split('"')[0]
    assert "“298 trees”" in desk.post(f"/undo/{path}", follow=True).content.decode()
    assert Evidence.objects.get().quote == "298 trees"


def test_without_scripts_everything_works_with_full_pages(desk: Client, claim: Claim) -> None:
    post_evidence(desk, claim)
    item = Evidence.objects.get()
    at_claim = reverse("claim", args=[claim.pk])
    assert "<html" in desk.get(reverse("evidence_edit", args=[item.pk])).content.decode()
    assert desk.post(reverse("evidence_edit", args=[item.pk]), QUOTE_TEXT)["Location"] == at_claim
    assert desk.post(reverse("evidence_fetch", args=[item.pk]))["Location"].endswith("/snapshot/")
    assert desk.post(reverse("evidence_delete", args=[item.pk]))["Location"] == at_claim


def test_the_history_shows_what_a_page_contained(desk: Client, claim: Claim) -> None:
    post_evidence(desk, claim, quote="300 trees were planted", publisher="Town Courier", insist="on")
    make_stored_snapshot(URL)
    shown = desk.get(reverse("claim", args=[claim.pk])).content.decode()
    assert "The quote does not appear on the page." in shown
    assert "Counted as independent although: Town Courier is the publisher of the claim." in shown


def test_a_moderator_sees_which_snapshot_the_evidence_rests_on(client: Client, edith: User, mona: User) -> None:
    verdict = make_submitted_verdict(edith)
    page = make_stored_snapshot(URL)
    client.force_login(mona)
    shown = client.get(reverse("claim_moderation", args=[verdict.claim_id])).content.decode()
    assert "The desk stored a copy of this page on" in shown
    assert "The quote is in it word for word." in shown
    assert "1 March 2026" not in shown  # what the page says about itself arrived after the submission
    assert page.text_sha256 in shown


# Files -----------------------------------------------------------------------------

FILE_FORM = {**QUOTE_TEXT, "url": "", "alt_text": "Ten trees", "credit": "Ana Lima"}


def send_file(client: Client, claim: Claim, data: bytes, name: str = "a.png", **given: Any) -> str:
    upload = SimpleUploadedFile(name, data, "image/png")
    return client.post(
        reverse("evidence_new", args=[claim.pk]), {**FILE_FORM, "upload": upload, **given}, headers=HTMX
    ).content.decode()


def test_an_image_is_uploaded_with_evidence_and_shown(desk: Client, claim: Claim) -> None:
    page = send_file(desk, claim, make_photo())
    item = Evidence.objects.get()
    assert item.file
    assert (item.file.media_type, item.alt_text, item.credit) == ("image/jpeg", "Ten trees", "Ana Lima")
    assert f'<img src="/files/{item.file}?key=' in page
    assert "<figcaption>Ana Lima</figcaption>" in page
    shown = desk.get(page.partition('<img src="')[2].partition('"')[0])
    assert shown.status_code == 200
    assert b"Exif" not in shown.content


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.png", b"<html><script>alert(1)</script>"),
        ("picture.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("../../manage.py", b"import os"),
        ("empty.png", b""),
    ],
)
def test_a_file_that_is_none_of_them_is_refused_beside_its_field(
    desk: Client, claim: Claim, name: str, data: bytes
) -> None:
    page = send_file(desk, claim, data, name)
    assert "Only images (PNG, JPEG, WebP, GIF) and PDFs can be evidence" in page
    assert "Ten trees</textarea>" in page
    assert not Evidence.objects.exists()
    assert not StoredFile.objects.exists()


def test_the_content_of_a_file_counts_and_not_its_name(desk: Client, claim: Claim) -> None:
    send_file(desk, claim, PDF, "photo.jpg")
    assert Evidence.objects.get().file.media_type == "application/pdf"  # type: ignore[union-attr]


def test_a_file_is_not_lost_if_another_field_is_refused(desk: Client, claim: Claim) -> None:
    page = send_file(desk, claim, make_image(), alt_text="")
    assert "Describe the file for readers who do not see it." in page
    assert "The image is stored." in page
    sha256 = StoredFile.objects.get().sha256
    assert f'name="file" value="{sha256}"' in page
    post_evidence(desk, claim, **FILE_FORM, file=sha256)
    assert Evidence.objects.get().file_id == sha256


def test_the_file_of_evidence_stays_until_another_one_or_none_is_chosen(desk: Client, claim: Claim) -> None:
    send_file(desk, claim, make_image())
    item = Evidence.objects.get()
    form = desk.get(reverse("evidence_edit", args=[item.pk]), headers=HTMX).content.decode()
    assert f'value="{item.file_id}"' in form
    post_form(desk, "evidence_edit", item.pk, **FILE_FORM, file=item.file_id)
    assert Evidence.objects.get().file_id == item.file_id
    post_form(desk, "evidence_edit", item.pk, **FILE_FORM, file="0" * 64)
    assert Evidence.objects.get().file_id == item.file_id
    post_form(desk, "evidence_edit", item.pk, **FILE_FORM, file=item.file_id, remove_file="on")
    assert Evidence.objects.get().file is None
