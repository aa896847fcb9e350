"""Compare every page of a small and a large desk: number of queries, cost, and no unlimited count.

The pages are found by walking the URL patterns, so a new page is measured without being listed. Responses that stream
a whole export are left out, because they grow by design.
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
from claims.selectors.sources import find_source_id
from claims.workflow import Role, Status

MAX_QUERIES, MAX_GROWTH = 12, 1.5
DEEP_PAGE = 10_000
MAX_SEARCH_MILLISECONDS = 150.0
"""The largest cost of a search in milliseconds; a small desk has too few results for a meaningful ratio."""

SEARCH_QUERIES = {
    "front": "q=trees+in+Lowen",
    "search": "q=homes+Pelworth",
    "api:search": "q=trees+in+Lowen",
    "articles": "status=failed",
    "api:claims": "text=permits+were+sold",
    "api:publications": "q=trees+in+Lowen",
    "admin:claims_claim_changelist": "q=permits+were+sold+in+Lowen",
    "admin:claims_publication_changelist": "q=Abara",
}
"""Searches to measure in addition to the whole list."""


def find_pages(desk: MeasuredDesk) -> Iterator[MeasuredPage]:
    """Yield all pages that return 200, each for the lowest role with access."""
    with desk.activate():
        arguments = _url_arguments()
    for name, parameters in _url_names(get_resolver().url_patterns):
        for values in product(*(arguments.get(parameter, [("", 1)]) for parameter in parameters)):
            try:
                path = reverse(name, args=[value for _, value in values])
            except NoReverseMatch:
                continue
            label = " ".join([name, *(label for label, _ in values if label)])
            paths = {label: path} | (
                {f"{label}?{SEARCH_QUERIES[name]}": f"{path}?{SEARCH_QUERIES[name]}"} if name in SEARCH_QUERIES else {}
            )
            for page_name, address in paths.items():
                if page := _answering_page(desk, page_name, address):
                    yield page


def _answering_page(desk: MeasuredDesk, name: str, path: str) -> MeasuredPage | None:
    """Return the page for the lowest role with access, at its current address if it has moved."""
    for role in MEASURED_ROLES:
        answer = desk.get(path, role)
        if answer.status_code == HTTPStatus.MOVED_PERMANENTLY:
            path = answer["Location"]
            answer = desk.get(path, role)
        if answer.status_code == HTTPStatus.OK and not answer.streaming:
            return MeasuredPage(name, path, role)
    return None


def _url_names(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield URL names with their parameters, without the pages of allauth."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield f"{namespace}{pattern.name}", list(pattern.pattern.converters)
        elif "allauth" not in str(pattern.urlconf_name):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _url_names(pattern.url_patterns, inner)


def _url_arguments() -> dict[str, list[tuple[str, object]]]:
    """Return values for each URL parameter: a claim with each status, an article, a topic and a source."""
    claims: list[tuple[str, object]] = [
        (str(status.value), _middle_id(Claim.objects.filter(status=status))) for status in Status
    ]
    article = _middle_id(Article.objects.filter(status=Article.Status.READ))
    published = Publication.objects.filter(current_of__isnull=False).exclude(claimant="").exclude(claim__topic=None)
    newest = published.select_related("claim__topic").order_by("-id").first()
    topic = newest.claim.topic.slug if newest and newest.claim.topic else ""
    source = find_source_id(newest.claimant) if newest else None
    return {
        "claim_id": claims, "article_id": [("", article)], "slug": [("", topic or 1)], "source_id": [("", source or 1)]
    }  # fmt: skip


def _middle_id(rows: QuerySet[Claim] | QuerySet[Article]) -> int:
    number = rows.count()
    return int(rows.order_by("pk").values_list("pk", flat=True)[number // 2])


def find_deep_pages(desk: MeasuredDesk) -> Iterator[tuple[MeasuredPage, MeasuredPage]]:
    """Yield the first page of each long list with its page 10,000, or its last if there are fewer."""
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
        with desk.activate():
            number = min(DEEP_PAGE, rows.count() // size)
            cursor = cursor_at(rows, rows[(number - 1) * size - 1])
        path, limit = reverse(name), {"limit": size} if name.startswith("api:") else {}
        first = f"{path}?{urlencode(limit)}"
        yield (
            MeasuredPage(name, first, Role.EDITOR),
            MeasuredPage(f"{name} page {number:,}", f"{path}?{urlencode(limit | {'cursor': cursor})}", Role.EDITOR),
        )


def compare_desks(small: MeasuredDesk, large: MeasuredDesk, rounds: int) -> bool:
    """Print a line for each page; return whether all pages meet the limits."""
    small_pages = {page.name: page for page in find_pages(small)}
    pairs = [(small_pages[page.name], page) for page in find_pages(large) if page.name in small_pages]
    costs = median_costs(
        [item for small_page, large_page in pairs for item in ((small, small_page), (large, large_page))], rounds
    )
    print(f"{'page':<58} {'role':<10} queries  {small.name:>10} {large.name:>13}  ratio")
    passed = True
    for (small_page, large_page), before, after in zip(pairs, costs[::2], costs[1::2], strict=True):
        passed &= _print_page(large, large_page, (len(small.list_queries(small_page)), before), after)
    return passed


def compare_deep_pages(large: MeasuredDesk, rounds: int) -> bool:
    """Compare distant pages of long lists with the first; return whether all meet the limits."""
    pairs = list(find_deep_pages(large))
    costs = median_costs([(large, page) for pair in pairs for page in pair], rounds)
    print(f"\n{'page':<58} {'role':<10} queries  {'page 1':>10} {'later page':>13}  ratio")
    passed = True
    for (_, distant), before, after in zip(pairs, costs[::2], costs[1::2], strict=True):
        passed &= _print_page(large, distant, (MAX_QUERIES, before), after)
    return passed


def _print_page(desk: MeasuredDesk, page: MeasuredPage, before: tuple[int, float], cost: float) -> bool:
    """Print the measurements and failures of one page; return whether it meets the limits."""
    sent = desk.list_queries(page)
    ratio = cost / before[1]
    failures = [
        *(["queries"] if len(sent) > MAX_QUERIES else []),
        *(["queries grow"] if len(sent) > before[0] else []),
        *(["cost grows"] if ratio > MAX_GROWTH and not (page.is_search and cost <= MAX_SEARCH_MILLISECONDS) else []),
        *(["unlimited count"] if any(map(has_uncapped_count, sent)) else []),
    ]
    print(
        f"{page.name:<58} {page.role:<10} {before[0]:>2} {len(sent):>3}   {before[1]:>8.1f} ms {cost:>10.1f} ms"
        f"  {ratio:5.2f}  {'FAILED: ' + ', '.join(failures) if failures else 'ok'}"
    )
    return not failures
