"""The page that changes a person's address: it asks for the password, and the new address has to be proved."""

from typing import Any, cast

from allauth.account.views import EmailView
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from claims.models import User
from claims.services.users import register_address

ACTIONS = {"action_add", "action_remove", "action_send"}
"""What the form can ask for. Making an address primary is not among it: only proving it does that."""


class EmailAddressPage(EmailView):  # type: ignore[misc]
    """allauth's page with one address, which changes once the new one is proved by the link in a mail."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the form or carry out an action of it, beside the address that the person has now."""
        asked = {name for name in request.POST if name.startswith("action_")}
        if asked - ACTIONS:
            refused: HttpResponseBase = self.http_method_not_allowed(request, *args, **kwargs)
            return refused
        register_address(user=cast(User, request.user))
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


email_address_page = login_required(EmailAddressPage.as_view())
