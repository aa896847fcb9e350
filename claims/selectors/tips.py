"""Reading tips: what readers asked, what is about the same, and which claim they may mean."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from django.db import OperationalError, connection, transaction
from django.db.models import F, Prefetch, Q, QuerySet
from django.utils import timezone

from claims.models import Article, Claim, Tip, TipNotification
from claims.nlp import get_language
from claims.nlp.quantities import find_different_quantities, find_quantities
from claims.refusals import require_found
from claims.selectors.fact_checks import FactCheckHit, search_fact_checks

log = structlog.get_logger(__name__)

MAX_DUPLICATES = 20
"""How many tips about the same thing are shown below the first of them."""

MIN_CLAIM_SIMILARITY = 0.45
"""The likeness of a tip's sentence to a claim from which on the desk suggests it."""

MIN_TIP_SIMILARITY = 0.6
"""The likeness of two tips from which on they are one question."""

RECOMPARE_INTERVAL = timedelta(days=1)
"""After how long a tip without a suggestion is compared anew: by then other claims have come in."""

MAX_SENTENCES, MIN_SENTENCE_CHARACTERS, MAX_SENTENCE_CHARACTERS = 4, 12, 400
MAX_ANSWERS, MIN_ANSWER_SCORE = 5, 0.3
MAX_ROWS = 50
MAX_CANDIDATES = 200
SEARCH_TIMEOUT = "10s"
"""How long the words of one tip are looked for; it must be less than the statement timeout of the settings."""

SEARCH_LIMITS_SQL = (
    "SELECT set_config('pg_trgm.similarity_threshold', %s, true), set_config('statement_timeout', %s, true)"
)

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|\n+")
State = Tip.State


# Lists -----------------------------------------------------------------------------


def list_waiting_tips() -> QuerySet[Tip]:
    """Open tips, oldest first; of those about the same thing the first alone."""
    return Tip.objects.filter(state=State.OPEN, duplicate_of__isnull=True).order_by("id")


def get_tip_page(*, state: str = State.OPEN, repeated: bool = False, claim_id: int | None = None) -> QuerySet[Tip]:
    """Tips with what their cards show: those of a claim, or all in one state.

    Open tips stand oldest first, or the most `repeated` first; decided ones, and those of a claim, newest first.
    """
    if claim_id is not None:
        found = Tip.objects.filter(claim=claim_id).order_by("-id")
    elif state != State.OPEN:
        found = list_tips_in_state(state)
    else:
        found = list_waiting_tips().order_by("-reader_count", "id") if repeated else list_waiting_tips()
    return with_card_details(found)


def list_tips_in_state(state: str) -> QuerySet[Tip]:
    """Tips in one state, newest first, without those that hang on another."""
    return Tip.objects.filter(state=state, duplicate_of__isnull=True).select_related("decided_by").order_by("-id")


def with_card_details(found: QuerySet[Tip]) -> QuerySet[Tip]:
    """Tips with what their cards show: the others about the same thing, and who has been told."""
    told = Prefetch("notifications", TipNotification.objects.order_by("-id")[:MAX_DUPLICATES], to_attr="told")
    others = Prefetch(
        "duplicates", Tip.objects.prefetch_related(told).order_by("id")[:MAX_DUPLICATES], to_attr="shown_others"
    )
    people = ("suggested_claim", "claim", "article", "decided_by")
    return found.select_related(*people).defer("article__text").prefetch_related(others, told)


def get_tip(tip_id: int) -> Tip:
    """One tip with what its card shows; refuses with `NotFound`."""
    return _require_tip(with_card_details(Tip.objects.filter(pk=tip_id)))


# For the reader ---------------------------------------------------------------------


def get_tip_by_key(key: UUID) -> Tip:
    """The tip that has this secret address, with the verdict that answers it; refuses with `NotFound`."""
    return _require_tip(Tip.objects.select_related("claim__publication").filter(key=key))


def _require_tip(found: QuerySet[Tip]) -> Tip:
    return require_found(found.first())


def find_answers(text: str) -> list[FactCheckHit]:
    """Published verdicts, ours and those of others, that may answer a reader's question."""
    return [hit for hit in search_fact_checks(text, limit=MAX_ANSWERS) if hit.score >= MIN_ANSWER_SCORE]


