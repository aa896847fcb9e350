"""Rules for passwords beside Django's own."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from claims.models import User
from claims.selectors.identity import get_identity

MIN_WORD_CHARACTERS = 4
DESK_WORDS = ("factcheck", "fact-check", "verdict", "newsroom")
"""Words that everybody at a desk would try first, beside those of its name."""


class DeskWordsValidator:
    """Refuses a password that is little more than a word of the desk."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise `ValidationError` for a password of which words of the desk make up more than half."""
        rest = password.casefold()
        for word in sorted(_desk_words(), key=len, reverse=True):
            rest = rest.replace(word, "")
        if len(rest) * 2 < len(password):
            raise ValidationError(gettext("This password consists mainly of words of the desk."), code="desk_words")

    def get_help_text(self) -> str:
        """Return the rule for the form."""
        return gettext("Your password cannot consist mainly of words of the desk.")


def _desk_words() -> set[str]:
    host = settings.BASE_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    parts = [*get_identity().name.casefold().split(), *host.casefold().split("."), *DESK_WORDS]
    return {word for word in parts if len(word) >= MIN_WORD_CHARACTERS}
