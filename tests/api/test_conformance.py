"""Whatever a program sends, as the OpenAPI document allows it or not, the answer is one that the document names.

Every operation is tried at the bounds of all that can be sent to it, by somebody who may; and with chance, by each
role. ``FACTCHECK_EXAMPLES=20 bin/test -n auto tests/api/test_conformance.py`` tries more, others each time.
"""

import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple, cast
from zlib import crc32

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import transaction
from django.urls import resolve, reverse
from hypothesis import HealthCheck, Phase, settings
from rest_framework.throttling import SimpleRateThrottle
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import CaseMetadata, CoveragePhaseData, CoverageScenario, TestPhase
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from claims.intake import fetching, http_post
from claims.models import User
from claims.ratings import RATINGS
from claims.refusals import FetchFailed
from claims.services.tokens import create_token, record_token_use
from claims.workflow import Role
from factcheck.wsgi import application
from tests.api.access_rows import ROLES
from tests.api.sample_desk import SampleDesk, create_sample_desk
from tests.api.test_access import ACCESS_TABLE
from tests.api.test_openapi import SNAPSHOT
from tests.people import create_user_with_role

Case = schemathesis.Case[Any]
DEFAULT_VALUES = 2
PATH_EXAMPLES = int(os.environ.get("FACTCHECK_EXAMPLES", DEFAULT_VALUES))
POSSIBLE_STATUSES = ["2xx", "401", "403", "404", "409", "412", "422", "428", "429"]
CONFIG = SchemathesisConfig.from_dict(
    {
        "generation": {
            "max-examples": PATH_EXAMPLES,
            "deterministic": PATH_EXAMPLES == DEFAULT_VALUES,
            "database": "none",
        },
        # The others are tried by test_access, each once for an address and not once for an operation.
        "phases": {"coverage": {"unexpected-methods": ["put", "trace"]}},
        "checks": {
            # 422: no document can say that words have to stand at their place, or that a text is not blank;
            # 412 and 428: nor which version is the newest, or that one of two ways names it.
            "positive_data_acceptance": {"expected-statuses": POSSIBLE_STATUSES},
        },
        "operations": [
            {
                # Nor can it say which addresses are public.
                "include-operation-id": [
                    "evidence_create",
                    "evidence_update",
                    "imports_create",
                    "series_change",
                    "series_create",
                    "series_imports_create",
                ],
                "checks": {"positive_data_acceptance": {"expected-statuses": [*POSSIBLE_STATUSES, "400"]}},
            },
            {
                # Nor that a file has to be text, which its name tells.
                "include-operation-id": "articles_create",
                "checks": {"positive_data_acceptance": {"expected-statuses": [*POSSIBLE_STATUSES, "400", "415"]}},
            },
        ],
    }
)
ALIKE_LOCATIONS = (ParameterLocation.HEADER, ParameterLocation.PATH)
PARAMETER_PATTERN = re.compile(r"<(?:\w+:)?(\w+)>")
pytestmark = pytest.mark.django_db


class ApiOperation(NamedTuple):
    """The URL arguments of an existing resource, and a role that may use it."""

    there: dict[str, int | str]
    allowed: str


def _from_address(environ: dict[str, Any], start_response: Any) -> Any:
    """Call the application as a server does; allauth counts failed sign-ins by IP address."""
    return application({"REMOTE_ADDR": "127.0.0.1", **environ}, start_response)


NETWORK_FUNCTIONS = (
    (fetching, "fetch_article"),
    (fetching, "fetch_page"),
    (fetching, "fetch_feed"),
    (http_post, "post_message"),
)

contract = schemathesis.openapi.from_path(SNAPSHOT, config=CONFIG)
contract.app = _from_address


