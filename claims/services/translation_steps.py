"""The steps of a translation between a draft and its readers: a row each, for the page of the desk and the API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from claims.services.translations import (
    publish_translation,
    recall_translation,
    send_back_translation,
    submit_translation,
    withdraw_translation,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class TranslationStep:
    """A step: its service and what this calls the person, the ability it needs, and what is said afterwards.

    `summary` is its name in the documentation of the API.
    """

    service: Callable[..., Any]
    person: str
    ability: str
    summary: str
    done: StrOrPromise
    takes_reason: bool = False


_WRITE, _DECIDE = ("editor", "translations.write"), ("moderator", "translations.decide")
TRANSLATION_STEPS = {
    "submit": TranslationStep(
        submit_translation,
        *_WRITE,
        "Submit a translation",
        _("The translation is submitted. A moderator will review it."),
    ),
    "recall": TranslationStep(
        recall_translation, *_WRITE, "Recall a translation", _("The translation is a draft again.")
    ),
    "publish": TranslationStep(
        publish_translation, *_DECIDE, "Approve and publish a translation", _("The translation is published.")
    ),
    "send_back": TranslationStep(
        send_back_translation,
        *_DECIDE,
        "Send a translation back",
        _("The translation is back with its author."),
        takes_reason=True,
    ),
    "withdraw": TranslationStep(
        withdraw_translation,
        *_DECIDE,
        "Withdraw a translation",
        _("The translation is withdrawn. Its page says so."),
        takes_reason=True,
    ),
}
"""The steps by name."""
