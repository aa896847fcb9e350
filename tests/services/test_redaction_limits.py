"""What a redaction has to wait for, and the one mark of removed words."""

import pytest

from claims.log.redactions import REDACTION_MARK
from claims.models import User
from claims.refusals import NotFound
from claims.removal_reasons import REMOVED_TEXT
from claims.selectors.removals import AwaitsApproval
from claims.services.redactions import redact_passage
from claims.services.verdicts import submit_verdict
from tests.services.test_redactions import WORDS, redact
from tests.stories import (
    make_approved_verdict,
    make_publication,
    start_noted_correction,
)


def test_what_waits_for_approval_is_sent_back_first(edith: User, mona: User, ada: User) -> None:
    claim_id = make_approved_verdict(edith, mona).claim_id
    with pytest.raises(NotFound):
        redact_passage(claim_id=claim_id, passage=WORDS, reason="law", by=ada)
    published = make_publication(edith, mona)
    start_noted_correction(published.claim_id, edith)
    submit_verdict(claim_id=published.claim_id, editor=edith)
    with pytest.raises(AwaitsApproval):
        redact(published, ada)


def test_the_log_and_the_desk_mark_words_alike() -> None:
    assert REDACTION_MARK == REMOVED_TEXT
