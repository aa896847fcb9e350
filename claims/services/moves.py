"""Every move of the workflow by its name, for pages and API that know no more than the name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from claims.models import User
from claims.refusals import NotFound
from claims.services import claims, moderation, publishing, queue, undo, verdicts


@dataclass(frozen=True, slots=True)
class Step:
    """The service that takes a step, what it calls the person, and the words that it asks for."""

    service: Callable[..., object]
    person: str = "editor"
    words: tuple[str, ...] = ()


STEPS: dict[str, Step] = {
    "accept": Step(claims.accept),
    "dismiss": Step(claims.dismiss, words=("reason", "note")),
    "reopen": Step(claims.reopen),
    "take": Step(queue.take),
    "release": Step(queue.release),
    "submit": Step(verdicts.submit),
    "send_back": Step(moderation.send_back, "moderator", ("reason", "notes")),
    "approve": Step(moderation.approve, "moderator"),
    "publish": Step(publishing.publish, "moderator", ("note",)),
    "recall": Step(undo.recall),
    "unapprove": Step(undo.unapprove, "moderator"),
    "correct": Step(verdicts.correct, words=("reason",)),
    "keep": Step(verdicts.keep),
    "withdraw": Step(publishing.withdraw, "moderator", ("reason",)),
}
"""How each move of `workflow.MOVES` is made."""


def make(
    name: str,
    *,
    claim_id: int,
    by: User,
    version: int | None = None,
    reason: str = "",
    note: str = "",
    notes: Mapping[str, str] | None = None,
) -> None:
    """Take the step `name` with a claim; refuses as its service does, and with `NotFound` for an unknown name."""
    if name not in STEPS:
        raise NotFound
    step, said = STEPS[name], {"reason": reason, "note": note, "notes": notes}
    words = {word: said[word] for word in step.words}
    step.service(claim_id=claim_id, version=version, **{step.person: by}, **words)
