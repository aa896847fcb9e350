"""Rows that PostgreSQL builds are equal to details that Python serializes."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from rest_framework import serializers

from claims.api.claims import ClaimSerializer
from claims.api.list_rows import row_of
from claims.api.publications import PublicationSerializer
from claims.api.queue import QueueClaimSerializer
from claims.models import Article, Claim, Topic, User
from claims.priority import Weights, explain_priority
from claims.services.claims import add_claim
from claims.services.priority_weights import set_weights
from claims.services.publications import withdraw_verdict
from claims.services.reading_corrections import AttributionInput, QuantityInput, correct_reading
from tests.api.api_clients import API_ROOT, api_client
from tests.api.sample_desk import SampleDesk, create_sample_desk
from tests.stories import make_article, make_publication

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def world(cora: User, edith: User, mona: User, ada: User) -> SampleDesk:
    return create_sample_desk(cora, edith, mona, ada)


def detail(person: User | None, path: str, names: tuple[str, ...]) -> dict[str, Any]:
    """Return these fields of a detail."""
    data = api_client(person).get(path).json()
    return {name: data[name] for name in names}


def test_a_claim_is_the_same_in_a_list_and_alone(world: SampleDesk, edith: User) -> None:
    _mark(world, edith)
    rows = api_client(edith).get(f"{API_ROOT}/claims/?limit=200").json()["results"]
    assert {row["id"] for row in rows} == set(Claim.objects.values_list("pk", flat=True))
    for row in rows:
        assert row == detail(edith, row["href"], ClaimSerializer.Meta.fields)
        assert tuple(row) == ClaimSerializer.Meta.fields


def test_a_claim_is_the_same_in_the_queue_and_alone(world: SampleDesk, edith: User, mona: User) -> None:
    _mark(world, edith)
    Claim.objects.filter(pk=world.things["queued"]).update(
        assignee=edith, topic=Topic.objects.all()[0], deadline=NOON, reach=40_000, tip_count=3
    )
    shared = tuple(name for name in QueueClaimSerializer.Meta.fields if name in ClaimSerializer.Meta.fields)
    for in_force in (Weights(), Weights(checkworthiness=50.0, tip_count=3.0)):
        set_weights(by=mona, weights=in_force)
        with time_machine.travel(NOON, tick=False):
            rows = api_client(edith).get(f"{API_ROOT}/queue/").json()["results"]
        claims = list(Claim.objects.filter(status="queued").order_by("-priority", "id"))
        assert world.things["queued"] in [row["id"] for row in rows] == [claim.pk for claim in claims]
        for row, claim in zip(rows, claims, strict=True):
            assert {name: row[name] for name in shared} == detail(edith, row["href"], shared)
            assert row["parts"] == [part._asdict() for part in explain_priority(claim, in_force, NOON)]
            assert tuple(row) == QueueClaimSerializer.Meta.fields


def test_a_publication_is_the_same_in_a_list_and_alone(edith: User, mona: User) -> None:
    standing, withdrawn = make_publication(edith, mona), make_publication(edith, mona)
    withdraw_verdict(claim_id=withdrawn.claim_id, moderator=mona, reason='It "never" was – \n <b>so</b>.')
    lists = {"publications/": 1, "publications/?q=trees": 1, f"publications/{withdrawn.claim_id}/revisions/": 2}
    for path, number in lists.items():
        rows = api_client(None).get(f"{API_ROOT}/{path}").json()["results"]
        assert len(rows) == number
        for row in rows:
            assert row == detail(None, row["href"], PublicationSerializer.Meta.fields)
            assert tuple(row) == PublicationSerializer.Meta.fields
    page = api_client(None).get(f"{API_ROOT}/publications/").json()["results"][0]["url"]
    assert page.endswith(standing.get_absolute_url())


def test_a_field_that_only_python_can_compute_is_refused() -> None:
    class Computed(serializers.ModelSerializer[Claim]):
        length = serializers.SerializerMethodField()

        class Meta:
            model = Claim
            fields = ("length",)

    with pytest.raises(TypeError, match="cannot be translated into SQL"):
        row_of(Computed())


def _mark(world: SampleDesk, edith: User) -> None:
    """Create a claim with special characters, an editor without a name, a longer chain and open quantities."""
    edith.name = ""
    edith.save()
    text = 'He "said" \\n <b>“½ of it”</b>\u2028 was 7 %.'
    article = make_article(edith, text)
    claim = add_claim(article=article, editor=edith, start=3, end=20, exact=text[3:20])
    correct_reading(
        claim_id=claim.pk,
        editor=edith,
        version=claim.version,
        chain=[AttributionInput("Zoë", "person", "said"), AttributionInput("The “Courier”", "outlet")],
        quantities=[QuantityInput(0.1, None, "%"), QuantityInput(3, 7e22, "of it", "about")],
        hedged=True,
        assertion="denied",
    )
    Article.objects.filter(pk=world.things["article"]).update(published=None, url=None)
