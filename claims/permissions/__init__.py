"""Who may do what: abilities by role, moves by situation, undo, cases, token scopes and the second factor.

Nothing here queries the database: rules read a situation, which `selectors.situations` builds.
"""

from claims.permissions.abilities import ABILITIES, Ability, Visitor, allows, demand, roles_with
from claims.permissions.cases import case_refusal
from claims.permissions.moves import allowed_moves, facts_needed, lease_refusal, move_refusal, move_refusals
from claims.permissions.scopes import demand_scope, offered_scopes, scope_of
from claims.permissions.second_factor import demand_second_factor
from claims.permissions.situation import Fact, Situation
from claims.permissions.undo import Decision, undo_facts, undo_refusal, undo_scope, undo_situation_refusal
from claims.permissions.webhook_events import list_notification_events, list_webhook_events, may_receive

__all__ = [
    "ABILITIES",
    "Ability",
    "Decision",
    "Fact",
    "Situation",
    "Visitor",
    "allowed_moves",
    "allows",
    "case_refusal",
    "demand",
    "demand_scope",
    "demand_second_factor",
    "facts_needed",
    "lease_refusal",
    "list_notification_events",
    "list_webhook_events",
    "may_receive",
    "move_refusal",
    "move_refusals",
    "offered_scopes",
    "roles_with",
    "scope_of",
    "undo_facts",
    "undo_refusal",
    "undo_scope",
    "undo_situation_refusal",
]
