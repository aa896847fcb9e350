"""Finds the values in JSON as people publish it: streamed, and without losing the rest to one broken value.

A value of at most `MAX_VALUE_CHARACTERS` is parsed as a whole. A list or object that is longer or holds several reviews
is opened, and the values in it are scanned in turn; a broken review is named, and the scan goes on behind it.
"""

import ast
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from claims.intake.feed_text import FeedText

MAX_VALUE_CHARACTERS = 2_000_000  # an ordinary review has a few thousand
MAX_DEPTH = 16  # of lists and objects that are opened
MAX_NESTING = 1_000  # of lists and objects in a value; a deeper one cannot be parsed
MAX_BROKEN_VALUES = 1_000
SHOWN_CHARACTERS = 2_000  # of a broken value

ENTRY_LISTS = frozenset({"dataFeedElement", "item", "itemListElement", "claims", "claimReviewMarkupPages"})
"""Keys of lists whose elements ought to be reviews. The elements of other lists are not missed."""

_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_TO_BRACKET = re.compile(rf'(?:[^"\[\]{{}}]++|{_STRING})*+([\[\]{{}}])', re.DOTALL)
_TOKEN = re.compile(
    r"[\s,:;\ufeff\x00\x1e]*+(?:(?P<opener>[\[{])|(?P<closer>[\]}])"
    rf'|(?P<string>{_STRING})|(?P<open_string>")|(?P<word>[^\s,:;\[\]{{}}"]++))?',
    re.DOTALL,
)
_COLON = re.compile(r"\s*+:")
_BOUNDARY = re.compile(r"\}(?=\s*,?\s*\{)|\n(?=\{)")  # the last is that of JSON lines
_CLOSING_QUOTE = re.compile(r'(?:[^"\\]++|\\.)*+"', re.DOTALL)
_REVIEW_MARKS = (re.compile(r'claimReviewed"\s*:'), re.compile(r'ClaimReview"\s*[,}\]]'))
_BELONGS_TOGETHER = re.compile(r'"(?:@graph|claimReviewMarkups)"')
_REVIEW_START = re.compile(
    rf'\{{(?:[^"\[\]{{}}]++|(?!"claimReviewed"|"ClaimReview"){_STRING})*+"(?:claimReviewed|ClaimReview)"'
)
_DIALECT = re.compile(
    rf"(?P<string>{_STRING})|,(?=\s*[}}\]])|/\*.*?\*/|//[^\n]*|(?<=[}}\]])(?P<gap>\s*)(?=[{{\[])"
    r"|(?P<key>(?<![\w$])[A-Za-z_$][\w$]*+)(?=\s*:)|\b(?P<word>undefined|None|True|False)\b",
    re.DOTALL,
)
_WRONG_ESCAPE = re.compile(r'\\(?:u(?![0-9A-Fa-f]{4})|[^"\\/bfnrtu])')
_WORDS = {"True": "true", "False": "false"}


@dataclass(frozen=True, slots=True)
class ScannedValue:
    """A value and the line where it begins, or the code of an error and the beginning of the text that is broken.

    `is_entry` says that it is in the place of a review. The error `no_json` is a word before or between the values,
    such as a comment.
    """

    line: int
    value: Any = None
    is_entry: bool = True
    error: str = ""


def parse_json(text: str) -> Any:
    """Parse one value, also with raw control characters, trailing commas, comments, NaN, wrong escapes or bare keys.

    So is a value as Python writes it. Raises `ValueError`, also for a value that is nested too deeply.
    """
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        pass
    try:
        return json.loads(text, strict=False, parse_constant=lambda _name: None)
    except (ValueError, RecursionError):
        pass
    if "'" in text and (value := _parse_python(text)) is not None:
        return value
    if '"' not in text:
        text = html.unescape(text).translate(dict.fromkeys(map(ord, "“”„"), '"'))
    try:
        return json.loads(_DIALECT.sub(_as_json, text), strict=False, parse_constant=lambda _name: None)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _parse_python(text: str) -> Any:
    try:
        return json.loads(json.dumps(ast.literal_eval(text)))
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return None


def _as_json(match: re.Match[str]) -> str:
    if string := match["string"]:
        return (
            _WRONG_ESCAPE.sub(lambda escape: escape[0][1:].replace("u", "\\\\u"), string) if "\\" in string else string
        )
    if match["gap"] is not None:
        return ","
    if key := match["key"]:
        return f'"{key}"'
    return _WORDS.get(match["word"], "null") if match["word"] else ""


def scan_values(feed: FeedText) -> Iterator[ScannedValue]:
    """Yield the values of a feed; see the module."""
    yield from _Scanner(feed).scan()


