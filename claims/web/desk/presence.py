"""The heartbeat of an open page: says that somebody looks, and brings what is new beside it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from claims.models import Claim, Event, Presence, User
from claims.selectors.articles import get_article
from claims.selectors.comments import POLL_OVERLAP, Pulse, get_claim_pulse, list_changed_comments
from claims.selectors.history import find_newest_decision
from claims.selectors.mentions import MAX_PRESENT_ROWS, list_present_users
from claims.services.comments import mark_mentions_seen
from claims.services.presence import record_presence
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.comments import comment_updates
from claims.web.forms import PresenceForm
from claims.web.history.timeline import actor_name


@require_ability("claims.see")
@require_POST
def claim_presence_view(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Who else is before this claim; with it new comments, and whether the claim has moved under the reader.

    Three small queries while nothing is new. The session is not prolonged: an open page signs nobody in for ever.
    """
    given = _heartbeat_data(request)
    pulse = get_claim_pulse(claim_id, user=request.user)
    claim = pulse.claim
    record_presence(user=request.user, at=claim, activity=given["activity"])
    if pulse.mentioned:
        mark_mentions_seen(user=request.user, claim_id=claim_id)
    context = {
        "people": presence_text(list_present_users(claim, but=request.user)),
        "claim": claim,
        "moved": _claim_changes(claim, request.user) if given["version"] not in (None, claim.version) else None,
        **_comment_changes(pulse, request.user, given),
    }
    return render(request, "components/presence_update.html", context)


@require_ability("claims.see")
@require_POST
def article_presence_view(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Who else is before this article."""
    article = get_article(article_id, text=False)
    record_presence(user=request.user, at=article, activity=_heartbeat_data(request)["activity"])
    context = {"people": presence_text(list_present_users(article, but=request.user))}
    return render(request, "components/presence_update.html", context)


def _heartbeat_data(request: SignedInRequest) -> dict[str, Any]:
    """What the page said; what cannot be read counts as not said."""
    form = PresenceForm(request.POST)
    form.is_valid()
    return {name: form.cleaned_data.get(name) for name in form.fields}


def presence_text(here: Sequence[Presence]) -> str:
    """“Emil is looking, Mona and Ada are writing”; nothing where nobody is."""
    more = " and more" if len(here) > MAX_PRESENT_ROWS else ""
    names = {
        activity: [str(one.user) for one in here if one.activity == activity] for activity in Presence.Activity.values
    }
    said = [
        f"{_join_names(who)} {'is' if len(who) == 1 else 'are'} {activity}" for activity, who in names.items() if who
    ]
    return ", ".join(said) + more


def _join_names(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _claim_changes(claim: Claim, user: User) -> dict[str, Any] | None:
    """What somebody else has done to the claim since the page was loaded."""
    event: Event | None = find_newest_decision(claim)
    if event is None or event.actor_id == user.pk:
        return None
    return {"what": event.row.label, "who": actor_name(event), "at": event.at}


def _comment_changes(pulse: Pulse, user: User, given: dict[str, Any]) -> dict[str, Any]:
    """New comments, and those that were taken back or put back; nothing is asked where nothing is new."""
    claim, after, since = pulse.claim, given["after"], given["since"]
    if after is None:
        return {}
    changed = bool(since and pulse.comment_changed and pulse.comment_changed > since - POLL_OVERLAP)
    if not changed and (pulse.newest_comment or 0) <= after:
        return {}
    turned = list_changed_comments(claim, since=since, upto=after, but=user) if changed else []
    return comment_updates(claim, after) | {"turned": turned}
