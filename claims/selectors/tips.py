"""Tips: lists, duplicates of a tip, and the claim that a tip may be about."""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils import timezone

from claims.models import Article, Claim, Tip, TipNotification
from claims.nlp import get_language
from claims.nlp.quantities import find_different_quantities, find_quantities
from claims.refusals import require_found
from claims.selectors.fact_checks import FactCheckHit, search_fact_checks
from claims.selectors.near_tips import SimilarText, find_near_claim, find_near_tip
from claims.selectors.text_vectors import TextVectors
from claims.selectors.trigram_search import search_by_trigrams

MAX_DUPLICATES = 20
"""Duplicates that are shown below a tip."""

MIN_CLAIM_SIMILARITY = 0.45
"""The similarity of a sentence of a tip to a claim from which the desk suggests the claim."""

MIN_TIP_SIMILARITY = 0.6
"""The similarity from which two tips are duplicates."""

RECOMPARE_INTERVAL = timedelta(days=1)
"""How often a tip without a suggestion is compared with new claims."""

MAX_SENTENCES, MIN_SENTENCE_CHARACTERS, MAX_SENTENCE_CHARACTERS = 4, 12, 400
MAX_ANSWERS, MIN_ANSWER_SCORE, MIN_ANSWER_COSINE = 5, 0.3, 0.6
MAX_ROWS = 50
MAX_CANDIDATES = 200

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|\n+")
State = Tip.State


# Lists -----------------------------------------------------------------------------


def list_waiting_tips() -> QuerySet[Tip]:
    """Return open tips without duplicates, oldest first."""
    return Tip.objects.filter(state=State.OPEN, duplicate_of__isnull=True).order_by("id")


def get_tip_page(*, state: str = State.OPEN, repeated: bool = False, claim_id: int | None = None) -> QuerySet[Tip]:
    """Return tips with the details of their cards: those of a claim, or all in one state.

    Open tips come oldest first, or the most `repeated` first; decided ones and those of a claim newest first.
    """
    if claim_id is not None:
        found = Tip.objects.filter(claim=claim_id).order_by("-id")
    elif state != State.OPEN:
        found = list_tips_in_state(state)
    else:
        found = list_waiting_tips().order_by("-reader_count", "id") if repeated else list_waiting_tips()
    return with_card_details(found)


def list_tips_in_state(state: str) -> QuerySet[Tip]:
    """Return tips in one state without duplicates, newest first."""
    return Tip.objects.filter(state=state, duplicate_of__isnull=True).select_related("decided_by").order_by("-id")


def with_card_details(tips: QuerySet[Tip]) -> QuerySet[Tip]:
    """Load tips with the details of their cards: duplicates and notifications."""
    newest = TipNotification.objects.order_by("-id")[:MAX_DUPLICATES]
    notifications = Prefetch("notifications", newest, to_attr="newest_notifications")
    others = Prefetch(
        "duplicates",
        Tip.objects.prefetch_related(notifications).order_by("id")[:MAX_DUPLICATES],
        to_attr="shown_others",
    )
    people = ("suggested_claim", "claim", "article", "decided_by")
    return (
        tips.select_related(*people)
        .defer("article__text", "article__positions")
        .prefetch_related(others, notifications)
    )


def get_tip(tip_id: int) -> Tip:
    """Return a tip with the details of its card; raises `NotFound`."""
    return _require_tip(with_card_details(Tip.objects.filter(pk=tip_id)))


# For the reader ---------------------------------------------------------------------


def get_tip_by_key(key: UUID) -> Tip:
    """Return the tip with a secret key, with the verdict that answers it; raises `NotFound`."""
    return _require_tip(
        Tip.objects.select_related("claim__publication", "claim__duplicate_of__publication").filter(key=key)
    )


def _require_tip(tips: QuerySet[Tip]) -> Tip:
    return require_found(tips.first())


def find_answers(text: str, vectors: TextVectors | None = None) -> list[FactCheckHit]:
    """Return fact-checks, ours and imported ones, that may answer a tip, by its words and its `vectors`."""
    hits = search_fact_checks(text, vectors=vectors, limit=MAX_ANSWERS)
    return [hit for hit in hits if hit.is_similar(words=MIN_ANSWER_SCORE, cosine=MIN_ANSWER_COSINE)]


# About the same ----------------------------------------------------------------------


