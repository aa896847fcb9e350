"""Transcripts with names before what is said, such as `ANA LIMA:`, `>> LIMA:` or `[00:12:10] Ana Lima:`."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claims.intake.document import Document
from claims.text_positions import TextPosition

LEAST_TURNS, LEAST_SPEAKERS = 4, 2
"""The turns and speakers from which a text is taken for a transcript."""
LEAST_SHARE = 0.5
"""The share of such a text that stands behind names."""
MAX_NAME_CHARACTERS = 60
SPOKEN_KINDS = ("transcript", "interview")
"""The kinds of text in which a name with a colon is a speaker."""

_WORD = r"[^\W_][\w.’'&-]*"
_NAME = rf"[^\W\d_][\w.’'&-]*(?:,?\s(?:\({_WORD}(?:\s{_WORD}){{0,3}}\)|{_WORD})){{0,6}}"
_CLOCK = r"(?:(?P<hours>\d{1,3}):)?(?P<minutes>\d{1,2}):(?P<seconds>\d{2})(?:[.,]\d{1,3})?"
LABEL = re.compile(rf"(?P<name>{_NAME})\s?:(?:\s+(?=\S)|\s*$)")
"""A name with its colon, before what is said."""
_TIME = re.compile(rf"[ \t]*[\[(]?{_CLOCK}[\])]?[ \t]*(?:[-–—][ \t]*)?")
_CHANGE = re.compile(r"[ \t]*(?:>>+[ \t]*)?")
_ROLE = re.compile(r"[,(].*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a transcript with its second and its name; `words_start` is where the words behind the name begin."""

    start: int
    end: int
    second: int | None
    name: str = ""
    words_start: int = 0


def add_turns(document: Document) -> Document:
    """Return a document whose text names its speakers with their turns, unless its file gives positions.

    A text of which nobody says what it is becomes a transcript if it consists of turns; the kind is a guess then.
    """
    if document.positions or document.kind not in (*SPOKEN_KINDS, "news"):
        return document
    turns = find_turns(document.text)
    if document.kind in SPOKEN_KINDS:
        return replace(document, positions=turns)
    if not is_transcript(document.text, turns):
        return document
    return replace(document, positions=turns, kind="transcript", guesses=(*document.guesses, "kind"))


def find_turns(text: str) -> tuple[TextPosition, ...]:
    """Return the passages of a clean text that stand behind a name, with the speaker and the second.

    A name is in capitals or comes twice; a single letter, as in Q and A, is none. A line without a name belongs to the
    speaker before.
    """
    lines = list(_list_lines(text))
    counts = Counter(line.name for line in lines if line.name)
    names = {name for name, count in counts.items() if len(name) > 1 and (count > 1 or name.isupper())}
    full_names = _find_full_names(names)
    return tuple(_join_lines(lines, full_names)) if names else ()


def is_transcript(text: str, turns: tuple[TextPosition, ...]) -> bool:
    """Whether a text of which nobody says what it is consists of turns."""
    covered = sum(turn.end - turn.start for turn in turns)
    return (
        len(turns) >= LEAST_TURNS
        and len({turn.speaker for turn in turns}) >= LEAST_SPEAKERS
        and covered >= LEAST_SHARE * len(text)
    )


def clean_name(name: str) -> str:
    """Return the name of a speaker without what they are: “Ana Lima, mayor” and “Ana Lima (mayor)” are Ana Lima."""
    line = " ".join(name.split())
    return (_ROLE.sub("", line).strip() or line)[:MAX_NAME_CHARACTERS]


def _list_lines(text: str) -> Iterator[Line]:
    """Yield the lines that have words or a time."""
    start = 0
    for content in text.split("\n"):
        end = start + len(content)
        if content.strip():
            yield _read_line(text, start, end)
        start = end + 1


def _read_line(text: str, start: int, end: int) -> Line:
    second, begin = None, start
    if time := _TIME.match(text, start, end):
        hours, minutes, seconds = (int(time[name] or 0) for name in ("hours", "minutes", "seconds"))
        second, begin = hours * 3_600 + minutes * 60 + seconds, time.end()
    change = _CHANGE.match(text, begin, end)
    begin = change.end() if change else begin
    label = LABEL.match(text, begin, end)
    if label and len(label["name"]) <= MAX_NAME_CHARACTERS:
        return Line(begin, end, second, clean_name(label["name"]), label.end())
    return Line(begin, end, second)


def _find_full_names(names: set[str]) -> dict[str, str]:
    """Return each name with the longer one that ends with it, if there is only one: LIMA is ANA LIMA."""
    longer = {name: [other for other in names if other.casefold().endswith(f" {name.casefold()}")] for name in names}
    return {name: found[0] if len(found) == 1 else name for name, found in longer.items()}


def _join_lines(lines: list[Line], full_names: dict[str, str]) -> Iterator[TextPosition]:
    """Yield a position for each run of lines of one speaker and one time."""
    current: TextPosition | None = None
    speaker, second = "", None
    for line in lines:
        is_named = line.name in full_names
        if current and (is_named or line.second is not None):
            yield current
            current = None
        if is_named or line.second is not None:
            speaker, second = full_names.get(line.name, speaker), line.second
        start = line.words_start if is_named else line.start
        if speaker and start < line.end:
            current = TextPosition(current.start if current else start, line.end, second=second, speaker=speaker)
    if current:
        yield current
