"""A claim comes with its lease, so that nobody asks for it once more."""

from typing import Any

from claims import permissions
from claims.models import User
from claims.selectors import claims
from claims.services import queue
from tests import stories


def test_a_claim_brings_its_open_lease_or_none(edith: User, django_assert_num_queries: Any) -> None:
    given_back = stories.a_taken_claim(edith)
    queue.release(claim_id=given_back.pk, editor=edith)
    free, taken = claims.detail(given_back.pk), claims.detail(stories.a_taken_claim(edith).pk)
    with django_assert_num_queries(0):
        assert permissions.open_assignment(free) is None
        lease = permissions.open_assignment(taken)
        assert lease
        assert lease.editor == edith


def test_a_claim_that_was_leased_often_is_listed_once(edith: User, emil: User) -> None:
    claim = stories.a_queued_claim(edith)
    for editor in (edith, emil, edith):
        queue.take(claim_id=claim.pk, editor=editor)
        queue.release(claim_id=claim.pk, editor=editor)
    assert list(claims.listed()) == [claim]
