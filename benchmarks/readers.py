"""What one process answers to many readers and programs, and what each kind of request costs it and PostgreSQL."""

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

from django.db import connection

from benchmarks import bare, servers
from benchmarks.addresses import Addresses
from benchmarks.asking import Answer, Program, Question, asked
from benchmarks.costs import clock_of
from benchmarks.serving import Server, serving
from claims.log import chain
from claims.selectors import log, reviews

Kinds = dict[str, list[Question]]
Answers = dict[Question, Answer]
DEEP = 3
"""Pages of a search that are turned."""
ENTRIES = 20_000
WARM = 1.0


def compare(desk: str, addresses: Addresses, seconds: float) -> None:
    """Print two tables: answers per second beside the bare view's, and what one request of each kind costs."""
    kinds = kinds_of(addresses)
    with serving("factcheck.wsgi", servers.environment(desk), desk) as server, tempfile.TemporaryDirectory() as passing:
        answers = _collected(server, kinds)
        kinds |= _later(server, kinds, answers)
        kept = Path(passing, "answers")
        bare.keep({each.path: (said.headers["content-type"], said.body) for each, said in answers.items()}, kept)
        print(f"{'':<34} {'bytes':>6}  {'desk/s':>6} {'bare/s':>6} {'ratio':>6}  {'Python':>6} {'PostgreSQL':>10}"
              f"  {'median':>6} {'95 %':>6}   (ms)")  # fmt: skip
        with serving("benchmarks.bare", {bare.VARIABLE: str(kept)}) as beside:
            for name, questions in _carried(kinds, answers).items():
                _carry(name, questions, answers, (server, beside), seconds)
        print(f"\n{'CPU ms of one request':<34} {'asked':>6}  {'median':>6} {'95 %':>6} {'most':>6}")
        for name, questions in kinds.items():
            _cost(name, server, questions)


def kinds_of(addresses: Addresses) -> Kinds:
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
    return {name: list(map(Question, each)) for name, each in paths.items()}


def _collected(server: Server, kinds: Kinds) -> Answers:
    with closing(Program(server.port)) as program:
        return {each: program.ask(each) for questions in kinds.values() for each in questions}


def _later(server: Server, kinds: Kinds, answers: Answers) -> Kinds:
    """Later pages of searches, and verdict pages for readers who have them already; what they are told joins in."""
    pages = "claims:search, later pages"
    turned: Kinds = {pages: []}
    last = kinds["claims:search common words"]
    for _ in range(DEEP):
        last = list(_next(last, answers))
        answers |= _collected(server, {pages: last})
        turned[pages] += last
    known = [Question(each.path, ("If-None-Match", answers[each].headers["etag"])) for each in kinds["verdict page"]]
    return turned | {"verdict page, known (304)": known}


def _next(questions: list[Question], answers: Answers) -> Iterator[Question]:
    for each in questions:
        token = json.loads(answers[each].body).get("nextPageToken")
        if token:
            yield Question(f"{each.path.partition('&pageToken')[0]}&{urlencode({'pageToken': token})}")


def _carried(kinds: Kinds, answers: Answers) -> Kinds:
    """What is asked as often as possible; all searches as one."""
    names = ("verdict page", "verdict page, known (304)", "API, one publication", "front page", "API, list of 50")
    searches = [each for name, questions in kinds.items() if name.startswith("claims:search") for each in questions]
    return {name: kinds[name] for name in names} | {"claims:search": searches}


def _carry(name: str, questions: list[Question], answers: Answers, both: tuple[Server, Server], seconds: float) -> None:
    """A line of the first table."""
    rates, costs, took = [], [], []
    for server in both:
        asked(server.port, questions, WARM)
        before = server.spent()
        each = asked(server.port, questions, seconds)
        costs.append([(now - then) / 1e6 / len(each) for then, now in zip(before, server.spent(), strict=True)])
        rates.append(len(each) / seconds)
        took.append(sorted(1000 * one for one in each))
    size = statistics.mean(len(answers[each].body) if each in answers else 0 for each in questions)
    print(
        f"{name:<34} {size:>6,.0f}  {rates[0]:>6,.0f} {rates[1]:>6,.0f} {rates[1] / rates[0]:>6.1f}"
        f"  {costs[0][0]:>6.1f} {costs[0][1]:>10.1f}  {_part(took[0], 0.5):>6.1f} {_part(took[0], 0.95):>6.1f}",
        flush=True,
    )


def _cost(name: str, server: Server, questions: Sequence[Question]) -> None:
    """A line of the second table: each asked twice, the lower figure counts."""
    with closing(Program(server.port)) as program:
        spent = [
            min(_spent(lambda: sum(server.spent()), lambda: program.ask(each)) for _ in range(2))  # noqa: B023
            for each in questions
        ]
    _told(name, spent, questions[spent.index(max(spent))].path)


def _told(name: str, spent: list[float], most: str = "") -> None:
    """A line of the second table; `most` is what cost the most."""
    costs = sorted(spent)
    median, far = _part(costs, 0.5), _part(costs, 0.95)
    print(f"{name:<34} {len(costs):>6}  {median:>6.1f} {far:>6.1f} {costs[-1]:>6.1f}  {most}", flush=True)


def _spent(clock: Callable[[], int], work: Callable[[], object]) -> float:
    """Milliseconds of a clock that counts CPU."""
    before = clock()
    work()
    return (clock() - before) / 1e6


def _part(ordered: list[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def work(addresses: Addresses) -> None:
    """Print what takes no request: matching a text, and proving the log."""
    connection.ensure_connection()
    backend = connection.connection.info.backend_pid

    def clock() -> int:
        return time.process_time_ns() + clock_of(backend)

    _told("match, one text", [_spent(clock, lambda: reviews.like(text)) for text in addresses.texts()])  # noqa: B023
    started, entries = time.monotonic(), list(islice(log.entries(), ENTRIES))
    broken, seconds = len(list(chain.check(entries))), time.monotonic() - started
    print(f"verify_log: {len(entries):,} entries at {len(entries) / seconds:,.0f} a second, {broken} of them broken")
