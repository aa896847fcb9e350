"""The heartbeat of an open page: says that somebody looks, and brings what is new beside it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from claims.models import Claim, Event, Presence, User
from claims.selectors import articles, colleagues, history
from claims.selectors import comments as selectors
from claims.selectors.comments import Pulse
from claims.services import presence
from claims.web import comments, timeline
from claims.web.access import PersonsRequest, needs
from claims.web.forms import PresenceForm


@needs("claims.see")
@require_POST
def beside_claim(request: PersonsRequest, claim_id: int) -> HttpResponse:
    """Who else is before this claim; with it new comments, and whether the claim has moved under the reader.

    Three small queries while nothing is new. The session is not prolonged: an open page signs nobody in for ever.
    """
    given = _given(request)
    pulse = selectors.pulse(claim_id, user=request.user)
    claim = pulse.claim
    presence.look(user=request.user, at=claim, doing=given["doing"])
    if pulse.mentioned:
        presence.open_mentions(user=request.user, claim_id=claim_id)
    context = {
        "people": told(colleagues.before(claim, but=request.user)),
        "claim": claim,
        "moved": _moved(claim, request.user) if given["version"] not in (None, claim.version) else None,
        **_comments(pulse, request.user, given),
    }
    return render(request, "components/presence_beat.html", context)


@needs("claims.see")
@require_POST
def beside_article(request: PersonsRequest, article_id: int) -> HttpResponse:
    """Who else is before this article."""
    article = articles.detail(article_id, text=False)
    presence.look(user=request.user, at=article, doing=_given(request)["doing"])
    context = {"people": told(colleagues.before(article, but=request.user))}
    return render(request, "components/presence_beat.html", context)


def _given(request: PersonsRequest) -> dict[str, Any]:
    """What the page said; what cannot be read counts as not said."""
    form = PresenceForm(request.POST)
    form.is_valid()
    return {name: form.cleaned_data.get(name) for name in form.fields}


def told(here: Sequence[Presence]) -> str:
    """“Emil is looking, Mona and Ada are writing”; nothing where nobody is."""
    more = " and more" if len(here) > colleagues.SHOWN else ""
    names = {doing: [str(one.user) for one in here if one.doing == doing] for doing in Presence.Doing.values}
    said = [f"{_listed(who)} {'is' if len(who) == 1 else 'are'} {doing}" for doing, who in names.items() if who]
    return ", ".join(said) + more


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _moved(claim: Claim, user: User) -> dict[str, Any] | None:
    """What somebody else has done to the claim since the page was loaded."""
    event: Event | None = history.newest_decision(claim)
    if event is None or event.actor_id == user.pk:
        return None
    return {"what": event.row.label, "who": timeline.who(event), "at": event.at}


def _comments(pulse: Pulse, user: User, given: dict[str, Any]) -> dict[str, Any]:
    """New comments, and those that were taken back or put back; nothing is asked where nothing is new."""
    claim, after, since = pulse.claim, given["after"], given["since"]
    if after is None:
        return {}
    changed = bool(since and pulse.comment_changed and pulse.comment_changed > since - selectors.OVERLAP)
    if not changed and (pulse.newest_comment or 0) <= after:
        return {}
    turned = selectors.turned(claim, since=since, upto=after, but=user) if changed else []
    return comments.news(claim, after) | {"turned": turned}
