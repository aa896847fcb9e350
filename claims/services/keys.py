"""Keys of one's own: a person gives actions other keys, or the ones they came with."""

from collections.abc import Mapping

from django.db import transaction

from claims.event_data.desk import KeysChanged
from claims.keys import KEY_ACTIONS, effective_keys, find_key_clash, is_valid_key
from claims.models import User
from claims.refusals import BadValue
from claims.services.events import record_event
from claims.verbs import KEYS_CHANGED


@transaction.atomic
def set_keys(*, person: User, keys: Mapping[str, str]) -> User:
    """Give actions these keys, by name; an empty one is the key it came with.

    Refuses what cannot be typed, and two actions of one page with the same key.
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
    """Give all actions the keys that they came with."""
    owner = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    owner.keys = {}
    return _save_keys(owner, {})


def _save_keys(owner: User, given: dict[str, str]) -> User:
    owner.save(update_fields=["keys"])
    record_event(KEYS_CHANGED, actor=owner, data=KeysChanged(keys=given))
    return owner


def _check_key(name: str, key: str) -> str:
    if name not in KEY_ACTIONS:
        raise BadValue(f"Nothing here is called “{name[:40]}”.", field="keys")
    if key and not is_valid_key(key):
        raise BadValue(
            "A key is one character, or two with a blank between them; ? stays the list of keys.", field=name
        )
    return key


def _is_custom_key(name: str, key: str) -> bool:
    return bool(key) and name in KEY_ACTIONS and key != KEY_ACTIONS[name].key


def _check_no_clash(in_force: dict[str, str], name: str) -> None:
    if other := find_key_clash(in_force, name):
        raise BadValue(f"“{in_force[name]}” is taken on the same page by “{other.label}”.", field=name)
