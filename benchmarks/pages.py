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

from benchmarks.costs import ROLES, Desk, Page, counts_without_end, medians
from claims.api.pagination import DEFAULT
from claims.models import Article, Claim, Publication
from claims.selectors import publications
from claims.selectors.paging import PAGE_SIZE, cursor_at
from claims.workflow import Role, Status

MOST_QUERIES, MOST_GROWTH = 12, 1.5
DEEP = 10_000
SEARCH_ROOF = 150.0
"""Milliseconds that a search may cost: a small desk has next to nothing to find, so no ratio would tell anything."""

SEARCHES = {
    "front": "q=trees+in+Lowen",
    "articles": "status=failed",
    "api:claims": "text=permits+were+sold",
    "api:publications": "q=trees+in+Lowen",
    "admin:claims_claim_changelist": "q=permits+were+sold+in+Lowen",
    "admin:claims_publication_changelist": "q=Abara",
}
"""What people ask beside the whole list."""


def found(desk: Desk) -> Iterator[Page]:
    """All pages that answer with 200, each for the lowest role that gets it."""
    with desk.open():
        things = _things()
    for name, parameters in _names(get_resolver().url_patterns):
        for values in product(*(things.get(parameter, [("", 1)]) for parameter in parameters)):
            try:
                path = reverse(name, args=[value for _, value in values])
            except NoReverseMatch:
                continue
            label = " ".join([name, *(word for word, _ in values if word)])
            paths = {label: path} | (
                {f"{label}?{SEARCHES[name]}": f"{path}?{SEARCHES[name]}"} if name in SEARCHES else {}
            )
            for each, address in paths.items():
                if page := _answering(desk, each, address):
                    yield page


def _answering(desk: Desk, name: str, path: str) -> Page | None:
    for role in ROLES:
        answer = desk.get(path, role)
        if answer.status_code == HTTPStatus.OK and not answer.streaming:
            return Page(name, path, role)
    return None


def _names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, list[str]]]:
    """Names of addresses with what stands in them; accounts are allauth's business."""
    for each in patterns:
        if isinstance(each, URLPattern):
            if each.name:
                yield f"{space}{each.name}", list(each.pattern.converters)
        elif "allauth" not in str(each.urlconf_name):
            below = f"{space}{each.namespace}:" if each.namespace else space
            yield from _names(each.url_patterns, below)


def _things() -> dict[str, list[tuple[str, object]]]:
    """Something for each parameter of an address: a claim in each state, the article in the middle."""
    claims: list[tuple[str, object]] = [
        (str(status.value), _middle(Claim.objects.filter(status=status))) for status in Status
    ]
    article = _middle(Article.objects.filter(status=Article.Status.READ))
    return {"claim_id": claims, "article_id": [("", article)]}


def _middle(rows: QuerySet[Claim] | QuerySet[Article]) -> int:
    number = rows.count()
    return int(rows.order_by("pk").values_list("pk", flat=True)[number // 2])


def deep(desk: Desk) -> Iterator[tuple[Page, Page]]:
    """Long lists' first pages, each with the page 10,000 of it, or the last if there are fewer."""
    waiting = Claim.objects.filter(status=Status.QUEUED).order_by("-priority", "id")
    lists = [
        ("queue", waiting, PAGE_SIZE),
        ("articles", Article.objects.order_by("-id"), PAGE_SIZE),
        ("front", publications.current(), publications.PER_PAGE),
        ("api:queue", waiting, 20),
        ("api:claims", Claim.objects.order_by("-id"), DEFAULT),
        ("api:articles", Article.objects.order_by("-id"), 9),
        ("api:publications", Publication.objects.order_by("-id"), 5),
    ]
    for name, rows, size in lists:
        with desk.open():
            number = min(DEEP, rows.count() // size)
            cursor = cursor_at(rows, rows[(number - 1) * size - 1])
        path, limit = reverse(name), {"limit": size} if name.startswith("api:") else {}
        first = f"{path}?{urlencode(limit)}"
        yield (
            Page(name, first, Role.EDITOR),
            Page(f"{name} page {number:,}", f"{path}?{urlencode(limit | {'cursor': cursor})}", Role.EDITOR),
        )


def compare(small: Desk, large: Desk, rounds: int) -> bool:
    """Print a line for each page; whether all of them keep what is promised."""
    others = {page.name: page for page in found(small)}
    pairs = [(others[page.name], page) for page in found(large) if page.name in others]
    costs = medians([each for few, many in pairs for each in ((small, few), (large, many))], rounds)
    print(f"{'page':<58} {'role':<10} queries  {small.name:>10} {large.name:>13}  ratio")
    kept = True
    for (few, many), before, after in zip(pairs, costs[::2], costs[1::2], strict=True):
        kept &= _line(large, many, (len(small.queries(few)), before), after)
    return kept


def turn(large: Desk, rounds: int) -> bool:
    """The same for far pages of long lists, beside their first."""
    pairs = list(deep(large))
    costs = medians([(large, page) for pair in pairs for page in pair], rounds)
    print(f"\n{'page':<58} {'role':<10} queries  {'page 1':>10} {'far page':>13}  ratio")
    kept = True
    for (_, far), before, after in zip(pairs, costs[::2], costs[1::2], strict=True):
        kept &= _line(large, far, (MOST_QUERIES, before), after)
    return kept


def _line(desk: Desk, page: Page, before: tuple[int, float], cost: float) -> bool:
    """One page's figures, and in words where it falls short."""
    sent = desk.queries(page)
    ratio = cost / before[1]
    short = [
        *(["queries"] if len(sent) > MOST_QUERIES else []),
        *(["queries grow"] if len(sent) > before[0] else []),
        *(["cost grows"] if ratio > MOST_GROWTH and not (page.found and cost <= SEARCH_ROOF) else []),
        *(["counts without end"] if any(map(counts_without_end, sent)) else []),
    ]
    print(
        f"{page.name:<58} {page.role:<10} {before[0]:>2} {len(sent):>3}   {before[1]:>8.1f} ms {cost:>10.1f} ms"
        f"  {ratio:5.2f}  {'SHORT: ' + ', '.join(short) if short else 'ok'}"
    )
    return not short
