"""Keys that a person chose: which can be typed, and which would collide with another action."""

import re
from collections.abc import Mapping

from claims.keys import KEY_ACTIONS, KeyAction

RESERVED_KEYS = frozenset({"?", " "})
"""Keys that no action can have: they open the list of shortcuts and press buttons."""

_KEY_PATTERN = re.compile(r"\S(?: \S)?")


def is_valid_key(key: str) -> bool:
    """Return whether a key can be typed: one visible character, or two with a space between them; none is reserved."""
    return bool(_KEY_PATTERN.fullmatch(key)) and key.isprintable() and not RESERVED_KEYS & set(key.split(" "))


def effective_keys(own: Mapping[str, str]) -> dict[str, str]:
    """Return the key of each action for a person with these custom keys; unknown actions are left out."""
    return {name: own.get(name, action.key) for name, action in KEY_ACTIONS.items()}


def find_key_clash(keys: Mapping[str, str], name: str) -> KeyAction | None:
    """Return an action that shares a page with the action `name` and whose key collides with its key, or None."""
    changed = KEY_ACTIONS[name]
    others = (action for action in KEY_ACTIONS.values() if action is not changed and action.pages & changed.pages)
    return next((action for action in others if _keys_collide(keys[action.name], keys[name])), None)


def _keys_collide(first: str, second: str) -> bool:
    """Return whether two keys are equal, or one is the first of the other pair."""
    return first == second or (len(first) != len(second) and first[0] == second[0])
