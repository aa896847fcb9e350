"""What the database promises about matches, each with an attempt to break it past all services."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from claims.models import Match, User
from tests.stories import make_match


def test_a_claim_stands_beside_a_review_once(edith: User) -> None:
    match = make_match(edith)
    with pytest.raises(IntegrityError, match="one_match_per_claim_and_fact_check"):
        Match.objects.create(claim=match.claim, fact_check=match.fact_check, score=0.5)


@pytest.mark.parametrize(
    ("changes", "promise"),
    [
        ({"state": "confirmed"}, "a_judged_match_has_a_judge"),
        ({"state": "rejected", "at": timezone.now()}, "a_judged_match_has_a_judge"),
        ({"at": timezone.now()}, "a_judged_match_has_a_judge"),
        ({"state": "perhaps"}, "a_judged_match_has_a_judge"),
        ({"score": -0.1}, "a_score_is_not_negative"),
    ],
)
def test_a_match_is_a_suggestion_or_a_judgement(edith: User, changes: dict[str, Any], promise: str) -> None:
    match = make_match(edith)
    with pytest.raises(IntegrityError, match=promise):
        Match.objects.filter(pk=match.pk).update(**changes)
