"""How much the desk reads in a language, in words for editors.

Of Django, this table imports the translations alone.
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from claims.language_names import name_language
from claims.nlp import ReadingDepth, get_depth

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DEPTH_TEXTS: "dict[ReadingDepth, StrOrPromise]" = {
    ReadingDepth.UNSCORED: _(
        "%(language)s: sources, numbers and dates are read. Check-worthiness is not learned for this language, so all "
        "claims have the same score and stand in the order of the text."
    ),
    ReadingDepth.LIGHT: _(
        "%(language)s: this language is read lightly. The claims are quotations and sentences with numbers, in the "
        "order of the text. Who says them is not read."
    ),
}
"""The text of each depth but the full one."""


def describe_depth(language: str) -> str:
    """Return what is not read in a language, empty if everything is or if the language is not known yet."""
    depth = get_depth(language) if language else ReadingDepth.FULL
    return str(DEPTH_TEXTS[depth]) % {"language": name_language(language)} if depth in DEPTH_TEXTS else ""
