"""Event data of what the desk says about itself: its identity and its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from claims.event_data.base import EventData


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityChanged(EventData):
    """What changed in the identity of the desk, by name, before and after; `version` is its new version."""

    version: int
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePageChanged(EventData):
    """A page about the desk was saved in a language; `restored` is the version that was saved again."""

    slug: str
    language: str
    version: int
    published: bool
    restored: int | None = None
