"""A passage that an editor chose is read like any other claim."""

from datetime import date
from time import process_time
from typing import Any

from claims.models import Article, Claim, Event, User
from claims.selectors.claims import list_unread_claim_ids
from claims.services.articles import submit_text
from claims.services.claims import add_claim
from claims.services.reading_corrections import AttributionInput, QuantityInput, correct_reading
from claims.services.undo import undo_decision
from claims.tasks import read_article, read_passage

TEXT = (
    "Planning fell again last month.\n\n"
    "According to Shelter, builders finished 12,000 homes in Leeds on Monday "
    "with just 43,000 homes approved in England."
)
PASSAGE = "with just 43,000 homes approved in England"
PUBLISHED = date(2026, 3, 4)


def mark(by: User, words: str = PASSAGE, text: str = TEXT, **details: Any) -> Claim:
    article, _ = submit_text(text=text, by=by, published=PUBLISHED, **details)
    start = article.text.index(words)
    return add_claim(article=article, editor=by, start=start, end=start + len(words), exact=words)


def test_a_marked_passage_is_read_with_numbers_chain_and_score(edith: User) -> None:
    claim = mark(edith)
    assert (claim.checkworthiness, claim.reasons, list_unread_claim_ids()) == (0.0, [], [claim.pk])
    read_passage(claim.pk)
    claim.refresh_from_db()
    place = claim.appearances.get()
    assert [(q.low, q.unit) for q in place.quantities.all()] == [(43_000, "homes")]
    assert [link.name for link in place.attributions.all()] == ["Shelter"]
    assert 0 < claim.checkworthiness < 1
    assert claim.reasons
    assert (claim.unread, claim.version) == ([], 2)
    assert Event.objects.filter(verb="claim.read", claim=claim).count() == 1
    read_passage(claim.pk)
    assert Event.objects.filter(verb="claim.read", claim=claim).count() == 1


def test_a_marked_sentence_gets_dates_and_a_statement(edith: User) -> None:
    claim = mark(edith, "builders finished 12,000 homes in Leeds on Monday")
    read_passage(claim.pk)
    claim.refresh_from_db()
    assert [time["value"] for time in claim.appearances.get().times] == ["2026-03-02"]
    assert "2 March 2026" in claim.statement


def test_a_long_article_costs_no_more_than_a_second(edith: User) -> None:
    filler = "\n\n".join(f"The council said on day {n} that {n} trees were planted by Ana Lima." for n in range(1_500))
    claim = mark(edith, text=f"{filler}\n\n{TEXT}")
    read_passage(mark(edith).pk)  # loads the models
    before = process_time()
    read_passage(claim.pk)
    assert process_time() - before < 1.0
    claim.refresh_from_db()
    assert claim.appearances.get().quantities.count() == 1


def widen(claim: Claim, by: User, *, to: str, **changes: Any) -> None:
    place = claim.appearances.get()
    chain = [AttributionInput(link.name, link.kind, link.cue) for link in place.attributions.all()]
    numbers = [QuantityInput(q.low, q.high, q.unit, q.modifier, q.kind) for q in place.quantities.all()]
    start = place.article.text.index(to)
    words = {"chain": chain, "quantities": numbers, "hedged": False, "assertion": "asserted", "version": claim.version}
    correct_reading(claim_id=claim.pk, editor=by, start=start, end=start + len(to), **{**words, **changes})


def test_widening_reads_the_new_words_and_keeps_what_was_entered(edith: User) -> None:
    claim = mark(edith)
    read_passage(claim.pk)
    claim.refresh_from_db()
    widen(
        claim, edith, to="builders finished 12,000 homes in Leeds on Monday with just 43,000 homes approved in England"
    )
    read_passage(claim.pk)
    place = claim.appearances.get()
    assert sorted(q.low or 0 for q in place.quantities.all()) == [12_000, 43_000]
    assert [time["value"] for time in place.times] == ["2026-03-02"]
    claim.refresh_from_db()
    widen(
        claim, edith, to="builders finished 12,000 homes in Leeds on Monday with just 43,000",
        quantities=[QuantityInput(12_001, 12_001, "homes")],
    )  # fmt: skip
    read_passage(claim.pk)
    assert [q.low for q in claim.appearances.get().quantities.all()] == [12_001]


def test_an_undone_widening_has_its_dates_read_again(edith: User) -> None:
    claim = mark(edith)
    read_passage(claim.pk)
    claim.refresh_from_db()
    widen(claim, edith, to="on Monday with just 43,000 homes approved in England")
    read_passage(claim.pk)
    undo_decision(event_id=Event.objects.filter(verb="claim.corrected").latest("id").pk, by=edith)
    read_passage(claim.pk)
    claim.refresh_from_db()
    assert (claim.text, claim.appearances.get().times) == ("With just 43,000 homes approved in England", [])


def test_a_passage_in_another_language_is_read_without_a_score_of_its_own(edith: User) -> None:
    text = "Le maire a dit que trois cents arbres ont été plantés dans la ville et que les habitants en sont contents."
    claim = mark(edith, "trois cents arbres ont été plantés", text)
    read_passage(claim.pk)
    claim.refresh_from_db()
    assert (claim.unread, claim.checkworthiness) == ([], 0.5)
    place = claim.appearances.get()
    assert [q.low for q in place.quantities.all()] == [300]
    assert [link.name for link in place.attributions.all()] == ["maire"]


def test_an_article_is_read_beside_its_marked_passages(edith: User) -> None:
    claim = mark(edith)
    read_article(claim.appearances.get().article_id)
    assert Article.objects.get().status == "read"
