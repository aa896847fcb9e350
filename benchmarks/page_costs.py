"""Every page of two desks, a small and a large one: queries, cost, and no count without an end.

Pages are found by walking the addresses, so that a new one is measured without being named. What streams a whole
export is left out: that it grows is its purpose.
"""

from collections.abc import Iterator
from http import HTTPStatus
from itertools import product
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from benchmarks.request_costs import MEASURED_ROLES, MeasuredDesk, MeasuredPage, has_uncapped_count, median_costs
from claims.api.pagination import DEFAULT_PAGE_ROWS
from claims.models import Article, Claim, Publication
from claims.selectors import publications
from claims.selectors.paging import PAGE_SIZE, cursor_at
from claims.selectors.publications import list_current_publications
from claims.workflow import Role, Status

MAX_QUERIES, MAX_GROWTH = 12, 1.5
DEEP_PAGE = 10_000
MAX_SEARCH_MILLISECONDS = 150.0
"""Milliseconds that a search may cost: a small desk has next to nothing to find, so no ratio would tell anything."""

SEARCH_QUERIES = {
    "front": "q=trees+in+Lowen",
    "articles": "status=failed",
    "api:claims": "text=permits+were+sold",
    "api:publications": "q=trees+in+Lowen",
    "admin:claims_claim_changelist": "q=permits+were+sold+in+Lowen",
    "admin:claims_publication_changelist": "q=Abara",
}
"""What people ask beside the whole list."""


def find_pages(desk: MeasuredDesk) -> Iterator[MeasuredPage]:
    """All pages that answer with 200, each for the lowest role that gets it."""
    with desk.open():
        things = _url_arguments()
    for name, parameters in _url_names(get_resolver().url_patterns):
        for values in product(*(things.get(parameter, [("", 1)]) for parameter in parameters)):
            try:
                path = reverse(name, args=[value for _, value in values])
            except NoReverseMatch:
                continue
            label = " ".join([name, *(word for word, _ in values if word)])
            paths = {label: path} | (
                {f"{label}?{SEARCH_QUERIES[name]}": f"{path}?{SEARCH_QUERIES[name]}"} if name in SEARCH_QUERIES else {}
            )
            for each, address in paths.items():
                if page := _answering_page(desk, each, address):
                    yield page


def _answering_page(desk: MeasuredDesk, name: str, path: str) -> MeasuredPage | None:
    for role in MEASURED_ROLES:
        answer = desk.get(path, role)
        if answer.status_code == HTTPStatus.OK and not answer.streaming:
            return MeasuredPage(name, path, role)
    return None


def _url_names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, list[str]]]:
    """Names of addresses with what stands in them; accounts are allauth's business."""
    for each in patterns:
        if isinstance(each, URLPattern):
            if each.name:
                yield f"{space}{each.name}", list(each.pattern.converters)
        elif "allauth" not in str(each.urlconf_name):
            below = f"{space}{each.namespace}:" if each.namespace else space
            yield from _url_names(each.url_patterns, below)


def _url_arguments() -> dict[str, list[tuple[str, object]]]:
    """Something for each parameter of an address: a claim in each state, the article in the middle."""
    claims: list[tuple[str, object]] = [
        (str(status.value), _middle_id(Claim.objects.filter(status=status))) for status in Status
    ]
    article = _middle_id(Article.objects.filter(status=Article.Status.READ))
    return {"claim_id": claims, "article_id": [("", article)]}


def _middle_id(rows: QuerySet[Claim] | QuerySet[Article]) -> int:
    number = rows.count()
    return int(rows.order_by("pk").values_list("pk", flat=True)[number // 2])


def find_deep_pages(desk: MeasuredDesk) -> Iterator[tuple[MeasuredPage, MeasuredPage]]:
    """Long lists' first pages, each with the page 10,000 of it, or the last if there are fewer."""
    waiting = Claim.objects.filter(status=Status.QUEUED).order_by("-priority", "id")
    lists = [
        ("queue", waiting, PAGE_SIZE),
        ("articles", Article.objects.order_by("-id"), PAGE_SIZE),
        ("front", list_current_publications(), publications.PAGE_ROWS),
        ("api:queue", waiting, 20),
        ("api:claims", Claim.objects.order_by("-id"), DEFAULT_PAGE_ROWS),
        ("api:articles", Article.objects.order_by("-id"), 9),
        ("api:publications", Publication.objects.order_by("-id"), 5),
    ]
    for name, rows, size in lists:
        with desk.open():
            number = min(DEEP_PAGE, rows.count() // size)
            cursor = cursor_at(rows, rows[(number - 1) * size - 1])
        path, limit = reverse(name), {"limit": size} if name.startswith("api:") else {}
        first = f"{path}?{urlencode(limit)}"
        yield (
            MeasuredPage(name, first, Role.EDITOR),
            MeasuredPage(f"{name} page {number:,}", f"{path}?{urlencode(limit | {'cursor': cursor})}", Role.EDITOR),
        )


def compare_desks(small: MeasuredDesk, large: MeasuredDesk, rounds: int) -> bool:
    """Print a line for each page; whether all of them keep what is promised."""
    others = {page.name: page for page in find_pages(small)}
    pairs = [(others[page.name], page) for page in find_pages(large) if page.name in others]
    costs = median_costs([each for few, many in pairs for each in ((small, few), (large, many))], rounds)
    print(f"{'page':<58} {'role':<10} queries  {small.name:>10} {large.name:>13}  ratio")
    kept = True
    for (few, many), before, after in zip(pairs, costs[::2], costs[1::2], strict=True):
        kept &= _print_line(large, many, (len(small.queries(few)), before), after)
    return kept


def compare_deep_pages(large: MeasuredDesk, rounds: int) -> bool:
    """The same for far pages of long lists, beside their first."""
    pairs = list(find_deep_pages(large))
    costs = median_costs([(large, page) for pair in pairs for page in pair], rounds)
    print(f"\n{'page':<58} {'role':<10} queries  {'page 1':>10} {'far page':>13}  ratio")
    kept = True
    for (_, far), before, after in zip(pairs, costs[::2], costs[1::2], strict=True):
        kept &= _print_line(large, far, (MAX_QUERIES, before), after)
    return kept


def _print_line(desk: MeasuredDesk, page: MeasuredPage, before: tuple[int, float], cost: float) -> bool:
    """One page's figures, and in words where it falls short."""
    sent = desk.queries(page)
    ratio = cost / before[1]
    short = [
        *(["queries"] if len(sent) > MAX_QUERIES else []),
        *(["queries grow"] if len(sent) > before[0] else []),
        *(["cost grows"] if ratio > MAX_GROWTH and not (page.found and cost <= MAX_SEARCH_MILLISECONDS) else []),
        *(["counts without end"] if any(map(has_uncapped_count, sent)) else []),
    ]
    print(
        f"{page.name:<58} {page.role:<10} {before[0]:>2} {len(sent):>3}   {before[1]:>8.1f} ms {cost:>10.1f} ms"
        f"  {ratio:5.2f}  {'SHORT: ' + ', '.join(short) if short else 'ok'}"
    )
    return not short
