"""The steps of the dependency parser, taken for all sentences of a batch together.

The component takes them itself, but asks for Python's lock several times a word. Here the lock is held all the time,
which halves the cost. The scores of the steps are those of the component up to rounding.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc


class StepParser:
    """A parser component whose steps are taken one by one."""

    def __init__(self, component: Any) -> None:
        if not component.model.attrs["has_upper"] or component.model.attrs["unseen_classes"]:
            raise ValueError(component.model.name)
        self.component = component
        self.dot = import_module("numpy").dot

    def predict(self, docs: Sequence[Doc]) -> list[Any]:
        """Return the last state of each document, as the component does."""
        batch: list[Any] = self.component.moves.init_batch(docs)
        model = self.component.model.predict(docs)
        describe, combine, take_steps = model.get_token_ids, model.state2vec.predict, self.component.transition_states
        matrix, bias = model.vec2scores.get_param("W").T, model.vec2scores.get_param("b")
        states = [state for state in batch if not state.is_final()]
        while states:
            scores = self.dot(combine(describe(states)), matrix)
            scores += bias
            states = take_steps(states, scores)
        model.clear_memory()
        return batch


def build_step_parser(component: Any) -> StepParser | None:
    """Return the parser of a component, None if it is built in another way than those of the small models."""
    try:
        return StepParser(component)
    except (AttributeError, KeyError, ValueError):
        return None
