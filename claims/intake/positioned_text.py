"""Texts that are joined from passages, with the position of each passage in the source."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.intake.article_text import clean_text
from claims.text_positions import TextPosition

SENTENCE_BREAK, PARAGRAPH_BREAK = " ", "\n\n"


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of clean text with its place in the source.

    `separator` stands between it and the passage before; `label` stands before its words and is no part of it.
    """

    text: str
    separator: str = PARAGRAPH_BREAK
    label: str = ""
    page: int | None = None
    second: int | None = None
    speaker: str = ""


def join_passages(passages: Iterable[Passage]) -> tuple[str, tuple[TextPosition, ...]]:
    """Return the text of passages, clean, and the positions of those that have one. Raises what `clean_text` raises."""
    parts, positions, length = list[str](), list[TextPosition](), 0
    for passage in passages:
        if not passage.text:
            continue
        before = f"{passage.separator if parts else ''}{passage.label}"
        start = length + len(before)
        length = start + len(passage.text)
        parts += [before, passage.text]
        _add_position(positions, TextPosition(start, length, passage.page, passage.second, passage.speaker))
    joined = "".join(parts)
    text = clean_text(joined)
    return text, tuple(positions) if text == joined else ()


def _add_position(positions: list[TextPosition], new: TextPosition) -> None:
    """Add a position; neighbours that say the same become one."""
    if (new.page, new.second, new.speaker) == (None, None, ""):
        return
    last = positions[-1] if positions else None
    if last and new.start - last.end <= 1 and (last.page, last.second, last.speaker) == (
        new.page, new.second, new.speaker,
    ):  # fmt: skip
        positions[-1] = TextPosition(last.start, new.end, new.page, new.second, new.speaker)
    else:
        positions.append(new)
