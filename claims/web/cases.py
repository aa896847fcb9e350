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

from claims import permissions
from claims.models import Case, Event, User
from claims.refusals import AuthorCannotApprove, BadValue, CaseClosed, OwnAppeal, Refusal
from claims.selectors import cases as selectors
from claims.selectors.counts import CAP
from claims.selectors.situations import situation_of_case
from claims.services import articles, contests, moderation, moves
from claims.services import cases as services
from claims.web import said
from claims.web.access import PersonsRequest, needs
from claims.web.forms import DecisionForm, complaints
from claims.web.query import page_from
from claims.web.refusals import outcome
from claims.workflow import MOVES, Move

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Given = dict[str, Any]
Decide = Callable[[Case, User, Given], object]


@dataclass(frozen=True, slots=True)
class Decision:
    """What can be decided about a case of one kind: the words afterwards, and the page that follows."""

    name: str
    kind: str
    done: StrOrPromise
    decide: Decide
    next_page: str = "moderation"


def _move(move: Move) -> list[Decision]:
    """The decisions that are moves of the claim."""

    def decide(case: Case, by: User, given: Given) -> object:
        return moves.make(move.name, claim_id=case.claim_id or 0, by=by, **given)

    return [Decision(move.name, kind, move.done, decide, move.next_page) for kind in move.case_kinds]


def _close_report(result: str) -> Decide:
    return lambda case, by, given: moderation.close_flag(
        flag_id=case.flag_id or 0, moderator=by, outcome=result, note=given["note"]
    )


def _close_appeal(result: str) -> Decide:
    return lambda case, by, given: contests.close(
        contest_id=case.contest_id or 0, moderator=by, outcome=result, note=given["note"]
    )


def _retry(case: Case, by: User, _: Given) -> object:
    return articles.retry(article_id=case.article_id or 0, moderator=by)


DECISIONS: dict[tuple[str, str], Decision] = {
    (row.kind, row.name): row
    for row in (
        *(row for move in MOVES.values() for row in _move(move)),
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
            "uphold", "contest", _("The appeal is accepted: the claim is back in triage."), _close_appeal("upheld")
        ),
        Decision(
            "reject", "contest", _("The appeal is rejected: the claim stays dismissed."), _close_appeal("rejected")
        ),
    )
}
"""All decisions by kind of case and name, in the order of the buttons."""


def names_of(kind: str) -> tuple[str, ...]:
    """The names of what can be decided about a kind of case."""
    return tuple(row.name for row in DECISIONS.values() if row.kind == kind)


# The list --------------------------------------------------------------------------


@needs("moderation.see")
@require_safe
def listed(request: PersonsRequest) -> HttpResponse:
    """All that waits, or one kind of it."""
    kind = _kind(request.GET.get("kind", ""))
    page = page_from(request, selectors.waiting(kind))
    numbers = selectors.counts(request.user)
    context = {
        "rows": [row(request.user, case) for case in page.rows],
        "page": page,
        "is_later_page": "cursor" in request.GET,
        "kind": kind,
        "tabs": [("", "All", _shown(selectors.total(numbers)))]
        + [(each.value, each.label, _shown(numbers[each.value])) for each in Case.Kind],
    }
    return render(request, "moderation/list.html", context)


def _kind(given: str) -> str:
    return given if given in Case.Kind else ""


def _shown(number: int) -> str:
    return f"{CAP:,}+" if number > CAP else str(number)


def row(user: User, case: Case) -> dict[str, Any]:
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
        return dict.fromkeys(names, permissions.case_refusal(user, case))
    return permissions.move_refusals(user, situation_of_case(case, case.verdict), names)


# One case --------------------------------------------------------------------------


@needs("moderation.see")
@require_POST
def take_next(request: PersonsRequest) -> HttpResponse:
    """Hold the next case that nobody holds, and go there; of one kind where that is asked."""
    kind = _kind(request.POST.get("kind", ""))
    case = services.take_next(moderator=request.user, kind=kind)
    if case:
        return redirect(where(case))
    messages.info(request, "Nothing is left that waits for you.")
    return redirect(f"{reverse('moderation')}?{urlencode({'kind': kind})}" if kind else "moderation")


def where(case: Case) -> str:
    """The page on which a case is decided: a verdict has one of its own."""
    return reverse("moderate", args=[case.claim_id]) if case.verdict_id else reverse("case", args=[case.pk])


@needs("moderation.see")
@require_safe
def detail(request: PersonsRequest, case_id: int) -> HttpResponse:
    """One case with all that deciding about it takes."""
    case = selectors.one(case_id)
    if case.verdict_id and not case.closed:
        return redirect(where(case))
    return render(request, "moderation/case.html", row(request.user, case))


@needs("moderation.see")
@require_POST
def hold(request: PersonsRequest, case_id: int) -> HttpResponse:
    """Hold a case, as the open page asks again every few minutes; `over` takes it from somebody else."""
    over = "over" in request.POST
    done = outcome(request, lambda: services.take(case_id=case_id, moderator=request.user, over=over))
    case = selectors.one(case_id)
    if not request.htmx:
        return redirect(where(case))
    context = row(request.user, case) | {"answer": True}
    return render(request, "moderation/hold.html", context, status=done.status if isinstance(done, Refusal) else 200)


@needs("moderation.see")
@require_POST
def release(request: PersonsRequest, case_id: int) -> HttpResponse:
    """Let go of a case, as leaving its page does; whoever presses the button is led back to the list."""
    services.release(case_id=case_id, moderator=request.user)
    return HttpResponse(status=204) if "leaving" in request.POST else redirect("moderation")


@needs("moderation.see")
@require_POST
def decide(request: PersonsRequest, case_id: int) -> HttpResponse:
    """Take the step named in `move`; a line of the list is answered with the line as it is then."""
    case = selectors.one(case_id)
    decision = DECISIONS.get((case.kind, request.POST.get("move", "")))
    done = outcome(request, lambda: _decide(request, case, decision))
    if isinstance(done, Refusal):
        context = row(request.user, selectors.one(case_id)) | {"refusal": done, "answer": True}
        return render(request, "moderation/row.html", context, status=done.status)
    return _answer(request, case, *done)


def _decide(request: PersonsRequest, case: Case, decision: Decision | None) -> tuple[Decision, Event | None]:
    """Decide, and return the event if it can be undone: answers to readers and to appeals stand."""
    form = DecisionForm(request.POST)
    if case.closed:
        raise CaseClosed(case=case.pk)
    if decision is None or not form.is_valid():
        raise BadValue(complaints(form))
    event = decision.decide(case, request.user, form.words)
    return decision, event if isinstance(event, Event) else None


def _answer(request: PersonsRequest, case: Case, decision: Decision, event: Event | None) -> HttpResponse:
    if not request.htmx:
        said.decided(request, decision.done, event)
        more = decision.next_page == "moderate"
        return redirect(reverse("moderate", args=[case.claim_id]) if more else reverse("moderation"))
    words = {"said": decision.done, "undo": said.undo_url(request.user, event), "answer": True}
    return render(request, "moderation/row.html", row(request.user, selectors.following(case)) | words)
