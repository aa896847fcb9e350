"""History of a claim or an article, newest first; consecutive saves of one person form one run."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from django.db.models import QuerySet

from claims.event_data.verdicts import VerdictDrafted
from claims.models import Article, Claim, Event, Publication, Verdict
from claims.selectors.evidence import evidence_prefetch
from claims.selectors.paging import Page, cursor_at, rows_after
from claims.selectors.prepared_rows import ID, PreparedRows
from claims.verbs import CLAIM_ALTERING_VERBS, DRAFT_DELETING_VERBS, UNLISTED_VERBS
from claims.verbs.verdicts import VERDICT_DRAFTED

PAGE_RUNS = 50
MAX_EVENTS, MAX_EVENT_CHARACTERS, CHUNK_ROWS = 2_000, 4_000_000, 200
"""Limits of a page in events and characters of saved text, and rows per chunk. Longer runs continue on another page."""
MAX_WALKED_EVENTS = 10_000
"""Saves between the current draft and a page of history that can still show changes."""
MAX_REVISIONS = 60


def list_claim_events(claim: Claim) -> QuerySet[Event]:
    """Return the events of a claim, newest first."""
    return Event.objects.filter(claim=claim).select_related("actor").order_by("-id")


def list_article_events(article: Article) -> QuerySet[Event]:
    """Return the events of an article, newest first."""
    return Event.objects.filter(article=article).select_related("actor").order_by("-id")


def get_newest_history(claim: Claim) -> Page[list[Event]]:
    """Return the first page of the history of a claim, as `get_history_page` does."""
    first = _NEWEST_EVENTS.fetch(claim.pk)
    runs, is_last = _runs(chain(first, _iterate_earlier(claim, first)), PAGE_RUNS)
    return Page(runs, next="" if is_last else cursor_at(Event.objects.order_by("-id"), runs[-1][-1]))


_NEWEST_EVENTS = PreparedRows(
    lambda: (
        Event.objects.filter(claim=ID)
        .exclude(verb__in=UNLISTED_VERBS)
        .select_related("actor")
        .order_by("-id")[:CHUNK_ROWS]
    )
)


def _iterate_earlier(claim: Claim, first: Sequence[Event]) -> Iterator[Event]:
    if len(first) == CHUNK_ROWS:
        earlier = list_claim_events(claim).exclude(verb__in=UNLISTED_VERBS).filter(pk__lt=first[-1].pk)
        yield from earlier[: MAX_EVENTS + 1 - CHUNK_ROWS].iterator(chunk_size=CHUNK_ROWS)


def get_history_page(events: QuerySet[Event], cursor: str = "", *, size: int = PAGE_RUNS) -> Page[list[Event]]:
    """Return a page of runs of events; consecutive saves of a draft are one run."""
    listed = events.exclude(verb__in=UNLISTED_VERBS)
    listed = rows_after(listed, cursor) if cursor else listed
    runs, is_last = _runs(listed[: MAX_EVENTS + 1].iterator(chunk_size=CHUNK_ROWS), size)
    return Page(runs, next="" if is_last else cursor_at(listed, runs[-1][-1]))


def _runs(events: Iterable[Event], size: int) -> tuple[list[list[Event]], bool]:
    """Return the runs of a page, and whether it is the last page."""
    runs: list[list[Event]] = []
    characters = 0
    for number, event in enumerate(events):
        characters += _event_characters(event)
        continues_run = bool(runs) and _run_key(runs[-1][-1]) == _run_key(event)
        if (
            number == MAX_EVENTS
            or (runs and characters > MAX_EVENT_CHARACTERS)
            or (len(runs) == size and not continues_run)
        ):
            return runs, False
        if continues_run:
            runs[-1].append(event)
        else:
            runs.append([event])
    return runs, True


def _run_key(event: Event) -> tuple[object, ...]:
    payload = event.payload
    return ("save", event.actor_id, payload.revision) if isinstance(payload, VerdictDrafted) else (event.pk,)


def _event_characters(event: Event) -> int:
    deltas = event.payload.delta if isinstance(event.payload, VerdictDrafted) else {}
    return sum(len(part) for delta in deltas.values() for part in delta if isinstance(part, str))


def iterate_saves_after(claim: Claim, event_id: int) -> Iterator[Event]:
    """Yield changes of drafts since an event, newest first; nothing if there are too many."""
    later = (
        list_claim_events(claim)
        .filter(pk__gt=event_id, verb__in=[VERDICT_DRAFTED.name, *DRAFT_DELETING_VERBS])
        .select_related(None)
    )
    if len(later.values_list("pk")[: MAX_WALKED_EVENTS + 1]) > MAX_WALKED_EVENTS:
        return iter(())
    return later.iterator(chunk_size=CHUNK_ROWS)


def get_verdicts_by_revision(claim: Claim, revisions: Iterable[int]) -> dict[int, Verdict]:
    """Return the current verdicts by revision."""
    found = Verdict.objects.filter(claim=claim, revision__in=list(revisions)[:MAX_REVISIONS])
    return {verdict.revision: verdict for verdict in found}


def list_submitted_verdicts(claim: Claim, upto: int) -> list[Verdict]:
    """Return submitted verdicts up to a revision with their evidence, newest first."""
    found = Verdict.objects.filter(claim=claim, submitted__isnull=False, revision__lte=upto)
    return list(found.prefetch_related(evidence_prefetch()).order_by("-revision")[:MAX_REVISIONS])


def get_publications_by_revision(claim: Claim, upto: int) -> dict[int, Publication]:
    """Return publications of the original up to a revision, by revision."""
    found = Publication.objects.filter(claim=claim, translation__isnull=True, revision__lte=upto).order_by("-revision")[
        :MAX_REVISIONS
    ]
    return {publication.revision: publication for publication in found}


def find_newest_decision(claim: Claim) -> Event | None:
    """Return the last event that changed a claim, with its actor."""
    return list_claim_events(claim).filter(verb__in=CLAIM_ALTERING_VERBS).first()
