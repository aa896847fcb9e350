"""What is left of the rows about a claim after words were taken out of them."""

from claims.checkworthiness_reasons import describe_reason
from claims.models import Claim, User
from claims.services.claim_scores import shipped_score
from claims.services.redactions import redact_passage
from tests.stories import make_publication


def test_a_claim_can_be_scored_anew_after_its_number_is_taken_out(edith: User, mona: User, ada: User) -> None:
    published = make_publication(edith, mona)
    learned = {"words": "298 trees", "shipped": "0.298", "version": "298"}
    reasons = [
        {"code": "earlier_checks", "parameters": {"count": "298"}, "weight": 0.1},
        {"code": "learned_words", "parameters": learned, "weight": 0.2},
    ]
    Claim.objects.filter(pk=published.claim_id).update(reasons=reasons)
    redact_passage(claim_id=published.claim_id, passage="298", reason="law", by=ada)
    left = Claim.objects.get(pk=published.claim_id).reasons
    assert shipped_score(0.5, left).score == 0.298
    assert "298 earlier fact-checks" in describe_reason(left[0])
    assert "“[removed] trees”" in describe_reason(left[1])
