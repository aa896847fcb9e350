"""What readers send without an account: how often they may, and the trap for machines that fill in every field."""

from typing import Any

import structlog
from django import forms
from django.http import HttpRequest
from rest_framework.throttling import AnonRateThrottle

from claims.models import Tip
from claims.refusals import TooManySubmissions
from claims.web.model_fields import model_field

log = structlog.get_logger(__name__)


class ReaderThrottle(AnonRateThrottle):
    """How many reports and questions one address may send, signed in or not."""

    scope = "reports"

    def get_cache_key(self, request: Any, view: Any) -> str:
        """One count for each address, whoever is signed in there."""
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}

    def is_allowed(self, request: HttpRequest) -> bool:
        """Count this report."""
        return self.allow_request(request, None)  # type: ignore[arg-type]


class ReaderForm(forms.Form):
    """Where an answer may go. `website` is a trap: people do not see it."""

    email = model_field(Tip, "email", label="Email")
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def displayed_fields(self) -> list[forms.BoundField]:
        """The fields for people."""
        return [field for field in self if field.name != "website"]

    def read_or_trap(self, request: HttpRequest) -> dict[str, Any] | None:
        """What was said; None for what walked into the trap. Refuses with `TooManySubmissions`."""
        said = dict(self.cleaned_data)
        if said.pop("website"):
            log.info("reader_form.trapped", path=request.path)
            return None
        if not ReaderThrottle().is_allowed(request):
            raise TooManySubmissions
        return said
