"""The OpenAPI document, and what it says beside what the views say: the problems of each operation."""

from functools import cache
from typing import Any

from django.http import HttpResponse
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
"""Where a value can stand that is none; one in the path is of no route."""

VERSIONED_PATHS = ("/draft/", "/reading/")
SECRET_OPERATIONS = {"login", "logout", "tokens_create", "webhooks_create", "webhooks_rotate"}
"""Operations whose answers are not kept, since they hold a secret or end the token that asked."""

STATUS_MEANINGS = {
    400: "The query, a header or the body is malformed, or a field of it is.",
    401: "No account, or a token that does not work.",
    403: "The role, the author or the CSRF token forbids it.",
    404: "It is not there, or not for you to see.",
    406: "The Accept header asks for something else than JSON.",
    409: "It has moved on: an illegal step, another version, somebody else's lease.",
    412: "It is no longer the version that If-Match names.",
    413: "The body is too large.",
    415: "The body is neither JSON nor what else this operation reads.",
    422: "It is understood, and cannot be done as it is: something is missing or unusable.",
    428: "Neither If-Match nor `version` says what you have seen.",
    429: "Too many requests; Retry-After says when to come back.",
    503: "The desk is busy; Retry-After says when to come back.",
}
PROBLEM_SCHEMA = {
    "type": "object",
    "description": "A problem document, RFC 9457.",
    "required": ["type", "title", "status", "detail", "code", "facts", "errors"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "description": "Where this kind is explained."},
        "title": {"type": "string", "description": "The same for every problem of this kind."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What happened here, and what can be done."},
        "code": {"type": "string", "description": "The kind, for programs."},
        "facts": {
            "type": "object",
            "additionalProperties": {},
            "description": "What a program may want to know.",
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
    """Says of our token authentication what it is: a bearer token."""

    target_class = "claims.api.authentication.BearerAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """The security scheme object."""
        return build_bearer_security_scheme_object(header_name="Authorization", token_prefix="Bearer")  # noqa: S106


RENDERER_BY_FORMAT = {each.format: each for each in (OpenApiYamlRenderer, OpenApiJsonRenderer)}


class OpenApiView(SpectacularAPIView):
    """The OpenAPI document of this API, as YAML or JSON."""

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        """The same for everybody."""
        form = request.accepted_renderer
        return HttpResponse(_render_document(form.format), content_type=f"{form.media_type}; charset=utf-8")


@cache
def _render_document(form: str) -> Any:
    """The document in one form: a process writes it once, since that takes half a second and nothing changes it."""
    document = OpenApiView.generator_class().get_schema(public=True)  # type: ignore[no-untyped-call]
    return RENDERER_BY_FORMAT[form]().render(document, renderer_context={})


def document_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Give every operation the problems that it can answer with."""
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
    """What every write of one kind understands beside its own parameters."""
    private = {} not in operation.get("security", [{}])
    kept = method == "post" and private and operation["operationId"] not in SECRET_OPERATIONS
    return [KEY_PARAMETER] * kept + [IF_MATCH_PARAMETER] * _is_versioned(path, method)


def _is_versioned(path: str, method: str) -> bool:
    return (path.endswith(VERSIONED_PATHS) and method == "patch") or "/moves/" in path


def _problem_response(status: int) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": STATUS_MEANINGS[status], "content": content}


def _problem_statuses(path: str, method: str, operation: Operation) -> list[int]:
    parameters = operation.get("parameters", [])
    writes = method not in SAFE_METHODS
    security = operation.get("security", [{}])
    private, by_cookie = {} not in security, {"cookieAuth": []} in security
    possible = {
        400: "requestBody" in operation or any(each["in"] in UNPARSED_LOCATIONS for each in parameters),
        401: True,
        403: private or (writes and by_cookie),
        404: "{" in path,
        406: True,
        409: writes,
        412: _is_versioned(path, method),
        413: writes,
        415: "requestBody" in operation,
        422: writes,
        428: _is_versioned(path, method) and method == "patch",
        429: True,
        503: True,
    }
    return [status for status, there in possible.items() if there]
