"""Google's Fact Check Tools API (v1alpha1) over our verdicts and the fact-checks of others.

Parameters, responses and errors are the same as Google's, so that its clients work with only the base URL changed.
No `key` is needed, since the data are public; a key that is sent is ignored.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.core import signing
from django.utils import timezone
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.api.errors import handle_exception
from claims.bounds import LARGEST_INTEGER
from claims.intake.fact_check_entries import host_without_www
from claims.models import FactCheck
from claims.refusals import Unimplemented
from claims.selectors.fact_check_ranking import FactCheckFilter
from claims.selectors.fact_checks import list_fact_checks, search_fact_checks
from claims.services.query_vectors import get_query_vectors

SEARCH_PARAMETERS = frozenset(
    "query languageCode reviewPublisherSiteFilter maxAgeDays pageSize pageToken offset "
    "key alt fields prettyPrint quotaUser access_token oauth_token $.xgafv".split()
)
"""The parameters of the search, and those that all Google APIs accept; the latter have no effect here."""

GOOGLE_STATUSES = {
    400: "INVALID_ARGUMENT",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
}
GOOGLE_STATUS_CODES = {405: 404, 406: 400}
"""Google's status code where it differs from DRF's."""

PAGE_ROWS, MAX_PAGE_ROWS = 10, 100
MAX_QUERY_CHARACTERS = 1_000
PAGE_SALT = "claims:search"


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """The parameters of a search; `age` is in days."""

    query: str
    language: str
    site: str
    age: int
    size: int
    offset: int

    @property
    def filters(self) -> FactCheckFilter:
        """Return the filters apart from the words."""
        since = timezone.now().date() - timedelta(days=self.age) if self.age else None
        return FactCheckFilter(self.language, self.site, since)

    @property
    def fingerprint(self) -> str:
        """Return a hash of what must stay the same on all pages of one search."""
        parameters = (self.query, self.language, self.site, self.age)
        return hashlib.sha256(repr(parameters).encode()).hexdigest()[:16]


class GoogleView(APIView):
    """The base of all methods: open to everybody, with errors in Google's format."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    http_method_names = ["get", "head"]
    schema = None

    def get_exception_handler(self) -> Any:
        """Return the handler that writes Google's errors instead of problem documents."""
        return _google_error


class ClaimSearchView(GoogleView):
    """`claims:search`."""

    def get(self, request: Request) -> Response:
        """Return a page of fact-checks: the most similar first, or the newest first without a query."""
        query = _parse_query(request)
        fact_checks = _search_page(query)
        message: dict[str, Any] = (
            {"claims": [_claim_message(fact_check) for fact_check in fact_checks[: query.size]]} if fact_checks else {}
        )
        if len(fact_checks) > query.size:
            message["nextPageToken"] = _make_token(query)
        return Response(message)


class ImageSearchView(GoogleView):
    """`claims:imageSearch`."""

    def get(self, request: Request) -> Response:
        """Refuse: images cannot be searched."""
        raise Unimplemented("Images cannot be searched.")


class UnknownGoogleView(GoogleView):
    """All other methods of Google's API."""

    def get(self, request: Request) -> Response:
        """Refuse: there is no such method."""
        raise NotFound("Method not found.")


def _google_error(exception: Exception, context: dict[str, Any]) -> Response:
    """Turn a problem document into Google's error."""
    response = handle_exception(exception, context)
    code = GOOGLE_STATUS_CODES.get(response.status_code, response.status_code)
    message = response.data["detail"]
    response.data = {"error": {"code": code, "message": message, "status": GOOGLE_STATUSES.get(code, "UNKNOWN")}}
    response.status_code, response.content_type = code, "application/json"
    return response


def _parse_query(request: Request) -> SearchQuery:
    """Check the parameters; the refusal names the one that is not valid."""
    parameters = request.query_params
    for name in parameters:
        if name not in SEARCH_PARAMETERS:
            raise ValidationError(f'Unknown name "{name[:100]}": Cannot bind query parameter.')
    if parameters.get("alt", "json") != "json":
        raise ValidationError("alt: only json is supported.")
    query = SearchQuery(
        query=parameters.get("query", "").replace("\0", " ").strip()[:MAX_QUERY_CHARACTERS],
        language=parameters.get("languageCode", "").replace("_", "-").partition("-")[0].lower(),
        site=_parse_site(parameters.get("reviewPublisherSiteFilter", "")),
        age=min(_parse_integer(parameters.get("maxAgeDays", ""), "max_age_days"), date.max.year),
        size=min(_parse_integer(parameters.get("pageSize", ""), "page_size") or PAGE_ROWS, MAX_PAGE_ROWS),
        offset=_parse_integer(parameters.get("offset", ""), "offset"),
    )
    if not query.query and not query.site:
        raise ValidationError("query is required unless review_publisher_site_filter is specified.")
    return _continue_query(query, parameters.get("pageToken", ""))


def _parse_integer(text: str, name: str) -> int:
    """Parse a number from 0 to the largest int32; an absent one is 0, as in protocol buffers."""
    digits = text.strip().removeprefix("-")
    if text and not (digits.isascii() and digits.isdigit() and int(digits[:11]) <= LARGEST_INTEGER):
        raise ValidationError(f"Invalid value at '{name}' (TYPE_INT32), \"{text[:100]}\"")
    number = int(text or 0)
    if number < 0:
        raise ValidationError(f"{name} must not be negative.")
    return number


def _parse_site(text: str) -> str:
    site = host_without_www(text if "//" in text else f"//{text}") if text.strip() else ""
    if text.strip() and not site:
        raise ValidationError("review_publisher_site_filter is not a host name.")
    return site


def _make_token(query: SearchQuery) -> str:
    return signing.dumps([query.fingerprint, query.offset + query.size], salt=PAGE_SALT)


def _continue_query(query: SearchQuery, token: str) -> SearchQuery:
    """Return the query at the offset that a page token holds."""
    if not token:
        return query
    try:
        fingerprint, offset = signing.loads(token, salt=PAGE_SALT)
    except signing.BadSignature as error:
        raise ValidationError("page_token is not valid.") from error
    if fingerprint != query.fingerprint:
        raise ValidationError("page_token belongs to a search with other parameters.")
    return replace(query, offset=offset)


def _search_page(query: SearchQuery) -> list[FactCheck]:
    """Return the page and one more fact-check, which shows whether there is a next page."""
    limit, offset = query.size + 1, query.offset
    if not query.query:
        return list_fact_checks(query.filters, limit=limit, offset=offset)
    vectors = get_query_vectors(query.query)
    hits = search_fact_checks(query.query, query.filters, vectors=vectors, limit=limit, offset=offset)
    return [hit.fact_check for hit in hits]


def _claim_message(fact_check: FactCheck) -> dict[str, Any]:
    review = {
        "publisher": {"name": fact_check.publisher, "site": fact_check.site},
        "url": fact_check.url,
        "title": fact_check.title,
        "reviewDate": _instant_text(fact_check.reviewed),
        "textualRating": fact_check.rating,
        "languageCode": fact_check.language,
    }
    claim = {
        "text": fact_check.claim_text,
        "claimant": fact_check.claimant,
        "claimDate": _instant_text(fact_check.claimed),
        "claimReview": [_drop_empty(review)],
    }
    return _drop_empty(claim)


def _instant_text(day: date | None) -> str:
    return f"{day.isoformat()}T00:00:00Z" if day else ""


def _drop_empty(message: dict[str, Any]) -> dict[str, Any]:
    """Leave out empty values, as protocol buffers do in JSON."""
    return {name: value for name, value in message.items() if value}
