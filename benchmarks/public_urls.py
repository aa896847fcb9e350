"""URLs that readers and programs request from a desk with many publications, many of each kind."""

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
    """Samples URLs of the desk that Django is connected to, the same in each run."""

    def __init__(self, many: int) -> None:
        self.many = many
        self.chance = Random(7)  # noqa: S311 - not a secret
        newest = LogEntry.objects.select_related("publication").latest("pk")
        self.last, self.newest = newest.sequence, newest.publication.published
        ids = [self.chance.randint(1, self.last) for _ in range(many)]
        self.publications = list(Publication.objects.defer("document", "page").filter(pk__in=ids))

    def verdict_pages(self) -> list[str]:
        """Return public verdict pages."""
        return [publication.get_absolute_url() for publication in self.publications]

    def embed_cards(self) -> list[str]:
        """Return the cards of the same verdicts for other sites."""
        return [reverse("embed", args=[publication.claim_id]) for publication in self.publications]

    def publication_documents(self) -> list[str]:
        """Return the same publications in the API."""
        return [reverse("api:publication", args=[publication.claim_id]) for publication in self.publications]

    def front_pages(self) -> list[str]:
        """Return the front page and later pages, some with one rating only."""
        parameters: list[QueryParameters] = [
            {"cursor": Cursor((publication.pk,)).encode()} | self._choose_sometimes("rating", [*RATINGS])
            for publication in self.publications
        ]
        return self._build_urls("front", [{}, *parameters])

    def publication_lists(self) -> list[str]:
        """Return pages of the publication list in the API, 50 on each."""
        return self._build_urls("api:publications", [{"limit": 50} | each for each in [{}, *self._page_parameters()]])

    def _page_parameters(self) -> Iterator[QueryParameters]:
        for publication in self.publications:
            yield {"cursor": Cursor((publication.pk,)).encode()} | self._choose_sometimes("rating", [*RATINGS])

    def publication_searches(self, name: str) -> list[str]:
        """Return searches for publications on the public page or in the API."""
        parameters: list[QueryParameters] = [
            {"q": text} for text in [*self._write_queries(RARE_QUERIES), *self._write_queries(COMMON_QUERIES)]
        ]
        return self._build_urls(name, [each | self._choose_sometimes("rating", [*RATINGS]) for each in parameters])

    def fact_check_searches(self) -> dict[str, list[str]]:
        """Return each kind of request to `claims:search`."""
        kinds: dict[str, Callable[[], Iterator[QueryParameters]]] = {
            "rare words": lambda: self._search_parameters(RARE_QUERIES),
            "whole claims": self._claim_parameters,
            "common words": lambda: self._search_parameters(COMMON_QUERIES),
            "one common word": lambda: self._search_parameters(SINGLE_WORD_QUERIES),
            "common words, a language": lambda: self._search_parameters(
                COMMON_QUERIES, languageCode=("de", "en", "pt", "ja")
            ),
            "common words, a site": lambda: self._search_parameters(
                COMMON_QUERIES, reviewPublisherSiteFilter=(LOCAL_HOST, *SITE_NAMES)
            ),
            "common words, days": lambda: self._search_parameters(COMMON_QUERIES, maxAgeDays=(7, 30, 365)),
            "a site alone": self._site_parameters,
        }
        return {
            f"claims:search {kind}": self._build_urls("google:search", list(queries())[: self.many // 2])
            for kind, queries in kinds.items()
        }

    def feeds(self) -> dict[str, list[str]]:
        """Return the first page of each feed, and changes from random positions."""
        feeds: list[QueryParameters] = [{}, *({"rating": rating} for rating in RATINGS)]
        feeds += [{"source": publication.claimant} for publication in self.publications[:5]]
        feeds += [
            {"q": text} for text in [*self._write_queries(RARE_QUERIES), *self._write_queries(COMMON_QUERIES)][:20]
        ]
        recent = [{"since": (self.newest - timedelta(hours=hours)).isoformat()} for hours in range(1, 4)]
        return {
            "changes, 50": self._build_urls(
                "api:changes", [{"after": self.chance.randrange(self.last)} for _ in range(20)]
            ),
            "Atom": self._build_urls("feed_atom", feeds),
            "JSON Feed": self._build_urls("feed_json", feeds),
            "DataFeed since": self._build_urls("datafeed", [{"since": self.last - n} for n in (0, 10, 50)] + recent),
        }

    def claim_texts(self) -> list[str]:
        """Return claims to match."""
        return [publication.claim_text for publication in self.publications]

    def _build_urls(self, name: str, queries: list[QueryParameters]) -> list[str]:
        path = reverse(name)
        return list(dict.fromkeys(f"{path}?{urlencode(query)}" if query else path for query in queries))

    def _choose_sometimes(self, name: str, values: list[str]) -> QueryParameters:
        """Return the parameter with a random value in one of three cases, else nothing."""
        return {name: self.chance.choice(values)} if self.chance.random() < 1 / 3 else {}

    def _write_queries(self, shapes: tuple[str, ...]) -> Iterator[str]:
        pick = self.chance.choice
        for number in range(self.many // 2):
            yield shapes[number % len(shapes)].format(
                number=f"{self.chance.randrange(2, 90_000):,}", thing=pick(COUNTED_NOUNS), deed=pick(VERB_PHRASES),
                town=pick(TOWN_NAMES), time=pick(TIME_PHRASES), last=pick(LAST_NAMES), rare=pick(RARE_WORDS),
            )  # fmt: skip

    def _search_parameters(self, shapes: tuple[str, ...], **filters: tuple[object, ...]) -> Iterator[QueryParameters]:
        for text in self._write_queries(shapes):
            chosen: QueryParameters = {name: self.chance.choice(values) for name, values in filters.items()}
            yield {"query": text, "pageSize": self.chance.choice((10, 10, 10, 50))} | chosen

    def _claim_parameters(self) -> Iterator[QueryParameters]:
        for publication in self.publications:
            yield {"query": publication.claim_text}

    def _site_parameters(self) -> Iterator[QueryParameters]:
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


RARE_QUERIES = ("{number} {thing} in {town}", "{rare}", "{rare} {thing}", "{number}", "{number} {thing} {deed}")
COMMON_QUERIES = (
    "{thing} {town}", "{thing} {deed} {time}", "{thing} {deed} in {town}, {time}, more than ever before",
    "register {thing}", "{last} {thing}", "{town} {time}", "figures of the register",
)  # fmt: skip
SINGLE_WORD_QUERIES = ("{thing}", "register", "{town}", "{last}", "planned", "year", "state")
"""Search queries; the rare words occur in few fact-checks, `register` in all of our own."""
