"""The moderators' queue: one list of all that waits, the next one under a hold, and a decision with one key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from claims.models import Case, Event, User
from claims.permissions import case_refusal, move_refusals
from claims.refusals import AuthorCannotApprove, BadValue, CaseClosed, OwnAppeal, Refusal
from claims.selectors import waiting_counts
from claims.selectors.cases import count_cases_by_kind, find_following_case, get_case, list_open_cases, sum_counts
from claims.selectors.situations import situation_of_case
from claims.services.appeals import close_appeal
from claims.services.articles import retry_article
from claims.services.cases import hold_case, hold_next_case, release_case
from claims.services.moves import make_move
from claims.services.reports import close_report
from claims.web.access import SignedInRequest, require_ability
from claims.web.flash_messages import add_decision_message, undo_url
from claims.web.forms import ModeratorDecisionForm, form_errors_text
from claims.web.query_parameters import page_from
from claims.web.refusals import run_or_refusal
from claims.workflow import MOVES, Move

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FormData = dict[str, Any]
DecideFunction = Callable[[Case, User, FormData], object]


@dataclass(frozen=True, slots=True)
class Decision:
    """What can be decided about a case of one kind: the words afterwards, and the page that follows."""

    name: str
    kind: str
    done: StrOrPromise
    decide: DecideFunction
    next_page: str = "moderation"


def _decide_by_move(move: Move) -> list[Decision]:
    """The decisions that are moves of the claim."""

    def decide(case: Case, by: User, given: FormData) -> object:
        return make_move(move.name, claim_id=case.claim_id or 0, by=by, **given)

    return [Decision(move.name, kind, move.done, decide, move.next_page) for kind in move.case_kinds]


def _close_report(result: str) -> DecideFunction:
    return lambda case, by, given: close_report(
        report_id=case.report_id or 0, moderator=by, outcome=result, note=given["note"]
    )


def _close_appeal(result: str) -> DecideFunction:
    return lambda case, by, given: close_appeal(
        appeal_id=case.appeal_id or 0, moderator=by, outcome=result, note=given["note"]
    )


def _retry(case: Case, by: User, _: FormData) -> object:
    return retry_article(article_id=case.article_id or 0, moderator=by)


DECIDE_BY_STEP: dict[tuple[str, str], Decision] = {
    (row.kind, row.name): row
    for row in (
        *(row for move in MOVES.values() for row in _decide_by_move(move)),
        Decision(
            "uphold",
            "report",
            _("The report is accepted. Correct or withdraw the verdict now."),
            _close_report("upheld"),
            next_page="moderate",
        ),
        Decision("reject", "report", _("The report is rejected."), _close_report("rejected")),
        Decision("retry", "reading", _("The article will be read again."), _retry),
        Decision(
            "uphold", "appeal", _("The appeal is accepted: the claim is back in triage."), _close_appeal("upheld")
        ),
        Decision(
            "reject", "appeal", _("The appeal is rejected: the claim stays dismissed."), _close_appeal("rejected")
        ),
    )
}
"""All decisions by kind of case and name, in the order of the buttons."""


def names_of(kind: str) -> tuple[str, ...]:
    """The names of what can be decided about a kind of case."""
    return tuple(row.name for row in DECIDE_BY_STEP.values() if row.kind == kind)


# The list --------------------------------------------------------------------------


@require_ability("moderation.see")
@require_safe
def cases_page(request: SignedInRequest) -> HttpResponse:
    """All that waits, or one kind of it."""
    kind = _clean_kind(request.GET.get("kind", ""))
    page = page_from(request, list_open_cases(kind))
    numbers = count_cases_by_kind(request.user)
    context = {
        "rows": [case_row(request.user, case) for case in page.rows],
        "page": page,
        "is_later_page": "cursor" in request.GET,
        "kind": kind,
        "tabs": [("", "All", _count_text(sum_counts(numbers)))]
        + [(each.value, each.label, _count_text(numbers[each.value])) for each in Case.Kind],
    }
    return render(request, "moderation/list.html", context)


def _clean_kind(given: str) -> str:
    return given if given in Case.Kind else ""


def _count_text(number: int) -> str:
    return f"{waiting_counts.COUNT_CAP:,}+" if number > waiting_counts.COUNT_CAP else str(number)


def case_row(user: User, case: Case) -> dict[str, Any]:
    """Return a case with the steps that this person can take now, and the reason why they cannot take one."""
    refusals = {} if case.closed else _refusals(user, case)
    steps = tuple(name for name, refusal in refusals.items() if refusal is None)
    reasons = (refusal for refusal in refusals.values() if isinstance(refusal, (AuthorCannotApprove, OwnAppeal)))
    held = case.is_held_against(user)
    mine = case.is_held and not held
    return {"case": case, "steps": steps, "why_not": next(reasons, None), "held": held, "mine": mine}


def _refusals(user: User, case: Case) -> dict[str, Refusal | None]:
    names = names_of(case.kind)
    if case.verdict is None:
        return dict.fromkeys(names, case_refusal(user, case))
    return move_refusals(user, situation_of_case(case, case.verdict), names)


# One case --------------------------------------------------------------------------


@require_ability("moderation.see")
@require_POST
def hold_next_case_view(request: SignedInRequest) -> HttpResponse:
    """Hold the next case that nobody holds, and go there; of one kind where that is asked."""
    kind = _clean_kind(request.POST.get("kind", ""))
    case = hold_next_case(moderator=request.user, kind=kind)
    if case:
        return redirect(case_url(case))
    messages.info(request, "Nothing is left that waits for you.")
    return redirect(f"{reverse('moderation')}?{urlencode({'kind': kind})}" if kind else "moderation")


def case_url(case: Case) -> str:
    """The page on which a case is decided: a verdict has one of its own."""
    return reverse("claim_moderation", args=[case.claim_id]) if case.verdict_id else reverse("case", args=[case.pk])


@require_ability("moderation.see")
@require_safe
def case_page(request: SignedInRequest, case_id: int) -> HttpResponse:
    """One case with all that deciding about it takes."""
    case = get_case(case_id)
    if case.verdict_id and not case.closed:
        return redirect(case_url(case))
    return render(request, "moderation/case.html", case_row(request.user, case))


@require_ability("moderation.see")
@require_POST
def hold_case_view(request: SignedInRequest, case_id: int) -> HttpResponse:
    """Hold a case, as the open page asks again every few minutes; `over` takes it from somebody else."""
    over = "over" in request.POST
    done = run_or_refusal(request, lambda: hold_case(case_id=case_id, moderator=request.user, over=over))
    case = get_case(case_id)
    if not request.htmx:
        return redirect(case_url(case))
    context = case_row(request.user, case) | {"answer": True}
    return render(request, "moderation/hold.html", context, status=done.status if isinstance(done, Refusal) else 200)


@require_ability("moderation.see")
@require_POST
def release_case_view(request: SignedInRequest, case_id: int) -> HttpResponse:
    """Let go of a case, as leaving its page does; whoever presses the button is led back to the list."""
    release_case(case_id=case_id, moderator=request.user)
    return HttpResponse(status=204) if "leaving" in request.POST else redirect("moderation")


@require_ability("moderation.see")
@require_POST
def decide_case_view(request: SignedInRequest, case_id: int) -> HttpResponse:
    """Take the step named in `move`; a line of the list is answered with the line as it is then."""
    case = get_case(case_id)
    decision = DECIDE_BY_STEP.get((case.kind, request.POST.get("move", "")))
    done = run_or_refusal(request, lambda: _make_decision(request, case, decision))
    if isinstance(done, Refusal):
        context = case_row(request.user, get_case(case_id)) | {"refusal": done, "answer": True}
        return render(request, "moderation/row.html", context, status=done.status)
    return _decide_by_outcome(request, case, *done)


def _make_decision(request: SignedInRequest, case: Case, decision: Decision | None) -> tuple[Decision, Event | None]:
    """Decide, and return the event if it can be undone: answers to readers and to appeals stand."""
    form = ModeratorDecisionForm(request.POST)
    if case.closed:
        raise CaseClosed(case=case.pk)
    if decision is None or not form.is_valid():
        raise BadValue(form_errors_text(form))
    event = decision.decide(case, request.user, form.part_notes)
    return decision, event if isinstance(event, Event) else None


def _decide_by_outcome(request: SignedInRequest, case: Case, decision: Decision, event: Event | None) -> HttpResponse:
    if not request.htmx:
        add_decision_message(request, decision.done, event)
        more = decision.next_page == "moderate"
        return redirect(reverse("claim_moderation", args=[case.claim_id]) if more else reverse("moderation"))
    words = {"said": decision.done, "undo": undo_url(request.user, event), "answer": True}
    return render(request, "moderation/row.html", case_row(request.user, find_following_case(case)) | words)
