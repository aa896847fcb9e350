"""Lists of claims."""

from claims.models import User
from claims.selectors.claims import list_claims
from claims.services.queue import release_claim, take_claim
from tests.stories import make_queued_claim


def test_a_claim_with_several_leases_is_listed_once(edith: User, emil: User) -> None:
    claim = make_queued_claim(edith)
    for editor in (edith, emil, edith):
        take_claim(claim_id=claim.pk, editor=editor)
        release_claim(claim_id=claim.pk, editor=editor)
    assert list(list_claims()) == [claim]
