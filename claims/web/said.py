"""What was done, said once in a message that can take it back."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from claims import permissions
from claims.models import Claim, Event, User
from claims.permissions import Decision
from claims.selectors import decisions
from claims.services.reversals import REVERSALS


def done(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """Say on the next page what was done; `undo` is the address that takes it back, and travels as the extra tag."""
    messages.success(request, text, extra_tags=undo)


def decided(request: HttpRequest, text: str, claim: Claim, *, verb: str = "") -> None:
    """Say what has just been decided about a claim, with the way back if there is one (see `way_back`)."""
    done(request, text, undo=way_back(request.user, claim, verb=verb))  # type: ignore[arg-type]


def way_back(user: User, claim: Claim, *, verb: str = "") -> str:
    """Where to POST so that this person's newest decision about a claim is taken back; empty where they cannot.

    A `verb` is the event that was left if anything was decided at all; the way back of another one is not told.
    """
    event = decisions.standing(claim)
    told = event and (not verb or event.verb == verb) and _can(user, event)
    return reverse("undo", args=[event.pk]) if event and told else ""


def _can(user: User, event: Event) -> bool:
    decision = Decision(event.verb, event.actor)
    return event.verb in REVERSALS and event.actor_id == user.pk and not permissions.undo_refusal(user, decision)
