"""The page on which a person gives actions other keys, by typing them into a field."""

from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from claims import keys as table
from claims.keys import Action
from claims.models import User
from claims.refusals import Refusal
from claims.services import keys as services
from claims.web.access import PersonsRequest, needs

EVERY, ONE = "*", "reset"


@dataclass(frozen=True, slots=True)
class Field:
    """An action with what stands in its field; `own` where the person has given it another key."""

    action: Action
    value: str
    own: bool
    error: str = ""


@needs("articles.see")
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: PersonsRequest) -> HttpResponse:
    """All actions with their keys; POST saves what was typed, or gives one or all the keys they came with."""
    if request.method != "POST":
        return _page(request, table.in_force(request.user.keys))
    typed = {name: request.POST[name].strip() for name in table.ACTIONS if name in request.POST}
    try:
        _save(request, request.POST.get(ONE, ""), typed)
    except Refusal as refusal:
        return _page(request, table.in_force(request.user.keys) | typed, refusal)
    return redirect("keys")


def _save(request: PersonsRequest, reset: str, typed: dict[str, str]) -> None:
    if reset == EVERY:
        services.reset(person=request.user)
    else:
        services.give(person=request.user, keys={reset: ""} if reset else typed)
    messages.success(request, "Your keys are saved.")


def _page(request: PersonsRequest, values: dict[str, str], refusal: Refusal | None = None) -> HttpResponse:
    groups = [(name, list(rows)) for name, rows in groupby(_fields(request.user, values, refusal), _group)]
    context = {"groups": groups, "refusal": refusal, "changed": bool(request.user.keys)}
    return render(request, "account/keys.html", context, status=refusal.status if refusal else 200)


def _fields(person: User, values: dict[str, str], refusal: Refusal | None) -> list[Field]:
    wrong = refusal.facts.get("field") if refusal else None
    return [
        Field(
            action,
            values[name],
            own=name in person.keys,
            error=refusal.detail if refusal and wrong == name else "",
        )
        for name, action in table.ACTIONS.items()
    ]


def _group(field: Field) -> str:
    return str(field.action.group)
