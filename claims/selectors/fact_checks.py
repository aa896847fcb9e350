"""Search of fact-checks, ours and imported ones, by full text and trigrams in the database."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from django.db.models import F, FloatField, Func

from claims.models import FactCheck
from claims.nlp.encoder_table import EncoderName, knows_language
from claims.nlp.fusion import Candidate, fuse_scores
from claims.nlp.language_table import primary_code
from claims.selectors import waiting_counts
from claims.selectors.fact_check_ranking import (
    MAX_CANDIDATES,
    NO_FILTER,
    TRIGRAM_WEIGHT,
    WORD_WEIGHT,
    FactCheckFilter,
    Search,
    fetch_all,
    fetch_ranked,
    filter_parameters,
    is_too_common,
    parse_query,
    search_of_text,
    search_parameters,
    write_sql,
)
from claims.selectors.fact_check_sql import (
    BY_WORDS_SQL,
    LANGUAGE_SQL,
    LIST_SQL,
    NEWEST_FIRST_SQL,
    NEWEST_SQL,
    by_meaning_sql,
)
from claims.selectors.prepared import IsOneOf, Parameter
from claims.selectors.prepared_rows import IDS, PreparedRows
from claims.selectors.text_vectors import TextVectors, has_vectors, is_english, write_vector

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _Letters(TypedDict):
        letters: float

    FoundFactCheck = WithAnnotations[FactCheck, _Letters]

MAX_QUERY_CHARACTERS = 5_000  # of a text that are used
MAX_HITS = 100  # candidates by words, and results of a search
NEAR_ROWS = 50  # candidates by vectors
LEAST_COSINE = 0.35
"""A fact-check without a word of the text is left out below this similarity of the vectors."""

MAX_LISTED_ROWS = 1_000  # of a list without a search

QUERY_CHARACTERS = 400  # of a search query that are used
SEARCH_RESULTS = 1_000  # results of a search of our own verdicts

_LETTERS = Func(F("claim_text"), Parameter(2, "text"), function="similarity", output_field=FloatField())
_FACT_CHECKS = PreparedRows(
    lambda: FactCheck.objects.defer("search").filter(IsOneOf("id", IDS)).annotate(letters=_LETTERS)
)
"""The fact-checks that are found, each with the similarity of its claim to the text by trigrams."""


@dataclass(frozen=True, slots=True)
class FactCheckHit:
    """A fact-check and its similarity to the text: 0 (nothing in common) to about 1 (the same words).

    `words` is the similarity by words and trigrams alone, `cosine` that of the vectors, None if one is missing.
    """

    fact_check: FactCheck
    score: float
    words: float
    cosine: float | None = None

    def is_similar(self, *, words: float, cosine: float) -> bool:
        """Return whether the words are similar enough, or the vectors are."""
        return self.words >= words or (self.cosine is not None and self.cosine >= cosine)


def search_fact_checks(
    text: str,
    filters: FactCheckFilter = NO_FILTER,
    *,
    vectors: TextVectors | None = None,
    day: date | None = None,
    limit: int = 10,
    offset: int = 0,
) -> list[FactCheckHit]:
    """Return the fact-checks most similar to a text, best first, up to `MAX_HITS`.

    With the `vectors` of the text, fact-checks in other words and in other languages are found too, and those near its
    `day` gain; without them, words and trigrams decide.
    """
    words = text[:MAX_QUERY_CHARACTERS].replace("\0", " ")
    by_meaning = vectors if has_vectors() else None
    found = _rank_by_meaning(words, filters, by_meaning, day) if by_meaning else _rank_by_words(words, filters)
    rows = found[:MAX_HITS][offset : offset + limit]
    fetched = _FACT_CHECKS.fetch([row.pk for row in rows], words) if rows else []
    fact_checks = {fact_check.pk: fact_check for fact_check in fetched}
    return [row.build_hit(fact_checks[row.pk]) for row in rows]


def list_fact_checks(filters: FactCheckFilter, *, limit: int = 10, offset: int = 0) -> list[FactCheck]:
    """Return fact-checks, newest first, those without a date last, up to `MAX_LISTED_ROWS`."""
    window = {"limit": max(min(limit, MAX_LISTED_ROWS - offset), 0), "offset": min(offset, MAX_LISTED_ROWS)}
    return list(
        FactCheck.objects.raw(
            LIST_SQL.format(fact_checks=NEWEST_SQL, language=LANGUAGE_SQL), filter_parameters(filters) | window
        )
    )


def search_ours(query: str, *, rating: str = "") -> dict[int, int | None]:
    """Return the claims whose public verdict matches a query in any language, best first, up to `SEARCH_RESULTS`.

    Each has the id of the translation that matches best, or None if the original matches too. The query is written as
    for a search engine: quotes for a phrase, a minus to exclude a word, "or".
    """
    text = query[:QUERY_CHARACTERS].replace("\0", " ")
    search = parse_query(text)
    if not search.tsqueries:
        return {}
    filters = FactCheckFilter(ours=True, rating=rating, translated=True)
    most = min(waiting_counts.NEWEST_ROWS, MAX_CANDIDATES)
    ranked = _rank(search, text, filters, most=most, depth=SEARCH_RESULTS)
    found: dict[int, int | None] = {}
    for row in ranked:
        if row.claim_id is not None and (row.claim_id not in found or row.translation_id is None):
            found[row.claim_id] = row.translation_id
    return found


def search_newest_of_ours(query: str) -> list[int]:
    """Return the ids of claims with a matching revision of their verdict or a translation, newest first.

    Withdrawn ones are included. There are at most `SEARCH_RESULTS`.
    """
    filters = FactCheckFilter(ours=True, translated=True, withdrawn=True, earlier=True)
    search = parse_query(query[:QUERY_CHARACTERS].replace("\0", " "))
    if not search.tsqueries:
        return []
    common = is_too_common(search, filters, most=min(waiting_counts.NEWEST_ROWS, MAX_CANDIDATES))
    parameters = search_parameters(search, filters) | {"depth": SEARCH_RESULTS}
    rows = fetch_all(write_sql(NEWEST_FIRST_SQL, search, common=common), parameters)
    return list(dict.fromkeys(claim_id for (claim_id,) in rows))


@dataclass(frozen=True, slots=True)
class RankedRow:
    """The id of a fact-check with its scores, see `FactCheckHit`.

    `letters` is the weight of the similarity by trigrams that `words` lacks: it is costly, and known of hits alone.
    """

    pk: int
    score: float
    words: float
    cosine: float | None = None
    letters: float = 0.0

    def build_hit(self, fact_check: "FoundFactCheck") -> FactCheckHit:
        """Return the hit with the fact-check itself."""
        return FactCheckHit(fact_check, self.score, self.words + self.letters * fact_check.letters, self.cosine)


def _rank_by_words(text: str, filters: FactCheckFilter) -> list[RankedRow]:
    """Return the fact-checks with the most words in common, best first."""
    search = search_of_text(text)
    if not search.tsqueries:
        return []
    rows = _rank(search, text, filters, most=waiting_counts.NEWEST_ROWS, depth=MAX_HITS)
    return [RankedRow(row.pk, row.score, row.score) for row in rows]


def _rank_by_meaning(text: str, filters: FactCheckFilter, vectors: TextVectors, day: date | None) -> list[RankedRow]:
    """Return the fact-checks with words in common and those with near vectors, best first."""
    given = {
        "vector": write_vector(vectors.vector),
        "across": write_vector(vectors.across) if vectors.across is not None else None,
        "is_english": vectors.is_english,
        "near": NEAR_ROWS,
    }
    rows = fetch_ranked(
        search_of_text(text), text, filters, template=by_meaning_sql(*choose_columns(vectors, filters.language)),
        most=waiting_counts.NEWEST_ROWS, depth=MAX_HITS, given=given,
    )  # fmt: skip
    candidates = [Candidate(*scores) for _, _, *scores in rows]
    ranked = [
        RankedRow(pk, score, WORD_WEIGHT * words, cosine, TRIGRAM_WEIGHT if words else 0.0)
        for (_, pk, words, cosine, *_), score in zip(rows, fuse_scores(candidates, day), strict=True)
    ]
    similar = [row for row in ranked if row.words > 0 or (row.cosine or 0.0) >= LEAST_COSINE]
    return sorted(similar, key=lambda row: (-row.score, row.pk))


def choose_columns(vectors: TextVectors, language: str) -> list[str]:
    """Return which columns of vectors are searched for a text if what is found must be in a language (or any: "").

    A column that can hold none in that language is left out: its index would be read to the end for nothing.
    """
    has_across, is_foreign = vectors.across is not None, not is_english(language)
    is_known = knows_language(EncoderName.MULTILINGUAL, primary_code(language))
    columns = {
        "near_any": not (has_across and is_foreign and is_known),
        "near_english": has_across and not vectors.is_english and not is_foreign,
        "near_foreign": has_across and (not language or is_foreign),
    }
    return [name for name, is_searched in columns.items() if is_searched]


class WordRow(NamedTuple):
    """The id of a fact-check with its score by words; one of ours has a claim, and maybe the translation that it is."""

    pk: int
    claim_id: int | None
    translation_id: int | None
    score: float


def _rank(search: Search, text: str, filters: FactCheckFilter, *, most: int, depth: int) -> list[WordRow]:
    """Return the most similar fact-checks by words, best first."""
    rows = fetch_ranked(search, text, filters, template=BY_WORDS_SQL, most=most, depth=depth)
    return [WordRow(*row[1:]) for row in rows]
