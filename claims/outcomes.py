"""The answers of moderators to readers' reports and to appeals, by code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REPORT_OUTCOMES: dict[str, StrOrPromise] = {
    "upheld": _("The reader is right: the verdict has to be corrected"),
    "rejected": _("The verdict stands"),
}
APPEAL_OUTCOMES: dict[str, StrOrPromise] = {
    "upheld": _("The objection is right: the claim is reopened"),
    "rejected": _("The dismissal stands"),
}
