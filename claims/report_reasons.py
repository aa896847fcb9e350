"""The reasons a reader can give for reporting a verdict, with the label of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REPORT_REASONS: dict[str, StrOrPromise] = {
    "rating": _("The rating is wrong"),
    "evidence": _("Evidence is missing or misinterpreted"),
    "quote": _("The claim is misquoted"),
    "outdated": _("The verdict is out of date"),
    "other": _("Something else"),
}
