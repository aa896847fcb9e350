"""The OpenAPI document: adds to every operation its headers and the problems it can respond with."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.plumbing import build_bearer_security_scheme_object
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.request import Request

from claims.api.errors import MEDIA_TYPE
from claims.api.idempotency import KEY_PARAMETER
from claims.api.preconditions import IF_MATCH_PARAMETER

Operation = dict[str, Any]
SAFE_METHODS = {"get", "head", "options"}
UNPARSED_LOCATIONS = {"query", "header"}
"""Where a malformed value gets a 400; in the path it matches no route."""

VERSIONED_PATHS = (
    "/draft/",
    "/reading/",
    "/articles/{article_id}/",
    "/identity/",
    "/pages/{slug}/",
    "/translations/{language}/",
)
SECRET_OPERATIONS = {"login", "logout", "tokens_create", "webhooks_create", "webhooks_rotate"}
"""Operations whose responses are not stored: they hold a secret or end the token in use."""

STATUS_MEANINGS = {
    400: "The query, a header or the body is not valid.",
    401: "The request has no account, or its token is not valid.",
    403: "Your role does not allow this, or the CSRF token is missing.",
    404: "It does not exist, or you may not see it.",
    406: "The Accept header does not allow JSON.",
    409: "It has changed: the move is not possible, the version is old, or somebody else holds the lease.",
    412: "If-Match names an older version.",
    413: "The body is too large.",
    415: "The operation does not accept the media type of the body.",
    422: "The request is valid, but something is missing or cannot be used.",
    428: "The request names no version, neither in If-Match nor in `version`.",
    429: "Too many requests; Retry-After says when to try again.",
    503: "The desk is busy; Retry-After says when to try again.",
}
PROBLEM_SCHEMA = {
    "type": "object",
    "description": "A problem document (RFC 9457).",
    "required": ["type", "title", "status", "detail", "code", "facts", "errors"],
    "properties": {
        "type": {
            "type": "string",
            "format": "uri-reference",
            "description": "The URL that describes the problem.",
        },
        "title": {"type": "string", "description": "The title of this kind of problem."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What happened, and what to do."},
        "code": {"type": "string", "description": "The kind of problem, for programs."},
        "facts": {
            "type": "object",
            "additionalProperties": {},
            "description": "Further data for programs. After a missing or unknown field, `bodies` has the fields of "
            "each body that the operation takes, and `docs` the URL of its description.",
        },
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code", "detail"],
                "properties": {name: {"type": "string"} for name in ("field", "code", "detail")},
            },
        },
    },
}


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Describes our token authentication as a bearer token."""

    target_class = "claims.api.authentication.BearerAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """The security scheme object."""
        return build_bearer_security_scheme_object(header_name="Authorization", token_prefix="Bearer")  # noqa: S106


RENDERER_BY_FORMAT = {renderer.format: renderer for renderer in (OpenApiYamlRenderer, OpenApiJsonRenderer)}


class OpenApiView(SpectacularAPIView):
    """The OpenAPI document of this API, as YAML or JSON."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        """Return the document; it is the same for everybody."""
        renderer = request.accepted_renderer
        return HttpResponse(render_document(renderer.format), content_type=f"{renderer.media_type}; charset=utf-8")


@cache
def render_document(renderer_format: str) -> Any:
    """Render the document in one format, once per process: it takes half a second and never changes.

    It is in the language of the code for everybody.
    """
    with translation.override(settings.LANGUAGE_CODE):
        document = OpenApiView.generator_class().get_schema(public=True)  # type: ignore[no-untyped-call]
    return RENDERER_BY_FORMAT[renderer_format]().render(document, renderer_context={})


REFUSING_OPERATIONS = frozenset({"log_witness"})
"""Operations that need no account and still refuse some who ask: a witness keeps the logs that its settings name."""


FINDING_OPERATIONS = frozenset({"removals_create", "identity_restore", "learning_change"})
"""Operations whose body names a row that may not exist."""


VALUE_CHECKING_OPERATIONS = frozenset({"log_consistency", "queue_list"})
"""Operations that read and refuse parameters of the right form: a size above another, a day that no month has."""


def document_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add to every operation its headers and the problems it can respond with."""
    components = result["components"]
    components["schemas"]["Problem"] = PROBLEM_SCHEMA
    components["responses"] = {f"Problem{status}": _problem_response(status) for status in STATUS_MEANINGS}
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            for parameter in _write_headers(path, method, operation):
                operation.setdefault("parameters", []).append(parameter)
            for status in _problem_statuses(path, method, operation):
                reference = {"$ref": f"#/components/responses/Problem{status}"}
                operation["responses"].setdefault(str(status), reference)
    return result


def _write_headers(path: str, method: str, operation: Operation) -> list[dict[str, Any]]:
    """Return the headers that an operation accepts besides its own parameters."""
    private = {} not in operation.get("security", [{}])
    is_idempotent = method == "post" and private and operation["operationId"] not in SECRET_OPERATIONS
    return [KEY_PARAMETER] * is_idempotent + [IF_MATCH_PARAMETER] * _is_versioned(path, method)


def _is_versioned(path: str, method: str) -> bool:
    is_step = "/moves/" in path or ("/translations/{language}/" in path and method == "post")
    return is_step or (path.endswith(VERSIONED_PATHS) and method == "patch")


def _problem_response(status: int) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": STATUS_MEANINGS[status], "content": content}


def _problem_statuses(path: str, method: str, operation: Operation) -> list[int]:
    parameters = operation.get("parameters", [])
    writes = method not in SAFE_METHODS
    security = operation.get("security", [{}])
    private, by_cookie = {} not in security, {"cookieAuth": []} in security
    possible = {
        400: "requestBody" in operation or any(parameter["in"] in UNPARSED_LOCATIONS for parameter in parameters),
        401: True,
        403: private or (writes and by_cookie) or operation["operationId"] in REFUSING_OPERATIONS,
        404: "{" in path or "/log/" in path or operation["operationId"] in FINDING_OPERATIONS,
        406: True,
        409: writes,
        412: _is_versioned(path, method),
        413: writes,
        415: "requestBody" in operation,
        422: writes or operation["operationId"] in VALUE_CHECKING_OPERATIONS,
        428: _is_versioned(path, method) and method == "patch",
        429: True,
        503: True,
    }
    return [status for status, applies in possible.items() if applies]
