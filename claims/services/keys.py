"""Custom keyboard shortcuts of a person."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext

from claims.custom_keys import effective_keys, find_key_clash, is_valid_key
from claims.event_data.desk import KeysChanged
from claims.keys import KEY_ACTIONS
from claims.models import User
from claims.refusals import BadValue
from claims.services.events import record_event
from claims.verbs.desk import KEYS_CHANGED


@transaction.atomic
def set_keys(*, person: User, keys: Mapping[str, str]) -> User:
    """Set the keys of some actions, by name; an empty key restores the default.

    Refuses keys that cannot be typed, and two actions of one page with the same key.
    """
    owner = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    changed = {**owner.keys, **{name: _check_key(name, key.strip()) for name, key in keys.items()}}
    owner.keys = {name: key for name, key in changed.items() if _is_custom_key(name, key)}
    in_force = effective_keys(owner.keys)
    for name in keys:
        _check_no_clash(in_force, name)
    return _save_keys(owner, {name: in_force[name] for name in keys})


@transaction.atomic
def reset_keys(*, person: User) -> User:
    """Restore the default keys of all actions."""
    owner = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    owner.keys = {}
    return _save_keys(owner, {})


def _save_keys(owner: User, keys: dict[str, str]) -> User:
    owner.save(update_fields=["keys"])
    record_event(KEYS_CHANGED, actor=owner, data=KeysChanged(keys=keys))
    return owner


def _check_key(name: str, key: str) -> str:
    if name not in KEY_ACTIONS:
        raise BadValue(gettext("There is no action “%(name)s”.") % {"name": name[:40]}, field="keys")
    if key and not is_valid_key(key):
        detail = gettext(
            "Enter one character, or two with a space between them. “?” always opens the list of shortcuts."
        )
        raise BadValue(detail, field=name)
    return key


def _is_custom_key(name: str, key: str) -> bool:
    return bool(key) and name in KEY_ACTIONS and key != KEY_ACTIONS[name].key


def _check_no_clash(in_force: dict[str, str], name: str) -> None:
    if other := find_key_clash(in_force, name):
        detail = gettext("“%(key)s” is already the shortcut for “%(action)s” on the same page.")
        raise BadValue(detail % {"key": in_force[name], "action": other.label}, field=name)
