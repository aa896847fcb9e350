"""Custom keys: which keys are valid, and what the database refuses."""

import pytest
from django.db import IntegrityError, transaction

from claims.custom_keys import effective_keys, find_key_clash, is_valid_key
from claims.keys import KEY_ACTIONS
from claims.models import Event, User
from claims.refusals import BadValue
from claims.services.keys import reset_keys, set_keys


def test_default_keys_are_valid_and_do_not_clash() -> None:
    in_force = effective_keys({})
    assert [name for name in KEY_ACTIONS if not is_valid_key(in_force[name])] == []
    assert [name for name in KEY_ACTIONS if find_key_clash(in_force, name)] == []


def test_a_key_has_one_meaning_on_the_whole_desk() -> None:
    meanings: dict[str, set[str]] = {}
    for action in KEY_ACTIONS.values():
        meanings.setdefault(action.key, set()).add(action.meaning)
    assert {key: names for key, names in meanings.items() if len(names) > 1} == {}
    pairs = {key[0] for key in meanings if len(key) > 1}
    assert pairs & meanings.keys() == set(), "the first key of a pair is no key of its own on any page"


def test_a_custom_key_is_set_and_reset(edith: User) -> None:
    assert set_keys(person=edith, keys={"accept": ";", "queue": "g O"}).keys == {"accept": ";", "queue": "g O"}
    assert set_keys(person=edith, keys={"accept": ""}).keys == {"queue": "g O"}
    assert reset_keys(person=edith).keys == {}
    assert Event.objects.filter(verb="keys.changed", actor=edith).count() == 3


@pytest.mark.parametrize("key", ["ab", "?", "g ?", "g  q", "a b c", "\x00", "\u200b", "g\tq", "Enter"])
def test_a_key_that_cannot_be_typed_is_refused(edith: User, key: str) -> None:
    with pytest.raises(BadValue):
        set_keys(person=edith, keys={"accept": key})
    edith.refresh_from_db()
    assert edith.keys == {}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("accept", "d"),  # on one page with dismissing
        ("accept", "g"),  # begins the way to the queue
        ("skip", "j"),  # is the next claim everywhere
        ("moderation", "a x"),  # would never come to its second key
    ],
)
def test_two_actions_of_one_page_cannot_have_the_same_key(edith: User, name: str, key: str) -> None:
    with pytest.raises(BadValue):
        set_keys(person=edith, keys={name: key})


def test_actions_of_different_pages_can_share_a_key_and_two_can_swap(edith: User) -> None:
    set_keys(person=edith, keys={"take_next_claim": "a"})
    assert set_keys(person=edith, keys={"accept": "d", "dismiss": "a"}).keys["accept"] == "d"


def test_an_unknown_action_is_refused(edith: User) -> None:
    with pytest.raises(BadValue):
        set_keys(person=edith, keys={"burn": "b"})


@pytest.mark.parametrize("keys", [{"accept": "ab"}, {"accept": 3}, {"accept": ""}, {"accept": "?"}, ["a"], "a"])
def test_the_database_refuses_keys_that_cannot_be_typed(edith: User, keys: object) -> None:
    with pytest.raises(IntegrityError, match="a_key_can_be_typed"), transaction.atomic():
        User.objects.filter(pk=edith.pk).update(keys=keys)
    assert User.objects.filter(pk=edith.pk).update(keys={"accept": "ö", "queue": "g ф"}) == 1
