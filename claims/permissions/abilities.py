"""Abilities: what a role allows besides the moves of a claim. One row here changes what a role may do."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from claims.models import User
from claims.permissions.refusals import RoleTooLow
from claims.workflow import Role

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Visitor = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Ability:
    """Something a person may do from `role` upwards; `label` is what the page of roles shows."""

    role: Role
    label: "_StrPromise"


ABILITIES: dict[str, Ability] = {
    "articles.see": Ability(Role.CONTRIBUTOR, _("See their own articles and what became of them")),
    "articles.submit": Ability(Role.CONTRIBUTOR, _("Submit articles")),
    "dismissals.appeal": Ability(Role.CONTRIBUTOR, _("Appeal a dismissal")),
    "webhooks.manage": Ability(Role.CONTRIBUTOR, _("Manage webhooks")),
    "tokens.manage": Ability(Role.CONTRIBUTOR, _("Manage API tokens")),
    "articles.reread": Ability(Role.EDITOR, _("Detect the claims of an article again")),
    "articles.edit": Ability(Role.EDITOR, _("Edit title, date and other details of an article")),
    "articles.set_reach": Ability(Role.EDITOR, _("Enter the audience of an article")),
    "claims.see": Ability(Role.EDITOR, _("See all articles and claims")),
    "claims.add": Ability(Role.EDITOR, _("Add claims by hand")),
    "claims.correct": Ability(Role.EDITOR, _("Correct the detected sources and numbers of a claim")),
    "comments.write": Ability(Role.EDITOR, _("Comment on claims and mention colleagues")),
    "matches.judge": Ability(Role.EDITOR, _("Confirm or reject matching fact-checks")),
    "relations.judge": Ability(Role.EDITOR, _("Confirm or reject that claims say the same, or how they differ")),
    "queue.see": Ability(Role.EDITOR, _("See the queue")),
    "queue.plan": Ability(Role.EDITOR, _("Set topic and deadline of a claim and assign it to themselves")),
    "sources.manage": Ability(Role.EDITOR, _("Merge and split sources and describe their roles")),
    "tips.see": Ability(Role.EDITOR, _("See tips")),
    "tips.decide": Ability(Role.EDITOR, _("Link, decline or submit tips")),
    "verdicts.draft": Ability(Role.EDITOR, _("Write verdicts and add evidence")),
    "translations.write": Ability(Role.EDITOR, _("Translate published verdicts")),
    "watches.see": Ability(Role.EDITOR, _("See watched feeds, and decide about what they found")),
    "watches.manage": Ability(Role.EDITOR, _("Add, change, pause and remove watched feeds")),
    "series.see": Ability(Role.EDITOR, _("See official figures")),
    "series.manage": Ability(Role.EDITOR, _("Add official figures and import their values")),
    "figures.judge": Ability(Role.EDITOR, _("Confirm or reject official figures beside a claim")),
    "metrics.see": Ability(Role.EDITOR, _("See the dashboard")),
    "queue.assign": Ability(Role.MODERATOR, _("Assign claims to colleagues")),
    "queue.take_over": Ability(Role.MODERATOR, _("Take over a claim from a colleague")),
    "queue.set_weights": Ability(Role.MODERATOR, _("Change how the priority of claims is calculated")),
    "learning.manage": Ability(Role.MODERATOR, _("Choose whether scores follow what the desk decided before")),
    "moderation.see": Ability(Role.MODERATOR, _("See and hold moderation cases")),
    "articles.retry": Ability(Role.MODERATOR, _("Retry an article that could not be read")),
    "translations.decide": Ability(Role.MODERATOR, _("Publish, send back and withdraw translations")),
    "reports.close": Ability(Role.MODERATOR, _("Accept or reject reports")),
    "changes.close": Ability(Role.MODERATOR, _("Close cases about changed sources")),
    "appeals.close": Ability(Role.MODERATOR, _("Accept or reject appeals")),
    "tips.emails": Ability(Role.MODERATOR, _("See the e-mail addresses of readers who sent tips")),
    "fact_checks.import": Ability(Role.MODERATOR, _("Import fact-checks")),
    "users.manage": Ability(Role.ADMIN, _("Invite people, change roles and require two-factor authentication")),
    "data.remove": Ability(Role.ADMIN, _("Erase accounts and words, also of published verdicts")),
    "desk.export": Ability(Role.ADMIN, _("Export everything of the desk")),
    "rooms.manage": Ability(Role.ADMIN, _("Send events of the desk to rooms of chat programs")),
    "scale.change": Ability(Role.ADMIN, _("Set up the rating scale")),
    "site.manage": Ability(Role.ADMIN, _("Change name, logo, colour, time zone, languages and pages of the desk")),
    "topics.manage": Ability(Role.ADMIN, _("Manage topics and their keywords")),
}
"""All abilities by code. The page of roles is made from this table and `workflow.MOVES`."""


def allows(user: Visitor, ability: str) -> bool:
    """Return whether the person's role has the ability."""
    return isinstance(user, User) and user.has_rank(ABILITIES[ability].role)


def roles_with(ability: str) -> list[Role]:
    """Return the roles that have the ability."""
    return [role for role in Role if role.rank >= ABILITIES[ability].role.rank]


def demand(user: Visitor, ability: str) -> None:
    """Raise `RoleTooLow` unless the person's role has the ability."""
    if not allows(user, ability):
        role = ABILITIES[ability].role
        raise RoleTooLow(role=role.value, role_label=role.label)
