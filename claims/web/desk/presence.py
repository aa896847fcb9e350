"""The heartbeat of an open page: records the person's presence, and returns who else is there and new comments."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from claims.models import Claim, Event, Presence, User
from claims.selectors.articles import get_article
from claims.selectors.comments import POLL_OVERLAP, Pulse, get_claim_pulse, list_changed_comments
from claims.selectors.history import find_newest_decision
from claims.selectors.presence import MAX_PRESENT_ROWS, list_present_users
from claims.services.desk_notifications import mark_notifications_seen
from claims.services.presence import record_presence
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.comments import comment_updates
from claims.web.desk.forms import PresenceForm
from claims.web.history.timeline import actor_name


@require_ability("claims.see")
@require_POST
def claim_presence_view(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Show who else has this claim open, new comments, and whether the claim has changed since the page was loaded.

    Runs three small queries if nothing is new. A heartbeat does not extend the session.
    """
    data = _heartbeat_data(request)
    pulse = get_claim_pulse(claim_id, user=request.user)
    claim = pulse.claim
    record_presence(user=request.user, at=claim, activity=data["activity"])
    if pulse.is_news:
        mark_notifications_seen(person=request.user, claim_id=claim_id)
    context = {
        "people": presence_text(list_present_users(claim, but=request.user)),
        "claim": claim,
        "moved": _claim_changes(claim, request.user) if data["version"] not in (None, claim.version) else None,
        **_comment_changes(pulse, request.user, data),
    }
    return render(request, "components/presence_update.html", context)


@require_ability("claims.see")
@require_POST
def article_presence_view(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Show who else has this article open."""
    article = get_article(article_id, text=False)
    record_presence(user=request.user, at=article, activity=_heartbeat_data(request)["activity"])
    context = {"people": presence_text(list_present_users(article, but=request.user))}
    return render(request, "components/presence_update.html", context)


def _heartbeat_data(request: SignedInRequest) -> dict[str, Any]:
    """Return the fields that the page sent. Invalid ones are None."""
    form = PresenceForm(request.POST)
    form.is_valid()
    return {name: form.cleaned_data.get(name) for name in form.fields}


def presence_text(present: Sequence[Presence]) -> str:
    """Describe who is there: “Emil is looking, Mona and Ada are writing”. Nobody gives an empty text."""
    names = {
        activity: [str(presence.user) for presence in present if presence.activity == activity]
        for activity in Presence.Activity
    }
    text = ", ".join(_activity_text(activity, people) for activity, people in names.items() if people)
    return gettext("%(people)s, and others") % {"people": text} if len(present) > MAX_PRESENT_ROWS else text


def _activity_text(activity: Presence.Activity, names: list[str]) -> str:
    people = {"names": get_text_list(names, gettext("and"))}
    if activity == Presence.Activity.WRITING:
        return ngettext("%(names)s is writing", "%(names)s are writing", len(names)) % people
    return ngettext("%(names)s is looking", "%(names)s are looking", len(names)) % people


def _claim_changes(claim: Claim, user: User) -> dict[str, Any] | None:
    """Return the newest decision of somebody else about the claim, or None."""
    event: Event | None = find_newest_decision(claim)
    if event is None or event.actor_id == user.pk:
        return None
    return {"what": event.row.label, "who": actor_name(event), "at": event.at}


def _comment_changes(pulse: Pulse, user: User, data: dict[str, Any]) -> dict[str, Any]:
    """Return new comments, and those removed or restored. Runs no query if nothing is new."""
    claim, after, since = pulse.claim, data["after"], data["since"]
    if after is None:
        return {}
    changed = bool(since and pulse.comment_changed and pulse.comment_changed > since - POLL_OVERLAP)
    if not changed and (pulse.newest_comment or 0) <= after:
        return {}
    changed_comments = list_changed_comments(claim, since=since, upto=after, but=user) if changed else []
    return comment_updates(claim, after) | {"changed_comments": changed_comments}
