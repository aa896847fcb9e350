"""What one process answers to many readers and programs, and what each kind of request costs it and PostgreSQL."""

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
from benchmarks.http_client import HttpAnswer, HttpClient, HttpQuestion, measure_answers
from benchmarks.public_urls import UrlSampler
from benchmarks.request_costs import process_clock
from benchmarks.web_server import WebServer, serve_application
from claims.log.chain import check_chain
from claims.selectors.fact_checks import search_fact_checks
from claims.selectors.publication_log import iterate_log_entries

QuestionsByKind = dict[str, list[HttpQuestion]]
AnswerByQuestion = dict[HttpQuestion, HttpAnswer]
DEEP_PAGES = 3
"""Pages of a search that are turned."""
LOG_ENTRIES = 20_000
WARM_UP_SECONDS = 1.0


def compare_with_bare_view(desk: str, addresses: UrlSampler, seconds: float) -> None:
    """Print two tables: answers per second beside the bare view's, and what one request of each kind costs."""
    kinds = sample_questions(addresses)
    with (
        serve_application("factcheck.wsgi", desk_environment(desk), desk) as server,
        tempfile.TemporaryDirectory() as passing,
    ):
        answers = _collect_answers(server, kinds)
        kinds |= _follow_up_questions(server, kinds, answers)
        kept = Path(passing, "answers")
        save_bodies({each.path: (said.headers["content-type"], said.body) for each, said in answers.items()}, kept)
        print(f"{'':<34} {'bytes':>6}  {'desk/s':>6} {'bare/s':>6} {'ratio':>6}  {'Python':>6} {'PostgreSQL':>10}"
              f"  {'median':>6} {'95 %':>6}   (ms)")  # fmt: skip
        with serve_application("benchmarks.bare_django", {BODIES_VARIABLE: str(kept)}) as beside:
            for name, questions in _throughput_questions(kinds, answers).items():
                _print_throughput(name, questions, answers, (server, beside), seconds)
        print(f"\n{'CPU ms of one request':<34} {'asked':>6}  {'median':>6} {'95 %':>6} {'most':>6}")
        for name, questions in kinds.items():
            _print_cost(name, server, questions)


def sample_questions(addresses: UrlSampler) -> QuestionsByKind:
    paths = {
        "verdict page": addresses.verdicts(),
        "API, one publication": addresses.documents(),
        "front page": addresses.pages(),
        "front page, search": addresses.found("front"),
        "API, list of 50": addresses.lists(),
        "API, search": addresses.found("api:publications"),
        **addresses.searches(),
        **addresses.feeds(),
    }
    return {name: list(map(HttpQuestion, each)) for name, each in paths.items()}


def _collect_answers(server: WebServer, kinds: QuestionsByKind) -> AnswerByQuestion:
    with closing(HttpClient(server.port)) as program:
        return {each: program.ask(each) for questions in kinds.values() for each in questions}


def _follow_up_questions(server: WebServer, kinds: QuestionsByKind, answers: AnswerByQuestion) -> QuestionsByKind:
    """Later pages of searches, and verdict pages for readers who have them already; what they are told joins in."""
    pages = "claims:search, later pages"
    turned: QuestionsByKind = {pages: []}
    last = kinds["claims:search common words"]
    for _ in range(DEEP_PAGES):
        last = list(_next_pages(last, answers))
        answers |= _collect_answers(server, {pages: last})
        turned[pages] += last
    known = [
        HttpQuestion(each.path, ("If-None-Match", answers[each].headers["etag"])) for each in kinds["verdict page"]
    ]
    return turned | {"verdict page, known (304)": known}


def _next_pages(questions: list[HttpQuestion], answers: AnswerByQuestion) -> Iterator[HttpQuestion]:
    for each in questions:
        token = json.loads(answers[each].body).get("nextPageToken")
        if token:
            yield HttpQuestion(f"{each.path.partition('&pageToken')[0]}&{urlencode({'pageToken': token})}")


def _throughput_questions(kinds: QuestionsByKind, answers: AnswerByQuestion) -> QuestionsByKind:
    """What is asked as often as possible; all searches as one."""
    names = ("verdict page", "verdict page, known (304)", "API, one publication", "front page", "API, list of 50")
    searches = [each for name, questions in kinds.items() if name.startswith("claims:search") for each in questions]
    return {name: kinds[name] for name in names} | {"claims:search": searches}


def _print_throughput(
    name: str,
    questions: list[HttpQuestion],
    answers: AnswerByQuestion,
    both: tuple[WebServer, WebServer],
    seconds: float,
) -> None:
    """A line of the first table."""
    rates, costs, took = [], [], []
    for server in both:
        measure_answers(server.port, questions, WARM_UP_SECONDS)
        before = server.spent()
        each = measure_answers(server.port, questions, seconds)
        costs.append([(now - then) / 1e6 / len(each) for then, now in zip(before, server.spent(), strict=True)])
        rates.append(len(each) / seconds)
        took.append(sorted(1000 * one for one in each))
    size = statistics.mean(len(answers[each].body) if each in answers else 0 for each in questions)
    print(
        f"{name:<34} {size:>6,.0f}  {rates[0]:>6,.0f} {rates[1]:>6,.0f} {rates[1] / rates[0]:>6.1f}"
        f"  {costs[0][0]:>6.1f} {costs[0][1]:>10.1f}  {_quantile(took[0], 0.5):>6.1f} {_quantile(took[0], 0.95):>6.1f}",
        flush=True,
    )


def _print_cost(name: str, server: WebServer, questions: Sequence[HttpQuestion]) -> None:
    """A line of the second table: each asked twice, the lower figure counts."""
    with closing(HttpClient(server.port)) as program:
        spent = [
            min(_spent_milliseconds(lambda: sum(server.spent()), lambda: program.ask(each)) for _ in range(2))  # noqa: B023
            for each in questions
        ]
    _print_cost_line(name, spent, questions[spent.index(max(spent))].path)


def _print_cost_line(name: str, spent: list[float], most: str = "") -> None:
    """A line of the second table; `most` is what cost the most."""
    costs = sorted(spent)
    median, far = _quantile(costs, 0.5), _quantile(costs, 0.95)
    print(f"{name:<34} {len(costs):>6}  {median:>6.1f} {far:>6.1f} {costs[-1]:>6.1f}  {most}", flush=True)


def _spent_milliseconds(clock: Callable[[], int], work: Callable[[], object]) -> float:
    """Milliseconds of a clock that counts CPU."""
    before = clock()
    work()
    return (clock() - before) / 1e6


def _quantile(ordered: list[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def measure_direct_work(addresses: UrlSampler) -> None:
    """Print what takes no request: matching a text, and proving the log."""
    connection.ensure_connection()
    backend = connection.connection.info.backend_pid

    def clock() -> int:
        return time.process_time_ns() + process_clock(backend)

    _print_cost_line(
        "match, one text",
        [_spent_milliseconds(clock, partial(search_fact_checks, text)) for text in addresses.texts()],
    )
    started, entries = time.monotonic(), list(islice(iterate_log_entries(), LOG_ENTRIES))
    broken, seconds = len(list(check_chain(entries))), time.monotonic() - started
    print(f"verify_log: {len(entries):,} entries at {len(entries) / seconds:,.0f} a second, {broken} of them broken")
