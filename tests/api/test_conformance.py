"""Whatever a program sends, as the OpenAPI document allows it or not, the answer is one that the document names."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from rest_framework.throttling import SimpleRateThrottle
from schemathesis.config import SchemathesisConfig

from claims import intake
from claims.models import User
from claims.refusals import FetchFailed
from claims.services import tokens
from factcheck.wsgi import application
from tests.api.test_openapi import SNAPSHOT
from tests.api.world import World, a_world

CONFIG = SchemathesisConfig.from_dict(
    {
        "generation": {"max-examples": 8, "deterministic": True, "database": "none"},
        "checks": {
            # 422: no document can say that words have to stand at their place, or that a text is not blank.
            "positive_data_acceptance": {"expected-statuses": ["2xx", "401", "403", "404", "409", "422", "429"]},
        },
    }
)
THINGS = {"claim_id": "taken", "article_id": "article", "evidence_id": "evidence", "flag_id": "flag"}
contract = schemathesis.openapi.from_path(SNAPSHOT, config=CONFIG)
contract.app = application


@pytest.fixture
def world(cora: User, edith: User, mona: User, ada: User, monkeypatch: pytest.MonkeyPatch) -> World:
    """A desk without limits and without a network."""
    for scope in list(SimpleRateThrottle.THROTTLE_RATES):
        monkeypatch.setitem(SimpleRateThrottle.THROTTLE_RATES, scope, None)
    monkeypatch.setattr(intake, "from_url", _no_network)
    return a_world(cora, edith, mona, ada)


def _no_network(_url: str) -> None:
    raise FetchFailed


@contract.parametrize()
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_answer_is_in_the_document(case: schemathesis.Case, world: World):
    """Half of the ids that are asked for exist, so that both answers are seen."""
    for name, value in case.path_parameters.items():
        if name in THINGS and isinstance(value, int) and value % 2:
            case.path_parameters[name] = world.things[THINGS[name]]
    _, secret = tokens.issue(user=world.people["editor"])
    case.call_and_validate(headers={"Authorization": f"Bearer {secret}"})
