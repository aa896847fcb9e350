"""Names of sources: whether two of them may be one. Plain Python; people decide.

An abbreviation has the capital letters of the name: IFS and Institute for Fiscal Studies. A short name has the last
word of the longer one and no others: El-Sisi and Abdel Fattah el-Sisi.
"""

import re
import unicodedata

LEAST_LETTERS = 2
"""Letters of an abbreviation and of a last name."""
_WORD = re.compile(r"[^\W_]+")


def may_be_one_source(first: str, second: str) -> bool:
    """Return whether one name may be an abbreviation, a part or another spelling of the other."""
    return is_abbreviation(first, second) or is_abbreviation(second, first) or _is_short_name(first, second)


def is_abbreviation(short: str, long: str) -> bool:
    """Return whether a name consists of the capital letters of a longer one."""
    letters = short.replace(".", "")
    capitals = "".join(character for character in long if character.isupper())
    is_short = letters.isalpha() and letters.isupper() and len(letters) >= LEAST_LETTERS
    return is_short and letters == capitals and len(list_name_words(long)) > 1


def _is_short_name(first: str, second: str) -> bool:
    ours, theirs = list_name_words(first), list_name_words(second)
    short, long = sorted((ours, theirs), key=len)
    return bool(short) and short[-1] == long[-1] and set(short) <= set(long) and first != second


def list_name_words(name: str) -> list[str]:
    """Return the words of a name without case and accents; a hyphen parts two words."""
    plain = "".join(
        character for character in unicodedata.normalize("NFKD", name) if not unicodedata.combining(character)
    )
    return _WORD.findall(plain.casefold())
