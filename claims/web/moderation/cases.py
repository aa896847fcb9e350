"""The moderators' list: all open cases, the next one under a hold, and a decision by one key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from claims.models import Case, Event, User
from claims.permissions import case_refusal, move_refusals
from claims.refusals import AuthorCannotApprove, BadValue, CaseClosed, OwnAppeal, Refusal
from claims.selectors.cases import count_cases_by_kind, find_following_case, get_case, list_open_cases, sum_counts
from claims.selectors.situations import situation_of_case
from claims.services.appeals import close_appeal
from claims.services.articles import retry_article
from claims.services.cases import hold_case, hold_next_case, release_case
from claims.services.moves import make_move
from claims.services.reports import close_report
from claims.web.access import SignedInRequest, require_ability
from claims.web.flash_messages import add_decision_message, done_text, undo_url
from claims.web.forms import form_errors_text
from claims.web.moderation.forms import ModeratorDecisionForm
from claims.web.query_parameters import page_from
from claims.web.refusals import run_or_refusal
from claims.web.waiting_counts import count_text
from claims.workflow import MOVES, Move

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FormData = dict[str, Any]
DecideFunction = Callable[[Case, User, FormData], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision about a case of one kind.

    `label` stands on its button, which the key of `action` presses. `form` is the template of what it asks for, if
    anything. `done` says what has happened. Then comes the list, or the page of the verdict if `opens_verdict`.
    """

    name: str
    kind: str
    label: StrOrPromise
    done: StrOrPromise
    decide: DecideFunction
    action: str = ""
    form: str = ""
    is_primary: bool = False
    opens_verdict: bool = False


def _decisions_of_move(move: Move) -> list[Decision]:
    """The decisions that are moves of the claim."""

    def decide(case: Case, by: User, data: FormData) -> object:
        return make_move(move.name, claim_id=case.claim_id or 0, by=by, **data)

    return [
        Decision(
            name=move.name,
            kind=kind,
            label=move.label,
            done=move.done,
            decide=decide,
            action=move.name,
            form="moderation/send_back_form.html" if move.needs_reason else "",
            is_primary=not move.needs_reason,
            opens_verdict=move.next_page == "claim_moderation",
        )
        for kind in move.case_kinds
    ]


def _close_report(outcome: str) -> DecideFunction:
    return lambda case, by, data: close_report(
        report_id=case.report_id or 0, moderator=by, outcome=outcome, note=data["note"]
    )


def _close_appeal(outcome: str) -> DecideFunction:
    return lambda case, by, data: close_appeal(
        appeal_id=case.appeal_id or 0, moderator=by, outcome=outcome, note=data["note"]
    )


def _retry(case: Case, by: User, _data: FormData) -> object:
    return retry_article(article_id=case.article_id or 0, moderator=by)


ANSWER_FORM = "moderation/answer_form.html"

DECISIONS: dict[tuple[str, str], Decision] = {
    (row.kind, row.name): row
    for row in (
        *(row for move in MOVES.values() for row in _decisions_of_move(move)),
        Decision(
            name="accept", kind="report", label=_("Reader is right: correct it"), action="accept_case",
            form=ANSWER_FORM, done=_("The report is accepted. Correct or withdraw the verdict now."),
            decide=_close_report("upheld"), opens_verdict=True,
        ),
        Decision(
            name="reject", kind="report", label=_("Verdict stands"), action="reject_case", form=ANSWER_FORM,
            done=_("The report is rejected."), decide=_close_report("rejected"),
        ),
        Decision(
            name="retry", kind="reading", label=_("Try again"), action="reread_article",
            done=_("The article will be read again."), decide=_retry,
        ),
        Decision(
            name="accept", kind="appeal", label=_("Back to triage"), action="accept_case", form=ANSWER_FORM,
            done=_("The appeal is accepted: the claim is back in triage."), decide=_close_appeal("upheld"),
        ),
        Decision(
            name="reject", kind="appeal", label=_("Dismissal stands"), action="reject_case", form=ANSWER_FORM,
            done=_("The appeal is rejected: the claim stays dismissed."), decide=_close_appeal("rejected"),
        ),
    )
}  # fmt: skip
"""All decisions by kind of case and name, in the order of their buttons."""


def decisions_about(kind: str) -> list[Decision]:
    """Return what can be decided about a kind of case, in the order of the buttons."""
    return [row for row in DECISIONS.values() if row.kind == kind]


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
        "decisions": [DECISIONS[case.kind, name] for name, refusal in refusals.items() if refusal is None],
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
    """Return the address of the page on which a case is decided: that of its verdict, or its own."""
    return reverse("claim_moderation", args=[case.claim_id]) if case.verdict_id else reverse("case", args=[case.pk])


@require_ability("moderation.see")
@require_safe
def case_page(request: SignedInRequest, case_id: int) -> HttpResponse:
    """Show one case with all that a decision needs."""
    case = get_case(case_id)
    if case.verdict_id and not case.closed:
        return redirect(case_url(case))
    return render(request, "moderation/case.html", case_row(request.user, case))


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
        context = case_row(request.user, get_case(case_id)) | {"refusal": result, "is_fragment": True}
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
    return render(request, "moderation/row.html", case_row(request.user, find_following_case(case)) | outcome)


def _done_text(decision: Decision, event: Event | None) -> StrOrPromise:
    move = MOVES.get(decision.action)
    return done_text(move, event) if move else decision.done
