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

from claims.api import errors
from claims.bounds import LARGEST_INTEGER
from claims.intake.claimreviews import site_of
from claims.models import Review
from claims.refusals import Unimplemented
from claims.selectors import reviews
from claims.selectors.reviews import Filters

PARAMETERS = frozenset(
    "query languageCode reviewPublisherSiteFilter maxAgeDays pageSize pageToken offset "
    "key alt fields prettyPrint quotaUser access_token oauth_token $.xgafv".split()
)
"""Those of the search, and those that all of Google's APIs take; the latter change nothing here."""

STATUSES = {
    400: "INVALID_ARGUMENT",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
}
AS_GOOGLE = {405: 404, 406: 400}
"""Where Google answers another status than DRF."""

PAGE, LARGEST_PAGE = 10, 100
QUERY = 1_000  # characters
SALT = "claims:search"


@dataclass(frozen=True, slots=True)
class Question:
    """What a search asks for."""

    query: str
    language: str
    site: str
    age: int
    size: int
    offset: int

    @property
    def filters(self) -> Filters:
        """All but the words."""
        since = timezone.now().date() - timedelta(days=self.age) if self.age else None
        return Filters(self.language, self.site, since)

    @property
    def fingerprint(self) -> str:
        """What has to be the same on all pages of one search."""
        asked = (self.query, self.language, self.site, self.age)
        return hashlib.sha256(repr(asked).encode()).hexdigest()[:16]


class Google(APIView):
    """What its methods have in common: open to everybody, and errors in Google's shape."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    http_method_names = ["get", "head"]
    schema = None

    def get_exception_handler(self) -> Any:
        """Google's instead of a problem document."""
        return _error


class Search(Google):
    """`claims:search`."""

    def get(self, request: Request) -> Response:
        """One page of what has been checked, the nearest first, or the newest where there is no query."""
        question = _question(request)
        found = _found(question)
        answer: dict[str, Any] = {"claims": [_claim(review) for review in found[: question.size]]} if found else {}
        if len(found) > question.size:
            answer["nextPageToken"] = _token(question)
        return Response(answer)


class ImageSearch(Google):
    """`claims:imageSearch`."""

    def get(self, request: Request) -> Response:
        """Not here."""
        raise Unimplemented("Images cannot be searched here.")


class Nowhere(Google):
    """Whatever else Google's API has."""

    def get(self, request: Request) -> Response:
        """Not here."""
        raise NotFound("Method not found.")


def _error(exception: Exception, context: dict[str, Any]) -> Response:
    """A problem document made Google's error."""
    response = errors.handler(exception, context)
    code = AS_GOOGLE.get(response.status_code, response.status_code)
    message = response.data["detail"]
    response.data = {"error": {"code": code, "message": message, "status": STATUSES.get(code, "UNKNOWN")}}
    response.status_code, response.content_type = code, "application/json"
    return response


def _question(request: Request) -> Question:
    """The parameters, checked; refused with the name of the one that is wrong."""
    given = request.query_params
    for name in given:
        if name not in PARAMETERS:
            raise ValidationError(f'Unknown name "{name[:100]}": Cannot bind query parameter.')
    if given.get("alt", "json") != "json":
        raise ValidationError("alt: only json is answered.")
    question = Question(
        query=given.get("query", "").replace("\0", " ").strip()[:QUERY],
        language=given.get("languageCode", "").replace("_", "-").partition("-")[0].lower(),
        site=_site(given.get("reviewPublisherSiteFilter", "")),
        age=min(_integer(given.get("maxAgeDays", ""), "max_age_days"), date.max.year),
        size=min(_integer(given.get("pageSize", ""), "page_size") or PAGE, LARGEST_PAGE),
        offset=_integer(given.get("offset", ""), "offset"),
    )
    if not question.query and not question.site:
        raise ValidationError("query is required unless review_publisher_site_filter is specified.")
    return _continued(question, given.get("pageToken", ""))


def _integer(text: str, name: str) -> int:
    """A number from 0 to the largest int32; 0 where none is given, as in protocol buffers."""
    digits = text.strip().removeprefix("-")
    if text and not (digits.isascii() and digits.isdigit() and int(digits[:11]) <= LARGEST_INTEGER):
        raise ValidationError(f"Invalid value at '{name}' (TYPE_INT32), \"{text[:100]}\"")
    number = int(text or 0)
    if number < 0:
        raise ValidationError(f"{name} must not be negative.")
    return number


def _site(text: str) -> str:
    site = site_of(text if "//" in text else f"//{text}") if text.strip() else ""
    if text.strip() and not site:
        raise ValidationError("review_publisher_site_filter is not the name of a site.")
    return site


def _token(question: Question) -> str:
    return signing.dumps([question.fingerprint, question.offset + question.size], salt=SALT)


def _continued(question: Question, token: str) -> Question:
    """The question at the place that the token of the page before names."""
    if not token:
        return question
    try:
        fingerprint, offset = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise ValidationError("page_token is none that was given out here.") from error
    if fingerprint != question.fingerprint:
        raise ValidationError("page_token belongs to a search with other parameters.")
    return replace(question, offset=offset)


def _found(question: Question) -> list[Review]:
    """The page, and one more to know whether there is a next."""
    place = {"limit": question.size + 1, "offset": question.offset}
    if question.query:
        return [match.review for match in reviews.like(question.query, question.filters, **place)]
    return reviews.newest(question.filters, **place)


def _claim(review: Review) -> dict[str, Any]:
    found = {
        "publisher": {"name": review.publisher, "site": review.site},
        "url": review.url,
        "title": review.title,
        "reviewDate": _instant(review.reviewed),
        "textualRating": review.rating,
        "languageCode": review.language,
    }
    claim = {
        "text": review.claim_text,
        "claimant": review.claimant,
        "claimDate": _instant(review.claimed),
        "claimReview": [_filled(found)],
    }
    return _filled(claim)


def _instant(day: date | None) -> str:
    return f"{day.isoformat()}T00:00:00Z" if day else ""


def _filled(message: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty, as protocol buffers are written in JSON."""
    return {name: value for name, value in message.items() if value}
