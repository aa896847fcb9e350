"""Drafts walked back: from what is saved now through every save, so that each reads as it did before and after."""

from collections.abc import Iterable, Mapping

from claims import deltas
from claims.models import Event
from claims.selectors.history import DROPS, SAVED

Pair = tuple[str, str]
"""A field before and after."""


class Drafts:
    """The texts of a claim's drafts at a moment that moves back with every event.

    A text is known as long as every save fits; what is not known is not told. So nobody reads a change that
    was none: saves of old that kept no delta, and texts that something else has changed, end the way back.
    """

    def __init__(self, saved: Mapping[int, Mapping[str, str]]) -> None:
        self.texts = {revision: dict(texts) for revision, texts in saved.items()}

    def back(self, events: Iterable[Event]) -> None:
        """Undo these events, newest first."""
        for event in events:
            self._undo(event)

    def run(self, events: list[Event]) -> dict[str, Pair]:
        """Undo a run of saves, newest first; the fields that it changed, as far as they are known."""
        after: dict[str, str | None] = {}
        for event in events:
            for field in _changed(event):
                after.setdefault(field, self._checked(event, field))
            self._undo(event)
        before = self.texts.get(_revision(events[-1]), {})
        return {
            field: (before[field], text)
            for field, text in after.items()
            if text is not None and field in before and before[field] != text
        }

    def _checked(self, event: Event, field: str) -> str | None:
        """The text after this save, if it is the one that was saved."""
        known = self.texts.get(_revision(event), {})
        text = known.get(field)
        if text is None or deltas.checksum(text) == event.data.get("sums", {}).get(field):
            return text
        del known[field]
        return None

    def _undo(self, event: Event) -> None:
        if event.verb in DROPS:
            self._restore(event)
        elif event.verb == SAVED:
            self._undo_save(event)

    def _restore(self, event: Event) -> None:
        """Before it was dropped, a draft said what the event has kept; its number was given to another since."""
        if "dropped" not in event.data:
            self.texts.clear()
        elif dropped := event.data["dropped"]:
            self.texts[dropped["revision"]] = dict(dropped["texts"])

    def _undo_save(self, event: Event) -> None:
        known = self.texts.get(_revision(event), {})
        for field in _changed(event):
            text = known.pop(field, None)
            before = None if text is None else deltas.undone(text, event.data.get("delta", {}).get(field))
            if before is not None:
                known[field] = before


def _changed(event: Event) -> list[str]:
    changed: list[str] = event.data.get("changed", [])
    return changed


def _revision(event: Event) -> int:
    return int(event.data.get("revision", 0))
