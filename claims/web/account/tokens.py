"""Tokens in the browser: what one's programs sign in with, made with no more rights than they need, and revoked."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from claims.models import Token
from claims.models.token import SCOPES
from claims.refusals import Refusal
from claims.selectors.tokens import list_tokens
from claims.services.tokens import MAX_REQUESTS_PER_MINUTE, MAX_TOKEN_DAYS, create_token, delete_token
from claims.web.access import SignedInRequest, require_ability
from claims.web.model_fields import model_field


class TokenForm(forms.Form):
    """What a program is called, what it may do, and for how long."""

    name = model_field(
        Token, "name", required=True, help_text="By which you will know it again: “archive”, “newsletter”."
    )
    scopes = forms.MultipleChoiceField(
        label="It may", choices=list(SCOPES.items()), widget=forms.CheckboxSelectMultiple, initial=["read"]
    )
    days = forms.IntegerField(label="Days that it lasts", min_value=1, max_value=MAX_TOKEN_DAYS, initial=90)
    per_minute = forms.IntegerField(
        label="Requests a minute",
        min_value=1,
        max_value=MAX_REQUESTS_PER_MINUTE,
        required=False,
        help_text="Without a number, as many as the desk allows everybody.",
    )


@require_ability("tokens.manage")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens_page(request: SignedInRequest) -> HttpResponse:
    """One's own tokens; POST makes one, and its answer is the only page that shows the secret."""
    if request.method != "POST":
        return _list_page(request, TokenForm())
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _list_page(request, form, 422)
    try:
        token, secret = create_token(user=request.user, **form.cleaned_data)
    except Refusal as refusal:
        name = refusal.facts.get("field")
        form.add_error(name if name in form.fields else None, refusal.detail)
        return _list_page(request, form, refusal.status)
    return render(request, "account/token.html", {"token": token, "secret": secret}, status=201)


def _list_page(request: SignedInRequest, form: TokenForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"tokens": list_tokens(request.user), "form": form}
    return render(request, "account/tokens.html", context, status=status)


@require_ability("tokens.manage")
@require_POST
def revoke_token_view(request: SignedInRequest, key: str) -> HttpResponse:
    """End a token at once."""
    delete_token(user=request.user, key=key)
    messages.success(request, "Revoked. Whatever used it has to be given another.")
    return redirect("tokens")
