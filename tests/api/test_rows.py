"""Lists of claims are made into JSON by PostgreSQL, the same that the serializers would make."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from claims.api.claims import ClaimSerializer
from claims.api.publications import PublicationSerializer
from claims.api.queue import QueueClaimSerializer
from claims.models import Article, Claim, Publication, Topic, User
from claims.priority import Weights
from claims.selectors import claims as selectors
from claims.selectors import publications
from claims.services import claims as triage
from claims.services import corrections, publishing
from claims.services import weights as services
from claims.services.corrections import Named, Number
from tests.api.clients import V1, as_
from tests.api.world import World, a_world
from tests.stories import a_publication, an_article

NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def world(cora: User, edith: User, mona: User, ada: User) -> World:
    return a_world(cora, edith, mona, ada)


def test_a_list_says_what_the_serializers_say(world: World, edith: User) -> None:
    _mark(world, edith)
    listed = {row["id"]: row for row in as_(edith).get(f"{V1}/claims/?limit=200").json()["results"]}
    assert listed.keys() == set(Claim.objects.values_list("pk", flat=True))
    for claim_id, row in listed.items():
        assert row == _serialized(claim_id)
        assert list(row) == list(_serialized(claim_id))


def test_the_queue_says_what_its_serializer_says(world: World, edith: User, mona: User) -> None:
    _mark(world, edith)
    Claim.objects.filter(pk=world.things["queued"]).update(
        assignee=edith, topic=Topic.objects.all()[0], deadline=NOON, reach=40_000, asked=3
    )
    weights = Weights(checkworthiness=50.0, asked=3.0)
    services.weigh(by=mona, weights=weights)
    with time_machine.travel(NOON, tick=False):
        queued = as_(edith).get(f"{V1}/queue/").json()["results"]
    assert [row["id"] for row in queued] == list(
        Claim.objects.filter(status="queued").order_by("-priority", "id").values_list("pk", flat=True)
    )
    assert world.things["queued"] in {row["id"] for row in queued}
    assert queued == [_serialized(row["id"], QueueClaimSerializer, weights=weights, now=NOON) for row in queued]


def test_lists_of_publications_say_what_their_serializer_says(edith: User, mona: User) -> None:
    standing, gone = a_publication(edith, mona), a_publication(edith, mona)
    publishing.withdraw(claim_id=gone.claim_id, moderator=mona, reason='It "never" was – \n <b>so</b>.')
    lists: dict[str, Sequence[Publication]] = {
        "publications/": [standing],
        "publications/?q=trees": [standing],
        f"publications/{gone.claim_id}/revisions/": list(publications.revisions(gone.claim_id)),
    }
    for path, found in lists.items():
        listed = as_(None).get(f"{V1}/{path}").json()["results"]
        shape = PublicationSerializer(found, many=True, context={"request": Request(APIRequestFactory().get("/"))})
        assert listed == json.loads(JSONRenderer().render(shape.data))
        assert [list(row) for row in listed] == [list(PublicationSerializer.Meta.fields)] * len(found)


def _serialized(claim_id: int, shape: Any = ClaimSerializer, **context: Any) -> dict[str, Any]:
    request = Request(APIRequestFactory().get("/"))
    data = shape(selectors.detail(claim_id), context={"request": request, **context}).data
    row: dict[str, Any] = json.loads(JSONRenderer().render(data))
    return row


def _mark(world: World, edith: User) -> None:
    """A claim whose words hurt, by an editor without a name, with a longer chain, open numbers and ranges."""
    edith.name = ""
    edith.save()
    text = 'He "said" \\n <b>“½ of it”</b>\u2028 was 7 %.'
    article = an_article(edith, text)
    claim = triage.add(article=article, editor=edith, start=3, end=20, exact=text[3:20])
    corrections.correct(
        claim_id=claim.pk,
        editor=edith,
        version=claim.version,
        chain=[Named("Zoë", "person", "said"), Named("The “Courier”", "outlet")],
        quantities=[Number(0.1, None, "%"), Number(3, 7e22, "of it", "about")],
        hedged=True,
        denied=True,
    )
    Article.objects.filter(pk=world.things["article"]).update(published=None, url=None)
