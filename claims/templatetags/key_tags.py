"""The key and the label of an action: `data-key="{% action_key 'accept' %}"`. Built into every template."""

from typing import Any

from django import template
from django.utils.html import format_html

from claims.keys import KEY_ACTIONS

register = template.Library()


@register.simple_tag(takes_context=True)
def action_key(context: dict[str, Any], name: str) -> str:
    """Return the key of an action for this person; empty if the action has no key."""
    action = KEY_ACTIONS.get(name)
    own_keys = getattr(context.get("user"), "keys", {})
    return str(own_keys.get(name, action.key)) if action else ""


@register.simple_tag(takes_context=True)
def opens_row(context: dict[str, Any]) -> str:
    """Return the attributes of the link that a row of a list opens by key (open-row.js)."""
    return format_html(
        'data-opens data-key="{}" data-key-label="{}"', action_key(context, "open"), action_label("open")
    )


@register.simple_tag
def action_label(name: str) -> str:
    """Return the label of an action."""
    return str(KEY_ACTIONS[name].label)
