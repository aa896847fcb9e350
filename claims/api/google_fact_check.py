"""Google's Fact Check Tools API (v1alpha1) over our publications and the reviews of others.

Parameters, answers and errors are Google's, so that its clients work with nothing changed but the base address.
No `key` is needed, since what is public needs none; one that is sent is not looked at.
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
from claims.intake.claimreviews import host_without_www
from claims.models import FactCheck
from claims.refusals import Unimplemented
from claims.selectors.fact_checks import FactCheckFilter, list_fact_checks, search_fact_checks

SEARCH_PARAMETERS = frozenset(
    "query languageCode reviewPublisherSiteFilter maxAgeDays pageSize pageToken offset "
    "key alt fields prettyPrint quotaUser access_token oauth_token $.xgafv".split()
)
"""Those of the search, and those that all of Google's APIs take; the latter change nothing here."""

GOOGLE_STATUSES = {
    400: "INVALID_ARGUMENT",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
}
GOOGLE_STATUS_CODES = {405: 404, 406: 400}
"""Where Google answers another status than DRF."""

PAGE_ROWS, MAX_PAGE_ROWS = 10, 100
MAX_QUERY_CHARACTERS = 1_000  # characters
TOKEN_SALT = "claims:search"


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What a search asks for."""

    query: str
    language: str
    site: str
    age: int
    size: int
    offset: int

    @property
    def filters(self) -> FactCheckFilter:
        """All but the words."""
        since = timezone.now().date() - timedelta(days=self.age) if self.age else None
        return FactCheckFilter(self.language, self.site, since)

    @property
    def fingerprint(self) -> str:
        """What has to be the same on all pages of one search."""
        asked = (self.query, self.language, self.site, self.age)
        return hashlib.sha256(repr(asked).encode()).hexdigest()[:16]


class GoogleView(APIView):
    """What its methods have in common: open to everybody, and errors in Google's shape."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    http_method_names = ["get", "head"]
    schema = None

    def get_exception_handler(self) -> Any:
        """Google's instead of a problem document."""
        return _google_error


class ClaimSearchView(GoogleView):
    """`claims:search`."""

    def get(self, request: Request) -> Response:
        """One page of what has been checked, the nearest first, or the newest where there is no query."""
        question = _parse_query(request)
        found = _search_page(question)
        answer: dict[str, Any] = (
            {"claims": [_claim_message(review) for review in found[: question.size]]} if found else {}
        )
        if len(found) > question.size:
            answer["nextPageToken"] = _make_token(question)
        return Response(answer)


class ImageSearchView(GoogleView):
    """`claims:imageSearch`."""

    def get(self, request: Request) -> Response:
        """Not here."""
        raise Unimplemented("Images cannot be searched here.")


class UnknownGoogleView(GoogleView):
    """Whatever else Google's API has."""

    def get(self, request: Request) -> Response:
        """Not here."""
        raise NotFound("Method not found.")


def _google_error(exception: Exception, context: dict[str, Any]) -> Response:
    """A problem document made Google's error."""
    response = handle_exception(exception, context)
    code = GOOGLE_STATUS_CODES.get(response.status_code, response.status_code)
    message = response.data["detail"]
    response.data = {"error": {"code": code, "message": message, "status": GOOGLE_STATUSES.get(code, "UNKNOWN")}}
    response.status_code, response.content_type = code, "application/json"
    return response


def _parse_query(request: Request) -> SearchQuery:
    """The parameters, checked; refused with the name of the one that is wrong."""
    given = request.query_params
    for name in given:
        if name not in SEARCH_PARAMETERS:
            raise ValidationError(f'Unknown name "{name[:100]}": Cannot bind query parameter.')
    if given.get("alt", "json") != "json":
        raise ValidationError("alt: only json is answered.")
    question = SearchQuery(
        query=given.get("query", "").replace("\0", " ").strip()[:MAX_QUERY_CHARACTERS],
        language=given.get("languageCode", "").replace("_", "-").partition("-")[0].lower(),
        site=_parse_site(given.get("reviewPublisherSiteFilter", "")),
        age=min(_parse_integer(given.get("maxAgeDays", ""), "max_age_days"), date.max.year),
        size=min(_parse_integer(given.get("pageSize", ""), "page_size") or PAGE_ROWS, MAX_PAGE_ROWS),
        offset=_parse_integer(given.get("offset", ""), "offset"),
    )
    if not question.query and not question.site:
        raise ValidationError("query is required unless review_publisher_site_filter is specified.")
    return _continue_query(question, given.get("pageToken", ""))


def _parse_integer(text: str, name: str) -> int:
    """A number from 0 to the largest int32; 0 where none is given, as in protocol buffers."""
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
        raise ValidationError("review_publisher_site_filter is not the name of a site.")
    return site


def _make_token(question: SearchQuery) -> str:
    return signing.dumps([question.fingerprint, question.offset + question.size], salt=TOKEN_SALT)


def _continue_query(question: SearchQuery, token: str) -> SearchQuery:
    """The question at the place that the token of the page before names."""
    if not token:
        return question
    try:
        fingerprint, offset = signing.loads(token, salt=TOKEN_SALT)
    except signing.BadSignature as error:
        raise ValidationError("page_token is none that was given out here.") from error
    if fingerprint != question.fingerprint:
        raise ValidationError("page_token belongs to a search with other parameters.")
    return replace(question, offset=offset)


def _search_page(question: SearchQuery) -> list[FactCheck]:
    """The page, and one more to know whether there is a next."""
    place = {"limit": question.size + 1, "offset": question.offset}
    if question.query:
        return [match.fact_check for match in search_fact_checks(question.query, question.filters, **place)]
    return list_fact_checks(question.filters, **place)


def _claim_message(review: FactCheck) -> dict[str, Any]:
    found = {
        "publisher": {"name": review.publisher, "site": review.site},
        "url": review.url,
        "title": review.title,
        "reviewDate": _instant_text(review.reviewed),
        "textualRating": review.rating,
        "languageCode": review.language,
    }
    claim = {
        "text": review.claim_text,
        "claimant": review.claimant,
        "claimDate": _instant_text(review.claimed),
        "claimReview": [_drop_empty(found)],
    }
    return _drop_empty(claim)


def _instant_text(day: date | None) -> str:
    return f"{day.isoformat()}T00:00:00Z" if day else ""


def _drop_empty(message: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty, as protocol buffers are written in JSON."""
    return {name: value for name, value in message.items() if value}
