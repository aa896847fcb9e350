"""ClaimReview feeds, read as a stream: memory use does not grow with the feed.

A Data Commons feed is ``{"dataFeedElement": [{"item": [review, …]}, …]}``; others are a plain list, a JSON-LD
``@graph``, a single ClaimReview, or one of these within another. Other entries are passed on too;
`claims.intake.claimreviews` refuses them with a reason.
"""

import codecs
from collections.abc import Iterator
from typing import Any, BinaryIO

import ijson
from django.utils.translation import gettext as _

from claims.refusals import NotAFeed

CONTAINER_KEYS = frozenset({"dataFeedElement", "item", "@graph", "itemListElement"})
"""Keys whose values are ClaimReviews or contain them."""

MAX_DEPTH = 16  # of nested containers
MAX_ENTRY_BYTES = 2_000_000  # an ordinary entry has a few thousand

ParserEvent = tuple[str, Any]
_START_EVENTS, _END_EVENTS = ("start_array", "start_map"), ("end_array", "end_map")


def iterate_entries(stream: BinaryIO) -> Iterator[Any]:
    """Yield the values in the places of ClaimReviews one by one, including null.

    Raises `NotAFeed` if the stream is not JSON, possibly after some entries.
    """
    source = _BoundedStream(stream)
    events = ijson.basic_parse(source, multiple_values=True)
    try:
        for event in events:
            for entry in _walk_value(event, events, 0):
                source.entry_ends()
                yield entry
    except (ijson.JSONError, ValueError, SystemError) as error:  # SystemError: ijson on a number of 5,000 digits
        detail = _("The feed is not valid JSON: %(error)s") % {"error": _parser_message(error)}
        raise NotAFeed(detail) from error


class _BoundedStream:
    """A stream that raises `NotAFeed` if a single entry is too large."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._read = self._since = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        data = data if self._read else data.removeprefix(codecs.BOM_UTF8)
        self._read += len(data)
        self._since += len(data)
        if self._since > MAX_ENTRY_BYTES:
            raise NotAFeed(
                _("An entry of the feed has more than %(limit)d MB.") % {"limit": MAX_ENTRY_BYTES // 1_000_000}
            )
        return data

    def entry_ends(self) -> None:
        self._since = 0


def _parser_message(error: Exception) -> str:
    """Return the message of the parser, which is bytes if it quotes invalid UTF-8."""
    message = error.args[0] if error.args else ""
    sentence = message.decode(errors="replace") if isinstance(message, bytes) else str(message)
    return sentence.partition("\n")[0].strip()[:200] or type(error).__name__


def _walk_value(event: ParserEvent, events: Iterator[ParserEvent], depth: int) -> Iterator[Any]:
    """Yield the entries of a value whose first event has been read."""
    match event[0]:
        case "start_array" if depth < MAX_DEPTH:
            for inner in iter(events.__next__, ("end_array", None)):
                yield from _walk_value(inner, events, depth + 1)
        case "start_map" if depth < MAX_DEPTH:
            yield from _walk_map(events, depth)
        case _:
            yield _build_value(event, events)


def _walk_map(events: Iterator[ParserEvent], depth: int) -> Iterator[Any]:
    """Yield the entries in an object, or the object itself if it is not a container."""
    own, is_container = {}, False
    for _event, name in iter(events.__next__, ("end_map", None)):
        if name in CONTAINER_KEYS:
            is_container = True
            yield from _walk_value(next(events), events, depth + 1)
        else:
            own[name] = _build_value(next(events), events)
    if not is_container or "claimReviewed" in own:
        yield own


def _build_value(event: ParserEvent, events: Iterator[ParserEvent]) -> Any:
    """Build a value without recursion, since a feed may be nested a million levels deep."""
    builder = ijson.ObjectBuilder()
    builder.event(*event)
    depth = int(event[0] in _START_EVENTS)
    while depth:
        kind, value = next(events)
        builder.event(kind, value)
        depth += (kind in _START_EVENTS) - (kind in _END_EVENTS)
    return builder.value
