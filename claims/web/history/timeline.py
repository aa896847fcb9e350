"""The events of a claim or an article as people tell them: in words, with what each changed."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims.event_data.claims import ClaimPlanned, Moved, PlanChange
from claims.models import Article, Claim, Event, Verdict
from claims.selectors.history import PAGE_RUNS, get_history_page, list_article_events, list_claim_events
from claims.selectors.paging import Page
from claims.web.history.event_changes import EventChanges
from claims.web.text_diff import DiffBudget, TextChange

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of a history, at `url` in full; `status` is where the claim stood afterwards, if it moved.

    `since` is when the first of many saves was, that are told as one, if it was not just before.
    """

    id: int
    at: datetime
    since: datetime | None
    actor: str
    what: str
    note: str
    status: str
    url: str
    changes: list[TextChange] = field(default_factory=list)
    folded: bool = False


def build_recent_timeline(claim: Claim, verdicts: list[Verdict]) -> Page[TimelineEntry]:
    """The newest of a claim's history in short, for a page that has read all its `verdicts`."""
    page = get_history_page(list_claim_events(claim))
    return _of_claim(claim, page, EventChanges(claim, page.rows, DiffBudget(), verdicts=verdicts))


def build_claim_timeline(claim: Claim, cursor: str = "", *, size: int = PAGE_RUNS) -> Page[TimelineEntry]:
    """A claim's history with what was changed, in short."""
    page = get_history_page(list_claim_events(claim), cursor, size=size)
    return _of_claim(claim, page, EventChanges(claim, page.rows, DiffBudget()))


def of_event(claim: Claim, event_id: int) -> Page[TimelineEntry]:
    """The entry of a claim's history that begins with this event, with the whole of what was changed."""
    page = get_history_page(list_claim_events(claim).filter(pk__lte=event_id), size=1)
    return _of_claim(claim, page, EventChanges(claim, page.rows, DiffBudget(), whole=True))


def _of_claim(claim: Claim, page: Page[list[Event]], changed: EventChanges) -> Page[TimelineEntry]:
    entries = [_entry(run, reverse("claim_event", args=[claim.pk, run[0].pk]), changed(run)) for run in page.rows]
    return Page(entries, page.next)


def build_article_timeline(article: Article, cursor: str = "", *, until: int | None = None) -> Page[TimelineEntry]:
    """An article's history: how it came in, was read, and which passages were marked by hand; up to one event."""
    events = list_article_events(article)
    page = get_history_page(events.filter(pk__lte=until) if until else events, cursor)
    place = reverse("article_history", args=[article.pk])
    entries = [_entry(run, f"{place}?until={run[0].pk}#event-{run[0].pk}", []) for run in page.rows]
    return Page(entries, page.next)


def _entry(run: list[Event], url: str, changes: list[TextChange]) -> TimelineEntry:
    event, first = run[0], run[-1]
    return TimelineEntry(
        id=event.pk,
        at=event.at,
        since=first.at if first.at < event.at - MINUTE else None,
        actor=actor_name(event),
        what=_label(event, len(run)),
        note=_note(event),
        status=event.payload.to_status if isinstance(event.payload, Moved) else "",
        url=url,
        changes=changes,
        folded=event.row.folded,
    )


def actor_name(event: Event) -> str:
    """Who did it, as colleagues call them."""
    return str(event.actor) if event.actor else gettext("The desk")


def _label(event: Event, times: int) -> str:
    if times == 1:
        return str(event.row.label)
    words = ngettext("%(event)s %(count)d time", "%(event)s %(count)d times", times)
    return words % {"event": event.row.label, "count": times}


def _note(event: Event) -> str:
    payload = event.payload
    lines = _plan(payload) if isinstance(payload, ClaimPlanned) else payload.notes()
    return "\n".join(str(line) for line in lines if line)


def _plan(data: ClaimPlanned) -> list[str]:
    """The parts of the plan that changed, one a line."""
    return [_part(name, part) for name, part in data.changes.items()]


PARTS = {
    "topic": (_("Topic: %(after)s (was %(before)s)"), _("none")),
    "assignee": (_("Assigned to: %(after)s (was %(before)s)"), _("nobody in particular")),
    "deadline": (_("Deadline: %(after)s (was %(before)s)"), _("none")),
}
"""For each part of a plan the sentence that tells of its change, and what stands for nothing."""


def _part(name: str, part: PlanChange) -> str:
    sentence, nothing = PARTS[name]
    before, after = (_value(name, value) or nothing for value in (part.before, part.after))
    return str(sentence) % {"before": before, "after": after}


def _value(name: str, value: str | None) -> str:
    if value and name == "deadline":
        return date_format(datetime.fromisoformat(value), "DATETIME_FORMAT")
    return value or ""
