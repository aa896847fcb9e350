"""What readers and programs ask a desk with many publications: many different addresses of each kind."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from benchmarks.generated_text import COUNTED_NOUNS, LAST_NAMES, TIME_PHRASES, TOWN_NAMES, VERB_PHRASES
from benchmarks.load_fact_checks import RARE_WORDS, SITE_NAMES
from claims.models import LogEntry, Publication
from claims.ratings import RATINGS
from claims.selectors.paging import Cursor

LOCAL_HOST = "127.0.0.1"
QueryParameters = dict[str, Any]


class UrlSampler:
    """Addresses on the desk that Django is connected to; the same each time."""

    def __init__(self, many: int) -> None:
        self.many = many
        self.chance = Random(7)  # noqa: S311 - chance, not secrets
        newest = LogEntry.objects.select_related("publication").latest("pk")
        self.last, self.newest = newest.sequence, newest.publication.published
        places = [self.chance.randint(1, self.last) for _ in range(many)]
        self.publications = list(Publication.objects.defer("document", "page").filter(pk__in=places))

    def verdicts(self) -> list[str]:
        """Public pages."""
        return [reverse("verdict", args=[each.claim_id]) for each in self.publications]

    def documents(self) -> list[str]:
        """The same, for programs."""
        return [reverse("api:publication", args=[each.claim_id]) for each in self.publications]

    def pages(self) -> list[str]:
        """The front page and those behind it, near and far, of all ratings or one."""
        found: list[QueryParameters] = [
            {"cursor": Cursor((each.pk,)).encode()} | self._perhaps("rating", [*RATINGS]) for each in self.publications
        ]
        return self._of("front", [{}, *found])

    def lists(self) -> list[str]:
        """The same for programs, 50 a page."""
        return self._of("api:publications", [{"limit": 50} | each for each in [{}, *self._places()]])

    def _places(self) -> Iterator[QueryParameters]:
        for each in self.publications:
            yield {"cursor": Cursor((each.pk,)).encode()} | self._perhaps("rating", [*RATINGS])

    def found(self, name: str) -> list[str]:
        """Searches of our verdicts: the public page's, or the API's."""
        asked: list[QueryParameters] = [
            {"q": text} for text in [*self._texts(RARE_QUERIES), *self._texts(COMMON_QUERIES)]
        ]
        return self._of(name, [each | self._perhaps("rating", [*RATINGS]) for each in asked])

    def searches(self) -> dict[str, list[str]]:
        """`claims:search` in the ways that it can be asked."""
        kinds: dict[str, Callable[[], Iterator[QueryParameters]]] = {
            "rare words": lambda: self._queries(RARE_QUERIES),
            "whole claims": self._claims,
            "common words": lambda: self._queries(COMMON_QUERIES),
            "one common word": lambda: self._queries(SINGLE_WORD_QUERIES),
            "common words, a language": lambda: self._queries(COMMON_QUERIES, languageCode=("de", "en", "pt", "ja")),
            "common words, a site": lambda: self._queries(
                COMMON_QUERIES, reviewPublisherSiteFilter=(LOCAL_HOST, *SITE_NAMES)
            ),
            "common words, days": lambda: self._queries(COMMON_QUERIES, maxAgeDays=(7, 30, 365)),
            "a site alone": self._sites,
        }
        return {
            f"claims:search {kind}": self._of("google:search", list(queries())[: self.many // 2])
            for kind, queries in kinds.items()
        }

    def feeds(self) -> dict[str, list[str]]:
        """What travels: the first page of each feed, and the changes from anywhere on."""
        wanted: list[QueryParameters] = [{}, *({"rating": rating} for rating in RATINGS)]
        wanted += [{"source": each.claimant} for each in self.publications[:5]]
        wanted += [{"q": text} for text in [*self._texts(RARE_QUERIES), *self._texts(COMMON_QUERIES)][:20]]
        recent = [{"since": (self.newest - timedelta(hours=hours)).isoformat()} for hours in range(1, 4)]
        return {
            "changes, 50": self._of("api:changes", [{"after": self.chance.randrange(self.last)} for _ in range(20)]),
            "Atom": self._of("feed_atom", wanted),
            "JSON Feed": self._of("feed_json", wanted),
            "DataFeed since": self._of("datafeed", [{"since": self.last - n} for n in (0, 10, 50)] + recent),
        }

    def texts(self) -> list[str]:
        """Claims to be matched."""
        return [each.claim_text for each in self.publications]

    def _of(self, name: str, queries: list[QueryParameters]) -> list[str]:
        path = reverse(name)
        return list(dict.fromkeys(f"{path}?{urlencode(query)}" if query else path for query in queries))

    def _perhaps(self, name: str, values: list[str]) -> QueryParameters:
        """Every third time."""
        return {name: self.chance.choice(values)} if self.chance.random() < 1 / 3 else {}

    def _texts(self, shapes: tuple[str, ...]) -> Iterator[str]:
        pick = self.chance.choice
        for number in range(self.many // 2):
            yield shapes[number % len(shapes)].format(
                number=f"{self.chance.randrange(2, 90_000):,}", thing=pick(COUNTED_NOUNS), deed=pick(VERB_PHRASES),
                town=pick(TOWN_NAMES), time=pick(TIME_PHRASES), last=pick(LAST_NAMES), odd=pick(RARE_WORDS),
            )  # fmt: skip

    def _queries(self, shapes: tuple[str, ...], **filters: tuple[object, ...]) -> Iterator[QueryParameters]:
        for text in self._texts(shapes):
            chosen: QueryParameters = {name: self.chance.choice(values) for name, values in filters.items()}
            yield {"query": text, "pageSize": self.chance.choice((10, 10, 10, 50))} | chosen

    def _claims(self) -> Iterator[QueryParameters]:
        for each in self.publications:
            yield {"query": each.claim_text}

    def _sites(self) -> Iterator[QueryParameters]:
        for site in (LOCAL_HOST, *SITE_NAMES):
            options: tuple[QueryParameters, ...] = (
                {},
                {"languageCode": "de"},
                {"maxAgeDays": 30},
                {"offset": 400},
                {"pageSize": 50},
            )
            for more in options:
                yield {"reviewPublisherSiteFilter": site} | more


OPTIONS: tuple[QueryParameters, ...] = (
    {},
    {"languageCode": "de"},
    {"maxAgeDays": 30},
    {"offset": 400},
    {"pageSize": 50},
)
RARE_QUERIES = ("{number} {thing} in {town}", "{odd}", "{odd} {thing}", "{number}", "{number} {thing} {deed}")
COMMON_QUERIES = (
    "{thing} {town}", "{thing} {deed} {time}", "{thing} {deed} in {town}, {time}, more than ever before",
    "register {thing}", "{last} {thing}", "{town} {time}", "figures of the register",
)  # fmt: skip
SINGLE_WORD_QUERIES = ("{thing}", "register", "{town}", "{last}", "planned", "year", "state")
"""What people type; the odd words stand in few fact-checks, the register's in all of ours."""
