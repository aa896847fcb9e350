"""Whatever a program sends, as the OpenAPI document allows it or not, the answer is one that the document names."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from rest_framework.throttling import SimpleRateThrottle
from schemathesis.config import SchemathesisConfig

from claims.intake import fetching
from claims.refusals import FetchFailed
from claims.services import tokens
from claims.workflow import Role
from factcheck.wsgi import application
from tests.api.test_openapi import SNAPSHOT
from tests.api.world import World, a_world
from tests.people import somebody

POSSIBLE = ["2xx", "401", "403", "404", "409", "412", "422", "428", "429"]
CONFIG = SchemathesisConfig.from_dict(
    {
        "generation": {"max-examples": 4, "deterministic": True, "database": "none"},
        "checks": {
            # 422: no document can say that words have to stand at their place, or that a text is not blank;
            # 412 and 428: nor which version is the newest, or that one of two ways names it.
            "positive_data_acceptance": {"expected-statuses": POSSIBLE},
        },
        "operations": [
            {
                # Nor can it say which addresses are public, that a file has to be text, or names have no NUL.
                "include-operation-id": ["articles_create", "evidence_create", "evidence_update", "reading_correct"],
                "checks": {"positive_data_acceptance": {"enabled": False}},
            }
        ],
    }
)
pytestmark = pytest.mark.django_db
THINGS = {"claim_id": "taken", "article_id": "article", "evidence_id": "evidence", "flag_id": "flag", "view_id": "view"}


def _from_an_address(environ: dict[str, Any], start_response: Any) -> Any:
    """The application as a server calls it; allauth counts failed sign-ins by address."""
    return application({"REMOTE_ADDR": "127.0.0.1", **environ}, start_response)


contract = schemathesis.openapi.from_path(SNAPSHOT, config=CONFIG)
contract.app = _from_an_address


@pytest.fixture(scope="module")
def desk(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One desk for all operations, without limits and without a network; what they do to it adds up."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(SimpleRateThrottle, "THROTTLE_RATES", dict.fromkeys(SimpleRateThrottle.THROTTLE_RATES))
        patch.setattr(fetching, "article", _no_network)
        patch.setattr(request_started, "receivers", [])
        patch.setattr(request_finished, "receivers", [])
        yield a_world(*(somebody(role.value.title(), role) for role in Role))
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def headers(desk: World) -> dict[str, str]:
    """What an editor's program sends."""
    return {"Authorization": f"Bearer {tokens.issue(user=desk.people['editor'])[1]}"}


def _no_network(_url: str) -> None:
    raise FetchFailed


@contract.parametrize()
@settings(
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
def test_every_answer_is_in_the_document(case: schemathesis.Case, desk: World, headers: dict[str, str]):
    """Half of the ids that are asked for exist, so that both answers are seen."""
    for name, value in case.path_parameters.items():
        if name in THINGS and isinstance(value, int) and value % 2:
            case.path_parameters[name] = desk.things[THINGS[name]]
    (case.query or {}).pop("cursor", None)  # it means something only to the list that gave it
    case.call_and_validate(headers=headers)
