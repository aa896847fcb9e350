"""The pages of a person's tokens: list, create and revoke."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from claims.models import Token, User
from claims.models.token import SCOPES
from claims.permissions import offered_scopes
from claims.refusals import Refusal
from claims.selectors.tokens import list_tokens
from claims.services.tokens import MAX_REQUESTS_PER_MINUTE, MAX_TOKEN_DAYS, create_token, delete_token
from claims.web.access import SignedInRequest, require_ability
from claims.web.model_fields import model_field
from claims.web.refusals import add_refusal


class TokenForm(forms.Form):
    """The name of a token, its scopes and its limits."""

    name = model_field(
        Token, "name", label=_("Name"), required=True, help_text=_("For example the program: “archive”, “newsletter”.")
    )
    scopes = forms.MultipleChoiceField(label=_("Scopes"), widget=forms.CheckboxSelectMultiple, initial=["read"])
    days = forms.IntegerField(label=_("Valid for (days)"), min_value=1, max_value=MAX_TOKEN_DAYS, initial=90)
    per_minute = forms.IntegerField(
        label=_("Requests per minute"),
        min_value=1,
        max_value=MAX_REQUESTS_PER_MINUTE,
        required=False,
        help_text=_("Leave empty for the limit of the desk."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scopes"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(scope, SCOPES[scope]) for scope in offered_scopes(user)]


@require_ability("tokens.manage")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens_page(request: SignedInRequest) -> HttpResponse:
    """List the person's tokens; POST creates one and shows its secret, which no other page does."""
    if request.method != "POST":
        return _list_response(request, TokenForm(user=request.user))
    form = TokenForm(request.POST, user=request.user)
    if not form.is_valid():
        return _list_response(request, form, 422)
    try:
        token, secret = create_token(user=request.user, **form.cleaned_data)
    except Refusal as refusal:
        add_refusal(form, refusal)
        return _list_response(request, form, refusal.status)
    return render(request, "account/token.html", {"token": token, "secret": secret}, status=201)


def _list_response(request: SignedInRequest, form: TokenForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"tokens": list_tokens(request.user), "form": form}
    return render(request, "account/tokens.html", context, status=status)


@require_ability("tokens.manage")
@require_POST
def revoke_token_view(request: SignedInRequest, key: str) -> HttpResponse:
    """Revoke a token at once."""
    delete_token(user=request.user, key=key)
    messages.success(request, gettext("Token revoked. Programs that used it need a new one."))
    return redirect("tokens")
