"""Feeds of ClaimReviews as they exist in the wild, read as a stream: memory does not grow with the feed.

A Data Commons feed is ``{"dataFeedElement": [{"item": [review, …]}, …]}``; others are a bare list, a JSON-LD
``@graph``, a single review, or one of these within another. What is no review is passed on all the same: it
is for `claims.intake.claimreviews` to refuse it by name.
"""

import codecs
from collections.abc import Iterator
from typing import Any, BinaryIO

import ijson

from claims.refusals import NotAFeed

CONTAINER_KEYS = frozenset({"dataFeedElement", "item", "@graph", "itemListElement"})
"""Keys whose values are reviews, or hold them."""

MAX_DEPTH = 16  # of holders within holders
MAX_ENTRY_BYTES = 2_000_000  # one review has some thousand

ParserEvent = tuple[str, Any]
_START_EVENTS, _END_EVENTS = ("start_array", "start_map"), ("end_array", "end_map")


def iterate_entries(stream: BinaryIO) -> Iterator[Any]:
    """Whatever stands where reviews are expected, one after the other, null included.

    Raises `NotAFeed` when the stream turns out not to be JSON, which may be after some entries.
    """
    source = _BoundedStream(stream)
    events = ijson.basic_parse(source, multiple_values=True)
    try:
        for event in events:
            for entry in _walk_value(event, events, 0):
                source.entry_ends()
                yield entry
    except (ijson.JSONError, ValueError, SystemError) as error:  # the last: ijson at a number of 5,000 digits
        raise NotAFeed(f"This is not JSON as far as it was read: {_parser_message(error)}") from error


class _BoundedStream:
    """A stream that refuses when too much comes without any entry coming to its end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._read = self._since = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        data = data if self._read else data.removeprefix(codecs.BOM_UTF8)
        self._read += len(data)
        self._since += len(data)
        if self._since > MAX_ENTRY_BYTES:
            raise NotAFeed(f"One entry has more than {MAX_ENTRY_BYTES // 1_000_000} MB.")
        return data

    def entry_ends(self) -> None:
        self._since = 0


def _parser_message(error: Exception) -> str:
    """The parser's own words; it quotes what is no UTF-8 as bytes."""
    words = error.args[0] if error.args else ""
    sentence = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return sentence.partition("\n")[0].strip()[:200] or type(error).__name__


def _walk_value(event: ParserEvent, events: Iterator[ParserEvent], depth: int) -> Iterator[Any]:
    """The entries of one value, whose first event has been read."""
    match event[0]:
        case "start_array" if depth < MAX_DEPTH:
            for inner in iter(events.__next__, ("end_array", None)):
                yield from _walk_value(inner, events, depth + 1)
        case "start_map" if depth < MAX_DEPTH:
            yield from _walk_map(events, depth)
        case _:
            yield _build_value(event, events)


def _walk_map(events: Iterator[ParserEvent], depth: int) -> Iterator[Any]:
    """The entries that an object holds, or the object itself when it is no holder."""
    own, holds = {}, False
    for _, name in iter(events.__next__, ("end_map", None)):
        if name in CONTAINER_KEYS:
            holds = True
            yield from _walk_value(next(events), events, depth + 1)
        else:
            own[name] = _build_value(next(events), events)
    if not holds or "claimReviewed" in own:
        yield own


def _build_value(event: ParserEvent, events: Iterator[ParserEvent]) -> Any:
    """One value as Python has it, without recursion: a feed may be nested a million deep."""
    builder = ijson.ObjectBuilder()
    builder.event(*event)
    depth = int(event[0] in _START_EVENTS)
    while depth:
        kind, value = next(events)
        builder.event(kind, value)
        depth += (kind in _START_EVENTS) - (kind in _END_EVENTS)
    return builder.value
