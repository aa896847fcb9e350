"""The moderators' list: all open cases, the next one under a hold, and decisions by key.

The row of a verdict unfolds: it is approved or published only beside its evidence and its justification.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from claims.models import Case, Event, User
from claims.permissions import case_refusal, move_refusals
from claims.refusals import AuthorCannotApprove, BadValue, CaseClosed, OwnAppeal, Refusal, require_found
from claims.selectors.cases import count_cases_by_kind, find_case_of_claim, get_case, list_open_cases, sum_counts
from claims.selectors.situations import situation_of_case
from claims.services.cases import hold_case, hold_next_case, release_case
from claims.web.access import SignedInRequest, require_ability
from claims.web.flash_messages import add_decision_message, done_text, undo_url
from claims.web.forms import form_errors_text
from claims.web.moderation.decisions import DECISIONS, Decision, decisions_about
from claims.web.moderation.forms import ModeratorDecisionForm
from claims.web.moderation.reading import verdict_reading
from claims.web.query_parameters import page_from
from claims.web.refusals import run_or_refusal
from claims.web.revisit_view import revisit_context
from claims.web.waiting_counts import count_text
from claims.workflow import MOVES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


# The list --------------------------------------------------------------------------


@require_ability("moderation.see")
@require_safe
def cases_page(request: SignedInRequest) -> HttpResponse:
    """Show all open cases, or those of one kind."""
    kind = _clean_kind(request.GET.get("kind", ""))
    page = page_from(request, list_open_cases(kind))
    numbers = count_cases_by_kind(request.user)
    context = {
        "rows": [case_row(request.user, case) for case in page.rows],
        "page": page,
        "is_later_page": "cursor" in request.GET,
        "kind": kind,
        "tabs": [("", gettext("All"), count_text(sum_counts(numbers)))]
        + [(case_kind.value, case_kind.label, count_text(numbers[case_kind.value])) for case_kind in Case.Kind],
    }
    return render(request, "moderation/list.html", context)


def _clean_kind(code: str) -> str:
    return code if code in Case.Kind else ""


def case_row(user: User, case: Case) -> dict[str, Any]:
    """Return a case with the decisions that this person can make now, and why they cannot make the others."""
    refusals = {} if case.closed else _refusals(user, case)
    reasons = (refusal for refusal in refusals.values() if isinstance(refusal, (AuthorCannotApprove, OwnAppeal)))
    held_by_other = case.is_held_against(user)
    return {
        "case": case,
        "decisions": [DECISIONS[case.kind, name].button for name, refusal in refusals.items() if refusal is None],
        "why_not": next(reasons, None),
        "held_by_other": held_by_other,
        "held_by_me": case.is_held and not held_by_other,
    }


def _refusals(user: User, case: Case) -> dict[str, Refusal | None]:
    names = tuple(row.name for row in decisions_about(case.kind))
    if case.verdict is None:
        return dict.fromkeys(names, case_refusal(user, case))
    return move_refusals(user, situation_of_case(case, case.verdict), names)


# One case --------------------------------------------------------------------------


@require_ability("moderation.see")
@require_POST
def hold_next_case_view(request: SignedInRequest) -> HttpResponse:
    """Hold the next case that nobody holds, of one kind if the form names it, and open it."""
    kind = _clean_kind(request.POST.get("kind", ""))
    case = hold_next_case(moderator=request.user, kind=kind)
    if case:
        return redirect(case_url(case))
    messages.info(request, gettext("No case is waiting for you."))
    return redirect(f"{reverse('moderation')}?{urlencode({'kind': kind})}" if kind else "moderation")


def case_url(case: Case) -> str:
    """Return the address of the page on which a case is decided: that of its verdict or translation, or its own."""
    if case.translation:
        return reverse("claim_translation", args=[case.claim_id, case.translation.language])
    return reverse("claim_moderation", args=[case.claim_id]) if case.verdict_id else reverse("case", args=[case.pk])


@require_ability("moderation.see")
@require_safe
def case_page(request: SignedInRequest, case_id: int) -> HttpResponse:
    """Show one case with all that a decision needs."""
    case = get_case(case_id)
    if (case.verdict_id or case.translation_id) and not case.closed:
        return redirect(case_url(case))
    context = case_row(request.user, case) | (revisit_context(case.revisit) if case.revisit else {})
    return render(request, "moderation/case.html", context)


@require_ability("moderation.see")
@require_safe
def unfold_case_view(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Show the row of a verdict with all that a decision needs, and the decisions."""
    if not request.htmx:
        return redirect("claim_moderation", claim_id)
    row = require_found(_unfold_row(request.user, claim_id))
    return render(request, "moderation/row.html", row | {"is_fragment": True})


