"""Many claims of an article decided at once: selected with a key or a click, sent as one plain form."""

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims.bounds import LARGEST_BIGINT
from claims.refusals import BadValue
from claims.services import triage as services
from claims.services.triage import Left, Outcome
from claims.web import said
from claims.web import triage as cards
from claims.web.access import PersonsRequest, needs

PAST = {"accept": "accepted", "dismiss": "dismissed"}
BEFORE = {"claim.accepted": "accepted", "claim.dismissed": "dismissed", "claim.taken": "taken"}
"""What somebody else had done with a claim, by the verb of the event; everything else has changed it."""


@needs("claims.see")
@require_POST
def decide(request: PersonsRequest, article_id: int) -> HttpResponse:
    """Accept or dismiss what is selected, and say what became of it; one undo takes all of it back."""
    reason = request.POST.get("reason", "")
    outcome = services.decide(
        article_id=article_id,
        name=request.POST.get("name", ""),
        seen=dict(_seen(value) for value in request.POST.getlist("claim")),
        editor=request.user,
        reason=reason,
    )
    if outcome.name == "dismiss":
        request.session[cards.REMEMBERED] = reason
    undo = reverse("undo_batch", args=[outcome.batch]) if outcome.done else ""
    said.done(request, told(outcome), undo=undo)
    return redirect(f"{reverse('article', args=[article_id])}?{_window(request)}")


def _seen(value: str) -> tuple[int, int]:
    """Id and version of a selected claim, as its checkbox has them: "12.3"."""
    claim, _, version = value.partition(".")
    if not (claim.isascii() and claim.isdigit() and version.isascii() and version.isdigit()):
        raise BadValue("Select the claims again.", field="claim")
    return min(int(claim[:20]), LARGEST_BIGINT), int(version[:10])


def _window(request: PersonsRequest) -> str:
    """The same cards as before."""
    cards_, everything = request.POST.get("cards", ""), request.POST.get("all", "")
    window = f"cards={cards_[:10]}" if cards_.isascii() and cards_.isdigit() else ""
    return "&".join(filter(None, [window, "all=1" if everything else ""]))


def told(outcome: Outcome) -> str:
    """“3 accepted, 1 was already dismissed by Emil.”"""
    done = f"{len(outcome.done) or 'None'} {PAST[outcome.name]}"
    left = Counter(_why(each) for each in outcome.left)
    return ", ".join([done, *(f"{number} {_were(number)} {why}" for why, number in left.items())]) + "."


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _why(left: Left) -> str:
    by = f" by {left.by}" if left.by else ""
    return f"already {BEFORE[left.verb]}{by}" if left.verb in BEFORE else f"changed{by} in the meantime"
