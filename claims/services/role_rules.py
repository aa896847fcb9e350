"""What a role takes: said by an admin, kept for everybody who has the role."""

from django.db import transaction

from claims.event_data.desk import RoleChanged
from claims.models import RoleRule, User
from claims.permissions import demand
from claims.refusals import BadValue
from claims.services.events import record_event
from claims.verbs import ROLE_CHANGED
from claims.workflow import Role


@transaction.atomic
def set_second_factor_rule(*, role: str, mfa: bool, by: User) -> RoleRule:
    """Say whether everybody with this role needs a second factor; saying what is so already is no news."""
    demand(by, "users.manage")
    if role not in set(Role):
        raise BadValue("There is no such role.", field="role")
    rule, _ = RoleRule.objects.select_for_update(no_key=True).get_or_create(role=role)
    if rule.mfa_required != mfa:
        rule.mfa_required = mfa
        rule.save(update_fields=["mfa_required"])
        record_event(ROLE_CHANGED, actor=by, data=RoleChanged(role=role, mfa_required=mfa))
    return rule
