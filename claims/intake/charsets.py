"""Decoding of bytes, without guesses where a wrong guess would change a word."""

import codecs
import re
from itertools import zip_longest

from charset_normalizer import CharsetMatch, from_bytes
from django.utils.translation import gettext as _

from claims.intake.advice import SAVE_ADVICE
from claims.refusals import NotText

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARATION = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARATION_BYTES = 4_096

# The encodings of the web (WHATWG Encoding), by their Python names; other declarations are ignored, since
# Python also decodes "utf-7" and "unicode_escape".
_TRUSTED_ENCODINGS = frozenset(
    "utf-8 utf-16 utf-16-le utf-16-be koi8-r koi8-u cp866 cp874 cp932 cp949 mac-roman mac-cyrillic "
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 euc_jp gb18030 big5hkscs iso2022_jp "
    "iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 "
    "iso8859-14 iso8859-15 iso8859-16".split()
)
_ENCODING_ALIASES = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_NOT_LIKE_ASCII = frozenset({"utf-16", "utf-16-le", "utf-16-be", "iso2022_jp"})

# Candidates for undeclared text: one must have little "chaos", and no other may fit nearly as well.
_COMMON_CODECS = "cp1252 cp1250 cp1251 cp1253 cp1254 koi8_r cp932 euc_jp gb18030 big5 cp949".split()
_MAX_CHAOS_RATIO = 0.1
_MIN_RATIO_LEAD = 0.1
_GUESSED_BYTES = 16_000
_CELL_ENDS = re.compile(rb"[\"\n\t;]")


def decode_text(data: bytes, *, declared: str = "", repair: bool = False) -> str:
    """Decode `data` by its byte order mark, as UTF-8, as `declared`, or by its statistics.

    UTF-8 is tried before the declaration, since text in another encoding is hardly ever valid UTF-8, while
    declarations are often wrong. Broken UTF-8 is refused, or decoded with U+FFFD if `repair` is set.
    Raises `NotText`.
    """
    marked = next((codec for mark, codec in _BYTE_ORDER_MARKS if data.startswith(mark)), "")
    for codec in [marked] if marked else _encodings_to_try(declared):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    if repair and _is_mostly_utf8(data):
        return data.decode("utf-8", "replace")
    if marked or _is_mostly_utf8(data):
        raise NotText(_("The text contains broken characters."), advice=SAVE_ADVICE)
    return _guess_text(data)


def guess_encoding(sample: bytes) -> str:
    """Return the only plausible encoding of a feed or table that is not UTF-8, by its cells with other letters.

    If Windows-1252, the default of the web, is as good as any other for the words of some language, it is used.
    Raises `NotText`.
    """
    if _is_mostly_utf8(sample):
        return "utf-8"
    cells = b"\n".join(cell for cell in _CELL_ENDS.split(sample) if not cell.isascii())[:_GUESSED_BYTES]
    good = _plausible_readings(cells)
    best = max((reading.coherence for reading in good), default=0)
    if best and any("cp1252" in reading.could_be_from_charset and reading.coherence >= best for reading in good):
        return "cp1252"
    return _guess_reading(cells).encoding


def find_declared_encoding(markup: bytes) -> str:
    """Return the encoding that an HTML page declares in its head, or an empty string."""
    match = _DECLARATION.search(markup[:_DECLARATION_BYTES])
    return match[1].decode("ascii", "ignore") if match else ""


def _encodings_to_try(declared: str) -> list[str]:
    encoding = _known_encoding(declared)
    if encoding in _NOT_LIKE_ASCII:
        return [encoding, "utf-8"]
    return ["utf-8", encoding] if encoding else ["utf-8"]


def _known_encoding(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return ""
    name = _ENCODING_ALIASES.get(name, name)
    return name if name in _TRUSTED_ENCODINGS else ""


def _is_mostly_utf8(data: bytes) -> bool:
    """Return whether most of the characters beyond ASCII are valid UTF-8."""
    text = data.decode("utf-8", "replace")
    beyond_ascii = sum(not character.isascii() for character in text)
    return beyond_ascii > 2 * text.count("\ufffd")


def _guess_text(data: bytes) -> str:
    return str(_guess_reading(data))


def _guess_reading(data: bytes) -> CharsetMatch:
    """Return the only plausible decoding; raises `NotText` if there are several.

    The same bytes are "£50" in Windows-1252 and "Ł50" in Windows-1250. Windows-1252, the default of the web, is
    used if no other decoding has a different letter where it has a letter.
    """
    good = _plausible_readings(data)
    for default in good:
        if "cp1252" in default.could_be_from_charset and all(_has_same_letters(default, other) for other in good):
            return default
    if len({str(reading) for reading in good}) != 1:
        raise NotText(_("The encoding of the text is not certain."), advice=SAVE_ADVICE)
    return good[0]


def _plausible_readings(data: bytes) -> list[CharsetMatch]:
    """Return the decodings that look like text, and most like the text of some language."""
    if b"\0" in data:
        return []
    matches = from_bytes(data, cp_isolation=_COMMON_CODECS)
    good = [reading for reading in matches if reading.chaos < _MAX_CHAOS_RATIO]
    minimum = max((reading.coherence for reading in good), default=0) - _MIN_RATIO_LEAD
    return [reading for reading in good if reading.coherence >= minimum]


def _has_same_letters(candidate: CharsetMatch, other: CharsetMatch) -> bool:
    pairs = zip_longest(str(candidate), str(other), fillvalue="")
    return all(first == second or not (first or second).isalpha() for first, second in pairs)
