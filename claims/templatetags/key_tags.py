"""The key of an action, as this person has it: `data-key="{% key 'accept' %}"`. Built in, so that nothing is loaded."""

from typing import Any

from django import template

from claims.keys import KEY_ACTIONS
from claims.models import User

register = template.Library()


@register.simple_tag(takes_context=True)
def action_key(context: dict[str, Any], name: str) -> str:
    """What to press for the action `name`; empty where an action has no key."""
    user = context.get("user")
    action = KEY_ACTIONS.get(name)
    own = user.keys if isinstance(user, User) else {}
    return str(own.get(name, action.key)) if action else ""


@register.simple_tag
def action_label(name: str) -> str:
    """What the action `name` does, in words."""
    return str(KEY_ACTIONS[name].label)
