"""Transcripts, PDFs and mails from their submission to the claim and its publication."""

from functools import partial

import pytest
from django.db import DatabaseError, transaction

from claims.intake import fetching
from claims.intake.mails import MAX_ATTACHMENTS
from claims.models import Appearance, Article, Submission, User
from claims.refusals import BadUrl, FieldTooLong
from claims.services.articles import submit_text
from claims.services.claims import accept_claim
from claims.services.evidence import add_evidence, examine_evidence
from claims.services.publication_builder import build_next_publication
from claims.services.queue import take_claim
from claims.services.snapshots import fetch_snapshot_page
from claims.services.submissions import submit_file
from claims.source_notes import list_note_sentences
from claims.tasks import fetch_submission, read_article
from tests.intake.file_samples import make_mail, make_pdf
from tests.intake.loopback_web import LoopbackWeb, http_answer
from tests.stories import make_taken_claim, make_written_draft

RECORDING = "https://youtu.be/council"
VTT = b"""WEBVTT

00:01.000 --> 00:04.000
<v Ana Lima>We built 300 homes in 2020

00:04.000 --> 00:06.000
<v Ana Lima>in the town of Alderport.

01:15.000 --> 01:20.000
<v Bob Stone>Taxes rose by 30 percent in March 2021.
"""


def stored(submission: Submission) -> Article:
    fetch_submission(submission.pk)
    submission.refresh_from_db()
    assert submission.article, submission.error
    return submission.article


def read(article: Article) -> list[Appearance]:
    read_article(article.pk)
    return list(article.appearances.order_by("start"))


def test_a_claim_of_a_transcript_has_speaker_and_second(edith: User) -> None:
    article = stored(submit_file(name="council.vtt", data=VTT, by=edith, media_url=RECORDING))
    assert (article.kind, article.media_url) == ("transcript", RECORDING)
    homes, taxes = read(article)
    assert (homes.exact, homes.second, homes.page) == ("We built 300 homes in 2020 in the town of Alderport.", 1, None)
    assert (taxes.exact, taxes.second) == ("Taxes rose by 30 percent in March 2021.", 75)
    assert [place.attributions.get().name for place in (homes, taxes)] == ["Ana Lima", "Bob Stone"]


def test_the_same_file_is_the_same_article_and_its_positions_are_frozen(edith: User) -> None:
    first, second = (stored(submit_file(name="council.vtt", data=VTT, by=edith)) for _ in range(2))
    assert first == second
    with pytest.raises(DatabaseError, match="removal"), transaction.atomic():
        Article.objects.filter(pk=first.pk).update(positions=[])


def test_a_pasted_transcript_has_turns(edith: User) -> None:
    text = "ANA LIMA: We built 300 homes in 2020.\n\n[01:15] BOB STONE: Taxes rose by 30 percent in March 2021."
    article, _ = submit_text(text=text, by=edith, kind="transcript", title="Council")
    homes, taxes = read(article)
    assert [place.attributions.get().name for place in (homes, taxes)] == ["ANA LIMA", "BOB STONE"]
    assert (homes.second, taxes.second) == (None, 75)


def test_a_recording_is_a_public_address(edith: User) -> None:
    with pytest.raises(BadUrl):
        submit_file(name="a.vtt", data=VTT, by=edith, media_url="javascript:x")
    with pytest.raises(FieldTooLong):
        submit_text(text="The mayor said no.", by=edith, media_url=f"https://a.example/{'a' * 2000}")
    assert not Submission.objects.exists()


def test_a_claim_of_a_pdf_has_its_page_and_scans_are_named(edith: User) -> None:
    pages = [["The council met in the town hall."], [], ["The mayor said on Monday that 300 homes were built."]]
    article = stored(submit_file(name="report.pdf", data=make_pdf(pages), by=edith))
    (place,) = read(article)
    assert (place.page, place.second) == (3, None)
    article.refresh_from_db()
    assert list_note_sentences(article.source_notes) == [
        "Page 2 has no text: it is a scan or a picture. What it says is missing here."
    ]


def test_a_file_that_cannot_be_read_is_refused_in_the_worker(edith: User) -> None:
    submission = submit_file(name="report.pdf", data=b"%PDF-1.7 nothing", by=edith)
    fetch_submission(submission.pk)
    submission.refresh_from_db()
    assert (submission.state, submission.error_code) == ("failed", "broken_file")


def test_attachments_become_articles_up_to_two_levels_deep(edith: User) -> None:
    deepest = make_mail("The deepest mail.", {"c.txt": b"Never read."})
    inner = make_mail("The inner mail.", {"b.txt": b"300 homes were built."}, Subject="Inner")
    inner.add_attachment(deepest)
    outer = make_mail("The outer mail.", {"a.txt": b"Taxes rose.", "a.exe": b"MZ"})
    outer.add_attachment(inner)
    article = stored(submit_file(name="outer.eml", data=outer.as_bytes(), by=edith))
    assert article.byline == "Ana Lima"
    assert [note["code"] for note in article.source_notes] == ["read_attachments", "unread_attachments"]
    for _ in range(3):
        for submission in Submission.objects.filter(state="waiting"):
            fetch_submission(submission.pk)
    texts = set(Article.objects.values_list("text", flat=True))
    assert {"Taxes rose.", "300 homes were built."} <= texts
    assert "Never read." not in texts
    assert all(row.parent for row in Submission.objects.exclude(file_name="outer.eml"))


def test_a_mail_has_ten_attachments_at_most(edith: User) -> None:
    files = {f"{number}.txt": f"Text number {number}.".encode() for number in range(MAX_ATTACHMENTS + 2)}
    stored(submit_file(name="mail.eml", data=make_mail("See below.", files).as_bytes(), by=edith))
    assert Submission.objects.filter(parent__isnull=False).count() == MAX_ATTACHMENTS


def test_a_quote_is_found_in_a_pdf_with_its_page(
    web: LoopbackWeb, edith: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch = partial(fetching.fetch_article, network=web.network)
    monkeypatch.setattr("claims.services.snapshots.fetch_document", fetch)
    pages = [["The council met."], ["The parks office counted 298 trees", "in the spring of 2020."]]
    web.pages["/report.pdf"] = http_answer(make_pdf(pages), content_type="application/pdf")
    claim = make_taken_claim(edith)
    item = add_evidence(
        claim_id=claim.pk, editor=edith, question="How many trees?", answer="298.", stance="supports",
        url=web.url("/report.pdf"), quote="counted 298 trees in the spring",
    )  # fmt: skip
    assert item.snapshot
    assert fetch_snapshot_page(snapshot_id=item.snapshot.pk)
    examine_evidence(evidence_id=item.pk)
    item.refresh_from_db()
    assert (item.quote_check.state, item.quote_check.page) == ("verbatim", 2)


def test_a_publication_names_page_second_and_recording(edith: User, mona: User) -> None:
    article = stored(submit_file(name="council.vtt", data=VTT, by=edith, media_url=RECORDING))
    claim = read(article)[1].claim
    accept_claim(claim_id=claim.pk, editor=edith)
    take_claim(claim_id=claim.pk, editor=edith)
    claim.refresh_from_db()
    draft = make_written_draft(claim, edith)
    publication = build_next_publication(claim, draft, mona)
    (place,) = publication.content.appearances
    assert (place.page, place.second, place.article.media_url) == (None, 75, RECORDING)
    assert publication.claimant == "Bob Stone"
