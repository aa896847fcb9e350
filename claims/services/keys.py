"""Keys of one's own: a person gives actions other keys, or the ones they came with."""

from collections.abc import Mapping

from django.db import transaction

from claims import keys as table
from claims.event_data.desk import KeysChanged
from claims.models import User
from claims.refusals import BadValue
from claims.services import events
from claims.verbs import KEYS_CHANGED


@transaction.atomic
def give(*, person: User, keys: Mapping[str, str]) -> User:
    """Give actions these keys, by name; an empty one is the key it came with.

    Refuses what cannot be typed, and two actions of one page with the same key.
    """
    owner = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    changed = {**owner.keys, **{name: _checked(name, key.strip()) for name, key in keys.items()}}
    owner.keys = {name: key for name, key in changed.items() if _is_own(name, key)}
    in_force = table.in_force(owner.keys)
    for name in keys:
        _check_alone(in_force, name)
    return _kept(owner, {name: in_force[name] for name in keys})


@transaction.atomic
def reset(*, person: User) -> User:
    """Give all actions the keys that they came with."""
    owner = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    owner.keys = {}
    return _kept(owner, {})


def _kept(owner: User, given: dict[str, str]) -> User:
    owner.save(update_fields=["keys"])
    events.record(KEYS_CHANGED, actor=owner, data=KeysChanged(keys=given))
    return owner


def _checked(name: str, key: str) -> str:
    if name not in table.ACTIONS:
        raise BadValue(f"Nothing here is called “{name[:40]}”.", field="keys")
    if key and not table.fits(key):
        raise BadValue(
            "A key is one character, or two with a blank between them; ? stays the list of keys.", field=name
        )
    return key


def _is_own(name: str, key: str) -> bool:
    return bool(key) and name in table.ACTIONS and key != table.ACTIONS[name].key


def _check_alone(in_force: dict[str, str], name: str) -> None:
    if other := table.clash(in_force, name):
        raise BadValue(f"“{in_force[name]}” is taken on the same page by “{other.label}”.", field=name)
