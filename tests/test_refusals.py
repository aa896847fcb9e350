"""Refusals: whole sentences, filled in and translated when they are read."""

import re
from collections.abc import Iterator

import pytest
from django.utils.translation import gettext_lazy, override

from claims import permissions
from claims.permissions.refusals import CaseHeld, RoleTooLow
from claims.refusals import BadValue, LeaseExpired, NotFound, Refusal, Rejection, require_found

PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def kinds(kind: type[Rejection] = Rejection) -> Iterator[type[Rejection]]:
    yield kind
    for below in kind.__subclasses__():
        yield from kinds(below)


@pytest.mark.parametrize("kind", sorted(kinds(), key=str), ids=str)
def test_a_kind_has_a_code_a_status_and_a_whole_sentence(kind: type[Rejection]) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", kind.code)
    assert 400 <= kind.status < 600
    title = str(kind.title)
    assert title[0].isupper()
    assert title.endswith(".")
    assert "%" not in title
    facts = {name: name.upper() for name in PLACEHOLDER.findall(str(kind.message or ""))}
    assert all(value in kind(**facts).detail for value in facts.values())


def test_a_code_means_one_thing() -> None:
    by_code: dict[str, set[tuple[int, str]]] = {}
    for kind in kinds():
        by_code.setdefault(kind.code, set()).add((kind.status, str(kind.title)))
    assert {code: titles for code, titles in by_code.items() if len(titles) > 1} == {}


def test_refusals_of_permissions_have_the_codes_of_their_kinds() -> None:
    specific = [
        kind for kind in vars(permissions.refusals).values() if isinstance(kind, type) and issubclass(kind, Refusal)
    ]
    assert all("code" not in vars(kind) for kind in specific if kind.__module__ == permissions.refusals.__name__)


def test_the_facts_fill_the_sentence() -> None:
    refusal = CaseHeld(case=5, moderator="100% Mona %(case)s")
    assert refusal.detail == str(refusal)
    assert refusal.detail.startswith("100% Mona %(case)s is working on this case.")
    assert refusal.facts == {"case": 5, "moderator": "100% Mona %(case)s"}


def test_a_detail_is_not_filled_again() -> None:
    refusal = BadValue("“50%(role)s” is not a role.", field="role", role="x")
    assert refusal.detail == "“50%(role)s” is not a role."


def test_the_sentence_is_translated_when_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    refusal = RoleTooLow(role="editor")
    monkeypatch.setattr(RoleTooLow, "message", gettext_lazy("January"))
    with override("de"):
        assert refusal.detail == "Januar"
    with override("en"):
        assert refusal.detail == "January"


def test_not_found_is_no_refusal() -> None:
    with pytest.raises(NotFound) as missing:
        require_found(None)
    assert not isinstance(missing.value, Refusal)
    assert missing.value.status == 404
    assert require_found(0) == 0


def test_the_title_is_the_sentence_of_a_kind_without_message() -> None:
    assert LeaseExpired(claim=1).detail == str(LeaseExpired.title)