@pytest.fixture(scope="module")
def desk(django_db_setup: None, django_db_blocker: Any) -> Iterator[SampleDesk]:
    """Create one desk for all operations, without rate limits and without a network."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(SimpleRateThrottle, "THROTTLE_RATES", dict.fromkeys(SimpleRateThrottle.THROTTLE_RATES))
        for module, name in NETWORK_FUNCTIONS:
            patch.setattr(module, name, _no_network)
        patch.setattr(request_started, "receivers", [])
        patch.setattr(request_finished, "receivers", [])
        logging.disable(logging.WARNING)  # a line for each refusal, where thousands are meant to be refused
        yield create_sample_desk(*(create_user_with_role(role.value.title(), role) for role in Role))
        logging.disable(logging.NOTSET)
        transaction.set_rollback(True)


def _no_network(*_: Any, **__: Any) -> None:
    raise FetchFailed


@pytest.fixture(scope="module")
def headers(desk: SampleDesk) -> dict[str, dict[str, str]]:
    """Return the headers for each role."""
    return {role: _request_of(person) if person else {} for role, person in desk.people.items()}


def _request_of(person: User) -> dict[str, str]:
    token, secret = create_token(user=person)
    record_token_use(token)  # once, or what is undone would have to note it each time anew
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture(scope="module")
def doors(desk: SampleDesk) -> dict[tuple[str, str], ApiOperation]:
    """Return the targets by method and path."""
    return dict(_collect_operations(desk))


def _collect_operations(desk: SampleDesk) -> Iterator[tuple[tuple[str, str], ApiOperation]]:
    for (method, name), row in ACCESS_TABLE.items():
        things = [desk.things[thing] for thing in row.things.split()]
        match = resolve(reverse(f"api:{name}", args=things))
        targets = dict(zip(match.kwargs, things, strict=True))
        yield (
            (method, "/" + PARAMETER_PATTERN.sub(r"{\1}", match.route)),
            ApiOperation(targets, _allowed_statuses(row.statuses)),
        )


def _allowed_statuses(statuses: str) -> str:
    """Somebody for whom it is done, an editor before all, to whom most of the desk belongs."""
    allowed_roles = [role for role, status in zip(ROLES, statuses.split(), strict=True) if status.startswith("2")]
    return next((role for role in ("editor", *allowed_roles) if role in allowed_roles), "editor")


GENERATED_EXAMPLES = settings(
    phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck), deadline=None
)
STATEFUL_STEPS = settings(
    GENERATED_EXAMPLES,
    max_examples=PATH_EXAMPLES,
    stateful_step_count=6,
    derandomize=PATH_EXAMPLES == DEFAULT_VALUES,
    database=None,
)


@contract.parametrize()
@GENERATED_EXAMPLES
def test_every_response_is_in_the_document(
    case: Case, headers: dict[str, dict[str, str]], doors: dict[tuple[str, str], ApiOperation]
) -> None:
    """What is at its bounds is sent by one who may, what comes by chance by all."""
    door = doors[case.operation.method.upper(), case.operation.path]
    bounds = meta_of(case).phase.name is TestPhase.COVERAGE
    if bounds and PATH_EXAMPLES == DEFAULT_VALUES and _may_retry(case):
        return
    _link_operations(case, {**door.there, "If-Match": "*"}, bounds=bounds)
    for role in (door.allowed,) if bounds else ROLES:
        once = [] if role == door.allowed and not bounds else [ignored_auth]
        with _without_changes():
            case.call_and_validate(headers=headers[role], excluded_checks=[*once, *_undocumented_fields(case)])


@pytest.mark.parametrize("role", ROLES)
def test_every_sequence_of_requests_is_in_the_document(role: str, headers: dict[str, dict[str, str]]) -> None:
    """The document has no links; the connections between operations are inferred."""

    class Steps(contract.as_state_machine()):  # type: ignore[misc]
        def setup(self) -> None:
            self.undone = ExitStack()
            self.undone.enter_context(_without_changes())

        def teardown(self) -> None:
            self.undone.close()

        def before_call(self, case: Case) -> None:
            _link_operations(case, {"If-Match": "*"}, bounds=False)

        def get_call_kwargs(self, case: Case) -> dict[str, Any]:
            return {"headers": headers[role]}

        def validate_response(self, response: Any, case: Case, **sent: Any) -> None:
            more = {"recorder": self.recorder, "excluded_checks": _undocumented_fields(case)}
            case.validate_response(response, headers=headers[role], transport_kwargs=sent, **more)

    Steps.run(settings=STATEFUL_STEPS)


def meta_of(case: Case) -> CaseMetadata:
    """Return how a case was generated."""
    assert case.meta
    return case.meta


def _may_retry(case: Case) -> bool:
    """What is left to the thorough run: most of what headers, ids, methods and `limit` do alike, and of wrong types.

    So is what is one short of a bound, for the bound itself is tried, and what is one beyond.
    """
    about = cast(CoveragePhaseData, meta_of(case).phase.data)
    if "near-boundary" in (about.description or "").lower():
        return True
    is_method = about.scenario is CoverageScenario.UNSPECIFIED_HTTP_METHOD
    if about.parameter_location in ALIKE_LOCATIONS or about.parameter == "limit" or is_method:
        return crc32(case.operation.label.encode()) % 4 > 0
    return about.scenario is CoverageScenario.INCORRECT_TYPE and crc32(repr(case).encode()) % 6 > 0


def _link_operations(case: Case, targets: dict[str, Any], *, bounds: bool) -> None:
    """To what is there and as it is: always, unless the bounds of the way are tried; of chance's cases half."""
    about = meta_of(case).phase.data.parameter_location if bounds else None
    if not meta_of(case).is_negative_at(ParameterLocation.QUERY):
        case.query.pop("cursor", None)  # it means something only to the list that gave it
    for where, name in (ParameterLocation.PATH, "path_parameters"), (ParameterLocation.HEADER, "headers"):
        sent = getattr(case, name)
        linked = {
            parameter: targets[parameter]
            for parameter in sent
            if parameter in targets and (bounds or _is_odd_text(sent[parameter]))
        }
        if linked and where is not about and not meta_of(case).is_negative_at(where):
            setattr(case, name, sent.__class__({**sent, **linked}))


def _is_odd_text(value: Any) -> bool:
    return bool(crc32(repr(value).encode()) % 2)


def _undocumented_fields(case: Case) -> list[Any]:
    """Strings are neither blank nor contain NUL, and codes of ratings are data: the document does not state it."""
    refused = any(not text.strip() or "\0" in text for text in _collect_texts(case.body, case.query) if text)
    codes = [sent.get("rating") for sent in (case.body, case.query) if isinstance(sent, Mapping)]
    refused = refused or not {*_collect_texts(codes)}.issubset({"", *RATINGS})
    return [positive_data_acceptance] if refused else []


def _collect_texts(*values: Any) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from _collect_texts(*value.values())
        elif isinstance(value, list):
            yield from _collect_texts(*value)


@contextmanager
def _without_changes() -> Iterator[None]:
    """Roll back everything that a test writes."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
