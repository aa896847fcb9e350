"""The formats of messages to rooms: the bodies that incoming webhooks of chat programs take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SIGNED = "signed"
"""The format of a webhook for programs: a message of Standard Webhooks. All others are rooms."""


@dataclass(frozen=True, slots=True)
class RoomFormat:
    """A format; `build` makes the JSON of a message from its text."""

    code: str
    label: StrOrPromise
    build: Callable[[str], dict[str, Any]]


def _build_card(text: str) -> dict[str, Any]:
    """Return an Adaptive Card with one block of text, as a workflow of Teams takes it."""
    block = {"type": "TextBlock", "text": text, "wrap": True}
    card = {"type": "AdaptiveCard", "version": "1.4", "body": [block]}
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    return {"type": "message", "attachments": [attachment]}


ROOM_FORMATS: dict[str, RoomFormat] = {
    row.code: row
    for row in (
        RoomFormat("text", _("Room: Slack, Mattermost, Matrix (hookshot), Google Chat"), lambda text: {"text": text}),
        RoomFormat("card", _("Room: Microsoft Teams"), _build_card),
        RoomFormat("content", _("Room: Discord"), lambda text: {"content": text}),
    )
}
"""All formats of rooms by code."""

WEBHOOK_FORMATS: dict[str, StrOrPromise] = {
    SIGNED: _("Program: signed messages"),
    **{row.code: row.label for row in ROOM_FORMATS.values()},
}
"""The label of every format of a webhook."""
