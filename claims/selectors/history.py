"""Reading history: what happened to a claim or an article, newest first, as runs of one person's saves."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from claims.event_data.verdicts import VerdictDrafted
from claims.models import Article, Claim, Event, Publication, Verdict
from claims.selectors.paging import Page, cursor_at, rows_after
from claims.verbs import ALTERING, DELETING_DRAFTS, UNLISTED, VERDICT_DRAFTED

SIZE = 50
EVENTS, LETTERS, CHUNK = 2_000, 4_000_000, 200
"""What a page reads at most, in events and in characters of saved text: a longer run goes on on the next page.

So many events are read at a time, that no more than a chunk is read in vain.
"""
WALK = 10_000
"""How many saves may lie between what is saved now and a page of history that tells what changed."""
MOST = 60


def of_claim(claim: Claim) -> QuerySet[Event]:
    """All events of a claim."""
    return Event.objects.filter(claim=claim).select_related("actor").order_by("-id")


def of_article(article: Article) -> QuerySet[Event]:
    """All events of an article."""
    return Event.objects.filter(article=article).select_related("actor").order_by("-id")


def page(events: QuerySet[Event], cursor: str = "", *, size: int = SIZE) -> Page[list[Event]]:
    """What a person wants to read, as runs of events: saves of one draft in a row are one run."""
    listed = events.exclude(verb__in=UNLISTED)
    listed = rows_after(listed, cursor) if cursor else listed
    runs, is_last = _runs(listed[: EVENTS + 1].iterator(chunk_size=CHUNK), size)
    return Page(runs, next="" if is_last else cursor_at(listed, runs[-1][-1]))


def _runs(events: Iterable[Event], size: int) -> tuple[list[list[Event]], bool]:
    """The runs of a page, and whether they are all that is left."""
    runs: list[list[Event]] = []
    letters = 0
    for number, event in enumerate(events):
        letters += _letters(event)
        goes_on = bool(runs) and _run(runs[-1][-1]) == _run(event)
        if number == EVENTS or (runs and letters > LETTERS) or (len(runs) == size and not goes_on):
            return runs, False
        if goes_on:
            runs[-1].append(event)
        else:
            runs.append([event])
    return runs, True


def _run(event: Event) -> tuple[object, ...]:
    payload = event.payload
    return ("save", event.actor_id, payload.revision) if isinstance(payload, VerdictDrafted) else (event.pk,)


def _letters(event: Event) -> int:
    deltas = event.payload.delta if isinstance(event.payload, VerdictDrafted) else {}
    return sum(len(part) for delta in deltas.values() for part in delta if isinstance(part, str))


def saves_after(claim: Claim, event_id: int) -> Iterator[Event]:
    """Newest first, what has been done to drafts since this event; nothing when that is too much to walk back."""
    later = (
        of_claim(claim).filter(pk__gt=event_id, verb__in=[VERDICT_DRAFTED.name, *DELETING_DRAFTS]).select_related(None)
    )
    if len(later.values_list("pk")[: WALK + 1]) > WALK:
        return iter(())
    return later.iterator(chunk_size=CHUNK)


def drafts(claim: Claim, revisions: Iterable[int]) -> dict[int, Verdict]:
    """Verdicts by their revision, as they are saved now."""
    found = Verdict.objects.filter(claim=claim, revision__in=list(revisions)[:MOST])
    return {verdict.revision: verdict for verdict in found}


def submitted(claim: Claim, upto: int) -> list[Verdict]:
    """What was handed in, this revision and those before it, newest first, with its evidence."""
    found = Verdict.objects.filter(claim=claim, submitted__isnull=False, revision__lte=upto)
    return list(found.prefetch_related("evidence").order_by("-revision")[:MOST])


def publications(claim: Claim, upto: int) -> dict[int, Publication]:
    """What was public, this revision and those before it, by number."""
    found = Publication.objects.filter(claim=claim, revision__lte=upto).order_by("-revision")[:MOST]
    return {publication.revision: publication for publication in found}


def newest_decision(claim: Claim) -> Event | None:
    """The last thing that changed a claim, with who did it."""
    return of_claim(claim).filter(verb__in=ALTERING).first()
