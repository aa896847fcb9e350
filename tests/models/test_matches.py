"""What the database promises about matches, each with an attempt to break it past all services."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from claims.models import Match, User
from tests import stories


def test_a_claim_stands_beside_a_review_once(edith: User) -> None:
    match = stories.a_match(edith)
    with pytest.raises(IntegrityError, match="one_match_per_claim_and_review"):
        Match.objects.create(claim=match.claim, review=match.review, score=0.5)


@pytest.mark.parametrize(
    ("changes", "promise"),
    [
        ({"state": "confirmed"}, "a_judged_match_says_by_whom"),
        ({"state": "rejected", "at": timezone.now()}, "a_judged_match_says_by_whom"),
        ({"at": timezone.now()}, "a_judged_match_says_by_whom"),
        ({"state": "perhaps"}, "a_judged_match_says_by_whom"),
        ({"score": -0.1}, "a_score_is_not_negative"),
    ],
)
def test_a_match_is_a_suggestion_or_a_judgement(edith: User, changes: dict[str, Any], promise: str) -> None:
    match = stories.a_match(edith)
    with pytest.raises(IntegrityError, match=promise):
        Match.objects.filter(pk=match.pk).update(**changes)
