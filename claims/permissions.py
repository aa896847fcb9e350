"""Who may do what: abilities by role, and moves by role, state and person."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from claims.models import Assignment, Claim, Token, User, Verdict
from claims.models.token import SCOPE_OF_ROLE, SCOPES
from claims.refusals import (
    AlreadyTaken,
    AuthorCannotApprove,
    IllegalMove,
    LeaseExpired,
    NotAllowed,
    OutOfScope,
    Refusal,
)
from claims.workflow import MOVES, Move, Role, moves_from

Visitor = User | AnonymousUser

ABILITIES: dict[str, Role] = {
    "articles.see": Role.CONTRIBUTOR,
    "articles.submit": Role.CONTRIBUTOR,
    "articles.retry": Role.MODERATOR,
    "articles.reread": Role.EDITOR,
    "articles.reach": Role.EDITOR,
    "claims.see": Role.EDITOR,
    "claims.add": Role.EDITOR,
    "claims.correct": Role.EDITOR,
    "comments.write": Role.EDITOR,
    "matches.judge": Role.EDITOR,
    "queue.see": Role.EDITOR,
    "tips.see": Role.EDITOR,
    "tips.judge": Role.EDITOR,
    "tips.addresses": Role.MODERATOR,
    "dashboard.see": Role.EDITOR,
    "queue.plan": Role.EDITOR,
    "queue.assign": Role.MODERATOR,
    "queue.takeover": Role.MODERATOR,
    "queue.weigh": Role.MODERATOR,
    "verdicts.draft": Role.EDITOR,
    "moderation.see": Role.MODERATOR,
    "flags.close": Role.MODERATOR,
    "reviews.import": Role.MODERATOR,
    "webhooks.manage": Role.CONTRIBUTOR,
    "tokens.manage": Role.CONTRIBUTOR,
    "users.manage": Role.ADMIN,
    "topics.manage": Role.ADMIN,
}
"""What is not a move of a claim, and the role from which on it is allowed."""


SCOPE_OF = {"webhooks.manage": "manage", "tokens.manage": "manage"}
"""Writes that ask a token for another scope than their role says (`models.token.SCOPE_OF_ROLE`)."""


def scope_of(ability: str) -> str:
    """The scope that a token needs to write with this ability."""
    return SCOPE_OF.get(ability) or SCOPE_OF_ROLE[ABILITIES[ability]]


def demand_scope(token: object, scope: str) -> None:
    """Refuse with `OutOfScope` what a token was not made for; who signed in by password has no token."""
    if isinstance(token, Token) and not token.may(scope):
        raise OutOfScope(
            f"This token may not: {SCOPES[scope].lower()}. Make one with the scope “{scope}”.", scope=scope
        )


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


def lost(user: User, claim: Claim, lease: Assignment) -> Refusal:
    """What somebody hears who works on a claim that another person has now: who, how that came, and what is kept."""
    own = claim.assignments.filter(editor=user, ended__isnull=False).first()
    if own is None:
        words = f"{lease.editor} is working on this claim."
    elif own.ending == Assignment.Ending.TAKEN_OVER:
        words = f"{lease.editor} has taken this claim over. Your draft is kept; they go on from what was saved of it."
    else:
        words = f"{lease.editor} has this claim now: your time on it had ended. Your draft is kept; they go on from it."
    return AlreadyTaken(words, claim=claim.pk, editor=str(lease.editor))


def _holder_or_moderator(user: User, claim: Claim) -> Refusal | None:
    return None if user.has_rank(Role.MODERATOR) else _holder(user, claim)


def _holder_if_in_review(user: User, claim: Claim) -> Refusal | None:
    return _holder_or_moderator(user, claim) if claim.status == "in_review" else None


def _not_an_author(user: User, claim: Claim) -> Refusal | None:
    newest = Verdict.objects.filter(claim=claim, submitted__isnull=False).first()
    return AuthorCannotApprove(claim=claim.pk) if newest and user.pk in newest.authors else None


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
    "approve": (_not_an_author,),
    "keep": (_published_before, _not_withdrawn, _holder_if_in_review),
    "withdraw": (_published_before, _not_withdrawn),
}
"""What a move asks beyond role and status; checked in this order."""


def refusal(user: Visitor, name: str, claim: Claim) -> Refusal | None:
    """Why this person cannot make this move with this claim now, or None."""
    found = _found(user, name, claim)
    lease = open_assignment(claim) if isinstance(found, AlreadyTaken) else None
    return lost(user, claim, lease) if lease and isinstance(user, User) else found


def _found(user: Visitor, name: str, claim: Claim) -> Refusal | None:
    """The refusal without the words for it that take another query: most of them are never told to anybody."""
    move = MOVES[name]
    if not isinstance(user, User) or not user.has_rank(move.role):
        return NotAllowed(f"To {move.label.lower()} needs the role {move.role} or higher.")
    if claim.status not in move.sources:
        return IllegalMove(f"A claim that is {claim.get_status_display()} cannot take the step “{move.label}”.")
    return next(filter(None, (condition(user, claim) for condition in CONDITIONS.get(name, ()))), None)


def may(user: Visitor, name: str, claim: Claim) -> bool:
    """Whether this person can make this move with this claim now."""
    return _found(user, name, claim) is None


def moves(user: Visitor, claim: Claim) -> list[Move]:
    """The moves that this person can make with this claim now, in the order of the table."""
    return [move for move in moves_from(claim.status) if may(user, move.name, claim)]
