"""The database guarantees of relations between claims, each with an attempt to break it without the services."""

from typing import Any

import pytest
from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone

from claims.models import ClaimRelation, User
from tests.stories import make_relation


def test_a_pair_of_claims_has_one_relation(edith: User) -> None:
    relation = make_relation(edith)
    with pytest.raises(IntegrityError, match="one_relation_per_pair_of_claims"):
        ClaimRelation.objects.create(claim=relation.claim, other=relation.other, kind="wider", score=0.5)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"claim": F("other")}, "a_relation_leads_to_an_older_claim"),
        ({"claim": F("other"), "other": F("claim")}, "a_relation_leads_to_an_older_claim"),
        ({"kind": "similar"}, "a_relation_has_a_known_kind"),
        ({"state": "confirmed"}, "a_judged_relation_has_a_judge"),
        ({"state": "rejected", "judged_at": timezone.now()}, "a_judged_relation_has_a_judge"),
        ({"state": "perhaps"}, "a_judged_relation_has_a_judge"),
        ({"score": 1.1}, "the_score_of_a_relation_is_a_share"),
    ],
)
def test_a_relation_is_a_suggestion_or_a_judgement(edith: User, changes: dict[str, Any], constraint: str) -> None:
    relation = make_relation(edith)
    with pytest.raises(IntegrityError, match=constraint):
        ClaimRelation.objects.filter(pk=relation.pk).update(**changes)
