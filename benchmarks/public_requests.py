"""The throughput of one web server process for readers and programs, and the cost of each kind of request."""

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

from django.db import connection

from benchmarks.bare_django import BODIES_VARIABLE, save_bodies
from benchmarks.database_servers import desk_environment
from benchmarks.http_client import HttpClient, HttpRequest, HttpResponse, measure_response_times
from benchmarks.public_urls import UrlSampler
from benchmarks.request_costs import process_clock
from benchmarks.web_server import WebServer, serve_application
from claims.log.chain import check_chain
from claims.selectors.fact_checks import search_fact_checks
from claims.selectors.publication_log import iterate_log_entries

RequestsByKind = dict[str, list[HttpRequest]]
ResponseByRequest = dict[HttpRequest, HttpResponse]
DEEP_PAGES = 3
"""The number of further result pages requested for a search."""
LOG_ENTRIES = 20_000
WARM_UP_SECONDS = 1.0


def compare_with_bare_view(desk: str, urls: UrlSampler, seconds: float) -> None:
    """Print two tables: the throughput compared with a bare view, and the cost of one request of each kind."""
    kinds = sample_requests(urls)
    with (
        serve_application("factcheck.wsgi", desk_environment(desk), desk) as server,
        tempfile.TemporaryDirectory() as directory,
    ):
        responses = _collect_responses(server, kinds)
        kinds |= _follow_up_requests(server, kinds, responses)
        file = Path(directory, "responses")
        save_bodies(
            {
                request.path: (response.headers["content-type"], response.body)
                for request, response in responses.items()
            },
            file,
        )
        print(f"{'':<34} {'bytes':>6}  {'app/s':>6} {'bare/s':>6} {'ratio':>6}  {'Python':>6} {'PostgreSQL':>10}"
              f"  {'median':>6} {'95 %':>6}   (ms)")  # fmt: skip
        with serve_application("benchmarks.bare_django", {BODIES_VARIABLE: str(file)}) as bare_server:
            for name, requests in _throughput_requests(kinds, responses).items():
                _print_throughput(name, requests, responses, (server, bare_server), seconds)
        print(f"\n{'CPU ms of one request':<34} {'number':>6}  {'median':>6} {'95 %':>6} {'max':>6}")
        for name, requests in kinds.items():
            _print_cost(name, server, requests)


def sample_requests(urls: UrlSampler) -> RequestsByKind:
    """Return requests of each kind."""
    paths = {
        "verdict page": urls.verdict_pages(),
        "embed card": urls.embed_cards(),
        "API, one publication": urls.publication_documents(),
        "front page": urls.front_pages(),
        "front page, search": urls.publication_searches("front"),
        "API, list of 50": urls.publication_lists(),
        "API, search": urls.publication_searches("api:publications"),
        **urls.fact_check_searches(),
        **urls.feeds(),
    }
    return {name: list(map(HttpRequest, kind_paths)) for name, kind_paths in paths.items()}


def _collect_responses(server: WebServer, kinds: RequestsByKind) -> ResponseByRequest:
    with closing(HttpClient(server.port)) as client:
        return {request: client.send(request) for requests in kinds.values() for request in requests}


def _follow_up_requests(server: WebServer, kinds: RequestsByKind, responses: ResponseByRequest) -> RequestsByKind:
    """Return requests for further search pages and cached verdict pages; adds the new responses to `responses`."""
    pages = "claims:search, later pages"
    later: RequestsByKind = {pages: []}
    last = kinds["claims:search common words"]
    for _ in range(DEEP_PAGES):
        last = list(_next_pages(last, responses))
        responses |= _collect_responses(server, {pages: last})
        later[pages] += last
    cached = [
        HttpRequest(request.path, ("If-None-Match", responses[request].headers["etag"]))
        for request in kinds["verdict page"]
    ]
    return later | {"verdict page, cached (304)": cached}


