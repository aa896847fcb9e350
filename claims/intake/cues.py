"""Subtitles (SubRip, WebVTT, SBV) as a transcript: cues joined to paragraphs, with the second and speaker of each.

The formats differ in little that matters here, and files in the wild follow none of them: commas stand for points,
headers and counters are missing, blank lines are lost. So one reader takes every line with two times as the start of a
cue. The libraries for the formats refuse such files or return no cue.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claims.file_refusals import NoCues, TooManyCues
from claims.intake.positioned_text import PARAGRAPH_BREAK, SENTENCE_BREAK, Passage
from claims.intake.turns import LABEL, clean_name

MAX_CUES = 50_000
PAUSE_SECONDS = 3.0
"""A pause after which a sentence begins a new paragraph."""
PARAGRAPH_CHARACTERS, MAX_PARAGRAPH_CHARACTERS = 600, 1_500
"""The length at which a paragraph ends with its sentence, and the one at which it ends anyway."""
ROLL_UP_SECONDS = 0.2
"""A cue that starts this soon after the end of the one before may repeat its lines."""
MAX_REPEATED_LINES = 4

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"\s*{_TIME}\s*(?:-->|,)\s*{_TIME}(?:\s.*)?$")
_COMMENT = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]+)>")
_MARKUP = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")
_SOUND = re.compile(r"\s*(?:[\[(（][^\[\]()]*[\])）]|[♪♫#\s])+\s*")
_CHANGE = re.compile(r"\s*(?:>>+|&gt;&gt;|[-–—](?=\s?\S))\s*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Cue:
    """A subtitle: when it is shown, in seconds, and its lines with markup."""

    start: float
    end: float
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words of one speaker in one cue. `is_change` says that somebody else begins, known by name or not."""

    words: str
    cue: Cue
    speaker: str = ""
    is_change: bool = False


def read_cues(text: str) -> list[Passage]:
    """Return the passages of a transcript; `text` is the file, decoded and clean. Raises `NoCues`, `TooManyCues`."""
    cues = list(_parse_cues(html.unescape(text).split("\n")))
    if not cues:
        raise NoCues
    return list(_join_utterances(_split_cues(list(_drop_repeats(cues)))))


def _parse_cues(lines: list[str]) -> Iterator[Cue]:
    timings = [_TIMING.match(line) for line in lines]
    if sum(map(bool, timings)) > MAX_CUES:
        raise TooManyCues(limit=MAX_CUES)
    cue, is_comment = None, False
    for number, line in enumerate(lines):
        match = timings[number]
        is_blank = not line.strip()
        follows_blank = number == 0 or not lines[number - 1].strip()
        if match:
            if cue:
                yield cue
            cue, is_comment = _cue_of(match), False
        elif is_blank or (follows_blank and _COMMENT.match(line)):
            is_comment = not is_blank
        elif cue and not is_comment and not _names_next(lines, timings, number, follows_blank=follows_blank):
            cue.lines.append(line)
    if cue:
        yield cue


def _names_next(lines: list[str], timings: list[re.Match[str] | None], number: int, *, follows_blank: bool) -> bool:
    """Whether a line is the number or name of the cue that begins with the next line."""
    is_last = number + 1 >= len(lines)
    return not is_last and timings[number + 1] is not None and (follows_blank or lines[number].strip().isdigit())


def _cue_of(match: re.Match[str]) -> Cue:
    hours, minutes, seconds, fraction, *end = match.groups()
    start = _to_seconds(hours, minutes, seconds, fraction)
    return Cue(start, max(start, _to_seconds(*end)), [])


def _to_seconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> float:
    return int(hours or 0) * 3_600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction or 0}")


def _plain(line: str) -> str:
    return " ".join(_MARKUP.sub("", line).split())


def _drop_repeats(cues: list[Cue]) -> Iterator[Cue]:
    """Yield the cues without the lines that roll up: those at the end of the cue before, or the growing last one."""
    shown, ended = list[str](), float("-inf")
    for cue in cues:
        plain = [_plain(line) for line in cue.lines]
        rolls = cue.start - ended <= ROLL_UP_SECONDS
        lines = _without_shown(cue.lines, plain, shown) if rolls else cue.lines
        yield Cue(cue.start, cue.end, lines)
        shown, ended = [line for line in plain if line] or (shown if rolls else []), cue.end


def _without_shown(lines: list[str], plain: list[str], shown: list[str]) -> list[str]:
    kept = [(line, words) for line, words in zip(lines, plain, strict=True) if words]
    for count in range(min(len(kept), len(shown), MAX_REPEATED_LINES), 0, -1):
        if [words for _, words in kept[:count]] == shown[-count:]:
            return [line for line, _ in kept[count:]]
    last = shown[-1] if shown else ""
    if kept and " " in last and kept[0][1].startswith(f"{last} "):
        return [kept[0][1][len(last) :], *(line for line, _ in kept[1:])]
    return [line for line, _ in kept]


def _split_cues(cues: list[Cue]) -> Iterator[Utterance]:
    """Yield who says what in each cue. Where voices are tagged, nobody is known to say a cue without a tag."""
    has_voices = any(_VOICE.search(line) for cue in cues for line in cue.lines)
    for cue in cues:
        if any(_VOICE.search(line) for line in cue.lines):
            spoken = (line for line in cue.lines if not _SOUND.fullmatch(_plain(line)))
            yield from _split_line(" ".join(spoken), cue)
            continue
        for line in cue.lines:
            for utterance in _split_line(line, cue):
                yield replace(utterance, is_change=utterance.is_change or has_voices)


def _split_line(line: str, cue: Cue) -> Iterator[Utterance]:
    """Yield the words of a line by voice tags, or else by a name or dash before them."""
    first, *voiced = _VOICE.split(line)
    for name, words in [("", first), *zip(voiced[::2], voiced[1::2], strict=True)]:
        plain = _plain(words)
        if name:
            yield Utterance(plain, cue, clean_name(name), is_change=True)
        elif plain and not _SOUND.fullmatch(plain):
            yield _split_label(plain, cue)


def _split_label(plain: str, cue: Cue) -> Utterance:
    change = _CHANGE.match(plain)
    words = plain[change.end() :] if change else plain
    label = LABEL.match(words)
    if label and (change or label["name"].isupper()):
        return Utterance(words[label.end() :], cue, clean_name(label["name"]), is_change=True)
    return Utterance(words, cue, is_change=change is not None)


def _join_utterances(utterances: Iterator[Utterance]) -> Iterator[Passage]:
    """Yield the utterances as passages: a paragraph for each turn, and in long turns after sentences."""
    speaker, before, length, is_new = "", None, 0, True
    for utterance in utterances:
        if utterance.is_change:
            is_new = is_new or utterance.speaker != speaker or not speaker
            speaker = utterance.speaker
        if not utterance.words:
            continue
        breaks = is_new or before is None or _ends_paragraph(before, utterance, length)
        length = len(utterance.words) + (0 if breaks else length)
        label = f"{speaker}: " if breaks and speaker else ""
        separator = PARAGRAPH_BREAK if breaks else SENTENCE_BREAK
        yield Passage(utterance.words, separator, label, second=int(utterance.cue.start), speaker=speaker)
        before, is_new = utterance, False


def _ends_paragraph(before: Utterance, utterance: Utterance, length: int) -> bool:
    if length > MAX_PARAGRAPH_CHARACTERS:
        return True
    pauses = utterance.cue.start - before.cue.end >= PAUSE_SECONDS
    return bool((pauses or length > PARAGRAPH_CHARACTERS) and _SENTENCE_END.search(before.words))
