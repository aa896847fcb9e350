"""Rules for roles: whether a role requires two-factor authentication."""

from django.db import transaction
from django.utils.translation import gettext

from claims.event_data.desk import RoleChanged
from claims.models import RoleRule, User
from claims.permissions import demand
from claims.refusals import BadValue
from claims.services.events import record_event
from claims.verbs.desk import ROLE_CHANGED
from claims.workflow import Role


@transaction.atomic
def set_second_factor_rule(*, role: str, mfa: bool, by: User) -> RoleRule:
    """Set whether a role requires two-factor authentication. An unchanged rule leaves no event."""
    demand(by, "users.manage")
    if role not in set(Role):
        raise BadValue(gettext("This role does not exist."), field="role")
    rule, _ = RoleRule.objects.select_for_update(no_key=True).get_or_create(role=role)
    if rule.mfa_required != mfa:
        rule.mfa_required = mfa
        rule.save(update_fields=["mfa_required"])
        record_event(ROLE_CHANGED, actor=by, data=RoleChanged(role=role, mfa_required=mfa))
    return rule
