"""Stored files as readers get them: without cookies, with safe headers, published ones only."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from claims.intake.evidence_files import read_evidence_file
from claims.models import Case, Claim, StoredFile, User
from claims.selectors.stored_files import signed_file_path
from claims.services import stored_files
from claims.services.evidence import add_evidence
from claims.services.moderation import approve_verdict
from claims.services.removals import remove_data
from claims.services.stored_files import store_file
from claims.services.verdicts import save_draft, submit_verdict
from tests.sample_images import PDF, make_image
from tests.stories import (
    make_publication,
    make_stored_snapshot,
    make_taken_claim,
    make_written_draft,
    published,
)


@pytest.fixture(autouse=True)
def _own_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_files, "convert_evidence_file", read_evidence_file)


def make_draft_with_files(edith: User) -> tuple[Claim, StoredFile, StoredFile]:
    claim = make_taken_claim(edith)
    draft = make_written_draft(claim, edith)
    make_stored_snapshot("https://parks.example/trees")
    files = store_file(data=make_image(), by=edith), store_file(data=PDF, by=edith)
    for file, alt_text in zip(files, ("Ten trees", "The count as a PDF"), strict=True):
        add_evidence(
            claim_id=claim.pk, editor=edith, question="What?", answer="Trees", stance="context", file=file,
            alt_text=alt_text, credit="Ana Lima",
        )  # fmt: skip
    draft.refresh_from_db()
    pictures = ("![](evidence:2)", '![Trees, "seen"](evidence:2 "Own photo")', "![x](evidence:3)")
    words = "\n\n".join(["The trees in the photo were counted twice [1].", *pictures])
    save_draft(
        claim_id=claim.pk, editor=edith, version=draft.version, rating=draft.rating, summary=draft.summary,
        justification=words, correction="",
    )  # fmt: skip
    return claim, *files


@pytest.fixture
def desk_files(edith: User) -> tuple[Claim, StoredFile, StoredFile]:
    return make_draft_with_files(edith)


@pytest.fixture
def public_files(desk_files: tuple[Claim, StoredFile, StoredFile], edith: User, mona: User) -> Any:
    claim, image, pdf = desk_files
    submit_verdict(claim_id=claim.pk, editor=edith)
    approve_verdict(claim_id=claim.pk, moderator=mona)
    return published(claim.pk, mona), image, pdf


def test_a_published_image_is_public_with_safe_headers_and_no_cookie(
    public_files: Any, client: Client, edith: User
) -> None:
    client.force_login(edith)
    answer = client.get(f"/files/{public_files[1]}", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.content.startswith(b"\x89PNG")
    expected = {
        "Content-Type": "image/png",
        "Content-Disposition": f"inline; filename={public_files[1]}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cache-Control": "public, max-age=31536000, s-maxage=3600, immutable",
        "Accept-Ranges": "bytes",
        "ETag": f'"{public_files[1].sha256}"',
    }
    assert {name: answer.headers[name] for name in expected} == expected
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer.wsgi_request.COOKIES == {}


def test_a_pdf_is_sent_to_be_saved(public_files: Any, client: Client) -> None:
    answer = client.get(f"/files/{public_files[2]}")
    assert answer.content == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment; ")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("bytes=0-4", (206, b"%PDF-", "bytes 0-4/{size}")),
        ("bytes=-3", (206, PDF[-3:], "bytes {last3}-{last}/{size}")),
        ("bytes=5-", (206, PDF[5:], "bytes 5-{last}/{size}")),
        ("bytes=0-0", (206, b"%", "bytes 0-0/{size}")),
        ("bytes=5-99999", (206, PDF[5:], "bytes 5-{last}/{size}")),
        ("bytes=99999-", (416, b"", "bytes */{size}")),
        ("bytes=0-1,4-5", (200, PDF, None)),
        ("lines=0-4", (200, PDF, None)),
    ],
)
def test_a_range_of_a_file_can_be_asked_for(
    public_files: Any, client: Client, wanted: str, expected: tuple[int, bytes, str | None]
) -> None:
    status, content, content_range = expected
    answer = client.get(f"/files/{public_files[2]}", headers={"Range": wanted})
    size = len(PDF)
    named = content_range.format(size=size, last=size - 1, last3=size - 3) if content_range else None
    assert (answer.status_code, answer.content, answer.headers.get("Content-Range")) == (status, content, named)


def test_a_known_file_is_not_sent_again(public_files: Any, client: Client) -> None:
    path, etag = f"/files/{public_files[1]}", f'"{public_files[1].sha256}"'
    known = client.get(path, headers={"If-None-Match": etag})
    assert (known.status_code, known.headers["Content-Security-Policy"]) == (304, "default-src 'none'; sandbox")
    stale = client.get(path, headers={"If-Range": '"other"', "Range": "bytes=0-1"})
    assert (stale.status_code, stale.content[:4]) == (200, b"\x89PNG")


def test_an_unpublished_file_has_an_address_for_the_desk_alone(desk_files: Any, client: Client, edith: User) -> None:
    _, image, pdf = desk_files
    path = signed_file_path(image)
    client.force_login(edith)
    assert client.get(f"/files/{image}").status_code == 404
    client.logout()
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"].startswith("private, ")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    key = path.partition("?key=")[2]
    for wrong in (f"/files/{pdf}?key={key}", f"{path}x", f"/files/{image}?key=", f"/files/{image}?key=a:b"):
        assert client.get(wrong).status_code == 404, wrong
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("ending", ["jpg", "html", "svg", "PNG", "png/", "png%00", ""])
def test_a_file_has_one_name(public_files: Any, client: Client, ending: str) -> None:
    assert client.get(f"/files/{public_files[1].sha256}.{ending}").status_code == 404


@pytest.mark.parametrize("name", ["../manage.py", "..%2f..%2fetc%2fpasswd", "%2e%2e/x.png", f"{'0' * 64}.png"])
def test_no_other_file_is_reached(public_files: Any, client: Client, name: str) -> None:
    assert client.get(f"/files/{name}").status_code == 404


def test_nothing_is_written_below_the_path(public_files: Any, client: Client) -> None:
    assert client.post(f"/files/{public_files[1]}").status_code in (403, 405)


def test_a_removed_file_is_gone_and_its_page_says_so(public_files: Any, client: Client, ada: User) -> None:
    publication, image, _ = public_files
    remove_data(kind="file", subject=image.pk, reason="request", by=ada)
    assert client.get(f"/files/{image}").status_code == client.get(signed_file_path(image)).status_code == 410
    page = client.get(publication.get_absolute_url()).content.decode()
    assert "The file was removed. Ten trees" in page


# Pages -----------------------------------------------------------------------------


def test_the_public_page_shows_files_pictures_and_stored_words(public_files: Any, client: Client) -> None:
    publication, image, pdf = public_files
    page = client.get(publication.get_absolute_url()).content.decode()
    shown = f'<img src="/files/{image}" alt="Ten trees" width="60" height="40" loading="lazy">'
    assert page.count(shown) == 2  # in the justification, and with the evidence
    assert f"<figure>{shown}<figcaption>Ana Lima</figcaption></figure>" in page
    assert 'alt="Trees, &quot;seen&quot;"' in page
    assert "<figcaption>Own photo</figcaption>" in page
    assert f'<a href="/files/{pdf}">The count as a PDF</a> (PDF, {len(PDF)}' in page
    assert "?key=" not in page
    assert "The parks office said that 298 trees were planted in spring. It counted them twice." in page
    assert "From the copy of the page that the desk stored on" in page


def test_the_front_page_shows_the_first_picture_of_the_lead_and_of_others(
    public_files: Any, client: Client, edith: User, mona: User, ada: User
) -> None:
    _, image, pdf = public_files
    shown = f'<img src="/files/{image}" alt="Ten trees" lang="en" width="60" height="40" loading="lazy">'
    for place in ("lead-verdict", "headline"):
        page = client.get("/").content.decode()
        piece = page.partition(f'class="{place}"')[2]
        assert shown in piece
        assert piece.partition(shown)[2].lstrip().startswith('<figcaption lang="en">Ana Lima</figcaption>')
        assert page.count("<img") == 1
        assert str(pdf) not in page
        make_publication(edith, mona)
    remove_data(kind="file", subject=image.pk, reason="request", by=ada)
    assert "<img" not in client.get("/").content.decode()


def test_pages_of_the_desk_show_files_with_a_key(desk_files: Any, client: Client, edith: User, mona: User) -> None:
    claim, image, _ = desk_files
    client.force_login(edith)
    for path in (f"/claims/{claim.pk}/", f"/claims/{claim.pk}/preview/"):
        page = client.get(path).content.decode()
        assert page.count(f'<img src="/files/{image}?key=') == 3, path
        assert f'src="/files/{image}"' not in page
    submit_verdict(claim_id=claim.pk, editor=edith)
    client.force_login(mona)
    address = f"/moderation/{Case.objects.get(verdict__claim=claim).pk}/"
    page = client.get(address, follow=True).content.decode()
    assert f'src="/files/{image}?key=' in page
    assert f'src="/files/{image}"' not in page
