"""The text of an article as the desk stores it; anchors count its characters."""

import re
import unicodedata
from itertools import groupby

from django.utils.translation import gettext as _

from claims.intake.advice import SAVE_ADVICE
from claims.refusals import EmptyText, NotText, TextTooLong

MAX_TEXT_CHARACTERS = 1_000_000  # the limit of the parser too
MAX_HEADLINE_CHARACTERS = 200
MAX_COMBINING_MARKS = 30  # the limit of Unicode's Stream-Safe Text Format (UAX #15)

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f]")
_LINE_END = re.compile("\r\n|[\r\v\f\u2028]")
_BLANK_LINES = re.compile(r"\n{3,}")

# Invisible characters without meaning. Joiners (U+200C, U+200D) and left-to-right and right-to-left marks stay:
# Persian, Hindi, Hebrew and emoji need them.
_INVISIBLE = re.compile(
    "[\xad\u180e\u200b\u2060-\u2064\ufeff"  # soft hyphen, zero-width spaces, byte order mark
    "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides: the text would show in another order
    "\ufff9-\ufffb\ufffe\uffff"  # annotation anchors, noncharacters
    "\U000e0000-\U000e007f]"  # tags: invisible letters
)

# Bytes 80-9F of Windows-1252 that were read as Latin-1; HTML defines this repair.
_WINDOWS_1252 = {code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0)}


def clean_text(raw: str) -> str:
    r"""Return `raw` as it is stored: the same words and quotes, normalised.

    Repairs: line ends become ``\n``, several blank lines become one, trailing spaces, invisible characters and
    single control characters are removed, C1 controls become the Windows-1252 characters they stand for, and the
    text is composed (NFC), so that equal words have equal characters. Cleaning again changes nothing.

    Raises `NotText` for NUL and lone surrogates (PostgreSQL accepts neither), for more than one control character
    or U+FFFD in a hundred characters (binary data, or lost letters), and for too many combining marks;
    `EmptyText` for text without a letter; `TextTooLong` for more than `MAX_TEXT_CHARACTERS`.
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


def normalise_text(raw: str) -> str:
    """Return a passage of a file as one line of clean text; nothing is refused but too many accents on a letter."""
    return " ".join(_compose(_remove_noise(_SURROGATE.sub("", raw.replace("\0", "")))).split())


def to_one_line(raw: str, width: int = MAX_HEADLINE_CHARACTERS) -> str:
    """Return a title or name on one line of at most `width` characters, cut between words; never raises."""
    start = raw[: 10 * width]
    cleaned = start if start.isprintable() else _remove_noise(_SURROGATE.sub("", start))
    line = " ".join(unicodedata.normalize("NFC", cleaned).split())
    if len(line) <= width:
        return line
    start = line[: width - 1]
    return f"{start.rpartition(' ')[0] or start}…"


def first_line(text: str) -> str:
    """Return the first line, which serves as the title of a text without one."""
    return to_one_line(text.lstrip().partition("\n")[0])


def _remove_noise(raw: str) -> str:
    text = _LINE_END.sub("\n", raw).replace("\u2029", "\n\n").translate(_WINDOWS_1252)
    return _INVISIBLE.sub("", _CONTROL.sub("", text))


def _check_length(text: str) -> None:
    if len(text) > MAX_TEXT_CHARACTERS:
        raise TextTooLong(
            _("The text has %(length)s characters; the limit is %(limit)s.")
            % {"length": f"{len(text):,}", "limit": f"{MAX_TEXT_CHARACTERS:,}"},
            length=len(text),
            limit=MAX_TEXT_CHARACTERS,
        )


def _check_characters(raw: str) -> None:
    if "\0" in raw:
        raise NotText(_("The text contains NUL characters. It seems to be a binary file."))
    if _SURROGATE.search(raw):
        raise NotText(_("The text contains lone surrogates. It was decoded with the wrong encoding."))
    if 100 * len(_CONTROL.findall(raw)) > len(raw):
        raise NotText(_("The text contains too many control characters."))


def _check_lost_letters(text: str) -> None:
    if 100 * text.count("\ufffd") > len(text):
        raise NotText(_("Too many letters are lost (\ufffd)."), advice=SAVE_ADVICE)


def _compose(text: str) -> str:
    """Compose the text (NFC). The time is quadratic in the marks on one letter, so they are counted first."""
    _check_marks(text)
    composed = unicodedata.normalize("NFC", text)
    _check_marks(composed)
    return composed


def _check_marks(text: str) -> None:
    runs = groupby(text, key=_is_mark) if not text.isascii() else ()
    if any(marked and len(list(run)) > MAX_COMBINING_MARKS for marked, run in runs):
        raise NotText(_("A letter of the text has more than %(limit)d accents.") % {"limit": MAX_COMBINING_MARKS})


def _is_mark(character: str) -> bool:
    return unicodedata.combining(character) > 0
