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
from benchmarks.http_client import HttpAnswer, HttpClient, HttpRequest, measure_answers
from benchmarks.public_urls import UrlSampler
from benchmarks.request_costs import process_clock
from benchmarks.web_server import WebServer, serve_application
from claims.log.chain import check_chain
from claims.selectors.fact_checks import search_fact_checks
from claims.selectors.publication_log import iterate_log_entries

RequestsByKind = dict[str, list[HttpRequest]]
AnswerByRequest = dict[HttpRequest, HttpAnswer]
DEEP_PAGES = 3
"""The number of further result pages requested for a search."""
LOG_ENTRIES = 20_000
WARM_UP_SECONDS = 1.0


def compare_with_bare_view(desk: str, addresses: UrlSampler, seconds: float) -> None:
    """Print two tables: the throughput compared with a bare view, and the cost of one request of each kind."""
    kinds = sample_requests(addresses)
    with (
        serve_application("factcheck.wsgi", desk_environment(desk), desk) as server,
        tempfile.TemporaryDirectory() as directory,
    ):
        answers = _collect_answers(server, kinds)
        kinds |= _follow_up_requests(server, kinds, answers)
        file = Path(directory, "answers")
        save_bodies(
            {each.path: (answer.headers["content-type"], answer.body) for each, answer in answers.items()}, file
        )
        print(f"{'':<34} {'bytes':>6}  {'app/s':>6} {'bare/s':>6} {'ratio':>6}  {'Python':>6} {'PostgreSQL':>10}"
              f"  {'median':>6} {'95 %':>6}   (ms)")  # fmt: skip
        with serve_application("benchmarks.bare_django", {BODIES_VARIABLE: str(file)}) as beside:
            for name, requests in _throughput_requests(kinds, answers).items():
                _print_throughput(name, requests, answers, (server, beside), seconds)
        print(f"\n{'CPU ms of one request':<34} {'number':>6}  {'median':>6} {'95 %':>6} {'most':>6}")
        for name, requests in kinds.items():
            _print_cost(name, server, requests)


def sample_requests(addresses: UrlSampler) -> RequestsByKind:
    """Return requests of each kind."""
    paths = {
        "verdict page": addresses.verdict_pages(),
        "API, one publication": addresses.publication_documents(),
        "front page": addresses.front_pages(),
        "front page, search": addresses.publication_searches("front"),
        "API, list of 50": addresses.publication_lists(),
        "API, search": addresses.publication_searches("api:publications"),
        **addresses.fact_check_searches(),
        **addresses.feeds(),
    }
    return {name: list(map(HttpRequest, each)) for name, each in paths.items()}


def _collect_answers(server: WebServer, kinds: RequestsByKind) -> AnswerByRequest:
    with closing(HttpClient(server.port)) as program:
        return {each: program.ask(each) for requests in kinds.values() for each in requests}


def _follow_up_requests(server: WebServer, kinds: RequestsByKind, answers: AnswerByRequest) -> RequestsByKind:
    """Return requests for further search pages and cached verdict pages; adds the responses to `answers`."""
    pages = "claims:search, later pages"
    later: RequestsByKind = {pages: []}
    last = kinds["claims:search common words"]
    for _ in range(DEEP_PAGES):
        last = list(_next_pages(last, answers))
        answers |= _collect_answers(server, {pages: last})
        later[pages] += last
    known = [HttpRequest(each.path, ("If-None-Match", answers[each].headers["etag"])) for each in kinds["verdict page"]]
    return later | {"verdict page, known (304)": known}


def _next_pages(requests: list[HttpRequest], answers: AnswerByRequest) -> Iterator[HttpRequest]:
    for each in requests:
        token = json.loads(answers[each].body).get("nextPageToken")
        if token:
            yield HttpRequest(f"{each.path.partition('&pageToken')[0]}&{urlencode({'pageToken': token})}")


def _throughput_requests(kinds: RequestsByKind, answers: AnswerByRequest) -> RequestsByKind:
    """Return the requests of the throughput table, with all searches as one kind."""
    names = ("verdict page", "verdict page, known (304)", "API, one publication", "front page", "API, list of 50")
    searches = [each for name, requests in kinds.items() if name.startswith("claims:search") for each in requests]
    return {name: kinds[name] for name in names} | {"claims:search": searches}


def _print_throughput(
    name: str,
    requests: list[HttpRequest],
    answers: AnswerByRequest,
    both: tuple[WebServer, WebServer],
    seconds: float,
) -> None:
    """Print a line of the throughput table."""
    rates, costs, durations = [], [], []
    for server in both:
        measure_answers(server.port, requests, WARM_UP_SECONDS)
        before = server.cpu_nanoseconds()
        each = measure_answers(server.port, requests, seconds)
        costs.append(
            [(now - then) / 1e6 / len(each) for then, now in zip(before, server.cpu_nanoseconds(), strict=True)]
        )
        rates.append(len(each) / seconds)
        durations.append(sorted(1000 * one for one in each))
    size = statistics.mean(len(answers[each].body) if each in answers else 0 for each in requests)
    print(
        f"{name:<34} {size:>6,.0f}  {rates[0]:>6,.0f} {rates[1]:>6,.0f} {rates[1] / rates[0]:>6.1f}"
        f"  {costs[0][0]:>6.1f} {costs[0][1]:>10.1f}  {_quantile(durations[0], 0.5):>6.1f}"
        f" {_quantile(durations[0], 0.95):>6.1f}",
        flush=True,
    )


def _print_cost(name: str, server: WebServer, requests: Sequence[HttpRequest]) -> None:
    """Measure each request twice, take the lower cost and print a line of the cost table."""
    with closing(HttpClient(server.port)) as program:
        costs = [
            min(_spent_milliseconds(lambda: sum(server.cpu_nanoseconds()), lambda: program.ask(each)) for _ in range(2))  # noqa: B023
            for each in requests
        ]
    _print_cost_line(name, costs, requests[costs.index(max(costs))].path)


def _print_cost_line(name: str, costs: list[float], most: str = "") -> None:
    """Print a line of the cost table; `most` is the path of the most expensive request."""
    costs = sorted(costs)
    median, far = _quantile(costs, 0.5), _quantile(costs, 0.95)
    print(f"{name:<34} {len(costs):>6}  {median:>6.1f} {far:>6.1f} {costs[-1]:>6.1f}  {most}", flush=True)


def _spent_milliseconds(clock: Callable[[], int], work: Callable[[], object]) -> float:
    """Return the milliseconds of CPU time that the work takes."""
    before = clock()
    work()
    return (clock() - before) / 1e6


def _quantile(ordered: list[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def measure_direct_work(addresses: UrlSampler) -> None:
    """Print the cost of work without a request: matching a text and verifying the log."""
    connection.ensure_connection()
    backend = connection.connection.info.backend_pid

    def clock() -> int:
        return time.process_time_ns() + process_clock(backend)

    _print_cost_line(
        "match, one text",
        [_spent_milliseconds(clock, partial(search_fact_checks, text)) for text in addresses.claim_texts()],
    )
    started, entries = time.monotonic(), list(islice(iterate_log_entries(), LOG_ENTRIES))
    broken, seconds = len(list(check_chain(entries))), time.monotonic() - started
    print(f"verify_log: {len(entries):,} entries at {len(entries) / seconds:,.0f} a second, {broken} of them invalid")
