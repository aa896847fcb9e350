"""The page on which a person changes the keys of actions."""

from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.custom_keys import effective_keys
from claims.keys import KEY_ACTIONS, KeyAction
from claims.models import User
from claims.refusals import Refusal
from claims.services.keys import reset_keys, set_keys
from claims.web.access import SignedInRequest, require_ability

RESET_ALL, RESET_BUTTON = "*", "reset"


@dataclass(frozen=True, slots=True)
class KeyField:
    """An action and the value of its field; `is_custom` if the person has changed its key."""

    action: KeyAction
    value: str
    is_custom: bool
    error: str = ""


@require_ability("articles.see")
@require_http_methods(["GET", "HEAD", "POST"])
def keys_page(request: SignedInRequest) -> HttpResponse:
    """List all actions with their keys; POST saves the typed keys, or resets one key or all keys."""
    if request.method != "POST":
        return _keys_response(request, effective_keys(request.user.keys))
    typed = {name: request.POST[name].strip() for name in KEY_ACTIONS if name in request.POST}
    try:
        _save_keys(request, request.POST.get(RESET_BUTTON, ""), typed)
    except Refusal as refusal:
        return _keys_response(request, effective_keys(request.user.keys) | typed, refusal)
    return redirect("keys")


def _save_keys(request: SignedInRequest, reset: str, typed: dict[str, str]) -> None:
    if reset == RESET_ALL:
        reset_keys(person=request.user)
    else:
        set_keys(person=request.user, keys={reset: ""} if reset else typed)
    messages.success(request, _("Your keys are saved."))


def _keys_response(request: SignedInRequest, values: dict[str, str], refusal: Refusal | None = None) -> HttpResponse:
    groups = [(name, list(rows)) for name, rows in groupby(_key_fields(request.user, values, refusal), _group_name)]
    context = {"groups": groups, "refusal": refusal, "changed": bool(request.user.keys)}
    return render(request, "account/keys.html", context, status=refusal.status if refusal else 200)


def _key_fields(person: User, values: dict[str, str], refusal: Refusal | None) -> list[KeyField]:
    refused_name = refusal.facts.get("field") if refusal else None
    return [
        KeyField(
            action,
            values[name],
            is_custom=name in person.keys,
            error=refusal.detail if refusal and refused_name == name else "",
        )
        for name, action in KEY_ACTIONS.items()
    ]


def _group_name(field: KeyField) -> str:
    return str(field.action.group)
