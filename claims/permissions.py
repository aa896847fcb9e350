"""Who may do what: abilities by role, and moves by role, state and person."""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from claims.models import Assignment, Case, Claim, Event, RoleRule, Token, User, Verdict
from claims.models.token import SCOPE_OF_ROLE, SCOPES
from claims.refusals import (
    AlreadyTaken,
    AuthorCannotApprove,
    CannotBeUndone,
    HeldByAnother,
    IllegalMove,
    LeaseExpired,
    NotAllowed,
    OutOfScope,
    Refusal,
)
from claims.workflow import MOVES, Move, Role, moves_from

Visitor = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Ability:
    """Something that is not a move of a claim: from which role on it is allowed, and what it is in words."""

    role: Role
    words: str


ABILITIES: dict[str, Ability] = {
    "articles.see": Ability(Role.CONTRIBUTOR, "See the articles that one handed in, and what became of them"),
    "articles.submit": Ability(Role.CONTRIBUTOR, "Hand in articles"),
    "dismissals.contest": Ability(Role.CONTRIBUTOR, "Object when a claim of one’s article is dismissed"),
    "webhooks.manage": Ability(Role.CONTRIBUTOR, "Have one’s programs told of verdicts by webhook"),
    "tokens.manage": Ability(Role.CONTRIBUTOR, "Make and revoke tokens for one’s programs"),
    "articles.reread": Ability(Role.EDITOR, "Have an article read again"),
    "articles.reach": Ability(Role.EDITOR, "Say how many people an article has reached"),
    "claims.see": Ability(Role.EDITOR, "See all articles and claims"),
    "claims.add": Ability(Role.EDITOR, "Mark a passage as a claim by hand"),
    "claims.correct": Ability(Role.EDITOR, "Correct what the machine read: sources and numbers"),
    "comments.write": Ability(Role.EDITOR, "Comment on claims, and name colleagues"),
    "matches.judge": Ability(Role.EDITOR, "Judge whether an earlier fact-check is about the same claim"),
    "queue.see": Ability(Role.EDITOR, "See the queue"),
    "queue.plan": Ability(Role.EDITOR, "Say what a claim is about, take it on, give it a deadline"),
    "tips.see": Ability(Role.EDITOR, "See what readers ask"),
    "tips.judge": Ability(Role.EDITOR, "Link or decline what readers ask, or take it in"),
    "verdicts.draft": Ability(Role.EDITOR, "Write verdicts and their evidence"),
    "dashboard.see": Ability(Role.EDITOR, "See where the desk stands"),
    "queue.assign": Ability(Role.MODERATOR, "Say who shall check a claim"),
    "queue.takeover": Ability(Role.MODERATOR, "Take a claim over from whoever has it"),
    "queue.weigh": Ability(Role.MODERATOR, "Weigh what the queue’s order is made of"),
    "moderation.see": Ability(Role.MODERATOR, "See what waits for moderation, and hold it"),
    "articles.retry": Ability(Role.MODERATOR, "Have an article tried again that could not be read"),
    "flags.close": Ability(Role.MODERATOR, "Answer what readers report"),
    "contests.close": Ability(Role.MODERATOR, "Answer objections to dismissals"),
    "tips.addresses": Ability(Role.MODERATOR, "See the addresses of readers who asked"),
    "reviews.import": Ability(Role.MODERATOR, "Take in fact-checks of others"),
    "users.manage": Ability(Role.ADMIN, "Invite people, give and take roles, and say what a role takes"),
    "topics.manage": Ability(Role.ADMIN, "Name the topics, and the words that speak for them"),
}
"""All abilities; the page of the roles is made from this table and `workflow.MOVES`."""


SCOPE_OF = {"webhooks.manage": "manage", "tokens.manage": "manage"}
"""Writes that ask a token for another scope than their role says (`models.token.SCOPE_OF_ROLE`)."""


def scope_of(ability: str) -> str:
    """The scope that a token needs to write with this ability."""
    return SCOPE_OF.get(ability) or SCOPE_OF_ROLE[ABILITIES[ability].role]


