"""The events of a claim or an article as people tell them: in words, with what each changed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from claims.models import Article, Claim, Event, Verdict
from claims.selectors import history
from claims.selectors.paging import Page
from claims.web import told
from claims.web.pieces import Change, Effort
from claims.workflow import DISMISSALS

WORDS = {
    "claim.added": "Marked in the article",
    "claim.accepted": "Accepted into the queue",
    "claim.dismissed": "Dismissed",
    "claim.reopened": "Taken back to triage",
    "claim.taken": "Taken from the queue",
    "claim.planned": "Planned",
    "claim.taken_over": "Taken over",
    "claim.released": "Given back to the queue",
    "claim.corrected": "Reading corrected",
    "evidence.added": "Evidence added",
    "evidence.changed": "Evidence changed",
    "evidence.removed": "Evidence removed",
    "evidence.fetched_again": "Page of the evidence fetched again",
    "evidence.examined": "Page of the evidence kept, its quote looked up",
    "verdict.drafted": "Draft saved",
    "verdict.submitted": "Verdict submitted",
    "verdict.sent_back": "Verdict sent back",
    "verdict.approved": "Verdict approved",
    "verdict.published": "Verdict published",
    "verdict.correction_started": "Correction begun",
    "verdict.kept": "Correction given up; the published verdict stands",
    "verdict.withdrawn": "Verdict withdrawn",
    "dismissal.contested": "Dismissal contested",
    "contest.closed": "Objection answered",
    "match.suggested": "Earlier fact-checks suggested",
    "match.confirmed": "Fact-check confirmed: the same claim",
    "match.rejected": "Fact-check rejected: another claim",
    "match.reopened": "Judgement on a fact-check taken back",
    "tip.linked": "Linked to what a reader asked",
    "tip.reopened": "Link to what a reader asked taken back",
    "reader.told": "A reader who asked was told",
    "flag.raised": "A reader reported a problem",
    "flag.closed": "Report closed",
    "reporter.told": "Told whoever reported it what became of it",
    "article.submitted": "Handed in",
    "article.submitted_again": "Handed in once more",
    "article.reading": "Reading begun",
    "article.read": "Read",
    "article.reading_failed": "Reading failed; it is tried again",
    "article.failed": "Given up: it could not be read",
    "article.retried": "To be tried again",
    "article.reread": "To be read again",
    "decision.undone": "Taken back",
}
"""An event that is not here is told by its verb."""

NOTES: dict[str, Callable[[Any], str]] = {
    "reason": lambda reason: DISMISSALS.get(reason, reason),
    "note": str,
    "outcome": str,
    "publisher": str,
    "error": str,
    "attempt": "Attempt {}".format,
    "pipeline": "By the reader {}".format,
    "claims": "Claims found: {}".format,
}
"""What an event says beside its verb, in the order in which it is told."""

FOUND = {
    "verbatim": "The quote stands there word for word.",
    "gaps": "The quote stands there, with words left out.",
    "cut": "The quote stands there, but is cut inside a word or a figure.",
    "missing": "The quote does not stand there.",
    "none": "",
}
MINUTE = timedelta(minutes=1)
FOLDED = frozenset({"verdict.submitted", "verdict.published"})
"""Events that change as much as a page: it is unfolded by whoever wants to read it."""


@dataclass(frozen=True, slots=True)
class Entry:
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
    changes: list[Change] = field(default_factory=list)
    folded: bool = False


def newest(claim: Claim, verdicts: list[Verdict]) -> Page[Entry]:
    """The newest of a claim's history in short, for a page that has read all its `verdicts`."""
    page = history.page(history.of_claim(claim))
    return _of_claim(claim, page, told.Changed(claim, page.rows, Effort(), verdicts=verdicts))


def of_claim(claim: Claim, cursor: str = "", *, size: int = history.SIZE) -> Page[Entry]:
    """A claim's history with what was changed, in short."""
    page = history.page(history.of_claim(claim), cursor, size=size)
    return _of_claim(claim, page, told.Changed(claim, page.rows, Effort()))


def of_event(claim: Claim, event_id: int) -> Page[Entry]:
    """The entry of a claim's history that begins with this event, with the whole of what was changed."""
    page = history.page(history.of_claim(claim).filter(pk__lte=event_id), size=1)
    return _of_claim(claim, page, told.Changed(claim, page.rows, Effort(), whole=True))


def _of_claim(claim: Claim, page: Page[list[Event]], changed: told.Changed) -> Page[Entry]:
    entries = [_entry(run, reverse("claim_event", args=[claim.pk, run[0].pk]), changed(run)) for run in page.rows]
    return Page(entries, page.next)


def of_article(article: Article, cursor: str = "", *, until: int | None = None) -> Page[Entry]:
    """An article's history: how it came in, was read, and which passages were marked by hand; up to one event."""
    events = history.of_article(article)
    page = history.page(events.filter(pk__lte=until) if until else events, cursor)
    place = reverse("article_history", args=[article.pk])
    entries = [_entry(run, f"{place}?until={run[0].pk}#event-{run[0].pk}", []) for run in page.rows]
    return Page(entries, page.next)


def _entry(run: list[Event], url: str, changes: list[Change]) -> Entry:
    event, first = run[0], run[-1]
    return Entry(
        id=event.pk,
        at=event.at,
        since=first.at if first.at < event.at - MINUTE else None,
        actor=who(event),
        what=_what(event, len(run)),
        note=_note(event),
        status=event.data.get("to", ""),
        url=url,
        changes=changes,
        folded=event.verb in FOLDED,
    )


def words(event: Event) -> str:
    """What happened, in a few words."""
    return WORDS.get(event.verb) or event.verb.replace(".", " ").replace("_", " ").capitalize()


def who(event: Event) -> str:
    """Who did it, as colleagues call them."""
    return str(event.actor) if event.actor else "The desk"


def _what(event: Event, times: int) -> str:
    return f"{words(event)} {times} times" if times > 1 else words(event)


def _note(event: Event) -> str:
    if tell := TOLD.get(event.verb):
        return tell(event.data)
    for known, words_for in FIRST.items():
        if said := event.data.get(known):
            return words_for(said)
    given = ((tell, event.data.get(name)) for name, tell in NOTES.items())
    return "\n".join(tell(value) for tell, value in given if isinstance(value, str | int) and value != "")


FIRST: dict[str, Callable[[Any], str]] = {
    "lapsed": "The time of {} had run out.".format,
    "holder": "From {}, whose draft goes on.".format,
    "undone": lambda verb: WORDS.get(verb, verb),
    "insisted": "Counted as independent although: {}".format,
}
"""What is told before all else, where an event has it."""


def _examined(data: dict[str, Any]) -> str:
    return "\n".join(filter(None, [data["question"], FOUND[data["found"]], data["dependence"]]))


TOLD: dict[str, Callable[[dict[str, Any]], str]] = {
    "claim.planned": lambda data: "\n".join(_planned(name, *ends) for name, ends in data["changes"].items()),
    "evidence.examined": _examined,
}
"""Events whose note is more than what was said."""

PLANNED = {"topic": "Topic", "assignee": "To be checked by", "deadline": "Until"}
NONE = {"topic": "none", "assignee": "nobody in particular", "deadline": "no day"}


def _planned(name: str, before: str | None, after: str | None) -> str:
    was, now = (_shown(name, each) for each in (before, after))
    return f"{PLANNED[name]}: {now} (was {was})"


def _shown(name: str, value: str | None) -> str:
    if value and name == "deadline":
        return date_format(datetime.fromisoformat(value), "DATETIME_FORMAT")
    return value or NONE[name]
