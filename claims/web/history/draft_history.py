"""The texts of drafts at earlier moments, by undoing each save from what is saved now."""

from collections.abc import Iterable, Mapping

from claims.event_data.verdicts import DraftDeleted, VerdictDrafted
from claims.models import Event
from claims.text_deltas import apply_reverse_delta, text_checksum

FieldChange = tuple[str, str]
"""A field before and after."""


class DraftHistory:
    """The texts of a claim's drafts at a moment that moves back with every event.

    A text is known as long as the checksum of every save matches; an unknown text is not shown. A delta that was too
    large to store, or a change outside the drafts, makes all earlier texts unknown.
    """

    def __init__(self, saved: Mapping[int, Mapping[str, str]]) -> None:
        self.texts = {revision: dict(texts) for revision, texts in saved.items()}

    def step_back(self, events: Iterable[Event]) -> None:
        """Undo these events, newest first."""
        for event in events:
            self._undo(event)

    def apply_run(self, events: list[Event]) -> dict[str, FieldChange]:
        """Undo a run of saves, newest first, and return the fields that it changed, as far as they are known."""
        after: dict[str, str | None] = {}
        for event in events:
            save = event.payload_as(VerdictDrafted)
            for name in save.changed:
                after.setdefault(name, self._checked_text(save, name))
            self._undo_save(save)
        before = self.texts.get(events[-1].payload_as(VerdictDrafted).revision, {})
        return {
            name: (before[name], text)
            for name, text in after.items()
            if text is not None and name in before and before[name] != text
        }

    def _checked_text(self, save: VerdictDrafted, name: str) -> str | None:
        """Return the text after this save, if its checksum is the one that was saved."""
        draft_texts = self.texts.get(save.revision, {})
        text = draft_texts.get(name)
        if text is None or text_checksum(text) == save.sums.get(name):
            return text
        del draft_texts[name]
        return None

    def _undo(self, event: Event) -> None:
        match event.payload:
            case VerdictDrafted() as save:
                self._undo_save(save)
            case DraftDeleted(dropped=dropped) if dropped:
                # Another draft has had this revision number since.
                self.texts[dropped.revision] = dict(dropped.texts)

    def _undo_save(self, save: VerdictDrafted) -> None:
        draft_texts = self.texts.get(save.revision, {})
        for name in save.changed:
            text = draft_texts.pop(name, None)
            before = None if text is None else apply_reverse_delta(text, save.delta.get(name))
            if before is not None:
                draft_texts[name] = before
