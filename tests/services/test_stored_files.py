"""Files of evidence: stored once by their hash, frozen with their verdict, swept, removed for good."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import ProtectedError, Value
from django.utils import timezone

from claims.file_kinds import PDF as PDF_TYPE
from claims.intake import limited_process
from claims.intake.evidence_files import NotAnEvidenceFile, read_evidence_file
from claims.intake.images import CheckedFile
from claims.models import Claim, Event, Evidence, Removal, StoredFile, User
from claims.refusals import BadValue, NotAllowed, Refusal
from claims.selectors.stored_files import FileRemoved, find_usable_file, is_published, read_stored_file
from claims.services import stored_files
from claims.services.evidence import add_evidence, change_evidence, remove_evidence
from claims.services.moderation import approve_verdict
from claims.services.redactions import redact_passage
from claims.services.removals import remove_data
from claims.services.retention import erase_expired_data
from claims.services.stored_files import keep_file, store_file
from claims.services.undo import undo_decision
from claims.services.verdicts import begin_correction, submit_verdict
from tests.intake.file_samples import make_pdf
from tests.sample_images import PDF, make_image
from tests.stories import make_stored_snapshot, make_taken_claim, make_written_draft, published

QUOTE_TEXT: dict[str, Any] = {"question": "What does it show?", "answer": "Ten trees", "stance": "supports"}
FILE_TEXT = {"alt_text": "Ten trees in a row", "credit": "Ana Lima, with permission"}


@pytest.fixture(autouse=True)
def _own_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files here: the process with limits has its own tests."""
    monkeypatch.setattr(stored_files, "convert_evidence_file", read_evidence_file)


@pytest.fixture
def image(edith: User) -> StoredFile:
    return store_file(data=make_image(), by=edith)


@pytest.fixture
def claim(edith: User) -> Claim:
    return make_taken_claim(edith)


def add_file(claim: Claim, by: User, file: StoredFile, **given: Any) -> Evidence:
    return add_evidence(claim_id=claim.pk, editor=by, **{**QUOTE_TEXT, **FILE_TEXT, "file": file, **given})


@pytest.fixture
def published_claim(claim: Claim, image: StoredFile, edith: User, mona: User) -> Claim:
    """A published claim with the image as evidence."""
    make_written_draft(claim, edith)
    add_file(claim, edith, image)
    submit_verdict(claim_id=claim.pk, editor=edith)
    approve_verdict(claim_id=claim.pk, moderator=mona)
    return published(claim.pk, mona).claim


def test_a_file_is_stored_with_its_hash_and_its_event(image: StoredFile, edith: User) -> None:
    stored, content = read_stored_file(image.sha256, "png", has_key=True)
    assert hashlib.sha256(content).hexdigest() == stored.sha256
    assert (stored.width, stored.height, stored.size_bytes) == (60, 40, len(content))
    assert Event.objects.get(verb="file.stored").data == {"sha256": image.sha256, "size_bytes": len(content)}


def test_two_people_who_upload_the_same_file_get_the_same(image: StoredFile, mona: User) -> None:
    assert store_file(data=make_image(), by=mona) == image
    assert StoredFile.objects.get().uploaded_by == image.uploaded_by
    assert Event.objects.filter(verb="file.stored").count() == 1


def test_who_may_not_draft_may_not_upload(cora: User) -> None:
    with pytest.raises(NotAllowed):
        store_file(data=make_image(), by=cora)


def test_what_is_refused_leaves_nothing(edith: User) -> None:
    with pytest.raises(NotAnEvidenceFile):
        store_file(data=b"<svg onload='alert(1)'>", by=edith)
    assert not StoredFile.objects.exists()


def test_a_killed_process_leaves_nothing(edith: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: Any, **__: Any) -> list[CheckedFile]:
        limited_process._check_exit("read_evidence_file", -9)
        return []

    monkeypatch.setattr(limited_process, "_run_job", killed)
    monkeypatch.setattr(stored_files, "convert_evidence_file", limited_process.convert_evidence_file)
    with pytest.raises(Refusal) as refused:
        store_file(data=make_image(), by=edith)
    assert refused.value.code == "too_complex"
    assert not StoredFile.objects.exists()


# What the database keeps -----------------------------------------------------------