def _next_pages(requests: list[HttpRequest], responses: ResponseByRequest) -> Iterator[HttpRequest]:
    for request in requests:
        token = json.loads(responses[request].body).get("nextPageToken")
        if token:
            yield HttpRequest(f"{request.path.partition('&pageToken')[0]}&{urlencode({'pageToken': token})}")


def _throughput_requests(kinds: RequestsByKind, responses: ResponseByRequest) -> RequestsByKind:
    """Return the requests of the throughput table, with all searches as one kind."""
    names = (
        "verdict page", "verdict page, cached (304)", "embed card", "API, one publication", "front page",
        "API, list of 50",
    )  # fmt: skip
    searches = [request for name, requests in kinds.items() if name.startswith("claims:search") for request in requests]
    return {name: kinds[name] for name in names} | {"claims:search": searches}


def _print_throughput(
    name: str,
    requests: list[HttpRequest],
    responses: ResponseByRequest,
    servers: tuple[WebServer, WebServer],
    seconds: float,
) -> None:
    """Print a line of the throughput table."""
    rates, costs, durations = [], [], []
    for server in servers:
        measure_response_times(server.port, requests, WARM_UP_SECONDS)
        before = server.cpu_nanoseconds()
        server_durations = measure_response_times(server.port, requests, seconds)
        costs.append(
            [
                (now - then) / 1e6 / len(server_durations)
                for then, now in zip(before, server.cpu_nanoseconds(), strict=True)
            ]
        )
        rates.append(len(server_durations) / seconds)
        durations.append(sorted(1000 * duration for duration in server_durations))
    size = statistics.mean(len(responses[request].body) if request in responses else 0 for request in requests)
    print(
        f"{name:<34} {size:>6,.0f}  {rates[0]:>6,.0f} {rates[1]:>6,.0f} {rates[1] / rates[0]:>6.1f}"
        f"  {costs[0][0]:>6.1f} {costs[0][1]:>10.1f}  {_quantile(durations[0], 0.5):>6.1f}"
        f" {_quantile(durations[0], 0.95):>6.1f}",
        flush=True,
    )


def _print_cost(name: str, server: WebServer, requests: Sequence[HttpRequest]) -> None:
    """Measure each request twice, take the lower cost and print a line of the cost table."""
    with closing(HttpClient(server.port)) as client:
        work = [partial(client.send, request) for request in requests]
        costs = [min(_cpu_milliseconds(lambda: sum(server.cpu_nanoseconds()), send) for _ in range(2)) for send in work]
    _print_cost_line(name, costs, requests[costs.index(max(costs))].path)


def _print_cost_line(name: str, costs: list[float], most: str = "") -> None:
    """Print a line of the cost table; `most` is the path of the most expensive request."""
    costs = sorted(costs)
    median, far = _quantile(costs, 0.5), _quantile(costs, 0.95)
    print(f"{name:<34} {len(costs):>6}  {median:>6.1f} {far:>6.1f} {costs[-1]:>6.1f}  {most}", flush=True)


def _cpu_milliseconds(clock: Callable[[], int], work: Callable[[], object]) -> float:
    """Return the milliseconds of CPU time that the work takes."""
    before = clock()
    work()
    return (clock() - before) / 1e6


def _quantile(ordered: list[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def measure_direct_work(urls: UrlSampler) -> None:
    """Print the cost of work without a request: matching a text and verifying the log."""
    connection.ensure_connection()
    backend = connection.connection.info.backend_pid

    def clock() -> int:
        return time.process_time_ns() + process_clock(backend)

    _print_cost_line(
        "match, one text",
        [_cpu_milliseconds(clock, partial(search_fact_checks, text)) for text in urls.claim_texts()],
    )
    started, entries = time.monotonic(), list(islice(iterate_log_entries(), LOG_ENTRIES))
    broken, seconds = len(list(check_chain(entries))), time.monotonic() - started
    print(f"verify_log: {len(entries):,} entries at {len(entries) / seconds:,.0f} a second, {broken} of them invalid")
