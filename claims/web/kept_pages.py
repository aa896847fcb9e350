"""Public answers that are kept ready in each process, and sent again for as long as what they show has not changed.

Before an answer is sent again, the database is asked for the versions of its subjects: an answer that shows something
removed or corrected is gone, in every process, once the transaction that did it has committed. Only visitors without a
session and without a token get kept answers. The size of the store is limited; answers with a query string have a part
of their own, so that requests for many of them do not push out the pages of verdicts.
"""

import logging
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from threading import Lock

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.http import parse_http_date_safe
from django.utils.translation import get_language_from_request

from claims.client_addresses import client_group
from claims.kept_answers import Keeping, Versions, allow_keeping, find_keeping
from claims.selectors.page_versions import are_current
from claims.web.access import ViewFunction
from claims.web.refusals import GetResponse

PART_BYTES = 12 * 1024 * 1024
"""The size of each of the two parts of the store, in each process."""
KEPT_METHODS, KEPT_STATUS = ("GET", "HEAD"), 200
CONDITIONAL_HEADERS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
ENTRY_OVERHEAD_BYTES = 2_000
"""What an answer takes beside its body: headers, versions and key."""

NOT_KEPT = Keeping({}, seconds=0)

log = structlog.get_logger(__name__)
_level = logging.getLogger(__name__)
Key = tuple[str, ...]


def keep_forever(_request: HttpRequest) -> float:
    """Let the age of an answer not matter."""
    return math.inf


def keep_ready(
    read_versions: Callable[..., Versions],
    *,
    unless: Sequence[str] = (),
    seconds: Callable[[HttpRequest], float] = keep_forever,
) -> Callable[[ViewFunction], ViewFunction]:
    """Let the answers of a public view be kept, and validated by their content.

    `read_versions` gets the arguments of the view, and `seconds` its request. An answer to one of the parameters
    `unless` is not kept.
    """

    def decorate(view: ViewFunction) -> ViewFunction:
        @wraps(view)
        def kept_view(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if any(request.GET.get(name) for name in unless):
                keeping = NOT_KEPT
            else:
                keeping = Keeping(read_versions(*args, **kwargs), seconds(request))
            return allow_keeping(set_response_etag(view(request, *args, **kwargs)), keeping)

        return kept_view

    return decorate


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it left the inner middleware, and how long it can be sent."""

    body: bytes
    headers: dict[str, str]
    keeping: Keeping
    ends: float

    def is_valid(self) -> bool:
        """Return whether nothing that it shows has changed."""
        return time.monotonic() < self.ends and are_current(self.keeping.versions)

    def make_response(self) -> HttpResponse:
        """Return the answer for one more request."""
        return HttpResponse(self.body, headers=self.headers)


class Store:
    """The answers that were asked for last, up to a size."""

    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        self.size_bytes = 0
        self._answers: OrderedDict[Key, KeptAnswer] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> KeptAnswer | None:
        """Return an answer."""
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def add(self, key: Key, answer: KeptAnswer) -> None:
        """Keep an answer, and forget those that were not asked for longest."""
        with self._lock:
            self._remove(key)
            self._answers[key] = answer
            self.size_bytes += _size_of(answer)
            while self.size_bytes > self.limit_bytes:
                self._remove(next(iter(self._answers)))

    def clear(self) -> None:
        """Forget all answers."""
        with self._lock:
            self._answers.clear()
            self.size_bytes = 0

    def _remove(self, key: Key) -> None:
        answer = self._answers.pop(key, None)
        self.size_bytes -= _size_of(answer) if answer else 0


def _size_of(answer: KeptAnswer) -> int:
    return len(answer.body) + ENTRY_OVERHEAD_BYTES


STORES = {is_query: Store(PART_BYTES) for is_query in (False, True)}
"""The two parts: pages with an address of their own, and answers to a query string or to a program."""


class KeptPagesMiddleware:
    """Sends a kept answer, else keeps the one that the view allows to keep. Stands outside of compression."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with 304 if the visitor has the answer already."""
        key = _find_key(request)
        store = STORES[bool(request.META.get("QUERY_STRING")) or request.path.startswith("/api/")]
        kept = store.get(key) if key else None
        if kept and kept.is_valid() and kept.keeping.admits(request.META):
            response = kept.make_response()
            _log_answer(request)
        else:
            response = self.get_response(request)
            if (keeping := find_keeping(response)) is None:
                return response
            _validate(response)
            if key and (answer := _make_answer(response, keeping)):
                store.add(key, answer)
        return _answer_condition(request, response)


def _find_key(request: HttpRequest) -> Key | None:
    """Return what an answer depends on apart from its subjects; None for whoever is known, or writes."""
    meta = request.META
    if request.method not in KEPT_METHODS or "HTTP_AUTHORIZATION" in meta:
        return None
    if settings.SESSION_COOKIE_NAME in meta.get("HTTP_COOKIE", ""):
        return None
    language = get_language_from_request(request) if len(settings.LANGUAGES) > 1 else ""
    coding = "gzip" if "gzip" in meta.get("HTTP_ACCEPT_ENCODING", "") else ""
    kind = meta.get("HTTP_ACCEPT", "") if request.path.startswith("/api/") else ""
    return request.path_info, meta.get("QUERY_STRING", ""), meta.get("HTTP_HOST", ""), language, coding, kind


def _validate(response: HttpResponse) -> None:
    """Add the validator of an answer that a view has not rendered by itself."""
    if response.status_code == KEPT_STATUS and not response.streaming and "ETag" not in response.headers:
        set_response_etag(response)


def _make_answer(response: HttpResponse, keeping: Keeping) -> KeptAnswer | None:
    if response.status_code != KEPT_STATUS or response.streaming or response.cookies or not keeping.seconds:
        return None
    return KeptAnswer(response.content, dict(response.headers), keeping, time.monotonic() + keeping.seconds)


def _answer_condition(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if not any(name in request.META for name in CONDITIONAL_HEADERS):
        return response
    modified = response.headers.get("Last-Modified")
    answer = get_conditional_response(
        request,
        etag=response.headers.get("ETag"),
        last_modified=parse_http_date_safe(modified) if modified else None,
        response=response,
    )
    return answer or response


def _log_answer(request: HttpRequest) -> None:
    if _level.isEnabledFor(logging.INFO):
        address = client_group(request.META)
        log.info("request_finished", code=KEPT_STATUS, request=f"{request.method} {request.path}", ip=address)
