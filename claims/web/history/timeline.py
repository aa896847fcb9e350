"""The history of a claim or an article: one entry for each event, with its label and its changes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from claims.event_data.claims import ClaimPlanned, Moved, PlanChange
from claims.models import Article, Claim, Event, Verdict
from claims.selectors.history import (
    PAGE_RUNS,
    get_history_page,
    get_newest_history,
    list_article_events,
    list_claim_events,
)
from claims.selectors.paging import Page
from claims.web.history.event_changes import EventChanges
from claims.web.text_diff import DiffBudget, TextChange

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One entry of a history; `url` shows it in full. `status` is the claim's status afterwards, if it moved.

    Many saves in a row are one entry; `since` is the time of the first, if it was more than a minute before the last.
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


def build_recent_timeline(claim: Claim, verdicts: Sequence[Verdict]) -> Page[TimelineEntry]:
    """Return the newest entries of a claim's history, shortened, for a page that has read all its `verdicts`."""
    page = get_newest_history(claim)
    return _claim_timeline(claim, page, EventChanges(claim, page.rows, DiffBudget(), verdicts=verdicts))


def build_claim_timeline(claim: Claim, cursor: str = "", *, size: int = PAGE_RUNS) -> Page[TimelineEntry]:
    """Return a page of a claim's history, with shortened changes."""
    page = get_history_page(list_claim_events(claim), cursor, size=size)
    return _claim_timeline(claim, page, EventChanges(claim, page.rows, DiffBudget()))


def build_event_timeline(claim: Claim, event_id: int) -> Page[TimelineEntry]:
    """Return the entry of a claim's history that begins with this event, with its changes in full."""
    page = get_history_page(list_claim_events(claim).filter(pk__lte=event_id), size=1)
    return _claim_timeline(claim, page, EventChanges(claim, page.rows, DiffBudget(), whole=True))


def _claim_timeline(claim: Claim, page: Page[list[Event]], changes: EventChanges) -> Page[TimelineEntry]:
    entries = [_entry(run, reverse("claim_event", args=[claim.pk, run[0].pk]), changes(run)) for run in page.rows]
    return Page(entries, page.next)


def build_article_timeline(article: Article, cursor: str = "", *, until: int | None = None) -> Page[TimelineEntry]:
    """Return a page of an article's history: submission, readings, added claims. `until` is the newest event."""
    events = list_article_events(article)
    page = get_history_page(events.filter(pk__lte=until) if until else events, cursor)
    base_url = reverse("article_history", args=[article.pk])
    entries = [_entry(run, f"{base_url}?until={run[0].pk}#event-{run[0].pk}", []) for run in page.rows]
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
    """Return the name of the person who did it, or the desk."""
    return str(event.actor) if event.actor else gettext("The desk")


def _label(event: Event, times: int) -> str:
    if times == 1:
        return str(event.row.label)
    label = ngettext("%(event)s %(count)d time", "%(event)s %(count)d times", times)
    return label % {"event": event.row.label, "count": times}


def _note(event: Event) -> str:
    payload = event.payload
    lines = _plan_changes(payload) if isinstance(payload, ClaimPlanned) else payload.notes()
    return "\n".join(str(line) for line in lines if line)


def _plan_changes(data: ClaimPlanned) -> list[str]:
    """Return a sentence for each part of the plan that changed."""
    return [_plan_change(name, part) for name, part in data.changes.items()]


PLAN_PARTS = {
    "topic": (_("Topic: %(after)s (was %(before)s)"), _("none")),
    "assignee": (_("Assigned to: %(after)s (was %(before)s)"), _("nobody in particular")),
    "deadline": (_("Deadline: %(after)s (was %(before)s)"), pgettext_lazy("deadline", "none")),
}
"""For each part of a plan, the sentence about a change and the word for an empty value."""


def _plan_change(name: str, part: PlanChange) -> str:
    sentence, empty = PLAN_PARTS[name]
    before, after = (_plan_value(name, value) or empty for value in (part.before, part.after))
    return str(sentence) % {"before": before, "after": after}


def _plan_value(name: str, value: str | None) -> str:
    if value and name == "deadline":
        return date_format(localtime(datetime.fromisoformat(value)), "DATETIME_FORMAT")
    return value or ""