def _unfold_row(user: User, claim_id: int) -> dict[str, Any] | None:
    """Return the row of the open case about a verdict, with what a moderator has to read; None if there is none."""
    case = find_case_of_claim(claim_id)
    if case is None or case.verdict is None:
        return None
    return case_row(user, case) | {"unfolded": True, **verdict_reading(user, case.verdict.claim, case.verdict)}


def _row_after(user: User, case: Case) -> dict[str, Any]:
    """Return the row of a case after somebody tried to decide it: that of the case that follows about its verdict."""
    following = _unfold_row(user, case.verdict.claim_id) if case.verdict else None
    return following or case_row(user, get_case(case.pk))


@require_ability("moderation.see")
@require_POST
def hold_case_view(request: SignedInRequest, case_id: int) -> HttpResponse:
    """Hold a case, or renew the hold, as its open page does every few minutes; `over` takes it over."""
    over = "over" in request.POST
    result = run_or_refusal(request, lambda: hold_case(case_id=case_id, moderator=request.user, over=over))
    case = get_case(case_id)
    if not request.htmx:
        return redirect(case_url(case))
    context = case_row(request.user, case) | {"is_fragment": True}
    status = result.status if isinstance(result, Refusal) else 200
    return render(request, "moderation/hold.html", context, status=status)


@require_ability("moderation.see")
@require_POST
def release_case_view(request: SignedInRequest, case_id: int) -> HttpResponse:
    """Release a case, as leaving its page does; the button leads back to the list."""
    release_case(case_id=case_id, moderator=request.user)
    return HttpResponse(status=204) if "leaving" in request.POST else redirect("moderation")


@require_ability("moderation.see")
@require_POST
def decide_case_view(request: SignedInRequest, case_id: int) -> HttpResponse:
    """Make the decision named in `move`; HTMX gets the row of the list as it is afterwards."""
    case = get_case(case_id)
    decision = DECISIONS.get((case.kind, request.POST.get("move", "")))
    result = run_or_refusal(request, lambda: _decide(request, case, decision))
    if isinstance(result, Refusal):
        context = _row_after(request.user, case) | {"refusal": result, "is_fragment": True}
        return render(request, "moderation/row.html", context, status=result.status)
    return _decided_response(request, case, *result)


def _decide(request: SignedInRequest, case: Case, decision: Decision | None) -> tuple[Decision, Event | None]:
    """Decide, and return the event if it can be undone: answers to reports and appeals are final."""
    form = ModeratorDecisionForm(request.POST)
    if case.closed:
        raise CaseClosed(case=case.pk)
    if decision is None or not form.is_valid():
        raise BadValue(form_errors_text(form))
    event = decision.decide(case, request.user, form.arguments)
    return decision, event if isinstance(event, Event) else None


def _decided_response(request: SignedInRequest, case: Case, decision: Decision, event: Event | None) -> HttpResponse:
    if not request.htmx:
        add_decision_message(request, _done_text(decision, event), event)
        if decision.opens_verdict:
            return redirect("claim_moderation", case.claim_id)
        return redirect("moderation")
    outcome = {"done_message": _done_text(decision, event), "undo": undo_url(request.user, event), "is_fragment": True}
    return render(request, "moderation/row.html", _row_after(request.user, case) | outcome)


def _done_text(decision: Decision, event: Event | None) -> StrOrPromise:
    move = MOVES.get(decision.action)
    return done_text(move, event) if move else decision.done
