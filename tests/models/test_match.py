"""The database guarantees of matches, each with an attempt to break it without the services."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from claims.models import Match, User
from tests.stories import make_match


def test_a_claim_has_one_match_per_fact_check(edith: User) -> None:
    match = make_match(edith)
    with pytest.raises(IntegrityError, match="one_match_per_claim_and_fact_check"):
        Match.objects.create(claim=match.claim, fact_check=match.fact_check, score=0.5)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"state": "confirmed"}, "a_judged_match_has_a_judge"),
        ({"state": "rejected", "judged_at": timezone.now()}, "a_judged_match_has_a_judge"),
        ({"judged_at": timezone.now()}, "a_judged_match_has_a_judge"),
        ({"state": "perhaps"}, "a_judged_match_has_a_judge"),
        ({"score": -0.1}, "a_score_is_not_negative"),
        ({"relation": "similar"}, "a_match_has_its_relation"),
    ],
)
def test_a_match_is_a_suggestion_or_a_judgement(edith: User, changes: dict[str, Any], constraint: str) -> None:
    match = make_match(edith)
    with pytest.raises(IntegrityError, match=constraint):
        Match.objects.filter(pk=match.pk).update(**changes)
