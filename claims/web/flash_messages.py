"""Messages about what was done, with a button that undoes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from claims.models import Claim, Event, User
from claims.permissions import Decision, undo_refusal
from claims.web.access import SignedInRequest
from claims.workflow import Move

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def add_done_message(request: HttpRequest, text: StrOrPromise, *, undo: str = "") -> None:
    """Show on the next page what was done. `undo` is the URL that undoes it, stored as the extra tag."""
    messages.success(request, str(text), extra_tags=undo)


def add_decision_message(request: SignedInRequest, text: StrOrPromise, event: Event | None) -> None:
    """Show on the next page what was decided about a claim, with its undo button if there is one."""
    add_done_message(request, text, undo=undo_url(request.user, event))


def done_text(move: Move, event: Event | None) -> StrOrPromise:
    """Return what a move has done, or that it waits to go out."""
    waits = event and move.waiting_verb and event.verb == move.waiting_verb.name
    return move.done_waiting if waits else move.done


def stop_url(user: User, claim: Claim) -> str:
    """Return the URL to POST to for stopping what waits to go out; empty if nothing does, or if they cannot."""
    event = claim.goes_out_event
    if event is None or undo_refusal(user, Decision(event.verb, event.actor)):
        return ""
    return reverse("undo", args=[event.pk])


def undo_url(user: User, event: Event | None) -> str:
    """Return the URL to POST to for undoing this person's decision; empty if they cannot undo it."""
    if event is None or not event.row.reversal or event.actor_id != user.pk:
        return ""
    refusal = undo_refusal(user, Decision(event.verb, event.actor))
    return "" if refusal else reverse("undo", args=[event.pk])
