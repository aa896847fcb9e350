"""Who may do what: abilities by role, and moves by role, state and person."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from claims.models import Assignment, Claim, Event, User, Verdict
from claims.refusals import (
    AlreadyTaken,
    AuthorCannotApprove,
    CannotBeUndone,
    IllegalMove,
    LeaseExpired,
    NotAllowed,
    Refusal,
)
from claims.workflow import MOVES, Move, Role, moves_from

Visitor = User | AnonymousUser

ABILITIES: dict[str, Role] = {
    "articles.see": Role.CONTRIBUTOR,
    "articles.submit": Role.CONTRIBUTOR,
    "articles.retry": Role.MODERATOR,
    "articles.reread": Role.EDITOR,
    "claims.see": Role.EDITOR,
    "claims.add": Role.EDITOR,
    "claims.correct": Role.EDITOR,
    "matches.judge": Role.EDITOR,
    "queue.see": Role.EDITOR,
    "verdicts.draft": Role.EDITOR,
    "moderation.see": Role.MODERATOR,
    "flags.close": Role.MODERATOR,
    "reviews.import": Role.MODERATOR,
    "users.manage": Role.ADMIN,
}
"""What is not a move of a claim, and the role from which on it is allowed."""


def allows(user: Visitor, ability: str) -> bool:
    """Whether this person's role has the ability."""
    return isinstance(user, User) and user.has_rank(ABILITIES[ability])


def demand(user: Visitor, ability: str) -> None:
    """Refuse with `NotAllowed` unless the person has the ability."""
    if not allows(user, ability):
        raise NotAllowed(f"This needs the role {ABILITIES[ability]} or higher.")


def open_assignment(claim: Claim) -> Assignment | None:
    """The lease that no one has ended yet; it may have run out. Selectors may have brought it along."""
    if hasattr(claim, "open_assignment_id"):
        lease: Assignment | None = getattr(claim, "open_assignment", None)
        return lease
    return claim.assignments.filter(ended__isnull=True).select_related("editor").first()


def holds(user: User, claim: Claim) -> bool:
    """Whether the claim is leased to this person at this moment."""
    lease = open_assignment(claim)
    return bool(lease and lease.editor_id == user.pk and lease.expires > timezone.now())


Condition = Callable[[User, Claim], Refusal | None]


def _holder(user: User, claim: Claim) -> Refusal | None:
    lease = open_assignment(claim)
    if lease is None or (lease.editor_id == user.pk and lease.expires <= timezone.now()):
        return LeaseExpired(claim=claim.pk)
    return None if lease.editor_id == user.pk else AlreadyTaken(claim=claim.pk, editor=str(lease.editor))


def _holder_or_moderator(user: User, claim: Claim) -> Refusal | None:
    return None if user.has_rank(Role.MODERATOR) else _holder(user, claim)


def _holder_if_in_review(user: User, claim: Claim) -> Refusal | None:
    return _holder_or_moderator(user, claim) if claim.status == "in_review" else None


def _not_an_author(user: User, claim: Claim) -> Refusal | None:
    newest = Verdict.objects.filter(claim=claim, submitted__isnull=False).first()
    return AuthorCannotApprove(claim=claim.pk) if newest and user.pk in newest.authors else None


def _its_author(user: User, claim: Claim) -> Refusal | None:
    newest = Verdict.objects.filter(claim=claim, submitted__isnull=False).first()
    mine = newest and newest.author_id == user.pk
    return None if mine else NotAllowed("Only its author takes a verdict back; a moderator sends it back.")


def _its_approver(user: User, claim: Claim) -> Refusal | None:
    mine = Verdict.objects.filter(claim=claim, approved__isnull=False, approved_by=user).exists()
    return None if mine or user.has_rank(Role.ADMIN) else NotAllowed("Only who approved it takes that back.")


def _never_published(user: User, claim: Claim) -> Refusal | None:
    return IllegalMove("It is published: correct or withdraw it instead.") if claim.publication_id else None


def _published_before(user: User, claim: Claim) -> Refusal | None:
    return None if claim.publication_id else IllegalMove("It was never published.")


def _not_withdrawn(user: User, claim: Claim) -> Refusal | None:
    publication = claim.publication
    return IllegalMove("It is withdrawn already.") if publication and publication.kind == "withdrawn" else None


CONDITIONS: dict[str, tuple[Condition, ...]] = {
    "dismiss": (_never_published, _holder_if_in_review),
    "reopen": (_never_published,),
    "release": (_holder_or_moderator,),
    "submit": (_holder,),
    "recall": (_its_author,),
    "approve": (_not_an_author,),
    "unapprove": (_its_approver,),
    "keep": (_published_before, _not_withdrawn, _holder_if_in_review),
    "withdraw": (_published_before, _not_withdrawn),
}
"""What a move asks beyond role and status; checked in this order."""


def refusal(user: Visitor, name: str, claim: Claim) -> Refusal | None:
    """Why this person cannot make this move with this claim now, or None."""
    move = MOVES[name]
    if not isinstance(user, User) or not user.has_rank(move.role):
        return NotAllowed(f"To {move.label.lower()} needs the role {move.role} or higher.")
    if claim.status not in move.sources:
        return IllegalMove(f"A claim that is {claim.get_status_display()} cannot take the step “{move.label}”.")
    return next(filter(None, (condition(user, claim) for condition in CONDITIONS.get(name, ()))), None)


def refusal_to_undo(user: Visitor, event: Event) -> Refusal | None:
    """Why this person cannot take back what this event tells, or None: it takes its actor, or a higher role.

    Whether it still stands is another question, which `services.undo` asks.
    """
    if not isinstance(user, User) or not user.has_rank(_role_of(event.verb)):
        return NotAllowed()
    actor = event.actor
    if actor is None:
        return CannotBeUndone("The desk itself did this; nobody has to take it back.")
    if actor.pk == user.pk or Role(user.role).rank > Role(actor.role).rank:
        return None
    return NotAllowed(f"{actor} decided this. They can take it back, or somebody with a higher role.")


def _role_of(verb: str) -> Role:
    return next((move.role for move in MOVES.values() if move.verb == verb), ABILITIES["verdicts.draft"])


def may(user: Visitor, name: str, claim: Claim) -> bool:
    """Whether this person can make this move with this claim now."""
    return refusal(user, name, claim) is None


def moves(user: Visitor, claim: Claim) -> list[Move]:
    """The moves that this person can make with this claim now, in the order of the table."""
    return [move for move in moves_from(claim.status) if may(user, move.name, claim)]
