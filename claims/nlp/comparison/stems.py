"""Short forms of words, in which "immigrants" and "immigration" are one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

STEM_LETTERS = 6
LEAST_LETTERS = 3
"""What an ending leaves of a word at least."""


@dataclass(frozen=True, slots=True)
class Stemmer:
    """The endings of a language in the order in which they are tried, and the forms that no ending makes.

    A doubled last letter is single in the stem: "stopped" and "stop".
    """

    endings: tuple[str, ...]
    irregular: Mapping[str, str]

    def stem(self, word: str) -> str:
        """Return the stem of a word in lower case."""
        regular = self.irregular.get(word, word)
        ending = next((end for end in self.endings if self._can_cut(regular, end)), "")
        cut = regular.removesuffix(ending)
        return (cut[:-1] if cut[-2:-1] == cut[-1:] else cut)[:STEM_LETTERS]

    @staticmethod
    def _can_cut(word: str, ending: str) -> bool:
        return word.endswith(ending) and len(word) - len(ending) >= LEAST_LETTERS and not word.endswith("ss")


def build_stemmer(table: Mapping[str, Any]) -> Stemmer:
    """Build the stemmer from a language's `comparison.toml`."""
    irregular = {form: base for base, forms in table["irregular"].items() for form in forms.split()}
    return Stemmer(tuple(table["endings"].split()), irregular)
