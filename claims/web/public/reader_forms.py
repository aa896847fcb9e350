"""Forms for readers without an account: the limit per address, and the hidden field that catches bots."""

from typing import Any

import structlog
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from rest_framework.throttling import AnonRateThrottle

from claims.models import Tip
from claims.refusals import TooManySubmissions
from claims.web.model_fields import model_field

log = structlog.get_logger(__name__)


class ReaderThrottle(AnonRateThrottle):
    """Limits the reports and tips that one IP address sends, signed in or not."""

    scope = "reports"

    def get_cache_key(self, request: Any, view: Any) -> str:
        """Return one key per address, whoever is signed in there."""
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}

    def is_allowed(self, request: HttpRequest) -> bool:
        """Count this submission; False if the address has reached its limit."""
        return self.allow_request(request, None)  # type: ignore[arg-type]


class ReaderForm(forms.Form):
    """The email address for an answer. `website` is hidden: only bots fill it in."""

    email = model_field(Tip, "email", label=_("Email"))
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def displayed_fields(self) -> list[forms.BoundField]:
        """The fields that people see."""
        return [field for field in self if field.name != "website"]

    def read_submission(self, request: HttpRequest) -> dict[str, Any] | None:
        """Return what the reader sent; None if a bot sent it. Raises `TooManySubmissions` beyond the limit."""
        values = dict(self.cleaned_data)
        if values.pop("website"):
            log.info("reader_form.bot_caught", path=request.path)
            return None
        if not ReaderThrottle().is_allowed(request):
            raise TooManySubmissions
        return values
