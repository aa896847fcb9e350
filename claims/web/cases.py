"""The moderators' queue: one list of all that waits, the next one under a hold, and a decision with one key."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from claims import permissions
from claims.models import Case, User
from claims.refusals import AuthorCannotApprove, BadValue, CaseClosed, OwnAppeal, Refusal
from claims.selectors import cases as selectors
from claims.selectors import claims
from claims.selectors.counts import CAP
from claims.selectors.situations import situation_of_case
from claims.services import articles, contests, moderation, moves
from claims.services import cases as services
from claims.web import said
from claims.web.access import PersonsRequest, needs
from claims.web.forms import DecisionForm, complaints
from claims.web.query import page_from
from claims.web.refusals import outcome
from claims.workflow import MOVES

Given = dict[str, Any]
Decide = Callable[[Case, User, Given], object]

STEPS: dict[str, tuple[str, ...]] = {
    "verdict": ("approve", "send_back"),
    "publish": ("publish", "send_back"),
    "report": ("uphold", "reject"),
    "reading": ("retry",),
    "contest": ("uphold", "reject"),
}
"""What can be decided about each kind of case, in the order of the buttons."""

SAID = {
    ("verdict", "approve"): "Approved. Publish it now, or take the next one.",
    ("verdict", "send_back"): "Sent back to its author.",
    ("publish", "send_back"): "Sent back to its author.",
    ("publish", "publish"): "Published.",
    ("report", "uphold"): "Upheld. Now correct or withdraw the verdict.",
    ("report", "reject"): "Closed as not upheld.",
    ("reading", "retry"): "It will be read again.",
    ("contest", "uphold"): "Upheld: the claim is back in triage.",
    ("contest", "reject"): "Not upheld: the claim stays dismissed.",
}
"""What is said after a decision about a kind of case."""


def _move(name: str) -> Decide:
    return lambda case, by, given: moves.make(name, claim_id=case.claim_id or 0, by=by, **given)


def _answer(outcome: str) -> Decide:
    def answer(case: Case, by: User, given: Given) -> object:
        if case.flag_id:
            return moderation.close_flag(flag_id=case.flag_id, moderator=by, outcome=outcome, note=given["note"])
        return contests.close(contest_id=case.contest_id or 0, moderator=by, outcome=outcome, note=given["note"])

    return answer


DECISIONS: dict[str, Decide] = {
    "approve": _move("approve"),
    "send_back": _move("send_back"),
    "publish": _move("publish"),
    "uphold": _answer("upheld"),
    "reject": _answer("rejected"),
    "retry": lambda case, by, _: articles.retry(article_id=case.article_id or 0, moderator=by),
}
"""How each decision is made."""


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
    names = STEPS[case.kind]
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
    name, kind = request.POST.get("move", ""), case.kind
    done = outcome(request, lambda: _decide(request, case, name))
    if isinstance(done, Refusal):
        context = row(request.user, selectors.one(case_id)) | {"refusal": done, "answer": True}
        return render(request, "moderation/row.html", context, status=done.status)
    undo = _way_back(request.user, case, name)
    if not request.htmx:
        said.done(request, SAID[kind, name], undo=undo)
        return redirect(_onward(case, name))
    after = selectors.following(case)
    context = row(request.user, after) | {"said": SAID[kind, name], "undo": undo, "answer": True}
    return render(request, "moderation/row.html", context)


def _decide(request: PersonsRequest, case: Case, name: str) -> None:
    form = DecisionForm(request.POST)
    if case.closed:
        raise CaseClosed(case=case.pk)
    if name not in STEPS[case.kind] or not form.is_valid():
        raise BadValue(complaints(form))
    DECISIONS[name](case, request.user, form.words)


def _way_back(user: User, case: Case, name: str) -> str:
    """Where a step of a claim is taken back; answers to readers and to objections are told, and stand."""
    if name not in MOVES:
        return ""
    return said.way_back(user, claims.plain(case.claim_id or 0), verb=MOVES[name].verb)


def _onward(case: Case, name: str) -> str:
    """To the claim where more is to be done with it, else back to the list."""
    more = name == "approve" or (case.kind == Case.Kind.REPORT and name == "uphold")
    return reverse("moderate", args=[case.claim_id]) if more else reverse("moderation")
