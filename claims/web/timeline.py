"""A claim's events as people tell them: in words, with one line for many saves in a row."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from claims.models import Event
from claims.web import reading_words
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
    "evidence.restored": "Evidence put back",
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
    "match.suggested": "Earlier fact-checks suggested",
    "match.confirmed": "Fact-check confirmed: the same claim",
    "match.rejected": "Fact-check rejected: another claim",
    "match.reopened": "Judgement on a fact-check taken back",
    "tip.linked": "Linked to what a reader asked",
    "tip.reopened": "Link to what a reader asked taken back",
    "reader.told": "A reader who asked was told",
    "flag.raised": "A reader reported a problem",
    "flag.closed": "Report closed",
}
FOUND = {
    "verbatim": "The quote stands there word for word.",
    "gaps": "The quote stands there, with words left out.",
    "cut": "The quote stands there, but is cut inside a word or a figure.",
    "missing": "The quote does not stand there.",
    "none": "",
}
NOTES = ("reason", "note", "question", "outcome", "publisher")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a history; `status` is where the claim stood afterwards, if it moved."""

    at: datetime
    actor: str
    what: str
    note: str
    status: str


def entries(events: list[Event]) -> list[Entry]:
    """Newest first; saves of one draft that follow each other are one entry, told with their number."""
    runs = (list(run) for _, run in groupby(events, key=_run))
    return [_entry(run[0], len(run)) for run in runs]


def _run(event: Event) -> tuple[object, ...]:
    saving = event.verb == "verdict.drafted"
    return (event.verb, event.actor_id) if saving else (event.pk,)


def _entry(event: Event, times: int) -> Entry:
    words = WORDS.get(event.verb) or event.verb.replace(".", " ").replace("_", " ").capitalize()
    what = f"{words} {times} times" if times > 1 else words
    actor = str(event.actor) if event.actor else "The desk"
    return Entry(event.at, actor, what, _note(event), event.data.get("to", ""))


def _note(event: Event) -> str:
    if lapsed := event.data.get("lapsed"):
        return f"The time of {lapsed} had run out."
    if holder := event.data.get("holder"):
        return f"From {holder}, whose draft goes on."
    if tell := TOLD.get(event.verb):
        return tell(event.data)
    if event.data.get("insisted"):
        return f"{event.data['question']}\nCounted as independent although: {event.data['insisted']}"
    said = [DISMISSALS.get(event.data[name], event.data[name]) for name in NOTES if event.data.get(name)]
    return "\n".join(str(each) for each in said)


def _examined(data: dict[str, Any]) -> str:
    return "\n".join(filter(None, [data["question"], FOUND[data["found"]], data["dependence"]]))


TOLD: dict[str, Callable[[dict[str, Any]], str]] = {
    "claim.planned": lambda data: "\n".join(_planned(name, *ends) for name, ends in data["changes"].items()),
    "claim.corrected": lambda data: reading_words.told(data["before"], data["after"]),
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
        return f"{datetime.fromisoformat(value):%-d %B %Y, %H:%M}"
    return value or NONE[name]
