"""Forms for readers without an account: the limit per address, and the hidden field that catches bots."""

from typing import Any

import structlog
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.client_addresses import client_group
from claims.models import Tip
from claims.rate_limits import TooManyReports, demand_within_limit, parse_rates
from claims.web.model_fields import model_field

log = structlog.get_logger(__name__)


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
        """Return what the reader sent; None if a bot sent it. Raises `TooManyReports` beyond the limit."""
        values = dict(self.cleaned_data)
        if values.pop("website"):
            log.info("reader_form.bot_caught", path=request.path)
            return None
        rates = parse_rates(settings.RATE_LIMITS["reports"])
        demand_within_limit("reports", client_group(request.META), rates, TooManyReports)
        return values
