"""The search over everything that a person may see: each kind of result by its words, or by similar words.

The cost does not grow with the tables. Each kind is searched in its newest rows, and in a limited number of rows that
an index finds. If nothing has the words, rows with similar words are found: they share a half of the longest word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.models import User
from claims.models.word_vectors import ALL_CONFIGS, CONFIG_OF_ROW_SQL
from claims.nlp.language_table import TEXT_SEARCH_CONFIG
from claims.permissions import allows
from claims.selectors.desk_search_sql import (
    BY_INDEX_SQL,
    INDEXES_ONLY_SQL,
    MATCHES_SQL,
    NEWEST_ARE_TOO_FEW_SQL,
    SIMILAR_SQL,
    words_query_sql,
)
from claims.selectors.fact_checks import search_fact_checks
from claims.selectors.search_references import is_desk_url, parse_reference
from claims.selectors.text_vectors import TextVectors

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

QUERY_CHARACTERS = 200  # of a query that are used
MAX_WORDS = 6
MAX_SIMILAR_WORDS = 3  # words that may be misspelt
MIN_SIMILAR_CHARACTERS = 4
MAX_HITS = 6  # of one kind
NEWEST_ROWS = 1_000  # of a kind that are searched in any case
MAX_CANDIDATES = 1_000  # rows of a kind that the index may find
SIMILAR_ROWS = 150  # newest rows, and rows of the index, that are compared with misspelt words
COMMON_ROWS = 15  # newest rows of `SIMILAR_ROWS` with a half of a word that the index is not asked for
MAX_SIMILAR_COLUMNS = 2  # of a kind, its first ones
MIN_SIMILARITY = 0.5  # of each word to a passage, from 0 to 1
MIN_FACT_CHECK_SCORE, MIN_FACT_CHECK_COSINE = 0.3, 0.5

_INDEXED_WORD = re.compile(r"[^\W_]{3}")


@dataclass(frozen=True, slots=True)
class SearchKind:
    """A kind of result: its table and the columns that have an index of trigrams, in SQL.

    `title`, `detail` and `target` are SQL for what a result shows and for the id of its page. `words` is SQL that
    matches whole words by an index. `own` is SQL for the rows that a person without `sees_all` may see.
    """

    name: str
    label: "StrOrPromise"
    ability: str
    table: str = ""
    columns: tuple[str, ...] = ()
    title: str = ""
    detail: str = "''"
    target: str = "id"
    words: str = ""
    own: str = ""
    sees_all: str = ""


_CLAIM_OF_VERDICT = "(SELECT claim_id FROM claims_verdict WHERE claims_verdict.id = verdict_id)"


def _has_words(*columns: str) -> str:
    """Return SQL that is true if columns together have the words, by the index of `claims.models.word_vectors`."""
    text = " || ' ' || ".join(columns)
    return f"to_tsvector('{TEXT_SEARCH_CONFIG}'::regconfig, {text}) @@ {words_query_sql(TEXT_SEARCH_CONFIG)}"


def _has_words_by_language(*columns: str) -> str:
    """Return SQL like that of `_has_words` for rows that have a language, each by its dictionary."""
    text = " || ' ' || ".join(columns)
    return f"to_tsvector({CONFIG_OF_ROW_SQL}, {text}) @@ {words_query_sql(*ALL_CONFIGS)}"


SEARCH_KINDS = (
    SearchKind(
        "claims",
        _("Claims"),
        "claims.see",
        "claims_claim",
        ("text", "statement"),
        title="coalesce(nullif(statement, ''), text)",
        detail="status",
    ),
    SearchKind(
        "articles",
        _("Articles"),
        "articles.see",
        "claims_article",
        ("title",),
        title="title",
        detail="publisher",
        words=_has_words_by_language("title", "publisher", "byline", "left(text, 200000)"),
        own="submitted_by_id = %(person)s",
        sees_all="claims.see",
    ),
    SearchKind(
        "verdicts",
        _("Verdicts"),
        "claims.see",
        "claims_verdict",
        ("summary",),
        title="summary",
        detail="coalesce(nullif(rating_words, ''), rating)",
        target="claim_id",
        words=_has_words("summary", "justification"),
    ),
    SearchKind(
        "evidence",
        _("Evidence"),
        "claims.see",
        "claims_evidence",
        ("question", "title", "answer", "publisher", "url"),
        title="question",
        detail="coalesce(nullif(publisher, ''), nullif(title, ''), url)",
        target=_CLAIM_OF_VERDICT,
        words=_has_words("question", "answer", "quote"),
    ),
    SearchKind("fact_checks", _("Fact-checks"), "claims.see"),
    SearchKind("sources", pgettext_lazy("search", "Sources"), "queue.see", "claims_source", ("name",), "name", "kind"),
    SearchKind("tips", _("Tips"), "tips.see", "claims_tip", ("text",), "text", "state"),
)
"""All kinds in the order of the results. A kind without a table has a search of its own."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A result: the id of the row, what it says, a `detail` (a code or a name), and the id of its page.

    `url` is the address of a fact-check by others.
    """

    kind: str
    pk: int
    title: str
    detail: str
    target: int | None
    url: str = ""


def search_desk(query: str, user: User, *, vectors: TextVectors | None = None) -> list[SearchHit]:
    """Return what the person may see of each kind, in the order of `SEARCH_KINDS`, at most `MAX_HITS` of each.

    With the `vectors` of the query, fact-checks in other words and languages are found too.
    """
    text = " ".join(query.replace("\0", " ").split())[:QUERY_CHARACTERS]
    kinds = [kind for kind in SEARCH_KINDS if text and allows(user, kind.ability)]
    words = [] if is_desk_url(text) else text.upper().split()[:MAX_WORDS]
    search = _Search(text, words, parse_reference(text), user)
    tables = [kind for kind in kinds if kind.table]
    hits = search.find_matches(tables)
    if words and len(tables) < len(kinds):
        hits += _find_fact_checks(text, vectors)
    if not hits:
        hits = search.find_similar(tables)
    order = [kind.name for kind in SEARCH_KINDS]
    return sorted(hits, key=lambda hit: order.index(hit.kind))


def _find_fact_checks(text: str, vectors: TextVectors | None) -> Iterator[SearchHit]:
    for hit in search_fact_checks(text, vectors=vectors, limit=MAX_HITS):
        if hit.is_similar(words=MIN_FACT_CHECK_SCORE, cosine=MIN_FACT_CHECK_COSINE):
            row = hit.fact_check
            yield SearchHit("fact_checks", row.pk, row.claim_text, row.publisher, row.claim_id, row.url)


@dataclass(frozen=True, slots=True)
class _Search:
    """A query with its words in upper case, the ids that it may name, and who asks."""

    text: str
    words: list[str]
    ids: dict[str, int]
    user: User

    def find_matches(self, kinds: list[SearchKind]) -> list[SearchHit]:
        return self._run([self._matches_sql(kind) for kind in kinds if self.words or kind.name in self.ids])

    def find_similar(self, kinds: list[SearchKind]) -> list[SearchHit]:
        return self._run([self._similar_sql(kind) for kind in kinds]) if self._misspelt_words() else []

    def _run(self, queries: list[str]) -> list[SearchHit]:
        if not queries:
            return []
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(INDEXES_ONLY_SQL)
            cursor.execute(" UNION ALL ".join(queries), self._parameters())
            return [SearchHit(*row) for row in cursor.fetchall()]

    def _parameters(self) -> dict[str, Any]:
        similar = self._misspelt_words()
        longest = max(similar, key=len, default="")
        half = max(3, len(longest) // 2)
        return {
            "query": self.text,
            "person": self.user.pk,
            "head": _contains(longest[:half]),
            "tail": _contains(longest[-half:]),
            "min_similarity": MIN_SIMILARITY,
            "newest": NEWEST_ROWS,
            "candidates": MAX_CANDIDATES,
            "hits": MAX_HITS,
            "similar": SIMILAR_ROWS,
            "common": COMMON_ROWS,
            **{f"word_{number}": _contains(word) for number, word in enumerate(self.words)},
            **{f"similar_{number}": word for number, word in enumerate(similar)},
            **{f"{kind.name}_id": self.ids.get(kind.name) for kind in SEARCH_KINDS},
        }

    def _misspelt_words(self) -> list[str]:
        """Return the words that may be misspelt; short ones and numbers are not."""
        words = [
            word
            for word in self.words
            if len(word) >= MIN_SIMILAR_CHARACTERS and _INDEXED_WORD.search(word) and not word.isdigit()
        ]
        return words[:MAX_SIMILAR_WORDS]

    def _matches_sql(self, kind: SearchKind) -> str:
        numbers = range(len(self.words))
        long = [number for number in numbers if _INDEXED_WORD.search(self.words[number])]
        allowed, match = self._allowed_sql(kind), _contains_sql(kind, numbers)
        indexed: list[dict[str, str]] = []
        if long:
            rest = match if len(long) < len(numbers) else "TRUE"
            condition = _contains_sql(kind, long)
            indexed.append({"by_index": condition, "match": rest, "is_needed": NEWEST_ARE_TOO_FEW_SQL})
        if kind.words and numbers and not self._is_limited(kind):
            indexed.append({"by_index": kind.words, "match": "TRUE", "is_needed": "TRUE"})
        by_index = [BY_INDEX_SQL.format(table=kind.table, allowed=allowed, **parts) for parts in indexed]
        return MATCHES_SQL.format(**_names(kind), allowed=allowed, match=match, by_index="".join(by_index))

    def _similar_sql(self, kind: SearchKind) -> str:
        numbers, columns = range(len(self._misspelt_words())), kind.columns[:MAX_SIMILAR_COLUMNS]
        similarity = [
            "least({})".format(", ".join(f"word_similarity(%(similar_{number})s, {column})" for number in numbers))
            for column in columns
        ]
        halves = ("%(head)s", "%(tail)s", "(SELECT head FROM rare)", "(SELECT tail FROM rare)")
        head, tail, *rare = (" OR ".join(f"upper({column}) LIKE {half}" for column in columns) for half in halves)
        return SIMILAR_SQL.format(
            **_names(kind),
            allowed=self._allowed_sql(kind),
            has_head=head,
            has_tail=tail,
            has_rare=" OR ".join(rare),
            similarity=f"greatest({', '.join(similarity)})",
        )

    def _is_limited(self, kind: SearchKind) -> bool:
        return bool(kind.own) and not allows(self.user, kind.sees_all)

    def _allowed_sql(self, kind: SearchKind) -> str:
        return kind.own if self._is_limited(kind) else "TRUE"


def _names(kind: SearchKind) -> dict[str, str]:
    return {
        "kind": kind.name,
        "table": kind.table,
        "title": kind.title,
        "detail": kind.detail,
        "target": kind.target,
    }


def _contains(word: str) -> str:
    """Return the pattern of LIKE for texts that contain a word."""
    return "%" + re.sub(r"([\\%_])", r"\\\1", word) + "%"


def _contains_sql(kind: SearchKind, numbers: "range | list[int]") -> str:
    """Return SQL that is true if one column contains all of these words."""
    columns = (" AND ".join(f"upper({c}) LIKE %(word_{number})s" for number in numbers) for c in kind.columns)
    return " OR ".join(f"({column})" for column in columns) if numbers else "FALSE"