@pytest.mark.parametrize("wrong", [{"sha256": "0" * 64}, {"size_bytes": 2}, {"data": b"y"}, {"is_removed": True}])
def test_the_database_computes_the_hash(edith: User, wrong: dict[str, Any]) -> None:
    """So a backup whose bytes have changed cannot be restored."""
    right = {"data": b"x", "sha256": hashlib.sha256(b"x").hexdigest(), "size_bytes": 1, "media_type": PDF_TYPE}
    with pytest.raises(IntegrityError, match="a_stored_file_has_the_hash"), transaction.atomic():
        StoredFile.objects.create(**{**right, **wrong}, uploaded_by=edith)


@pytest.mark.parametrize(
    "change", [{"data": Value(b"x")}, {"data": None, "is_removed": True}, {"sha256": "0" * 64}, {"width": 1}]
)
def test_a_stored_file_is_frozen(image: StoredFile, change: dict[str, Any]) -> None:
    with pytest.raises(DatabaseError, match="unless a removal"), transaction.atomic():
        StoredFile.objects.filter(pk=image.pk).update(**change)


def test_the_file_of_evidence_stays(claim: Claim, image: StoredFile, edith: User) -> None:
    add_file(claim, edith, image)
    with pytest.raises(ProtectedError):
        StoredFile.objects.all().delete()


# Evidence --------------------------------------------------------------------------


def test_a_file_needs_a_description(claim: Claim, image: StoredFile, edith: User) -> None:
    with pytest.raises(BadValue, match="Describe the file"):
        add_file(claim, edith, image, alt_text=" ")
    item = add_file(claim, edith, image)
    with pytest.raises(IntegrityError, match="a_file_has_a_description"), transaction.atomic():
        Evidence.objects.filter(pk=item.pk).update(alt_text="")


def test_a_file_is_part_of_the_frozen_page(published_claim: Claim, image: StoredFile) -> None:
    assert published_claim.publication
    item = published_claim.publication.content.evidence[1]
    assert item.file
    assert (item.file.sha256, item.file.width, item.alt_text) == (image.sha256, 60, "Ten trees in a row")
    assert item.credit == "Ana Lima, with permission"
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Evidence.objects.filter(file=image).update(file=None)


def test_another_file_asks_for_a_second_look(claim: Claim, image: StoredFile, edith: User) -> None:
    item = add_file(claim, edith, image)
    draft = claim.verdicts.get()
    draft.justification = f"Ten trees [{item.number}]."
    draft.save()
    change_evidence(evidence_id=item.pk, editor=edith, file=store_file(data=PDF, by=edith))
    item.refresh_from_db()
    assert item.changed_since_cited
    assert Event.objects.get(verb="evidence.changed").data["changed"]["file_id"][0] == image.sha256


def test_a_correction_keeps_the_file(published_claim: Claim, image: StoredFile, edith: User) -> None:
    begin_correction(claim_id=published_claim.pk, editor=edith, reason="The count was wrong.")
    assert published_claim.verdicts.get(submitted=None).evidence.get(number=2).file == image


def test_removed_evidence_comes_back_with_its_file(claim: Claim, image: StoredFile, edith: User) -> None:
    event = remove_evidence(evidence_id=add_file(claim, edith, image).pk, editor=edith)
    undo_decision(event_id=event.pk, by=edith)
    assert Evidence.objects.get().file == image


# Sweeping and removal --------------------------------------------------------------


def age_files() -> None:
    StoredFile.objects.update(uploaded=timezone.now() - timedelta(days=31))


def test_a_file_that_no_evidence_has_is_swept(claim: Claim, image: StoredFile, edith: User) -> None:
    add_file(claim, edith, image)
    store_file(data=PDF, by=edith)
    assert erase_expired_data(code="unused_files") is None
    age_files()
    event = erase_expired_data(code="unused_files")
    assert event
    assert event.data["count"] == 1
    assert StoredFile.objects.get() == image


def test_evidence_whose_file_is_swept_is_not_restored_without_it(claim: Claim, image: StoredFile, edith: User) -> None:
    event = remove_evidence(evidence_id=add_file(claim, edith, image).pk, editor=edith)
    age_files()
    erase_expired_data(code="unused_files")
    with pytest.raises(Refusal, match="no longer stored"):
        undo_decision(event_id=event.pk, by=edith)


def test_uploading_again_and_using_it_start_the_time_anew(image: StoredFile, edith: User) -> None:
    touches: list[Callable[[], object]] = [
        lambda: store_file(data=make_image(), by=edith),
        lambda: keep_file(image.sha256),
    ]
    for touch in touches:
        age_files()
        touch()
        assert erase_expired_data(code="unused_files") is None


