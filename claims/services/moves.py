"""Makes a move of the workflow by its name, for pages and API."""

from collections.abc import Mapping

from claims.models import Event, User
from claims.refusals import NotFound
from claims.services import claims, moderation, publications, queue, undo, verdicts
from claims.services.registry import SERVICES
from claims.workflow import MOVES

MODULES = (claims, moderation, publications, queue, undo, verdicts)
"""The modules with the services of the moves; importing them registers the services."""


def make_move(
    name: str,
    *,
    claim_id: int,
    by: User,
    version: int | None = None,
    reason: str = "",
    note: str = "",
    notes: Mapping[str, str] | None = None,
    duplicate_of: int | None = None,
) -> Event | None:
    """Make a move with a claim and return its event, None if nothing had to be done.

    Refuses as the service of the move does, and with `NotFound` for an unknown name.
    """
    if name not in SERVICES:
        raise NotFound
    move, values = MOVES[name], {"reason": reason, "note": note, "notes": notes, "duplicate_of": duplicate_of}
    inputs = {field: values[field] for field in move.inputs}
    return SERVICES[name](claim_id=claim_id, version=version, **{move.person: by}, **inputs)
