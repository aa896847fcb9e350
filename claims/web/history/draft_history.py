"""Drafts walked back: from what is saved now through every save, so that each reads as it did before and after."""

from collections.abc import Iterable, Mapping

from claims.event_data.verdicts import DraftDeleted, VerdictDrafted
from claims.models import Event
from claims.text_deltas import apply_reverse_delta, text_checksum

FieldChange = tuple[str, str]
"""A field before and after."""


class DraftHistory:
    """The texts of a claim's drafts at a moment that moves back with every event.

    A text is known as long as every save fits; what is not known is not shown. So nobody reads a change that
    was none: a delta that was too large to store, and a text that something else has changed, end the walk.
    """

    def __init__(self, saved: Mapping[int, Mapping[str, str]]) -> None:
        self.texts = {revision: dict(texts) for revision, texts in saved.items()}

    def step_back(self, events: Iterable[Event]) -> None:
        """Undo these events, newest first."""
        for event in events:
            self._undo(event)

    def apply_run(self, events: list[Event]) -> dict[str, FieldChange]:
        """Undo a run of saves, newest first; the fields that it changed, as far as they are known."""
        after: dict[str, str | None] = {}
        for event in events:
            save = event.payload_as(VerdictDrafted)
            for field in save.changed:
                after.setdefault(field, self._checked(save, field))
            self._undo_save(save)
        before = self.texts.get(events[-1].payload_as(VerdictDrafted).revision, {})
        return {
            field: (before[field], text)
            for field, text in after.items()
            if text is not None and field in before and before[field] != text
        }

    def _checked(self, save: VerdictDrafted, field: str) -> str | None:
        """The text after this save, if it is the one that was saved."""
        known = self.texts.get(save.revision, {})
        text = known.get(field)
        if text is None or text_checksum(text) == save.sums.get(field):
            return text
        del known[field]
        return None

    def _undo(self, event: Event) -> None:
        match event.payload:
            case VerdictDrafted() as save:
                self._undo_save(save)
            case DraftDeleted(dropped=dropped) if dropped:
                # Its number was given to another draft since.
                self.texts[dropped.revision] = dict(dropped.texts)

    def _undo_save(self, save: VerdictDrafted) -> None:
        known = self.texts.get(save.revision, {})
        for field in save.changed:
            text = known.pop(field, None)
            before = None if text is None else apply_reverse_delta(text, save.delta.get(field))
            if before is not None:
                known[field] = before
