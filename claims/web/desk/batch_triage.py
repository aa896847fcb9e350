"""Batch triage: several selected claims of an article, decided at once by one form."""

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from claims.bounds import LARGEST_BIGINT
from claims.refusals import BadValue
from claims.services.batch_triage import BatchOutcome, SkippedClaim, decide_claims
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.triage_cards import LAST_REASON_COOKIE
from claims.web.flash_messages import add_done_message


@require_ability("claims.see")
@require_POST
def decide_claims_view(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Accept or dismiss the selected claims and report the outcome; one undo reverses all of them."""
    reason = request.POST.get("reason", "")
    outcome = decide_claims(
        article_id=article_id,
        name=request.POST.get("name", ""),
        seen=dict(_parse_selected(value) for value in request.POST.getlist("claim")),
        editor=request.user,
        reason=reason,
    )
    if outcome.move.name == "dismiss":
        request.session[LAST_REASON_COOKIE] = reason
    undo = reverse("undo_batch", args=[outcome.batch]) if outcome.decided else ""
    add_done_message(request, outcome_text(outcome), undo=undo)
    return redirect(f"{reverse('article', args=[article_id])}?{_window_query(request)}")


def _parse_selected(value: str) -> tuple[int, int]:
    """Read the id and version of a selected claim from the value of its checkbox, such as "12.3"."""
    claim, _, version = value.partition(".")
    if not (claim.isascii() and claim.isdigit() and version.isascii() and version.isdigit()):
        raise BadValue(gettext("Select the claims again."), field="claim")
    return min(int(claim[:20]), LARGEST_BIGINT), int(version[:10])


def _window_query(request: SignedInRequest) -> str:
    """Return the query that shows the same window of cards as before."""
    number, with_minor = request.POST.get("cards", ""), request.POST.get("all", "")
    window = f"cards={number[:10]}" if number.isascii() and number.isdigit() else ""
    return "&".join(filter(None, [window, "all=1" if with_minor else ""]))


def outcome_text(outcome: BatchOutcome) -> str:
    """Describe an outcome: “3 claims accepted. 1 claim not changed: Dismissed by Emil.”"""
    done = (
        str(outcome.move.batch_done % {"count": len(outcome.decided)})
        if outcome.decided
        else gettext("Nothing was changed.")
    )
    reasons = Counter(_skip_reason(skipped) for skipped in outcome.skipped)
    return " ".join([done, *(_skipped_text(count, reason) for reason, count in reasons.items())])


def _skipped_text(count: int, reason: str) -> str:
    words = ngettext("%(count)d claim not changed: %(reason)s.", "%(count)d claims not changed: %(reason)s.", count)
    return words % {"count": count, "reason": reason}


def _skip_reason(skipped: SkippedClaim) -> str:
    if skipped.decision is None:
        return gettext("it has changed in the meantime")
    label = skipped.decision.row.label
    return gettext("%(event)s by %(person)s") % {"event": label, "person": skipped.by} if skipped.by else str(label)
