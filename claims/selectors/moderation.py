"""What a moderator needs to decide about a verdict: the submitted revision, its authors and the last look at it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, CharField, F, Func, OuterRef, Value, prefetch_related_objects
from django.db.models.functions import Coalesce, NullIf

from claims.event_data.claims import ClaimCorrected, ClaimReading
from claims.event_data.verdicts import CorrectionStarted, VerdictSubmitted
from claims.models import Claim, Event, User, Verdict
from claims.refusals import require_found
from claims.selectors.bylines import author_bylines
from claims.selectors.evidence import evidence_prefetch
from claims.verbs import DECISION_UNDONE, DecisionUndone
from claims.verbs.claims import CLAIM_CORRECTED, CLAIM_READ
from claims.verbs.verdicts import CORRECTION_STARTED, VERDICT_APPROVED, VERDICT_SENT_BACK, VERDICT_SUBMITTED

MAX_AUTHORS = 50
MAX_EVENTS = 100
"""Events of a claim that are searched for the last look."""

LOOKS = frozenset({VERDICT_SENT_BACK.name, VERDICT_APPROVED.name})
READINGS = frozenset({CLAIM_CORRECTED.name, CLAIM_READ.name})


def find_submitted_verdict(claim: Claim) -> Verdict | None:
    """Return the newest submitted verdict of a claim."""
    submitted = claim.verdicts.filter(submitted__isnull=False).select_related("author", "approved_by")
    named = submitted.annotate(author_names=author_names("authors"), author_bylines=author_bylines("authors"))
    return named.prefetch_related(evidence_prefetch()).order_by("-revision").first()


def get_moderated_claim(claim_id: int) -> Claim:
    """Return a claim with its publication; raises `NotFound`."""
    return require_found(
        Claim.objects.select_related("publication__verdict", "goes_out_event__actor").filter(pk=claim_id).first()
    )


def author_names(authors: str) -> ArraySubquery:
    """Return the names of all authors of a verdict, none of whom may approve it; `authors` is the path to their ids."""
    is_author = Func(
        F("pk"), OuterRef(authors), arg_joiner=" = ANY (", template="(%(expressions)s))", output_field=BooleanField()
    )
    names = User.objects.filter(is_author).order_by("pk")
    local_part = Func("email", Value("@"), Value(1), function="split_part", output_field=CharField())
    return ArraySubquery(names.values_list(Coalesce(NullIf("name", Value("")), local_part))[:MAX_AUTHORS])


# The last look ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class LastLook:
    """The decision of a moderator about an earlier revision of a verdict, and that revision with its evidence.

    `readings` are the readings of the claim then and now, None if nobody has corrected it since.
    """

    event: Event
    verdict: Verdict
    readings: tuple[ClaimReading, ClaimReading] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What the events of a claim say to a moderator: the last look, and the desk's own reason for a correction."""

    last_look: LastLook | None
    correction_reason: str


def load_review(claim: Claim, verdict: Verdict, moderator: User) -> Review:
    """Return the last look at a verdict before this revision: the moderator's own, or else the last sending back.

    A look at what is public already is none, since the changes of the public page show that.
    """
    verbs = [*LOOKS, *READINGS, VERDICT_SUBMITTED.name, CORRECTION_STARTED.name, DECISION_UNDONE.name]
    rows = Event.objects.filter(claim=claim, verb__in=verbs).select_related("actor").order_by("-id")
    events = list(rows[:MAX_EVENTS])
    return Review(
        last_look=_find_last_look(claim, verdict, events, moderator),
        correction_reason=_find_correction_reason(events) if claim.publication_id else "",
    )


def _find_correction_reason(events: Sequence[Event]) -> str:
    started = (event.payload for event in events if event.verb == CORRECTION_STARTED.name)
    return next((data.reason for data in started if isinstance(data, CorrectionStarted)), "")


def _find_last_look(claim: Claim, verdict: Verdict, events: Sequence[Event], moderator: User) -> LastLook | None:
    looks = [event for event in _before_submission(events, verdict.revision) if event.verb in LOOKS]
    own = (event for event in looks if event.actor_id == moderator.pk)
    sent_back = (event for event in looks if event.verb == VERDICT_SENT_BACK.name)
    look = next(own, None) or next(sent_back, None)
    revision = _revision_before(events, look) if look else None
    if look is None or revision is None or (claim.publication and claim.publication.verdict.revision == revision):
        return None
    seen = claim.verdicts.filter(revision=revision).first()
    prefetch_related_objects([verdict, *([seen] if seen else [])], evidence_prefetch())
    return LastLook(event=look, verdict=seen, readings=_readings_since(events, look)) if seen else None


def _before_submission(events: Sequence[Event], revision: int) -> Sequence[Event]:
    """Return the events before a revision was submitted, newest first."""
    for index, event in enumerate(events):
        if isinstance(event.payload, VerdictSubmitted) and event.payload.revision == revision:
            return events[index + 1 :]
    return []


def _revision_before(events: Sequence[Event], look: Event) -> int | None:
    """Return the revision that was submitted last before a look."""
    earlier = (event.payload for event in events if event.pk < look.pk)
    return next((data.revision for data in earlier if isinstance(data, VerdictSubmitted)), None)


def _readings_since(events: Sequence[Event], look: Event) -> tuple[ClaimReading, ClaimReading] | None:
    """Return the readings of the claim at the time of a look and now, from the corrections since and their undoing."""
    later = [event for event in reversed(events) if event.pk > look.pk]
    corrections = {event.pk: event.payload for event in later if isinstance(event.payload, ClaimCorrected)}
    if not corrections:
        return None
    before = now = next(iter(corrections.values())).before
    for event in later:
        if event.pk in corrections:
            now = corrections[event.pk].after
        elif isinstance(event.payload, DecisionUndone) and event.payload.event in corrections:
            now = corrections[event.payload.event].before
    return before, now
