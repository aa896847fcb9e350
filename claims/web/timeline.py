"""A claim's events as people tell them: in words, with one line for many saves in a row."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from claims.models import Event
from claims.web import reading_words
from claims.workflow import DISMISSALS

WORDS = {
    "claim.added": "Marked in the article",
    "claim.accepted": "Accepted into the queue",
    "claim.dismissed": "Dismissed",
    "claim.reopened": "Taken back to triage",
    "claim.taken": "Taken from the queue",
    "claim.released": "Given back to the queue",
    "claim.corrected": "Reading corrected",
    "evidence.added": "Evidence added",
    "evidence.removed": "Evidence removed",
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
    "flag.raised": "A reader reported a problem",
    "flag.closed": "Report closed",
    "decision.undone": "Taken back",
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
    if undone := event.data.get("undone"):
        return WORDS.get(str(undone), str(undone))
    if event.verb == "claim.corrected":
        return reading_words.told(event.data["before"], event.data["after"])
    said = [DISMISSALS.get(event.data[name], event.data[name]) for name in NOTES if event.data.get(name)]
    return "\n".join(str(each) for each in said)
