"""Finding names by their capital letters, in scripts that have them."""

import re
from collections.abc import Iterator

from claims.nlp.reading import Place, Span

CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž\u0391-\u03A9\u0386-\u038F\u0410-\u042F\u0404-\u0407]"
WORD = rf"{CAPITAL}[\w’'.-]*\w|{CAPITAL}\."
SMALL = "de da di do dos das del della der den des du van von la le el al bin ben zu y e of ter ten".split()
NAME = re.compile(rf"(?<![\w'’-])(?:{WORD})(?:[ \u00a0](?:(?:{'|'.join(SMALL)})[ \u00a0]){{0,2}}(?:{WORD}))*")
SENTENCE_START = re.compile(r"(?:^|[.!?…:;]|[«»“”„\"'(–—-])\s*$")
LOOK_BACK_CHARACTERS = 4


def find_names(text: str, start: int, end: int, *, has_noun_capitals: bool = False) -> tuple[Place, ...]:
    """Return the names between two offsets: words with a capital letter, of which the first opens no sentence.

    Where all nouns have capital letters, a name has two of them and opens no sentence.
    """
    names = _list_names(text, start, end)
    return tuple(name for name, opens in names if not has_noun_capitals or (" " in name.name and not opens))


def _list_names(text: str, start: int, end: int) -> Iterator[tuple[Place, bool]]:
    for match in NAME.finditer(text, start, end):
        before = text[max(start, match.start() - LOOK_BACK_CHARACTERS) : match.start()]
        opens = match.start() == start or SENTENCE_START.search(before) is not None
        words = match.group().split()
        if not opens or (len(words) > 1 and words[1][0].isupper()):
            yield Place(match.group(), Span(*match.span())), opens
