"""The text of an article as the desk stores it; every anchor counts its characters."""

import re
import unicodedata
from itertools import groupby

from claims.refusals import EmptyText, NotText, TextTooLong

MAX_TEXT_CHARACTERS = 1_000_000  # characters; the parser takes no more either
MAX_HEADLINE_CHARACTERS = 200
MAX_COMBINING_MARKS = 30  # the bound of Unicode's Stream-Safe Text Format (UAX #15)

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f]")
_LINE_END = re.compile("\r\n|[\r\v\f\u2028]")
_BLANK_LINES = re.compile(r"\n{3,}")

# What is not seen and means nothing. Joiners (U+200C, U+200D), left-to-right and right-to-left
# marks stay: Persian, Hindi, Hebrew and emoji are written with them.
_INVISIBLE = re.compile(
    "[\xad\u180e\u200b\u2060-\u2064\ufeff"  # soft hyphen, zero-width spaces, byte order mark
    "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides: the text would show in another order
    "\ufff9-\ufffb\ufffe\uffff"  # annotation anchors, noncharacters
    "\U000e0000-\U000e007f]"  # tags: letters that nobody sees
)

# Bytes 80-9F of Windows-1252 read as Latin-1, a slip so common that HTML prescribes the cure.
_WINDOWS_1252 = {code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0)}


def clean_text(raw: str) -> str:
    r"""`raw` as it is stored: the same words and quotes, without what disturbs reading.

    Repaired: line ends become ``\n``, more than one blank line becomes one, spaces at
    line ends, unseen characters and single control characters go, C1 controls become the
    Windows-1252 characters they were meant to be, and the whole is composed (NFC), so that
    the same words are the same characters. Cleaning twice changes nothing.

    Refused, since no repair would be honest: NUL and lone surrogates (PostgreSQL takes
    neither), more than one character in a hundred that is a control character or U+FFFD
    (binary, or letters already lost), heaps of combining marks (`NotText`); text without a
    single letter (`EmptyText`); more than `LIMIT` characters (`TextTooLong`).
    """
    _check_length(raw)
    _check_characters(raw)
    text = _compose(_remove_noise(raw))
    text = _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()
    _check_length(text)  # composing can lengthen a text
    _check_lost_letters(text)
    if not any(character.isalpha() for character in text):
        raise EmptyText
    return text


def to_one_line(raw: str, width: int = MAX_HEADLINE_CHARACTERS) -> str:
    """A title or a name on one line of at most `width` characters, cut between words; never refuses."""
    start = raw[: 10 * width]
    kept = start if start.isprintable() else _remove_noise(_SURROGATE.sub("", start))
    line = " ".join(unicodedata.normalize("NFC", kept).split())
    if len(line) <= width:
        return line
    start = line[: width - 1]
    return f"{start.rpartition(' ')[0] or start}…"


def first_line(text: str) -> str:
    """The first line, which in a text without a title stands for one."""
    return to_one_line(text.lstrip().partition("\n")[0])


def _remove_noise(raw: str) -> str:
    text = _LINE_END.sub("\n", raw).replace("\u2029", "\n\n").translate(_WINDOWS_1252)
    return _INVISIBLE.sub("", _CONTROL.sub("", text))


def _check_length(text: str) -> None:
    if len(text) > MAX_TEXT_CHARACTERS:
        raise TextTooLong(
            f"This text has {len(text):,} characters; an article can have {MAX_TEXT_CHARACTERS:,}.",
            length=len(text),
            limit=MAX_TEXT_CHARACTERS,
        )


def _check_characters(raw: str) -> None:
    if "\0" in raw:
        raise NotText("There are NUL characters in it: this is a binary file, or was cut out of one.")
    if _SURROGATE.search(raw):
        raise NotText("There are halves of characters in it (lone surrogates): it was decoded wrongly.")
    if 100 * len(_CONTROL.findall(raw)) > len(raw):
        raise NotText("There are too many control characters in it for a text.")


def _check_lost_letters(text: str) -> None:
    if 100 * text.count("\ufffd") > len(text):
        raise NotText("Too many letters of it are lost (\ufffd); save it as UTF-8 and send it again.")


def _compose(text: str) -> str:
    """NFC. It is quadratic in the marks on one letter (100,000 take half a minute): count them first."""
    _check_marks(text)
    composed = unicodedata.normalize("NFC", text)
    _check_marks(composed)
    return composed


def _check_marks(text: str) -> None:
    runs = groupby(text, key=_is_mark) if not text.isascii() else ()
    if any(marked and len(list(run)) > MAX_COMBINING_MARKS for marked, run in runs):
        raise NotText(f"There are more than {MAX_COMBINING_MARKS} accents on one letter in it.")


def _is_mark(character: str) -> bool:
    return unicodedata.combining(character) > 0
