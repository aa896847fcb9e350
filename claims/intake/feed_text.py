"""The text of a feed as a stream: decompresses gzip, and decodes UTF-8, UTF-16 and older encodings."""

import codecs
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from claims.intake.charsets import guess_encoding
from claims.refusals import NotAFeed

CHUNK_BYTES = 256_000
MAX_UNPACKED_BYTES = 500_000_000
SAMPLE_BYTES = 64_000

_GZIP_START, _GZIP_WINDOW_BITS = b"\x1f\x8b", 16 + zlib.MAX_WBITS
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The mark of UTF-32 begins with that of UTF-16."""

_OTHER_FORMATS = ((b"PK\x03\x04", "ZIP"), (b"%PDF", "PDF"), (b"\xd0\xcf\x11\xe0", "XLS"), (b"BZh", "bzip2"))
"""How files begin that are not text."""


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Decode the bytes that are not UTF-8 as Windows-1252, the default of the web."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("as_windows_1252", _as_windows_1252)


class FeedText:
    """The text of a feed, read on demand. `position` is the first character that is still needed.

    `line` is the number of its line. A stream that is damaged or cut simply ends.
    """

    def __init__(self, stream: BinaryIO) -> None:
        """Read the beginning, which tells the encoding. Raises `NotAFeed` and `NotText`."""
        self.text, self.position, self.line = "", 0, 1
        self._chunks = decoded_chunks(stream)
        self.more()

    def more(self) -> bool:
        """Append the next chunk; False at the end."""
        chunk = next(self._chunks, "")
        self.text += chunk
        return bool(chunk)

    def advance(self, position: int) -> None:
        """Move on, and forget what is behind."""
        self.line += self.text.count("\n", self.position, position)
        self.position = position
        if position > CHUNK_BYTES:
            self.text, self.position = self.text[position:], 0


def decoded_chunks(stream: BinaryIO) -> Iterator[str]:
    """Yield the text of a stream in chunks that are not empty. Raises `NotAFeed` and `NotText`."""
    chunks = _binary_chunks(stream)
    head = b""
    for chunk in chunks:
        head += chunk
        if len(head) >= SAMPLE_BYTES:
            break
    decoder = codecs.getincrementaldecoder(_encoding(head))("as_windows_1252")
    if text := decoder.decode(head):
        yield text
    for chunk in chunks:
        if text := decoder.decode(chunk):
            yield text
    if text := decoder.decode(b"", final=True):
        yield text


def _binary_chunks(stream: BinaryIO) -> Iterator[bytes]:
    head = stream.read(CHUNK_BYTES)
    for start, name in _OTHER_FORMATS:
        if head.startswith(start):
            raise NotAFeed(_("This is a file of the type %(type)s.") % {"type": name})
    chunks = _chain(head, iter(lambda: stream.read(CHUNK_BYTES), b""))
    yield from _unpacked_chunks(chunks) if head.startswith(_GZIP_START) else chunks


def _chain(head: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if head:
        yield head
    yield from rest


def _unpacked_chunks(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Decompress up to the first damaged byte. Raises `NotAFeed` beyond `MAX_UNPACKED_BYTES`."""
    inflater, unpacked = zlib.decompressobj(_GZIP_WINDOW_BITS), 0
    for packed in chunks:
        rest = packed
        while rest:
            try:
                piece = inflater.decompress(rest, CHUNK_BYTES)
            except zlib.error:
                return
            unpacked += len(piece)
            if unpacked > MAX_UNPACKED_BYTES:
                limit = MAX_UNPACKED_BYTES // 1_000_000
                raise NotAFeed(_("The feed has more than %(limit)d MB when it is unpacked.") % {"limit": limit})
            yield piece
            rest = inflater.unconsumed_tail
            if inflater.eof:
                rest, inflater = inflater.unused_data, zlib.decompressobj(_GZIP_WINDOW_BITS)


def _encoding(head: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return encoding
    if head[:1] == b"\0" or head[1:2] == b"\0":
        return "utf-16-be" if head[:1] == b"\0" else "utf-16-le"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return guess_encoding(head)
    return "utf-8"