def demand_scope(token: object, scope: str) -> None:
    """Refuse with `OutOfScope` what a token was not made for; who signed in by password has no token."""
    if isinstance(token, Token) and not token.may(scope):
        raise OutOfScope(
            f"This token may not: {SCOPES[scope].lower()}. Make one with the scope “{scope}”.", scope=scope
        )


def allows(user: Visitor, ability: str) -> bool:
    """Whether this person's role has the ability."""
    return isinstance(user, User) and user.has_rank(ABILITIES[ability].role)


def demand(user: Visitor, ability: str) -> None:
    """Refuse with `NotAllowed` unless the person has the ability."""
    if not allows(user, ability):
        raise NotAllowed(f"This needs the role {ABILITIES[ability].role} or higher.")


def lacks_factor(user: User) -> bool:
    """Whether this person's role takes a second factor that they have not set up; a session brings it along."""
    known = user if hasattr(user, "is_lacking") else with_factor(User.objects.filter(pk=user.pk)).first()
    return bool(getattr(known, "is_lacking", False))


def with_factor(users: QuerySet[User]) -> QuerySet[User]:
    """With what `lacks_factor` would ask for each of them on its own."""
    required = Exists(RoleRule.objects.filter(role=OuterRef("role"), mfa_required=True))
    known = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP))
    return users.annotate(is_lacking=required & ~known)


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


def _submitted(claim: Claim) -> Verdict | None:
    """The verdict that was handed in last; a page that has read it brings it along."""
    if hasattr(claim, "submitted_verdict"):
        known: Verdict | None = claim.submitted_verdict
        return known
    return Verdict.objects.filter(claim=claim, submitted__isnull=False).first()


def _not_an_author(user: User, claim: Claim) -> Refusal | None:
    case: Case | None = getattr(claim, "open_case", None)
    newest = case.verdict if case else _submitted(claim)
    return AuthorCannotApprove(claim=claim.pk) if newest and user.pk in newest.authors else None


def _its_author(user: User, claim: Claim) -> Refusal | None:
    newest = _submitted(claim)
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


def open_case(**thing: object) -> Case | None:
    """What waits for a moderator about this thing, with whoever holds it."""
    return Case.objects.filter(closed__isnull=True, **thing).select_related("holder").first()


def _held(user: User, case: Case | None) -> Refusal | None:
    """Whether somebody else holds a case at this moment."""
    if case is None or not case.is_held_against(user):
        return None
    return HeldByAnother(f"{case.holder} is looking at this. Take it over, or take the next one.", case=case.pk)


def demand_free(user: User, **thing: object) -> None:
    """Refuse with `HeldByAnother` to decide what another moderator holds at this moment."""
    if refused := _held(user, open_case(**thing)):
        raise refused


def _not_held(user: User, claim: Claim) -> Refusal | None:
    """Selectors may have brought the case along."""
    known = hasattr(claim, "open_case")
    return _held(user, getattr(claim, "open_case") if known else open_case(verdict__claim=claim))  # noqa: B009


CONDITIONS: dict[str, tuple[Condition, ...]] = {
    "dismiss": (_never_published, _holder_if_in_review),
    "reopen": (_never_published,),
    "release": (_holder_or_moderator,),
    "submit": (_holder,),
    "send_back": (_not_held,),
    "approve": (_not_an_author, _not_held),
    "publish": (_not_held,),
    "recall": (_its_author, _not_held),
    "unapprove": (_its_approver, _not_held),
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
    return next((move.role for move in MOVES.values() if move.verb.name == verb), ABILITIES["verdicts.draft"].role)


def may(user: Visitor, name: str, claim: Claim) -> bool:
    """Whether this person can make this move with this claim now."""
    return _found(user, name, claim) is None


def moves(user: Visitor, claim: Claim) -> list[Move]:
    """The moves that this person can make with this claim now, in the order of the table."""
    return [move for move in moves_from(claim.status) if may(user, move.name, claim)]