class _Scanner:
    """`stack` has the open lists and objects: the bracket, and whether the values in it are entries."""

    def __init__(self, feed: FeedText) -> None:
        self.feed = feed
        self.stack: list[tuple[str, bool]] = []
        self.key = ""
        self.broken = 0
        self.is_cut = False

    def scan(self) -> Iterator[ScannedValue]:
        feed = self.feed
        while self.broken < MAX_BROKEN_VALUES:
            match = self._next_token()
            if match is None:
                break
            feed.advance(match.start(match.lastgroup or 0))
            length = match.end() - match.start(match.lastgroup or 0)
            yield from getattr(self, f"_scan_{match.lastgroup}")(feed.position + length)
        if self.stack and not self.is_cut:
            yield ScannedValue(feed.line, error="cut")

    def _next_token(self) -> re.Match[str] | None:
        """Return the next token; it is whole, unless a string has no end."""
        feed = self.feed
        while True:
            match = _TOKEN.match(feed.text, feed.position)
            if match is None:  # cannot be: the pattern matches nothing too
                return None
            if match.lastgroup in ("opener", "closer"):
                return match
            if match.lastgroup in ("string", "word") and match.end() < len(feed.text):
                return match
            if not match.lastgroup:
                feed.advance(match.end())  # nothing but spaces so far
            if len(feed.text) - feed.position > MAX_VALUE_CHARACTERS or not feed.more():
                return match if match.lastgroup else None

    @property
    def _in_entries(self) -> bool:
        bracket, entries = self.stack[-1] if self.stack else ("[", True)
        return entries if bracket == "[" else self.key in ENTRY_LISTS

    def _scan_opener(self, _end: int) -> Iterator[ScannedValue]:
        feed, is_entry = self.feed, self._in_entries
        end, error = self._find_end()
        text = feed.text[feed.position : end]
        is_deep = len(self.stack) >= MAX_DEPTH
        if error == "too_deep":
            yield self._broken_value("broken")
            self._skip_value(end, swallowed=False)
            return
        if not error and (is_deep or not _is_list_of_reviews(text)):
            try:
                yield ScannedValue(feed.line, parse_json(text), is_entry)
            except ValueError:
                error = "broken"
            else:
                feed.advance(end)
                return
        if error and (_REVIEW_START.match(text) or is_deep or (error == "broken" and not _holds_several(text))):
            yield self._broken_value(error)
            self._skip_value(end, swallowed=error != "broken" or _holds_several(text))
        else:
            self.stack.append((text[0], is_entry if text[0] == "[" or not self.stack else False))
            feed.advance(feed.position + 1)

    def _scan_closer(self, end: int) -> Iterator[ScannedValue]:
        if self.stack:
            self.stack.pop()
        self.key = ""
        self.feed.advance(end)
        yield from ()

    def _scan_string(self, end: int) -> Iterator[ScannedValue]:
        feed = self.feed
        text = feed.text[feed.position : end]
        if _COLON.match(feed.text, end):
            self.key = text[1:-1]
        elif self._in_entries:
            yield ScannedValue(feed.line, text[1:-1])
        feed.advance(end)

    def _scan_open_string(self, _end: int) -> Iterator[ScannedValue]:
        """Skip a string that is too long, or that has no end."""
        feed = self.feed
        is_long = len(feed.text) - feed.position > MAX_VALUE_CHARACTERS
        yield self._broken_value("too_long" if is_long else "cut")
        feed.advance(feed.position + 1)
        while not (match := _CLOSING_QUOTE.match(feed.text, feed.position)):
            feed.advance(max(feed.position, len(feed.text) - 1))
            if not feed.more():
                feed.advance(len(feed.text))
                self.stack.clear()
                return
        feed.advance(match.end())

    def _scan_word(self, end: int) -> Iterator[ScannedValue]:
        feed = self.feed
        if self._in_entries:
            try:
                yield ScannedValue(feed.line, parse_json(feed.text[feed.position : end]))
            except ValueError:
                yield self._broken_value("broken" if self.stack else "no_json")
        feed.advance(end)

    def _broken_value(self, error: str) -> ScannedValue:
        feed = self.feed
        if error == "cut" and _BOUNDARY.search(feed.text, feed.position):
            error = "broken"
        self.broken += 1
        self.is_cut = self.is_cut or error == "cut"
        return ScannedValue(feed.line, feed.text[feed.position : feed.position + SHOWN_CHARACTERS], error=error)

    def _find_end(self) -> tuple[int, str]:
        """Return where the list or object ends, or where the text that was read ends, and what is wrong with it."""
        feed, depth, deepest = self.feed, 0, 0
        end, error = feed.position, "open"
        while error == "open":
            if match := _TO_BRACKET.match(feed.text, end):
                end = match.end()
                depth += 1 if match[1] in "[{" else -1
                deepest = max(deepest, depth)
                error = "" if depth == 0 else "open"
            elif len(feed.text) - feed.position > MAX_VALUE_CHARACTERS:
                end, error = len(feed.text), "too_long"
            elif not feed.more():
                end, error = len(feed.text), "cut"
        return end, "too_deep" if deepest > MAX_NESTING else error

    def _skip_value(self, end: int, *, swallowed: bool) -> None:
        """Go on behind a broken value; a lone quote has swallowed what follows, up to the next object."""
        feed = self.feed
        while swallowed:
            if match := _BOUNDARY.search(feed.text, feed.position):
                feed.advance(match.end())
                return
            if end < len(feed.text):
                break
            feed.advance(max(feed.position, len(feed.text) - 1_000))
            if not feed.more():
                end = len(feed.text)
                self.stack.clear()
                break
            end = len(feed.text)
        feed.advance(end)


def _is_list_of_reviews(text: str) -> bool:
    """Return whether a value is opened even though it is whole, so that each review in it has its own line.

    A graph and a page of Google's API stay whole, since their parts belong together.
    """
    return _holds_several(text) and not _BELONGS_TOGETHER.search(text)


def _holds_several(text: str) -> bool:
    return any(len(mark.findall(text)) > 1 for mark in _REVIEW_MARKS)
