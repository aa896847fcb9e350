"""Lists of claims."""

from claims.models import User
from claims.selectors import claims
from claims.services import queue
from tests import stories


def test_a_claim_that_was_leased_often_is_listed_once(edith: User, emil: User) -> None:
    claim = stories.a_queued_claim(edith)
    for editor in (edith, emil, edith):
        queue.take(claim_id=claim.pk, editor=editor)
        queue.release(claim_id=claim.pk, editor=editor)
    assert list(claims.listed()) == [claim]
