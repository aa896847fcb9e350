"""Every move of the workflow by its name, for pages and API that know no more than the name."""

from collections.abc import Callable
from typing import Any

from claims.models import User
from claims.refusals import NotThere
from claims.services import claims, moderation, publishing, queue, verdicts

SERVICES: dict[str, tuple[Callable[..., Any], str, tuple[str, ...]]] = {
    "accept": (claims.accept, "editor", ()),
    "dismiss": (claims.dismiss, "editor", ("reason", "note")),
    "reopen": (claims.reopen, "editor", ()),
    "take": (queue.take, "editor", ()),
    "release": (queue.release, "editor", ()),
    "submit": (verdicts.submit, "editor", ()),
    "send_back": (moderation.send_back, "moderator", ("reason",)),
    "approve": (moderation.approve, "moderator", ()),
    "publish": (publishing.publish, "moderator", ()),
    "correct": (verdicts.correct, "editor", ("reason",)),
    "keep": (verdicts.keep, "editor", ()),
    "withdraw": (publishing.withdraw, "moderator", ("reason",)),
}
"""For each move: its service, what the service calls the person, and the words it asks for."""


def make(name: str, *, claim_id: int, by: User, version: int | None = None, reason: str = "", note: str = "") -> None:
    """Take the step `name` with a claim; refuses as its service does, and with `NotThere` for an unknown name."""
    if name not in SERVICES:
        raise NotThere
    service, person, asked = SERVICES[name]
    words = {"reason": reason, "note": note}
    service(claim_id=claim_id, version=version, **{person: by}, **{each: words[each] for each in asked})
