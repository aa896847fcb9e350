"""A PDF that is evidence is searched for the quote, and its page is known."""

import pytest
from django.db import DatabaseError, transaction

from claims.intake.evidence_files import read_evidence_file
from claims.models import Claim, Evidence, StoredFile, User
from claims.services import stored_files
from claims.services.evidence import add_evidence
from claims.services.stored_files import store_file
from tests.intake.file_samples import make_pdf
from tests.sample_images import PDF
from tests.stories import make_stored_snapshot, make_taken_claim


@pytest.fixture(autouse=True)
def _own_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files here: the process with limits has its own tests."""
    monkeypatch.setattr(stored_files, "convert_evidence_file", read_evidence_file)


@pytest.fixture
def claim(edith: User) -> Claim:
    return make_taken_claim(edith)


def add_file(claim: Claim, by: User, file: StoredFile, quote: str, url: str = "") -> Evidence:
    return add_evidence(
        claim_id=claim.pk, editor=by, question="How many?", answer="298", stance="supports", alt_text="A report",
        file=file, quote=quote, url=url,
    )  # fmt: skip


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