def test_an_admin_removes_a_file_for_good(published_claim: Claim, image: StoredFile, edith: User, ada: User) -> None:
    remove_data(kind="file", subject=image.pk, reason="law", by=ada)
    assert len(Removal.objects.get(kind="file").row_sha256) == 64
    with pytest.raises(FileRemoved):
        read_stored_file(image.sha256, "png", has_key=False)
    with pytest.raises(FileRemoved):
        store_file(data=make_image(), by=edith)
    with pytest.raises(FileRemoved):
        keep_file(image.sha256)
    with pytest.raises(BadValue):
        find_usable_file(image.sha256)
    pdf = store_file(data=PDF, by=edith)
    remove_data(kind="file", subject=pdf.pk, reason="law", by=ada)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        StoredFile.objects.filter(pk=pdf.pk).delete()


def test_with_a_claim_go_the_files_that_only_it_has(
    published_claim: Claim, image: StoredFile, edith: User, mona: User, ada: User
) -> None:
    other = make_taken_claim(edith)
    pdf = store_file(data=PDF, by=edith)
    begin_correction(claim_id=published_claim.pk, editor=edith, reason="More evidence.")
    add_file(published_claim, edith, pdf)
    add_file(other, edith, pdf)
    remove_data(kind="claim", subject=published_claim.pk, reason="danger", by=ada)
    assert set(StoredFile.objects.filter(is_removed=True)) == {image}
    assert list(Removal.objects.values_list("kind", flat=True)) == ["file", "claim"]
    with pytest.raises(FileRemoved):
        read_stored_file(image.sha256, "png", has_key=False)


def test_a_redaction_cuts_description_credit_and_stored_words(
    published_claim: Claim, image: StoredFile, ada: User
) -> None:
    redact_passage(claim_id=published_claim.pk, passage="Ana Lima", reason="request", by=ada)
    published_claim.refresh_from_db()
    assert published_claim.publication
    item = published_claim.publication.content.evidence[1]
    assert item.credit == "[removed], with permission"
    assert item.file
    assert (item.file.sha256, item.file.media_type) == (image.sha256, "image/png")
    assert Evidence.objects.get(file=image).credit == "[removed], with permission"


def test_a_file_is_published_with_its_verdict_only(claim: Claim, image: StoredFile, edith: User, mona: User) -> None:
    make_written_draft(claim, edith)
    add_file(claim, edith, image)
    steps: list[Callable[[], object]] = [
        lambda: submit_verdict(claim_id=claim.pk, editor=edith),
        lambda: approve_verdict(claim_id=claim.pk, moderator=mona),
    ]
    for step in steps:
        assert not is_published(image.sha256)
        step()
    published(claim.pk, mona)
    assert is_published(image.sha256)


# The quote in a PDF ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("quote", "state", "page"),
    [
        ("298 trees were counted", "verbatim", 2),
        ("The report … 298 trees", "gaps", 1),
        ("500 trees were counted", "missing", None),
    ],
)
def test_a_quote_is_searched_in_a_pdf_and_its_page_is_known(
    claim: Claim, edith: User, quote: str, state: str, page: int | None
) -> None:
    data = make_pdf([["The report of the parks office."], ["In spring, 298 trees were counted."]])
    item = add_file(claim, edith, store_file(data=data, by=edith), quote=quote)
    assert (item.quote_check.state, item.quote_check.page, item.quote_check.snapshot) == (state, page, None)
    stored = StoredFile.objects.get()
    assert [position["page"] for position in stored.positions] == [1, 2]
    with pytest.raises(DatabaseError), transaction.atomic():
        StoredFile.objects.update(text="500 trees were counted.")


def test_a_pdf_without_a_text_is_evidence_all_the_same(claim: Claim, edith: User) -> None:
    item = add_file(claim, edith, store_file(data=PDF, by=edith), quote="298 trees")
    assert not hasattr(item, "quote_check")


def test_the_page_of_evidence_counts_before_its_pdf(claim: Claim, edith: User) -> None:
    file = store_file(data=make_pdf([["298 trees were counted."]]), by=edith)
    item = add_file(claim, edith, file, quote="298 trees", url="https://parks.example/trees")
    assert item.quote_check.snapshot is None
    make_stored_snapshot("https://parks.example/trees")
    assert Evidence.objects.get(pk=item.pk).quote_check.snapshot is not None
