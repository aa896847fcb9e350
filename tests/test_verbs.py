"""The table of verbs is complete, and event data is read back unchanged."""

import ast
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from claims.event_data import EventData, NoData, Verb
from claims.json_data import JsonData
from claims.models import User
from claims.refusals import NotFound
from claims.services.events import record_event
from claims.services.moves import make_move
from claims.services.registry import SERVICES
from claims.services.reversals import REVERSALS
from claims.verbs import DECISION_UNDONE, VERBS
from claims.verbs.claims import CLAIM_DISMISSED
from claims.verbs.tips import TIP_SUBMITTED
from claims.workflow import MOVES
from tests.architecture.source_files import ROOT, source_files

SAMPLES: dict[type, Any] = {
    str: "words", int: 7, float: 0.5, bool: True, datetime: datetime(2026, 3, 2, 12, 30, tzinfo=UTC),
    date: date(2026, 3, 2), Any: "anything",
}  # fmt: skip
KINDS = sorted({verb.data for verb in VERBS.values()}, key=lambda kind: kind.__name__)


def sample(kind: Any) -> Any:
    """A value of a type that a field can have."""
    if isinstance(kind, type) and issubclass(kind, JsonData):
        hints = get_type_hints(kind)
        return kind(**{field.name: sample(hints[field.name]) for field in fields(kind)})
    inner = [option for option in get_args(kind) if option is not NoneType]
    if get_origin(kind) is list:
        return [sample(inner[0])]
    if get_origin(kind) is dict:
        return {"key": sample(inner[1])}
    return sample(inner[0]) if inner else SAMPLES[kind]


def least(kind: type[EventData]) -> EventData:
    """Data with nothing but what has no default."""
    hints = get_type_hints(kind)
    needed = [row.name for row in fields(kind) if row.default is MISSING and row.default_factory is MISSING]
    return kind(**{name: sample(hints[name]) for name in needed})


@pytest.mark.parametrize("verb", VERBS.values(), ids=lambda verb: verb.name)
def test_each_row_is_complete(verb: Verb[Any]) -> None:
    assert str(verb.label).strip()
    assert len(verb.name) <= 40
    assert is_dataclass(verb.data)
    assert issubclass(verb.data, EventData)
    assert bool(verb.reversal) == (verb.decides and not verb.public)
    assert not verb.reversal or verb.reversal in REVERSALS
    assert verb.decides or not verb.public


def test_each_reversal_undoes_something() -> None:
    assert {verb.reversal for verb in VERBS.values() if verb.reversal} == set(REVERSALS)


@pytest.mark.parametrize("move", MOVES.values(), ids=lambda move: move.name)
def test_each_move_is_complete(move: Any) -> None:
    assert move.name in SERVICES
    assert move.verb.decides or move.verb is DECISION_UNDONE
    assert all(str(words).strip() for words in (move.label, move.done))
    assert move.places
    assert bool(move.key) == bool(move.key_group) == bool(move.key_pages)
    assert move.next_page in {"claim", "queue", "claim_moderation", "moderation"}


def test_an_unknown_move_is_not_found(edith: User) -> None:
    with pytest.raises(NotFound):
        make_move("fly", claim_id=1, by=edith)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_data_is_read_back_as_it_was(kind: type[EventData]) -> None:
    for data in (sample(kind), least(kind)):
        assert kind.from_json(data.to_json()) == data


def test_defaults_are_left_out_of_the_json() -> None:
    assert CLAIM_DISMISSED.data(reason="opinion").to_json() == {"reason": "opinion"}
    assert NoData().to_json() == {}


def test_an_unknown_name_raises() -> None:
    with pytest.raises(TypeError):
        CLAIM_DISMISSED.data.from_json({"reason": "opinion", "resaon": "trivial"})


def test_an_event_carries_the_data_that_its_verb_declares(edith: User) -> None:
    with pytest.raises(TypeError):
        record_event(TIP_SUBMITTED, actor=edith, data=CLAIM_DISMISSED.data(reason="opinion"))  # type: ignore[misc]


NAMING_FILES = (
    "claims/verbs/",
    "claims/event_data/blanking.py",
    "claims/models/webhook_event.py",
    "claims/api/webhooks.py",
    "claims/tasks/",
)
"""The rows themselves, and event data, which know no rows; webhook messages and log lines have names of their own."""


def free_verbs() -> Iterator[str]:
    """Where the code names a verb without its row."""
    for path in source_files("claims", endings={".py"}):
        name = str(path.relative_to(ROOT))
        if name.startswith(NAMING_FILES):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and node.value in VERBS:
                yield f"{name}:{node.lineno} {node.value}"


def test_no_verb_is_named_without_its_row() -> None:
    assert list(free_verbs()) == []


def test_only_one_function_writes_events() -> None:
    writers = [
        str(path.relative_to(ROOT))
        for path in source_files("claims", endings={".py"})
        if re.search(r"(?<!threading\.)\bEvent(\.objects\.create)?\(", path.read_text())
    ]
    assert sorted(writers) == ["claims/models/event.py", "claims/services/events.py"]
