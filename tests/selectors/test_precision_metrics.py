"""The accuracy of readings, which corrections and dismissals count against."""

from claims.models import User
from claims.services.claims import dismiss_claim
from claims.services.reading_corrections import AttributionInput, QuantityInput, correct_reading
from claims.services.undo import undo_decision
from tests.services.test_metrics import metric_rows, rows_by_name
from tests.stories import make_detected_claim, make_queued_claim


def test_an_accepted_claim_that_was_corrected_is_misread_until_the_correction_is_undone(edith: User) -> None:
    claim = make_queued_claim(edith)
    chain = [AttributionInput("Ann Clark", "person", "said")]
    correction = correct_reading(
        claim_id=claim.pk, editor=edith, version=claim.version, chain=chain, quantities=[
            QuantityInput(q.low, q.high, q.unit, q.modifier, q.kind, q.currency)
            for q in claim.appearances.get().quantities.all()
        ], hedged=False, assertion="asserted",
    )  # fmt: skip
    assert correction is not None
    make_queued_claim(edith)
    assert metric_rows("precision-by-score") == [("0.6–0.8", 2, 2, 1, 0, 0, 100.0, 50.0, 100.0)]
    assert rows_by_name(metric_rows("corrected-parts")) == {
        "Words of the claim": (0, 0.0), "Statement": (0, 0.0), "Source": (1, 50.0), "Numbers": (0, 0.0)
    }  # fmt: skip
    undo_decision(event_id=correction.pk, by=edith)
    assert metric_rows("precision-by-score") == [("0.6–0.8", 2, 2, 0, 0, 0, 100.0, 100.0, 100.0)]


def test_what_is_no_claim_was_misread_and_scored_too_high(edith: User) -> None:
    make_queued_claim(edith)
    dismiss_claim(claim_id=make_detected_claim(edith).pk, editor=edith, reason="opinion")
    assert metric_rows("precision-by-score") == [("0.6–0.8", 2, 1, 1, 1, 0, 50.0, 50.0, 50.0)]