# About the same ----------------------------------------------------------------------


def list_uncompared_tip_ids(limit: int = MAX_ROWS) -> list[int]:
    """Ids of open tips to be compared with claims and with each other, the longest waiting first.

    What was taken in as an article waits until that is read: its own claims come first then.
    """
    stale = Q(compared__isnull=True) | Q(suggested_claim__isnull=True, compared__lt=timezone.now() - RECOMPARE_INTERVAL)
    unread = Q(article__status__in=[Article.Status.RECEIVED, Article.Status.READING])
    found = list_waiting_tips().filter(stale).exclude(unread).order_by(F("compared").asc(nulls_first=True), "id")
    return list(found.values_list("pk", flat=True)[:limit])


@dataclass(frozen=True, slots=True)
class SimilarText:
    """Something with words like those of a tip: its id, the words on both sides, and how alike they are (0 to 1)."""

    pk: int
    text: str
    words: str
    score: float


SIMILAR_CLAIMS_SQL = """
    SELECT claim.id, claim.text, words, claim.score
    FROM unnest(%(words)s::text[]) AS words CROSS JOIN LATERAL (
        SELECT id, text, similarity(text, words) AS score FROM claims_claim
        WHERE text %% words AND status NOT IN ('dismissed', 'withdrawn') AND NOT id = ANY(%(rejected_claims)s::bigint[])
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
    """The claim that a tip most likely is about, if one is sure enough and its numbers are the same."""
    bound: dict[str, Any] = {"words": split_sentences(tip.text), "rejected_claims": tip.rejected_claims}
    return next(_filter_equal_numbers(_find_similar(SIMILAR_CLAIMS_SQL, MIN_CLAIM_SIMILARITY, bound)), None)


def find_similar_tip(tip: Tip) -> SimilarText | None:
    """The older open tip that asks the same, numbers included."""
    bound: dict[str, Any] = {"text": tip.text, "id": tip.pk}
    return next(_filter_equal_numbers(_find_similar(SIMILAR_TIPS_SQL, MIN_TIP_SIMILARITY, bound)), None)


def split_sentences(text: str) -> list[str]:
    """The first sentences of a tip, each to be compared by itself: around the claim there often stands more."""
    found = [piece.strip()[:MAX_SENTENCE_CHARACTERS] for piece in _SENTENCE_END.split(text)]
    return [piece for piece in found if len(piece) >= MIN_SENTENCE_CHARACTERS][:MAX_SENTENCES] or [
        text[:MAX_SENTENCE_CHARACTERS]
    ]


def _find_similar(query: str, threshold: float, bound: dict[str, Any]) -> list[SimilarText]:
    """What is more alike than the threshold; nothing where finding that out takes longer than `PATIENCE`.

    Both hold until the transaction ends. By the threshold the index leaves out what is less alike.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(SEARCH_LIMITS_SQL, [str(threshold), SEARCH_TIMEOUT])
            cursor.execute(query, {**bound, "candidates": MAX_CANDIDATES, "limit": MAX_ROWS})
            return [SimilarText(*row) for row in cursor.fetchall()]
    except OperationalError as error:
        log.warning("tips.not_compared", error=type(error.__cause__).__name__)
        return []


def _filter_equal_numbers(found: Iterable[SimilarText]) -> Iterator[SimilarText]:
    return (
        each
        for each in found
        if not _numbers_differ(each.words, each.text) and not _numbers_differ(each.text, each.words)
    )


def _numbers_differ(one: str, other: str) -> bool:
    grammar = get_language().quantities
    ours, theirs = (find_quantities(words, 0, len(words), grammar) for words in (one, other))
    return bool(find_different_quantities(ours, theirs, grammar))


def parse_claim_reference(words: str) -> int | None:
    """The claim that somebody names by its number or by the address of one of its pages."""
    found = re.search(r"(?:^|/(?:claims|verdicts|moderation)/|#)([1-9][0-9]{0,17})/?(?:[?#].*)?$", words.strip())
    return int(found[1]) if found and Claim.objects.filter(pk=int(found[1])).exists() else None
