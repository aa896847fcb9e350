"""The claims of an article, as its contributor and as editors see them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from claims.models import User
from claims.services.claims import accept_claim
from claims.services.plans import plan_claim
from tests.api.api_clients import API_ROOT, api_client
from tests.stories import make_read_article


def test_contributors_do_not_see_who_checks_a_claim_until_when(cora: User, edith: User) -> None:
    article = make_read_article(cora)
    claim = article.appearances.get().claim
    accept_claim(claim_id=claim.pk, editor=edith)
    changes: dict[str, Any] = {"assignee": edith, "deadline": timezone.now() + timedelta(days=1)}
    plan_claim(claim_id=claim.pk, by=edith, changes=changes)  # type: ignore[arg-type]

    def plan(person: User) -> tuple[Any, Any]:
        [row] = api_client(person).get(f"{API_ROOT}/articles/{article.pk}/claims/").json()["results"]
        return row["claim"]["assignee"], row["claim"]["deadline"]

    assert plan(cora) == (None, None)
    assert plan(edith)[0] == {"id": edith.pk, "name": "Edith"}