def list_uncompared_tip_ids(limit: int = MAX_ROWS) -> list[int]:
    """Return ids of open tips to compare with claims and with each other, the longest waiting first.

    A tip that was submitted as an article waits until the article is read, since its claims come first.
    """
    stale = Q(compared__isnull=True) | Q(suggested_claim__isnull=True, compared__lt=timezone.now() - RECOMPARE_INTERVAL)
    unread = Q(article__status__in=[Article.Status.RECEIVED, Article.Status.READING])
    queryset = list_waiting_tips().filter(stale).exclude(unread).order_by(F("compared").asc(nulls_first=True), "id")
    return list(queryset.values_list("pk", flat=True)[:limit])


SIMILAR_CLAIMS_SQL = """
    SELECT claim.id, claim.text, words, claim.score
    FROM unnest(%(words)s::text[]) AS words CROSS JOIN LATERAL (
        SELECT id, greatest(similarity(text, words), similarity(statement, words)) AS score,
               CASE WHEN similarity(statement, words) > similarity(text, words) THEN statement ELSE text END AS text
        FROM claims_claim
        WHERE (upper(text) %% upper(words) OR upper(statement) %% upper(words))
            AND status NOT IN ('dismissed', 'withdrawn') AND NOT id = ANY(%(rejected_claims)s::bigint[])
        LIMIT %(candidates)s
    ) AS claim
    ORDER BY claim.score DESC, claim.id
    LIMIT %(limit)s
"""
SIMILAR_TIPS_SQL = """
    SELECT id, text, %(text)s, similarity(text, %(text)s) AS score FROM (
        SELECT id, text FROM claims_tip
        WHERE text %% %(text)s AND state = 'open' AND duplicate_of_id IS NULL AND id < %(id)s
        LIMIT %(candidates)s
    ) AS tip
    ORDER BY score DESC, id
    LIMIT %(limit)s
"""


def find_similar_claim(tip: Tip) -> SimilarText | None:
    """Return the claim that a tip is most likely about, if it is similar enough and has the same numbers."""
    bound: dict[str, Any] = {"words": split_sentences(tip.text), "rejected_claims": tip.rejected_claims}
    alike = _filter_equal_numbers(_find_similar(SIMILAR_CLAIMS_SQL, MIN_CLAIM_SIMILARITY, bound))
    return next(alike, None) or find_near_claim(tip, bound["words"])


def find_similar_tip(tip: Tip) -> SimilarText | None:
    """Return the older open tip that asks the same, with the same numbers."""
    bound: dict[str, Any] = {"text": tip.text, "id": tip.pk}
    alike = _filter_equal_numbers(_find_similar(SIMILAR_TIPS_SQL, MIN_TIP_SIMILARITY, bound))
    return next(alike, None) or find_near_tip(tip)


def split_sentences(text: str) -> list[str]:
    """Return the first sentences of a tip, which are compared one by one: a tip often has more than a claim."""
    pieces = [piece.strip()[:MAX_SENTENCE_CHARACTERS] for piece in _SENTENCE_END.split(text)]
    return [piece for piece in pieces if len(piece) >= MIN_SENTENCE_CHARACTERS][:MAX_SENTENCES] or [
        text[:MAX_SENTENCE_CHARACTERS]
    ]


def _find_similar(query: str, threshold: float, bound: dict[str, Any]) -> list[SimilarText]:
    """Return what is more similar than the threshold; nothing if the search takes too long."""
    parameters = {**bound, "candidates": MAX_CANDIDATES, "limit": MAX_ROWS}
    return [SimilarText(*row) for row in search_by_trigrams(query, threshold, parameters, warning="tips.not_compared")]


def _filter_equal_numbers(similar_texts: Iterable[SimilarText]) -> Iterator[SimilarText]:
    return (
        similar
        for similar in similar_texts
        if not _numbers_differ(similar.words, similar.text) and not _numbers_differ(similar.text, similar.words)
    )


def _numbers_differ(first: str, second: str) -> bool:
    grammar = get_language().quantities
    ours, theirs = (find_quantities(text, 0, len(text), grammar) for text in (first, second))
    return bool(find_different_quantities(ours, theirs, grammar))


def parse_claim_reference(reference: str) -> int | None:
    """Return the id of a claim that is given by its number or by the URL of one of its pages."""
    id_match = re.search(
        r"(?:^|/(?:claims|verdicts)/|#)([1-9][0-9]{0,17})(?:/moderation)?/?(?:[?#].*)?$", reference.strip()
    )
    return int(id_match[1]) if id_match and Claim.objects.filter(pk=int(id_match[1])).exists() else None
